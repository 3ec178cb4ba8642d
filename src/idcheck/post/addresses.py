"""Bare web addresses in running text, found as GitHub Flavored Markdown's autolinks are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from idcheck import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator

START = r"(?<![A-Za-z0-9@/._-])(?:https?://|www\.)(?=[^\s<>])"
"""Where an address may begin, as a pattern without regard to case."""

# Longer than 4,000 code points is data. An address also ends at quotation marks and at the punctuation of Chinese and Japanese, which
# stands next to words without a space.
_ADDRESS = lazy.pattern(
    START
    + r"[^\s<>\"“”„«»`\u3000-\u3003\u3008-\u3011\u3014-\u301f\uff08\uff09\uff0c\uff0e\uff1a\uff1b\uff1f\uff01\ufdd0\ufdd1]{1,4000}+",
    re.IGNORECASE,
)
_HOST = lazy.pattern(
    r"(?:https?://)?(?:[^\s/?#:@]++(?::[^\s/?#@]*+)?@)?([^\s/?#:]++)", re.IGNORECASE
)
_TRAILING = frozenset("?!.,:*_~'’;")
_PAIRS = {")": "(", "]": "[", "}": "{"}


def addresses(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int, str]]:
    """Each bare address in `text[start:end]` as (start, end, target)."""
    for match in _ADDRESS.finditer(text, start, len(text) if end is None else end):
        if stop := _end(text, match):
            yield match.start(), stop, target_of(text[match.start() : stop])


def address_at(text: str, start: int, end: int) -> int:
    """The end of the bare address that begins at `start`, 0 if there is none."""
    match = _ADDRESS.match(text, start, end)
    return _end(text, match) if match else 0


def target_of(address: str) -> str:
    """Where an address leads: one that begins with `www.` gets its scheme."""
    return address if "://" in address[:8] else f"http://{address}"


def _end(text: str, match: re.Match[str]) -> int:
    """The end of a match without the punctuation of the sentence, 0 if it names no host.

    A closing bracket belongs to the address only where it was opened in it.
    """
    host = _HOST.match(text, match.start(), match.end())
    if host is None or not _is_host(host[1]):
        return 0
    stop = _balanced(text, match.start(), match.end())
    while stop > match.start() and text[stop - 1] in _TRAILING:
        stop -= 1
    host = _HOST.match(text, match.start(), stop)
    return stop if host and _is_host(host[1]) else 0


def _balanced(text: str, start: int, end: int) -> int:
    """The offset of the first closing bracket that was not opened since `start`, or `end`."""
    open_ones: list[str] = []
    for offset in range(start, end):
        char = text[offset]
        if char in "([{":
            open_ones.append(char)
        elif char in _PAIRS:
            if not open_ones or open_ones[-1] != _PAIRS[char]:
                return offset
            open_ones.pop()
    return end


def _is_host(name: str) -> bool:
    return "." in name.strip(".") or name.lower() == "localhost"
