"""What the finder of one scheme hands to the scan, in offsets of the working copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from idcheck.messages import Message


class Hit(Struct, frozen=True):
    """An identifier at `start` to `end` of a working copy.

    `claim` is the end of the stretch that no other scheme may read; 0 means `end`.
    """

    value: str
    start: int
    end: int
    labelled: bool = True
    defects: tuple[str, ...] = ()
    alternates: tuple[str, ...] = ()
    claim: int = 0


class Miss(Struct, frozen=True):
    """What a person meant as an identifier but is none. `repaired` is a value, "" if not certain."""

    scheme: str
    start: int
    end: int
    problem: Message
    repaired: str = ""


def bounded(raw: str) -> str:
    """A raw match up to the first round bracket that is closed but not opened in it."""
    depth = 0
    for at, char in enumerate(raw):
        depth += (char == "(") - (char == ")")
        if depth < 0:
            return raw[:at]
    return raw
