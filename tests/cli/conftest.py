"""Running the program in a clean folder and a clean environment."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from idcheck.cli import commands
from idcheck.config import forget

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

SPEAKING = {"CI", "GITHUB_STEP_SUMMARY", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "TERM"}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder: empty, with a home of its own and none of the caller's environment."""
    for name in list(os.environ):
        if name.startswith(("IDCHECK_", "GIT_")) or name in SPEAKING:
            monkeypatch.delenv(name)
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    work = tmp_path / "work"
    (work / ".git").mkdir(parents=True)  # no settings above are found, and git finds no repository
    monkeypatch.chdir(work)
    forget()
    return work


@pytest.fixture
def idcheck() -> Callable[..., Result]:
    """Run the program in this process; `exit_code`, `stdout` and `stderr` tell what it did."""

    def run(
        *arguments: str, stdin: str | bytes | None = None, env: dict[str, str] | None = None
    ) -> Result:
        result = CliRunner().invoke(commands, arguments, input=stdin, env=env)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return run


@pytest.fixture
def untracked(folder: Path) -> Path:
    """A post with one mention that nobody can count."""
    file = folder / "untracked.md"
    file.write_text("Our new paper in *Nature* is out.\n", encoding="utf-8")
    return file


@pytest.fixture
def clean(folder: Path) -> Path:
    """A post whose mention is well linked."""
    file = folder / "clean.md"
    file.write_text(
        "Our [new paper](https://doi.org/10.1038/nature12373) in *Nature* is out.\n",
        encoding="utf-8",
    )
    return file
