"""Inputs: the texts to check, read from files, standard input and JSON Lines.

Whatever cannot be read becomes a value that says why; nothing is lost and nothing stops the run.
"""

from __future__ import annotations

import os
import re
import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from msgspec import Struct

from idcheck import lazy
from idcheck.messages import Message
from idcheck.post.channels import channel_named
from idcheck.post.decoding import UnreadableError, sound
from idcheck.post.formats import DATA_SUFFIXES, SUFFIXES, decode_as, format_by_content, format_of

if TYPE_CHECKING:
    from collections.abc import Iterator

LIMIT = 20_000_000
_MEGABYTES = LIMIT // 1_000_000
"""Bytes of the largest text that is read. Posts are far smaller; a larger file is something else."""
STDIN = "-"
_ADDRESS = lazy.pattern(r"https?://[^\s/?#]+", re.IGNORECASE)


class Source(Struct, frozen=True):
    """A text to check. `path` is its name in reports, with forward slashes.

    `channel` is what a line of JSON says of it.
    """

    path: str
    format: str
    text: str
    channel: str | None = None


class Skipped(Struct, frozen=True):
    """An input that is none of idcheck's business, and why."""

    path: str
    reason: str


class Failed(Struct, frozen=True):
    """An input that should have been checked and could not be read, and why."""

    path: str
    reason: str


Input = Source | Skipped | Failed


def shown(path: str, separator: str = os.sep) -> str:
    """A path as reports write it: with forward slashes on every system."""
    return path.replace(separator, "/")


def is_page(path: str) -> bool:
    """Whether a path on the command line is an address of the web."""
    return _ADDRESS.match(path) is not None


def read_file(path: str, kind: str | None = None) -> Input:
    """The text of a named file, of the format `kind`, else of that of its name or its content."""
    kind = kind or format_of(path)
    try:
        found = Path(path).stat()
        if not stat.S_ISREG(found.st_mode):
            return Failed(shown(path), Message("is not a regular file"))
        if found.st_size > LIMIT:
            return Failed(shown(path), _too_large())
        with Path(path).open("rb") as stream:
            return _decoded(shown(path), kind, stream.read(LIMIT + 1))
    except OSError as error:
        return Failed(shown(path), why(error))


def read_stdin(name: str | None, kind: str | None = None) -> Input:
    """The text of standard input, of the format `kind`, else of that of its name or its content.

    Without a name it is plain text, unless its beginning shows another format.
    """
    data = sys.stdin.buffer.read(LIMIT + 1)
    if name is not None:
        return _decoded(shown(name), kind or format_of(name), data)
    found = _decoded(STDIN, kind, data)
    if isinstance(found, Skipped):
        return _decoded(STDIN, "plain", data)
    return found


def read_json_lines(path: str) -> Iterator[Input]:
    """The texts of a file or of standard input that holds `{"id": ..., "text": ...}` in each line."""
    try:
        if path == STDIN:
            yield from _json_lines(path, sys.stdin.buffer)
        else:
            with Path(path).open("rb") as stream:
                yield from _json_lines(shown(path), stream)
    except OSError as error:
        yield Failed(shown(path), why(error))


def why(error: OSError) -> str:
    """What the system says, in lower case, so that it can follow a file's name."""
    if isinstance(error, FileNotFoundError):
        return Message("there is no such file")
    if isinstance(error, PermissionError):
        return Message("may not be read by this user")
    reason = error.strerror or str(error)
    return Message("cannot be read: {reason}", reason=f"{reason[:1].lower()}{reason[1:]}")


def _decoded(path: str, kind: str | None, data: bytes) -> Input:
    """The text of some bytes; of the format that it shows where `kind` is None."""
    if len(data) > LIMIT:
        return Failed(path, _too_large())
    try:
        text = decode_as(kind, data)
    except UnreadableError as error:
        return Failed(path, str(error)) if kind else Skipped(path, _unknown_format())
    kind = kind or format_by_content(text)
    return Source(path, kind, text) if kind else Skipped(path, _unknown_format())


def _json_lines(path: str, stream: BinaryIO) -> Iterator[Input]:
    number = 0
    while line := stream.readline(LIMIT + 1):
        number += 1
        if len(line) > LIMIT:
            yield Failed(
                f"{path}:{number}",
                Message(
                    "is larger than {size} MB; the lines after it were not read", size=_MEGABYTES
                ),
            )
            return
        if line.strip():
            yield _json_line(f"{path}:{number}", line)


def _json_line(place: str, line: bytes) -> Input:
    import json

    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return Failed(place, Message("is not a line of JSON"))
    if not isinstance(row, dict):
        return Failed(place, Message('must be an object with "id" and "text"'))
    name, text = row.get("id"), row.get("text")
    if not isinstance(text, str) or not isinstance(name, str | int):
        return Failed(place, Message('must have an "id" and a "text"'))
    channel = channel_named(str(row.get("channel") or ""))
    return Source(sound(str(name)), "plain", sound(text), channel)


def _unknown_format() -> str:
    suffixes = tuple(sorted({*SUFFIXES, *DATA_SUFFIXES}))
    return Message(
        "is of no format that idcheck reads ({suffixes}); --type tells what it is",
        suffixes=suffixes,
    )


def _too_large() -> str:
    return Message("is larger than {size} MB, the most that idcheck reads", size=_MEGABYTES)
