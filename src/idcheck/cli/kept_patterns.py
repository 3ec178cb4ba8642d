"""Compiled patterns, kept from run to run: compiling those that one post needs is half of its run.

The compiler of the standard library makes of a pattern a row of numbers, which the matcher checks
and takes. They hold for one version of Python, so each version has a file of its own, which ends
in a checksum of itself: a damaged program would run and find other things. Where anything is amiss
with the file or with Python, patterns are compiled as ever.
"""

from __future__ import annotations

import re
import sys
from array import array
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING, Any
from zlib import crc32

from msgspec import DecodeError, Raw, Struct, msgpack

from idcheck.cli.output import write_whole

if TYPE_CHECKING:
    from pathlib import Path

_MOST = 3000
"""Patterns of the largest file: about three times as many as the program has."""
_LARGEST = 20_000_000
_CHECKSUM = 4
"""Bytes of the checksum at the end of the file."""
_AMISS = (AttributeError, DecodeError, ImportError, LookupError, OverflowError, RuntimeError, TypeError, ValueError)  # fmt: skip
"""What another implementation of `re`, or a damaged file, may lead to."""


class _Compiled(Struct, frozen=True, array_like=True):
    """What the compiler made of a pattern and flags."""

    flags: int
    code: bytes
    groups: int
    names: dict[str, int]


class KeptPatterns:
    """The compiled patterns of this version of Python in a folder."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / f"patterns-{sys.implementation.cache_tag}-{sys.hexversion:x}.bin"
        self._held = _read(self._file)
        self._added: dict[str, Raw] = {}

    def compiled(self, text: str, flags: int) -> re.Pattern[str]:
        """What `re.compile` makes of a pattern."""
        name = f"{flags} {text}"
        if held := self._held.get(name):
            with suppress(*_AMISS):
                return _revived(text, msgpack.decode(held, type=_Compiled))
        try:
            made = _compiled(text, flags)
            found = _revived(text, made)
        except _AMISS:
            return re.compile(text, flags)
        self._added[name] = Raw(msgpack.encode(made))
        return found

    def save(self) -> None:
        """Write the file if patterns were added. A folder that cannot be written is left alone."""
        if not self._added:
            return
        rows = self._held | self._added
        if len(rows) > _MOST:
            rows = self._added
        with suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            body = msgpack.encode(rows)
            write_whole(self._file, body + _checksum(body))


def _read(file: Path) -> dict[str, Raw]:
    """The rows of a file by flags and pattern, each left as it is until it is asked for."""
    try:
        if file.stat().st_size > _LARGEST:
            return {}
        held = memoryview(file.read_bytes())
        body, checksum = held[:-_CHECKSUM], held[-_CHECKSUM:]
        sound = checksum == _checksum(body)
        return msgpack.decode(body, type=dict[str, Raw]) if sound else {}
    except (OSError, DecodeError):
        return {}


def _checksum(body: bytes | memoryview) -> bytes:
    return crc32(body).to_bytes(_CHECKSUM)


def _compiled(text: str, flags: int) -> _Compiled:
    """What `re` does up to the making of the pattern itself. Raises re.error for a wrong pattern."""
    text.encode()  # a pattern of half characters has no place in the file: ValueError
    compiler: Any = import_module("re._compiler")
    parsed = import_module("re._parser").parse(text, flags)
    code = array("I", compiler._code(parsed, flags))  # noqa: SLF001 - no public name gives it
    state = parsed.state
    return _Compiled(flags | state.flags, code.tobytes(), state.groups - 1, state.groupdict)


def _revived(text: str, held: _Compiled) -> re.Pattern[str]:
    """The pattern itself. The matcher refuses numbers that are no program of its kind."""
    code = array("I")
    code.frombytes(held.code)
    names: list[str | None] = [None] * (held.groups + 1)
    for name, number in held.names.items():
        names[number] = name
    compile_: Any = import_module("_sre").compile
    pattern: re.Pattern[str] = compile_(
        text, held.flags, code.tolist(), held.groups, held.names, tuple(names)
    )
    return pattern
