"""`--fix`, `--diff` and `idcheck fix`: what is written, shown, told, and the exit codes."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    Run = Callable[..., Result]

LOOSE = "Our paper, DOI 10.1000/abc, is out."
LINKED = "Our paper, DOI [10.1000/abc](https://doi.org/10.1000/abc), is out."


@pytest.fixture
def loose(folder: Path) -> Path:
    """A post with an identifier that is no link."""
    file = folder / "loose.md"
    file.write_bytes(f"\ufeffFirst\t \r\n\r\n{LOOSE}\nlast \r\n".encode())
    return file


def test_fix_writes_and_reports_what_is_left(idcheck: Run, loose: Path) -> None:
    result = idcheck("check", "--fix", "loose.md")

    assert loose.read_bytes() == f"\ufeffFirst\t \r\n\r\n{LINKED}\nlast \r\n".encode()
    assert "MEN103" not in result.stdout
    assert result.stderr == "idcheck: loose.md: fixed: 1 finding (MEN103)\n"
    assert result.exit_code == 0


def test_the_second_time_nothing_changes(idcheck: Run, loose: Path) -> None:
    idcheck("check", "--fix", "loose.md")
    before = (loose.read_bytes(), loose.stat().st_mtime_ns)
    result = idcheck("check", "--fix", "loose.md")

    assert (loose.read_bytes(), loose.stat().st_mtime_ns) == before
    assert result.stderr == ""


def test_what_needs_a_person_stays(idcheck: Run, untracked: Path) -> None:
    before = untracked.read_bytes()
    result = idcheck("check", "--fix", "untracked.md")

    assert untracked.read_bytes() == before
    assert result.exit_code == 1
    assert "MEN101" in result.stdout


def test_unsafe_fixes_take_the_one_work_that_fits(idcheck: Run, folder: Path) -> None:
    (folder / "our.bib").write_text(
        "@article{a, title={Nanometre-scale thermometry in a living cell}, author={Kucsko, Georg},"
        " journal={Nature}, year={2013}, doi={10.1038/nature12373}}"
    )
    post = folder / "post.md"
    post.write_text(
        "Kucsko, G. (2013). Nanometre-scale thermometry in a living cell. *Nature*, 500, 54–58.\n"
    )
    assert idcheck("check", "--fix", "--catalogue", "our.bib", "post.md").exit_code == 1
    result = idcheck("check", "--fix", "--unsafe-fixes", "--catalogue", "our.bib", "post.md")

    assert result.exit_code == 0, result.output
    assert "(https://doi.org/10.1038/nature12373)" in post.read_text()


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
@pytest.mark.parametrize("name", ["a b.md", "é.md", 'q"t.md', "plain.md"])
@pytest.mark.parametrize("end", ["\n", ""])
def test_git_applies_the_diff(idcheck: Run, folder: Path, name: str, end: str) -> None:
    (folder / ".git").rmdir()
    subprocess.run(["git", "init", "-q"], cwd=folder, check=True)
    file = folder / name
    file.write_bytes(f"\ufeffone\u2028two\x0c\r\n\n{LOOSE}{end}".encode())
    result = idcheck("check", "--diff", name)
    shown = result.stdout_bytes
    assert LOOSE.encode() in file.read_bytes(), "nothing is written"
    assert result.exit_code == 1
    subprocess.run(
        ["git", "apply", "--whitespace=nowarn", "-"], cwd=folder, input=shown, check=True
    )

    assert file.read_bytes() == f"\ufeffone\u2028two\x0c\r\n\n{LINKED}{end}".encode()
    assert idcheck("check", "--diff", name).exit_code == 0


def test_standard_input_is_printed_repaired(idcheck: Run) -> None:
    result = idcheck("check", "--fix", "--stdin-filename", "a.md", "-", stdin=LOOSE)
    assert result.stdout == LINKED
    assert idcheck("check", "--fix", "--stdin-filename", "a.md", "-", stdin=LINKED).stdout == LINKED


def test_a_read_only_file_is_reported(idcheck: Run, loose: Path) -> None:
    loose.chmod(0o444)
    result = idcheck("check", "--fix", "loose.md")

    assert result.exit_code == 2
    assert "loose.md: not fixed: the file is read-only" in result.stderr
    assert "MEN103" in result.stdout


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--unsafe-fixes",), "--unsafe-fixes goes with --fix or --diff"),
        (("--fix", "--input-format", "jsonl"), "posts in JSON Lines cannot be fixed"),
    ],
)
def test_options_that_do_not_go_together(
    idcheck: Run, loose: Path, options: tuple[str, ...], message: str
) -> None:
    result = idcheck("check", *options, "loose.md")

    assert result.exit_code == 2
    assert message in result.stderr


def test_the_fix_command_writes_safe_fixes(idcheck: Run, loose: Path) -> None:
    assert idcheck("fix", "loose.md").exit_code == 0
    assert LINKED in loose.read_text("utf-8")


def test_a_person_decides(idcheck: Run, folder: Path) -> None:
    post = folder / "post.md"
    post.write_text("Our new paper in *Nature* is out.\n\nAnother study in *Science* is out.\n")
    result = idcheck("fix", "-i", "post.md", stdin="what?\n10.1038/nature12373\n\n")

    assert result.exit_code == 0
    assert "that is no identifier that idcheck knows" in result.stdout
    assert result.stdout.count("MEN101") == 2
    assert post.read_text() == (
        "Our [new paper](https://doi.org/10.1038/nature12373) in *Nature* is out.\n\n"
        "Another study in *Science* is out.\n"
    )


def test_stopping_keeps_what_was_decided(idcheck: Run, folder: Path) -> None:
    post = folder / "post.md"
    post.write_text("Our new paper in *Nature* is out.\n\nAnother study in *Science* is out.\n")
    result = idcheck("fix", "-i", "post.md", stdin="https://doi.org/10.1038/nature12373\nq\n")

    assert result.exit_code == 0
    assert "](https://doi.org/10.1038/nature12373)" in post.read_text()
