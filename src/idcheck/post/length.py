"""How long a text is as the platform it is for counts it, and how long it may be there.

X: https://docs.x.com/resources/fundamentals/counting-characters (configuration 3 of
twitter-text). Bluesky: the counter of its own app. Mastodon: its validator of lengths.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from typing import TYPE_CHECKING, Literal, cast
from unicodedata import normalize
from urllib.parse import quote, urlsplit

from msgspec import Struct

from idcheck import data, lazy
from idcheck.post.length_links import links_of_bluesky, links_of_mastodon, links_of_x

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Unit = Literal["weighted", "graphemes", "bytes", "characters"]

_LIGHT_STARTS = (0, 4352, 8192, 8206, 8208, 8224, 8242, 8248)
"""Code points that weigh one: from the first to before the second, from the third, and so on."""
_EMOJI = r"""
      \p{Regional_Indicator}{2}
    | [0-9\#*]\uFE0F?\u20E3
    | \U0001F3F4[\U000E0020-\U000E007E]+\U000E007F
    | (?:(?![\u00A9\u00AE](?!\uFE0F))\p{Extended_Pictographic})(?:\uFE0F|\p{Emoji_Modifier})?+
      (?:\u200D(?:\p{Extended_Pictographic}|[\u2640\u2642])(?:\uFE0F|\p{Emoji_Modifier})?+)*+
"""
_GRAPHEME = r"\X"
_REMOTE = lazy.pattern(
    r"(?<![=/\w])(@[a-z0-9_]++(?:[.-]++[a-z0-9_]++)*+)@\w++(?:[.-]++\w++)*+", re.IGNORECASE
)
_LONGEST_PATH, _KEPT_PATH = 15, 13


class Measure(Struct, frozen=True):
    """The length of a text for a channel, the most that is allowed there, and their unit."""

    length: int
    most: int
    unit: Unit

    @property
    def over(self) -> int:
        """How much too long the text is, 0 if it fits."""
        return max(0, self.length - self.most)


class _Limit(Struct, frozen=True):
    most: int
    unit: Unit
    link: str


@cache
def _limits() -> dict[str, tuple[_Limit, ...]]:
    limits: dict[str, tuple[_Limit, ...]] = {}
    for channel, most, unit, link, _source in data.rows("limits.tsv"):
        limit = _Limit(int(most), cast("Unit", unit), link)
        limits[channel] = (*limits.get(channel, ()), limit)
    return limits


def measure(text: str, channel: str) -> Measure | None:
    """The length of a text as the channel counts it, None for a channel without a limit.

    Where a channel has several limits, it is the one that leaves least room.
    """
    limits = _limits().get(channel, ())
    if not limits:
        return None
    text = text.replace("\r\n", "\n").strip()
    measures = [Measure(_length(text, channel, limit), limit.most, limit.unit) for limit in limits]
    return max(measures, key=lambda each: each.length / each.most)


def _length(text: str, channel: str, limit: _Limit) -> int:
    if channel == "x":
        return weighted_length(text, int(limit.link))
    if channel == "mastodon":
        plain = _REMOTE.sub(r"\1", text)
        return _graphemes(_replaced(plain, links_of_mastodon, lambda _: "x" * 23))
    if channel == "bluesky":
        text = _replaced(text, links_of_bluesky, _shortened)
    return _count(text, limit.unit)


def _count(text: str, unit: Unit) -> int:
    if unit == "graphemes":
        return _graphemes(text)
    if unit == "bytes":
        return len(text.encode("utf-8", "surrogatepass"))
    return len(text)


def _graphemes(text: str) -> int:
    """How many characters a reader counts."""
    import regex  # loaded where it is needed: most posts are on channels that count nothing

    return len(regex.findall(_GRAPHEME, text))


def weighted_length(text: str, link: int = 23) -> int:
    """The length as X counts it; a link counts `link`.

    An emoji counts two, as do most characters beyond Latin, Greek, Cyrillic and their like.
    """
    text = normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    total = at = 0
    for start, end in links_of_x(text):
        total += _weight(text[at:start]) + link
        at = end
    return total + _weight(text[at:])


def _weight(text: str) -> int:
    if text.isascii() and "\u20e3" not in text:
        return len(text)
    import regex

    rest, emoji = regex.subn(_EMOJI, "", text, flags=regex.VERBOSE)
    return 2 * emoji + sum(1 if bisect_right(_LIGHT_STARTS, ord(char)) % 2 else 2 for char in rest)


def _replaced(
    text: str,
    links: Callable[[str], Iterator[tuple[int, int]]],
    written: Callable[[str], str],
) -> str:
    """The text with each link written as the platform shows it."""
    parts, at = [], 0
    for start, end in links(text):
        parts += [text[at:start], written(text[start:end])]
        at = end
    return "".join([*parts, text[at:]])


def _shortened(address: str) -> str:
    """An address as Bluesky's own app writes it: the host, and the beginning of a long path."""
    try:
        parts = urlsplit(address if "://" in address[:8] else f"https://{address}")
    except ValueError:  # a host that cannot be one, such as an unclosed IPv6 address
        return address
    path = quote(parts.path, safe="/%:@!$&'()*+,;=~-._") if parts.path != "/" else ""
    if parts.query:
        path += f"?{quote(parts.query, safe='/%:@!$&()*+,;=~-._?')}"
    if parts.fragment:
        path += f"#{quote(parts.fragment, safe='/%:@!$&()*+,;=~-._?')}"
    host = parts.netloc.rpartition("@")[2]
    return host + (f"{path[:_KEPT_PATH]}..." if len(path) > _LONGEST_PATH else path)
