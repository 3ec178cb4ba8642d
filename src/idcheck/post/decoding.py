"""From the bytes of a file to its text."""

from __future__ import annotations

import codecs

from idcheck import lazy

_SURROGATE = lazy.pattern("[\ud800-\udfff]")
_REPLACED = "\N{REPLACEMENT CHARACTER}"


class UnreadableError(Exception):
    """Bytes that are no text this project can read; the message says what to do."""


def decode(data: bytes) -> str:
    """The text of a file in UTF-8, without its byte order mark. Line ends stay as they are.

    Raises UnreadableError for binary files and other encodings.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise UnreadableError("this file is in UTF-16; save it as UTF-8")
    if b"\0" in data:
        raise UnreadableError("this is a binary file, not text")
    try:
        return data.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableError(
            f"this file is not in UTF-8 (line {line} has other bytes); save it as UTF-8"
        ) from None


def sound(text: str) -> str:
    """Half characters, which JSON can spell and no file can hold, as U+FFFD; offsets stay."""
    return _SURROGATE.sub(_REPLACED, text)
