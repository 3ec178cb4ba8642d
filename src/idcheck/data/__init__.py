"""Dated tables with a source for each row. Code that reads them stands in the rooms that use them."""

from __future__ import annotations

from pathlib import Path

_FOLDER = Path(__file__).parent


def content(name: str) -> bytes:
    """A table as it stands. (`importlib.resources` would bring half the standard library along.)

    Raises FileNotFoundError for one that is not here.
    """
    return (_FOLDER / name).read_bytes()


def text(name: str) -> str:
    """A table as text."""
    return content(name).decode("utf-8")


def weights(name: str) -> dict[str, float]:
    """A table of words and numbers alone, after the comments at its head."""
    held = text(name)
    fields = held[held.index("\n", held.rindex("\n#") + 1) :].split()
    return dict(zip(fields[::2], map(float, fields[1::2]), strict=True))


def rows(name: str) -> list[list[str]]:
    """The rows of a table as fields, those that are comments left out."""
    return [line.split("\t") for line in text(name).split("\n") if line and line[0] != "#"]
