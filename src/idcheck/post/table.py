"""Tables of scheduled posts (CSV, TSV) as schedulers import and export them: a post in each row."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from idcheck import lazy
from idcheck.post import plain
from idcheck.post.channels import channels_named
from idcheck.post.columns import Columns, columns
from idcheck.post.decoding import UnreadableError
from idcheck.post.delimited import DELIMITERS, rows, start_of
from idcheck.post.scheduled import Scheduled, read_scheduled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from idcheck.post.delimited import Field
    from idcheck.post.model import Post

_DATE = lazy.pattern(
    r"\s*\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}[ T,]*(?:\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\s*(?:[ap]\.?m\.?)?)?\s*",
    re.IGNORECASE,
)
_ADDRESS = lazy.pattern(r"\s*(?:https?://\S+|www\.\S+)?\s*", re.IGNORECASE)
_YES = frozenset({"true", "yes", "y", "x", "1", "ja", "j", "sant", "✓", "✔", "✅", "on"})
_HEADLESS = Columns(text=1, channel=None, link=2, date=0)
"""The columns of Hootsuite's bulk composer, whose files have no head: time, message, link."""
_ROWS_LOOKED_AT = 200
_FEWEST_WORDS = 3


def read(source: str, *, path: str, channel: str, bare_links: bool) -> tuple[Post, ...]:  # noqa: ARG001 - the platforms make links of bare addresses
    """The posts of a table, one for each row and channel.

    Raises UnreadableError if no column holds posts.
    """
    start, named = start_of(source)
    delimiter, found, first = _layout(source, start, named)
    table = islice(rows(source, delimiter, start), first, None)
    held = (post for row in table for post in _posts(source, found, row))
    return read_scheduled(source, held, path=path, format="table", channel=channel)


def _layout(source: str, start: int, named: str) -> tuple[str, Columns, int]:
    """The delimiter, the columns, and the index of the first row that holds a post."""
    seen: list[str] = []
    for delimiter in named or sorted(
        DELIMITERS, key=lambda char: -_in_first_line(source, start, char)
    ):
        head = next(rows(source, delimiter, start), [])
        names = [field.value(source).strip() for field in head]
        found = columns(names)
        if found.usable or _holds_texts(source, delimiter, start, found):
            return delimiter, found, 1
        if _is_headless(source, delimiter, start):
            return delimiter, _HEADLESS, 0
        seen = seen or names
    heads = ", ".join(repr(name) for name in seen[:8] if name) or "none"
    raise UnreadableError(
        f"no column of this table holds posts (its columns are {heads}); "
        "name the column of the texts `text` and that of the platforms `channel`"
    )


def _in_first_line(source: str, start: int, delimiter: str) -> int:
    return len(next(rows(source, delimiter, start), []))


def _holds_texts(source: str, delimiter: str, start: int, found: Columns) -> bool:
    """Whether a column that is called like a network holds words, not accounts or numbers."""
    return any(
        index < len(row) and _is_text(row[index].value(source))
        for row in islice(rows(source, delimiter, start), 1, _ROWS_LOOKED_AT)
        for index, _ in found.named
    )


def _is_text(said: str) -> bool:
    return len(said.split()) >= _FEWEST_WORDS


def _is_headless(source: str, delimiter: str, start: int) -> bool:
    """Whether the rows look like Hootsuite's: a time, a message, perhaps an address."""
    some = list(islice(rows(source, delimiter, start), _ROWS_LOOKED_AT))
    return bool(some) and all(
        2 <= len(row) <= 4
        and _DATE.fullmatch(row[0].value(source))
        and all(_ADDRESS.fullmatch(field.value(source)) for field in row[2:])
        for row in some
    )


def _posts(source: str, found: Columns, row: list[Field]) -> Iterator[Scheduled]:
    """The posts of a row: of its text one for each channel, and those of channels' own columns."""

    def field(index: int | None) -> Field | None:
        return row[index] if index is not None and index < len(row) else None

    text, link, platform = field(found.text), field(found.link), field(found.channel)
    aside, date = field(found.silencing), field(found.date)
    channels = list(channels_named(platform.value(source))) if platform else []
    for index, name in (*found.own, *found.named):
        own = field(index)
        said = own.value(source).strip() if own else ""
        if said.casefold() in _YES:
            channels.append(name)
        elif own and said and ((index, name) in found.own or _is_text(said)):
            yield Scheduled(own, link, name, aside, date)
    if text and text.value(source).strip():
        for name in dict.fromkeys(channels) or ("",):
            yield Scheduled(text, link, name, aside, date)


def link(label: str, target: str) -> str:
    """How a link is written in a field of a table: the label, then the address."""
    return plain.link(label.replace('"', '""'), _address(target))


def target(address: str) -> str:
    """How an address is written in a field, whether or not that is in quotation marks."""
    return _address(address)


def _address(address: str) -> str:
    return "".join(
        {'"': "%22", ",": "%2C", ";": "%3B", "|": "%7C", "\t": "%09"}.get(char, char)
        for char in address
    )
