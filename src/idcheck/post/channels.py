"""Channels: where a post appears, what people call that, and who has the say about it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from idcheck import data, lazy

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from idcheck.post.model import MetaField

Sayer = Literal["command", "path", "settings", "default"]
"""Who named a channel: the command line, a path pattern of the settings, the settings for all
files, or nobody."""

NETWORKS = frozenset({
    "x", "bluesky", "mastodon", "threads", "facebook", "linkedin", "instagram", "tiktok", "pinterest", "reddit",
    "youtube", "untracked",
})  # fmt: skip
"""Channels that are social networks."""
_NATURE = {"wikitext": "wikipedia", "mail": "newsletter"}
"""Formats that are used for one channel only."""
_KEYS = ("idcheck.channel", "channel", "platform")
"""Fields of a post that may name its channel, the most outspoken first."""
_NOT_LETTERS = lazy.pattern(r"[\W_]+")
_ASIDE = lazy.pattern(r"[(\[][^)\]]{0,200}[)\]]|(?<!\w)@[\w.@-]+")


class Channel(NamedTuple):
    """A channel, and the channel whose levels rules take for it."""

    name: str
    levels: str


@cache
def _table() -> tuple[Mapping[str, Channel], Mapping[str, str]]:
    """The channels by name, and their names by what people call them."""
    channels: dict[str, Channel] = {}
    names: dict[str, str] = {}
    for name, levels, others, _why in data.rows("channels.tsv"):
        channels[name] = Channel(name, levels)
        names |= dict.fromkeys((name, *others.split("|")), name)
    return channels, names


def all_channels() -> tuple[str, ...]:
    """The names of all channels."""
    return tuple(_table()[0])


def levels_of(channel: str) -> str:
    """The channel whose levels rules take for a channel. Raises KeyError for an unknown one."""
    return _table()[0][channel].levels


def channel_named(words: str) -> str | None:
    """The channel that some words name ("Twitter", "X (Twitter)", "FB Page"), None if they name none.

    The name of the account beside it (`Twitter - @uni`) does no harm.
    """
    names = _table()[1]
    for said in (words, _ASIDE.sub(" ", words), re.split(r"[-–:|/@(]", words, maxsplit=1)[0]):
        if channel := names.get(_NOT_LETTERS.sub(" ", said).strip().casefold()):
            return channel
    return None


def channels_named(words: str) -> tuple[str, ...]:
    """The channels that a field of a table names, with commas, semicolons or the like between them."""
    if channel := channel_named(words):
        return (channel,)
    parts = re.split(r"[,;|+&/\n]|\band\b|\boch\b", words)
    return tuple(dict.fromkeys(found for part in parts if (found := channel_named(part))))


def own_channel(meta: Iterable[MetaField]) -> str | None:
    """The channel that a post names itself, in its front matter or its row of a table.

    A `platform` is also what a program runs on (`platform: web`); there it must be a network.
    """
    said = {item.key.lower(): item.value for item in meta}
    for key in _KEYS:
        found = channel_named(said.get(key, ""))
        if found and (key != "platform" or found in NETWORKS):
            return found
    return None


def decide(channel: str, by: Sayer, *, own: str | None, format: str) -> str:  # noqa: A002 - the word of the field
    """The channel of a post, by who says so.

    `--channel` comes first, then what the post says itself, then the settings for its path, then
    the nature of its format, then the settings for all files, then the default.
    """
    if by == "command":
        return channel
    if own:
        return own
    if by == "path":
        return channel
    return _NATURE.get(format, channel)
