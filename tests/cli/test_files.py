"""Which files of a folder are checked."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from idcheck.cli.files import discover
from idcheck.cli.inputs import Failed, Skipped
from idcheck.config import Settings, forget, settings_for

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def _make(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("text\n")


def _git(folder: Path, *arguments: str) -> None:
    command = ["git", "-c", "user.name=a", "-c", "user.email=a@example.org", *arguments]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)


def _found(*names: str, settings_of: Callable[[Path], Settings] = settings_for) -> list[str]:
    return [item for item in discover(names, settings_of) if isinstance(item, str)]


def test_a_folder_outside_a_repository(folder: Path) -> None:
    _make(
        folder,
        "b.md",
        "a.html",
        "notes.txt",
        "logo.png",
        "sub/c.MD",
        "node_modules/x/readme.md",
        "sub/_site/a.html",
        ".git/a.md",
    )

    assert _found(".") == ["a.html", "b.md", "notes.txt", "sub/c.MD"]
    assert _found("sub") == ["sub/c.MD"]
    assert _found("./sub/") == ["./sub/c.MD"]


def test_a_named_file_in_a_usual_place_is_checked(folder: Path) -> None:
    _make(folder, "public/a.md")

    assert _found("public/a.md") == ["public/a.md"]
    assert _found("public") == ["public/a.md"]
    assert _found(".") == []


def test_own_patterns_replace_the_usual_places_or_add_to_them(folder: Path) -> None:
    _make(folder, "public/a.md", "old/b.md", "c.md")
    (folder / "idcheck.toml").write_text('exclude = ["old"]\n')
    assert _found(".") == ["c.md", "public/a.md"]

    forget()
    (folder / "idcheck.toml").write_text('extend-exclude = ["old"]\n')
    assert _found(".") == ["c.md"]


@pytest.mark.parametrize(
    ("options", "paths"),
    [
        (("--exclude", "a folder"), ["b.md", "old/c.md", "public/d.md"]),
        (("--exclude", "a folder/*.md, old"), ["b.md", "public/d.md"]),
        (("--exclude", ""), ["a folder/a.md", "b.md", "old/c.md", "public/d.md"]),
        (("--extend-exclude", "b.md"), ["a folder/a.md", "old/c.md"]),
    ],
)  # fmt: skip
def test_patterns_on_the_command_line(
    idcheck: Callable[..., Result], folder: Path, options: tuple[str, ...], paths: list[str]
) -> None:
    _make(folder, "a folder/a.md", "b.md", "old/c.md", "public/d.md")
    report = json.loads(idcheck(".", "--output-format", "json", *options).stdout)

    assert sorted(row["path"] for row in report["files"]) == paths


def test_a_named_file_that_is_excluded_is_skipped(folder: Path) -> None:
    _make(folder, "old/b.md")
    (folder / "idcheck.toml").write_text('extend-exclude = ["old"]\n')

    assert list(discover(["old/b.md"], settings_for)) == [
        Skipped("old/b.md", "is left out by the pattern 'old'")
    ]


def test_each_file_comes_once(folder: Path) -> None:
    _make(folder, "a.md", "sub/b.md")

    assert _found("sub/b.md", ".", "a.md", "./a.md") == ["sub/b.md", "a.md"]


def test_folders_that_contain_themselves_end(folder: Path) -> None:
    _make(folder, "sub/a.md")
    (folder / "sub" / "again").symlink_to("..")
    (folder / "sub" / "loop.md").symlink_to("loop.md")

    assert _found(".") == ["sub/a.md"]


@pytest.mark.skipif(getattr(os, "geteuid", lambda: 0)() == 0, reason="may read everything")
def test_a_folder_that_may_not_be_read(folder: Path) -> None:
    _make(folder, "sub/a.md", "b.md")
    (folder / "sub").chmod(0)
    try:
        found = list(discover(["."], settings_for))
    finally:
        (folder / "sub").chmod(0o700)

    assert found == ["b.md", Failed("./sub", "may not be read by this user")]


def test_an_empty_folder_is_said_to_be_one(idcheck: Callable[..., Result]) -> None:
    result = idcheck(".")

    assert (result.exit_code, result.stderr) == (0, "idcheck: there are no files to check\n")


@needs_git
class TestRepository:
    """Folders in a git repository."""

    @pytest.fixture(autouse=True)
    def _repository(self, folder: Path) -> None:
        (folder / ".git").rmdir()
        _git(folder, "init", "-q")

    def test_what_git_ignores_is_left_out(self, folder: Path) -> None:
        _make(folder, "kept.md", "new.md", "ignored.md", "build/out.html", "sub/ä b.md", "gone.md")
        (folder / ".gitignore").write_text("ignored.md\nbuild/\n")
        _git(folder, "add", "kept.md", "gone.md")
        (folder / "gone.md").unlink()

        assert _found(".") == ["kept.md", "new.md", "sub/ä b.md"]
        assert _found("sub") == ["sub/ä b.md"]

    def test_a_tracked_file_in_a_usual_place_is_checked(self, folder: Path) -> None:
        _make(folder, "public/a.md")
        _git(folder, "add", ".")

        assert _found(".") == ["public/a.md"]

    def test_own_patterns_hold(self, folder: Path) -> None:
        _make(folder, "old/a.md", "b.md")
        (folder / "idcheck.toml").write_text('extend-exclude = ["old"]\n')

        assert _found(".") == ["b.md"]

    def test_repositories_inside_are_gone_through(self, folder: Path) -> None:
        _make(folder, "inner/a.md", "inner/ignored.md", "b.md")
        _git(folder / "inner", "init", "-q")
        (folder / "inner" / ".gitignore").write_text("ignored.md\n")

        assert _found(".") == ["b.md", "inner/a.md"]

    def test_a_submodule_that_is_not_there_is_empty(self, folder: Path) -> None:
        _make(folder, "inner/a.md", "b.md")
        _git(folder / "inner", "init", "-q")
        _git(folder / "inner", "add", ".")
        _git(folder / "inner", "commit", "-q", "-m", "one")
        _git(folder, "add", "inner")
        shutil.rmtree(folder / "inner")
        (folder / "inner").mkdir()

        assert _found(".") == ["b.md"]

    def test_links_to_folders_are_not_followed(self, folder: Path) -> None:
        _make(folder, "sub/a.md")
        (folder / "sub" / "again").symlink_to("..")

        assert _found(".") == ["sub/a.md"]

    def test_the_repository_runs_no_program(self, folder: Path) -> None:
        _make(folder, "a.md")
        (folder / "spy.sh").write_text(f"#!/bin/sh\ntouch '{folder}/ran'\n")
        (folder / "spy.sh").chmod(0o755)
        _git(folder, "config", "core.fsmonitor", str(folder / "spy.sh"))

        assert _found(".") == ["a.md"]
        assert not (folder / "ran").exists()
