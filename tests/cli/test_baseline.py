"""Baselines and changed lines: only what is new is told."""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    Run = Callable[..., Result]

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
NAMED = "Our new paper in *Nature* is out.\n"
OTHER = "A study in *Science* is out, too.\n"


@pytest.fixture
def post(folder: Path) -> Path:
    """A post with one finding."""
    file = folder / "post.md"
    file.write_text(NAMED)
    return file


def test_what_was_there_is_told_no_more(idcheck: Run, folder: Path, post: Path) -> None:
    recorded = idcheck("baseline", "post.md")
    assert (recorded.exit_code, recorded.stderr) == (
        0,
        "idcheck: .idcheck-baseline.json: 1 finding recorded\n",
    )
    post.write_text(f"A line more.\n\n{NAMED}\n{OTHER}")
    result = idcheck("check", "post.md")

    assert result.exit_code == 1
    assert "Science" in result.stdout
    assert "Nature" not in result.stdout.splitlines()[1]
    assert result.stdout.count("MEN101") == 1
    assert "1 in the baseline" in result.stdout
    assert idcheck("check", "--baseline", "none", "post.md").stdout.count("MEN101") == 2


def test_counts_matter_and_lines_do_not(idcheck: Run, folder: Path, post: Path) -> None:
    idcheck("baseline", "post.md")
    (row,) = json.loads((folder / ".idcheck-baseline.json").read_text())["findings"]
    assert row == {
        "path": "post.md",
        "code": "MEN101",
        "words": "our new paper in *nature*",
        "count": 1,
    }


def test_entries_that_are_gone_are_named(idcheck: Run, post: Path) -> None:
    idcheck("baseline", "post.md")
    post.write_text("Nothing.\n")
    result = idcheck("check", "post.md")

    assert result.exit_code == 0
    assert (
        "MEN101 at 'our new paper in *nature*' is in the baseline but no longer there"
        in result.stderr
    )


def test_other_files_stay_in_the_baseline(idcheck: Run, folder: Path, post: Path) -> None:
    (folder / "other.md").write_text(OTHER)
    idcheck("baseline", "post.md")
    idcheck("baseline", "other.md")

    assert idcheck("check", ".").exit_code == 0


def test_a_broken_baseline_is_said(idcheck: Run, folder: Path, post: Path) -> None:
    (folder / ".idcheck-baseline.json").write_text("[]")
    result = idcheck("check", "post.md")

    assert result.exit_code == 2
    assert "is no baseline of this version" in result.stderr
    assert idcheck("check", "--baseline", "gone.json", "post.md").exit_code == 2


def _repository(folder: Path) -> Callable[..., None]:
    """A repository with all that is in a folder committed; what it gives runs git there."""
    (folder / ".git").rmdir()

    def git(*arguments: str) -> None:
        identity = ("-c", "user.name=a", "-c", "user.email=a@example.org")
        subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)

    git("init", "-q", "-b", "main")
    git("add", ".")
    git("commit", "-q", "-m", "one")
    return git


@needs_git
def test_only_changed_lines_are_told(idcheck: Run, folder: Path, post: Path) -> None:
    git = _repository(folder)
    git("checkout", "-q", "-b", "draft")
    post.write_text(f"{NAMED}\n{OTHER}")
    (folder / "new.md").write_text(NAMED)
    result = idcheck("check", "--diff-from", "main", ".")

    assert result.stdout.count("MEN101") == 2
    assert "post.md:3:" in result.stdout
    assert "new.md:1:" in result.stdout
    assert "post.md:1:" not in result.stdout
    unknown = idcheck("check", "--diff-from", "nowhere", ".")
    assert (unknown.exit_code, "git knows no common ancestor" in unknown.stderr) == (2, True)


@needs_git
def test_files_that_did_not_change_are_not_read(idcheck: Run, folder: Path, post: Path) -> None:
    git = _repository(folder)
    (folder / "other.md").write_text(NAMED)
    (folder / "sub").mkdir()
    (folder / "sub" / "third.md").write_text(NAMED)
    git("add", ".")
    git("commit", "-q", "-m", "two")
    (folder / "sub" / "third.md").write_text(f"Hello.\n\n{NAMED}")
    result = idcheck("check", "--diff-from", "HEAD", ".", "other.md")

    assert "No errors or warnings in 1 file" in result.stdout
    assert idcheck("check", "--diff-from", "HEAD", "post.md").stderr == (
        "idcheck: no files changed since HEAD\n"
    )


@needs_git
def test_standard_input_is_read_whatever_its_file_was(
    idcheck: Run, folder: Path, post: Path
) -> None:
    _repository(folder)
    result = idcheck(
        "check", "--diff-from", "HEAD", "--stdin-filename", "post.md", "-", stdin=NAMED
    )

    assert "1 mention" in result.stdout
