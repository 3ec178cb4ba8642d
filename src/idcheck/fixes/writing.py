"""Writing a repaired file: whole or not at all, whatever happens meanwhile."""

from __future__ import annotations

import codecs
import os
import re
import stat
import time
from contextlib import suppress
from pathlib import Path

from idcheck.messages import Message
from idcheck.post.decoding import UnreadableError, decode

_END = ".idcheck"
_STALE = 3600
"""Seconds after which a half-written file is nobody's any more: writing one takes a few."""


class WriteError(Exception):
    """A file that was left as it is; the message says why."""


def rewrite(path: str, old: str, new: str) -> None:
    """Replace the text of a file, which must still be `old`. Links are followed to the file.

    All bytes that the two texts share stay, a byte order mark too. Raises WriteError.
    """
    try:
        target = Path(path).resolve(strict=True)
        data = target.read_bytes()
    except FileNotFoundError:
        raise WriteError(Message("not fixed: the file is no longer there")) from None
    except OSError as error:
        raise WriteError(Message("not fixed: {reason}", reason=error.strerror)) from None
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    if _text(data) != old:
        raise WriteError(Message("not fixed: the file has changed since it was read"))
    try:
        mode = target.stat().st_mode
        if not mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH):
            raise WriteError(Message("not fixed: the file is read-only"))
        replace_content(target, mark + new.encode("utf-8"), stat.S_IMODE(mode))
    except OSError as error:
        raise WriteError(
            Message("not fixed: cannot be written: {reason}", reason=error.strerror)
        ) from None


def byte_order_mark(path: str) -> str:
    """The byte order mark that a file begins with, "" if it has none or cannot be read."""
    try:
        with Path(path).open("rb") as stream:
            marked = stream.read(len(codecs.BOM_UTF8)) == codecs.BOM_UTF8
    except OSError:
        return ""
    return codecs.BOM_UTF8.decode() if marked else ""


def _text(data: bytes) -> str | None:
    try:
        return decode(data)
    except UnreadableError:
        return None


def replace_content(target: Path, data: bytes, mode: int) -> None:
    """Replace a file by another of this content and mode in one step. Raises OSError.

    The content is on the disk before the old file goes, so that a crash leaves one or the other.
    What a crash left beside the file is removed by a later run.
    """
    from tempfile import mkstemp

    _sweep(target)
    try:
        descriptor, name = mkstemp(_END, f".{target.name}.", target.parent)
        scratch = Path(name)
        try:
            with os.fdopen(descriptor, "wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            os.chmod(scratch, mode)  # noqa: PTH101 - one name for each step, which tests interrupt
            os.replace(scratch, target)  # noqa: PTH105 - as above
        finally:
            scratch.unlink(missing_ok=True)
    finally:
        _settle(target.parent)


def _sweep(target: Path) -> None:
    """Remove what killed runs left of writing a file."""
    left = re.compile(rf"\.{re.escape(target.name)}\.[a-z0-9_]+{re.escape(_END)}")
    before = time.time() - _STALE
    with suppress(OSError), os.scandir(target.parent) as entries:
        for entry in entries:
            if left.fullmatch(entry.name) and entry.stat(follow_symlinks=False).st_mtime < before:
                os.unlink(entry.path)  # noqa: PTH108 - a link is removed, not what it leads to


def _settle(folder: Path) -> None:
    """Let the new name reach the disk, where the system can do that for folders."""
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(descriptor)
    except OSError:
        pass
    finally:
        os.close(descriptor)
