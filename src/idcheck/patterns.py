"""Patterns for files and folders to leave out."""

from __future__ import annotations

import os
from fnmatch import fnmatchcase
from functools import lru_cache
from pathlib import Path

from msgspec import Struct


class Pattern(Struct, frozen=True):
    """A pattern, and the folder that it counts from.

    Without a slash it fits a name anywhere below the folder, with one it fits from the folder.
    `*` stays within a name, `**` spans folders. What fits a folder fits all that is in it.
    """

    text: str
    folder: Path

    def fits(self, path: Path) -> bool:
        """Whether the pattern leaves a file or folder out."""
        return _fits(_below(path, self.folder), _names(self.text))


def _below(path: Path, folder: Path) -> tuple[str, ...]:
    """The names from a folder down to a path; of a path that is elsewhere, its own name."""
    absolute = Path(os.path.abspath(path))  # noqa: PTH100 - symbolic links stay as they are
    if absolute.is_relative_to(folder):
        return absolute.relative_to(folder).parts
    return (absolute.name,)


@lru_cache
def _names(text: str) -> tuple[str, ...]:
    names = tuple(name for name in text.split("/") if name not in {"", "."})
    return names if "/" in text.rstrip("/") else ("**", *names)


def _fits(parts: tuple[str, ...], names: tuple[str, ...]) -> bool:
    """Whether the pattern fits the first of the parts, or all of them."""
    if not names:
        return True
    if names[0] == "**":
        return any(_fits(parts[skipped:], names[1:]) for skipped in range(len(parts) + 1))
    return bool(parts) and fnmatchcase(parts[0], names[0]) and _fits(parts[1:], names[1:])
