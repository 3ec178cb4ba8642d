"""The working copy that identifiers are looked for in, with the way back to the text.

Characters that cannot be seen are gone from it, typographic dashes inside words are hyphens, and
full-width forms are plain ones.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

UNSEEN = "\x00\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff\ufffd"
DASHES = "\u2010\u2011\u2012\u2013\u2212\u2043\ufe63\uff0d"
_UNSEEN = re.compile(f"[{UNSEEN}]+")
_UNSEEN_SET = frozenset(
    chr(code)
    for code in (0, 0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), 0x2060, 0xFEFF, 0xFFFD)
)
_NOT_PLAIN = re.compile(r"[^\x01-\x7f]+")
_PLAIN = dict.fromkeys(DASHES, "-") | {
    chr(full): chr(full - 0xFEE0)
    for full in (*range(0xFF0E, 0xFF1B), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
}
_HYPHENS = re.compile(f"[{DASHES}]")
_FULL_WIDTH = re.compile("[\uff0e-\uff1a\uff21-\uff3a\uff41-\uff5a]")


@dataclass(frozen=True, slots=True)
class Working:
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
    present = set("".join(_NOT_PLAIN.findall(text)))
    unseen = "".join(present & _UNSEEN_SET)
    copy, kept, at = _without(text, unseen) if unseen else (text, (), ())
    for char in present & _PLAIN.keys():
        copy = _hyphened(copy, char) if char in DASHES else copy.replace(char, _PLAIN[char])
    return Working(text, copy, kept, at)


def _hyphened(copy: str, dash: str) -> str:
    """The copy with hyphens for a dash, but where a blank follows: there it is punctuation."""
    first, *rest = copy.split(dash)
    return first + "".join((dash if not part or part[0].isspace() else "-") + part for part in rest)


def _without(text: str, unseen: str) -> tuple[str, tuple[int, ...], tuple[int, ...]]:
    """The text without some characters, and where the stretches that are kept begin in both."""
    parts: list[str] = []
    kept: list[int] = []
    at: list[int] = []
    length = start = 0
    gaps = [match.span() for match in re.finditer(f"[{re.escape(unseen)}]+", text)]
    for begin, end in (*gaps, (len(text), len(text))):
        if begin > start:
            parts.append(text[start:begin])
            kept.append(length)
            at.append(start)
            length += begin - start
        start = end
    return "".join(parts), tuple(kept), tuple(at)


def lowered(copy: str) -> str:
    """A working copy in lower case, character by character, so that offsets stay the same."""
    low = copy.lower()
    return low if len(low) == len(copy) else "".join(char.lower()[0] for char in copy)
