"""Which stretches of a text a platform takes for a link when it counts characters."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from idcheck import data, lazy

if TYPE_CHECKING:
    from collections.abc import Iterator

_LATIN = "\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff\u0100-\u024f\u0253\u0254\u0256\u0257\u0259\u025b\u0263\u0268\u026f\u0272\u0289\u028b\u02bb\u0300-\u036f\u1e00-\u1eff"
_CYRILLIC = "\u0400-\u04ff"
_MARKERS = "\u202a-\u202e\u061c\u200e\u200f\u2066-\u2069"
_HOST = rf"[^\s!-,/:-@\[-^`{{-\x7f\u2000-\u206f\u3000-\u303f\uff01-\uff0f{_MARKERS}]++"
_SCHEMED = rf"https?://(?P<host>{_HOST})"
_ASCII_HOST = rf"(?P<plain>(?:[a-z0-9{_LATIN}](?:[a-z0-9{_LATIN}-]{{0,62}}+)\.)++[^\W_][\w-]*+)"
_START = lazy.pattern(
    rf"(?<![A-Za-z0-9@＠$#＃])(?:{_SCHEMED}|(?<![-_./]){_ASCII_HOST})", re.IGNORECASE
)
_GENERAL = rf"[a-z0-9{_CYRILLIC}{_LATIN}!*';:=+,.$/%#\[\]\-\u2013_~@|&]"
_BRACKETS = rf"\((?:{_GENERAL}++|\({_GENERAL}++\))++\)"
_PATH = lazy.pattern(rf"/(?:{_GENERAL}|{_BRACKETS})*+", re.IGNORECASE)
_QUERY = lazy.pattern(r"\?[a-z0-9!?*'@();:&=+$/%#\[\]\-_.,~|]++", re.IGNORECASE)
_SHORT = lazy.pattern(r"https?://t\.co/[a-z0-9]{1,40}+", re.IGNORECASE)
"""X's own short links end with their letters."""
_PORT = lazy.pattern(r":[0-9]++")
_NO_PATH_END = frozenset("!*';:,.$%[]~@|&\u2013")
_NO_QUERY_END = frozenset("!?*'@();:+$%[].,~|")
_LONGEST_LABEL = 63
_MASTODON = lazy.pattern(r"(?<![\w@/.])https?://[^\s<>\"”“«»]++", re.IGNORECASE)
_BLUESKY = lazy.pattern(
    r"(?:(?<=[\s(])|\A)(?:https?://\S++|(?P<plain>[a-z][a-z0-9]*+(?:\.[a-z0-9]++)++)\S*+)",
    re.IGNORECASE,
)
_SENTENCE_END = lazy.pattern(r"[.,;:!?]+$")


@cache
def _domains() -> tuple[frozenset[str], re.Pattern[str]]:
    """The top-level domains, and a pattern for those that are not ASCII."""
    names = [name for (line,) in data.rows("tlds.txt") for name in line.split()]
    others = sorted((name for name in names if not name.isascii()), key=len, reverse=True)
    return frozenset(names), re.compile("|".join(map(re.escape, others)))


def links_of_x(text: str) -> Iterator[tuple[int, int]]:
    """The links that X finds, with or without a scheme, by the rules of twitter-text."""
    if "." not in text:
        return
    at = 0
    while match := _START.search(text, at):
        name = "host" if match["host"] else "plain"
        end = _host_end(text, *match.span(name))
        if not end:
            at = max(match.end(), at + 1)
            continue
        short = _SHORT.match(text, match.start())
        stop = at = short.end() if short else _tail_end(text, end)
        yield match.start(), stop


def _host_end(text: str, start: int, end: int) -> int:
    """The end of the longest host in a stretch that ends in a top-level domain, 0 if there is none."""
    names, others = _domains()
    labels = text[start:end].split(".")
    while len(labels) > 1:
        last = labels.pop()
        before = ".".join(labels)
        at = start + len(before) + 1
        known = re.match(r"xn--[a-z0-9-]+|[a-z]+", last, re.IGNORECASE)
        if known and (known[0].lower() in names or known[0][:4].lower() == "xn--"):
            stop = at + known.end()
        elif other := others.match(last):
            stop = at + other.end()
        else:
            continue
        if text[stop : stop + 1] in tuple("+@-") or re.match(r"[0-9A-Za-z]", text[stop : stop + 1]):
            continue
        if all(_is_label(label) for label in labels):
            return stop
    return 0


def _is_label(label: str) -> bool:
    if not label or label[0] in "-_" or label[-1] in "-_":
        return False
    if label.isascii():
        return len(label) <= _LONGEST_LABEL
    try:
        return len(label.encode("idna")) <= _LONGEST_LABEL
    except UnicodeError:  # too long, or characters that no host may have
        return False


def _tail_end(text: str, at: int) -> int:
    """The end of port, path and query after a host."""
    if port := _PORT.match(text, at):
        at = port.end()
    if path := _PATH.match(text, at):
        end = path.end()
        while end > at + 1 and text[end - 1] in _NO_PATH_END:
            end -= 1
        at = end
    if query := _QUERY.match(text, at):
        end = query.end()
        while end > at and text[end - 1] in _NO_QUERY_END:
            end -= 1
        at = end
    return at


def links_of_mastodon(text: str) -> Iterator[tuple[int, int]]:
    """The links that Mastodon finds: those with a scheme and a known top-level domain."""
    for start, end in links_of_x(text):
        if _MASTODON.match(text, start):
            yield start, end


def links_of_bluesky(text: str) -> Iterator[tuple[int, int]]:
    """The links that Bluesky's own app makes, of addresses with a scheme and of bare hosts."""
    names, _ = _domains()
    for match in _BLUESKY.finditer(text):
        plain = match["plain"]
        if plain and plain.rpartition(".")[2].lower() not in names:
            continue
        address = _SENTENCE_END.sub("", match.group())
        if address.endswith(")") and "(" not in address:
            address = address[:-1]
        yield match.start(), match.start() + len(address)
