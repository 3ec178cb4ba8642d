"""The working copy that identifiers are looked for in, with the way back to the text.

Characters that cannot be seen are gone from it, typographic dashes inside words are hyphens,
blanks of every width are spaces, and full-width forms are plain ones.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from msgspec import Struct

from idcheck import lazy

if TYPE_CHECKING:
    import re

UNSEEN = "\x00\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff\ufffd"
DASHES = "\u2010\u2011\u2012\u2013\u2212\u2043\ufe63\uff0d"
_BLANKS = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_WIDE = "\uff0e-\uff1a\uff21-\uff3a\uff41-\uff5a"
# A pattern that is one class of characters is looked for several times faster than any other.
_UNSEEN = lazy.pattern(f"[{UNSEEN}]")
_HYPHENS = lazy.pattern(f"[{DASHES}]")
_FULL_WIDTH = lazy.pattern(f"[{_WIDE}]")
_SWAPPED = lazy.pattern(f"[{DASHES}{_BLANKS}{_WIDE}]")
_FULL_TO_PLAIN = 0xFEE0
LONE_DASH = "\x1e"
"""What stands in a lowered copy for a dash that is no hyphen, and for a middle dot."""
_ASKED = "\x1f"
_LONE_DASHES = (*DASHES, "\u2014", "\u2015", "\u00b7")
# Any other character beyond ASCII is \x1a there.
_FOLD = bytes.maketrans(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ?\x1f", b"abcdefghijklmnopqrstuvwxyz\x1a?")


class Working(Struct, frozen=True):
    """A working copy.

    `kept` and `at` pair offsets of the copy and of the text where a kept stretch begins; both are
    empty where the offsets are the same.
    """

    text: str
    copy: str
    kept: tuple[int, ...] = ()
    at: tuple[int, ...] = ()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the text that a stretch of the copy was made from."""
        if not self.kept or end <= start:
            return start, end
        return self._back(start), self._back(end - 1) + 1

    def _back(self, offset: int) -> int:
        piece = bisect_right(self.kept, offset) - 1
        return self.at[piece] + offset - self.kept[piece]

    def defects(self, start: int, end: int) -> tuple[str, ...]:
        """What was changed in a stretch of the text to read it."""
        raw = self.text[start:end]
        if raw.isascii() and "\x00" not in raw:
            return ()
        names = []
        if "\u00ad" in raw:
            names.append("soft-hyphen")
        if _UNSEEN.search(raw.replace("\u00ad", "")):
            names.append("zero-width")
        if _HYPHENS.search(raw):
            names.append("typographic-dash")
        if _FULL_WIDTH.search(raw):
            names.append("full-width")
        return tuple(names)


def working(text: str) -> Working:
    """The working copy of a text."""
    if text.isascii() and "\x00" not in text:
        return Working(text, text)
    copy, kept, at = _without_unseen(text)
    return Working(text, _SWAPPED.sub(_plain, copy), kept, at)


def _plain(match: re.Match[str]) -> str:
    """What stands in the copy for a dash, a wide blank or a full-width form."""
    char = match[0]
    if char in DASHES:
        after = match.string[match.end() : match.end() + 1]
        # Before a blank, or before another, it is punctuation.
        return char if not after or after.isspace() or after == char else "-"
    return " " if char.isspace() else chr(ord(char) - _FULL_TO_PLAIN)


def _without_unseen(text: str) -> tuple[str, tuple[int, ...], tuple[int, ...]]:
    """The text without what cannot be seen, and where the kept stretches begin in both."""
    gaps = [match.span() for match in _UNSEEN.finditer(text)]
    if not gaps:
        return text, (), ()
    parts: list[str] = []
    kept: list[int] = []
    at: list[int] = []
    length = start = 0
    for begin, end in (*gaps, (len(text), len(text))):
        if begin > start:
            parts.append(text[start:begin])
            kept.append(length)
            at.append(start)
            length += begin - start
        start = end
    return "".join(parts), tuple(kept), tuple(at)


def lowered(copy: str) -> str:
    """A working copy in lower case and in ASCII alone, character by character.

    Offsets stay the same. Most schemes are written in ASCII, and patterns are several times
    faster on it.
    """
    if copy.isascii():
        return copy.lower()
    copy = copy.replace("?", _ASKED)
    for dash in _LONE_DASHES:
        copy = copy.replace(dash, LONE_DASH)
    return copy.encode("ascii", "replace").translate(_FOLD).decode("ascii")
