"""What each command imports: a hook runs on every commit, so its start is felt."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

_NEVER = {"httpx", "bs4"}
_HEAVY = _NEVER | {
    "markdown_it",
    "rapidfuzz",
    "sqlite3",
    "yaml",
    "bibtexparser",
    "rispy",
    "asyncio",
}
_OF_OTHERS = {"rapidfuzz", "sqlite3"}
"""For suggestions, which a check without a catalogue does not make."""
_OF_A_PERSON = ("IDCHECK_CACHE_DIR", "XDG_DATA_HOME", "LOCALAPPDATA")
"""Where catalogues and answers of the person who runs the tests would be."""
_IMPORTED = re.compile(r"^import time:[^|]*\|[^|]*\|\s*(\S+)$", re.MULTILINE)


def _imported(folder: Path, *arguments: str) -> set[str]:
    """The top-level packages that a run imports."""
    run = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "idcheck", *arguments],
        cwd=folder, capture_output=True, text=True, encoding="utf-8", check=True,
        env=os.environ | {name: str(folder / "home") for name in _OF_A_PERSON},
    )  # fmt: skip
    names = {name.split(".")[0] for name in _IMPORTED.findall(run.stderr)}
    assert "idcheck" in names
    return names


@pytest.mark.parametrize(
    "arguments",
    [("--version",), ("--help",), ("rules",), ("explain", "MEN101"), ("check", "--help")],
    ids=" ".join,
)
def test_short_commands_import_nothing_heavy(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    assert _imported(tmp_path, *arguments) & _HEAVY == set()


@pytest.mark.parametrize("name", ["a.md", "a.html", "a.txt"])
def test_a_check_imports_what_it_needs(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("Our new paper in Nature is out.\n", encoding="utf-8")
    assert _imported(tmp_path, "check", "--exit-zero", name) & (_NEVER | _OF_OTHERS) == set()

    (tmp_path / name).write_text("Good morning.\n", encoding="utf-8")
    assert "sqlite3" not in _imported(tmp_path, "check", name)
