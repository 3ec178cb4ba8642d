"""Bare web addresses in running text, as GitHub Flavored Markdown finds them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_ADDRESS = re.compile(
    r"(?<![\w@/.-])(?:https?://|www\.)[^\s<>\"“”«»\u3000-\u3002\uff08-\uff0f\uff1a-\uff1f]++",
    re.IGNORECASE,
)
_HOST = re.compile(r"(?:https?://)?[^\s/?#]*+\.[^\s/?#.]++|https?://[^\s/?#]++", re.IGNORECASE)
_TRAILING = "?!.,:*_~'\"’”;"


def addresses(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int, str]]:
    """Each bare address as (start, end, target), punctuation after it left out.

    A closing bracket belongs to the address only if it was opened in it.
    """
    for match in _ADDRESS.finditer(text, start, len(text) if end is None else end):
        stop = _trimmed(text, match.start(), match.end())
        found = text[match.start() : stop]
        if _HOST.match(found):
            yield match.start(), stop, found if "://" in found else f"http://{found}"


def _trimmed(text: str, start: int, stop: int) -> int:
    depth = {
        pair: text.count(pair[0], start, stop) - text.count(pair[1], start, stop)
        for pair in ("()", "[]", "{}")
    }
    while stop > start:
        last = text[stop - 1]
        pair = next((pair for pair in depth if pair[1] == last), None)
        if last in _TRAILING:
            stop -= 1
        elif pair and depth[pair] < 0:
            depth[pair] += 1
            stop -= 1
        else:
            break
    return stop
