"""Names of journals, preprint servers, repositories, conferences and academic presses.

Two tables of the package are read, once a process: `data/journals.tsv` (sorted by key, searched by
bisection in its bytes, since building a dictionary would slow every start) and the small
`data/venues_extra.tsv`, whose rows win.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal, cast

from msgspec import Struct
from msgspec.structs import replace

from idcheck import data, lazy

if TYPE_CHECKING:
    from collections.abc import Sequence

VenueKind = Literal["journal", "preprint-server", "repository", "conference", "press"]

_MOST_WORDS = 14
_LONGEST_NAME = 300
_APOSTROPHES = lazy.pattern(r"['’‘ʼ`´]")
_NOT_WORD = lazy.pattern(r"[\W_]+")
_UNDECOMPOSED = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
)
_PLACE = lazy.pattern(r" ?\([^()]{0,100}\)")
_ENDS_NAME = lazy.pattern(r"[;:!?)\]}\"”»]\W{0,5}$")


class Venue(Struct, frozen=True):
    """Where works come out. `ambiguous` names are also everyday words ("Nature", "public health")."""

    title: str
    kind: VenueKind
    ambiguous: bool


@lru_cache(maxsize=4096)
def fold(name: str) -> str:
    """The key of a name: case, diacritics, punctuation and a leading "the" gone, `&` read as "and"."""
    text = name.casefold()
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text.translate(_UNDECOMPOSED))
        text = "".join(char for char in decomposed if not unicodedata.combining(char))
    text = _APOSTROPHES.sub("", text).replace("&", " and ")
    return _NOT_WORD.sub(" ", text).strip().removeprefix("the ")


def lookup(name: str) -> Venue | None:
    """The venue of this name, abbreviation or handle ("@PLOSONE"), None if it is not known.

    Case, quotation marks, emphasis marks, punctuation and a leading "The" do not matter;
    nor do a place in brackets and a subtitle, as library catalogues add them.
    """
    if len(name) > _LONGEST_NAME:
        return None
    handle = _handle(name)
    if handle is not None:
        return _extra().handles.get(handle)
    without_place = _PLACE.sub("", name)
    for form in dict.fromkeys((name, without_place, without_place.split(" : ")[0])):
        key = fold(form)
        venue = _extra().names.get(key)
        if venue is None and (row := _first_row(key)) and row[0] == key:
            venue = _venue(row)
        if venue:
            return venue
    return None


def longest(words: Sequence[str]) -> tuple[int, Venue] | None:
    """How many of the leading words form the longest known name, and its venue; None if none do.

    A leading "The" counts as a word of the name. A name does not run on over a word that ends in
    a bracket, a closing quotation mark or a mark such as `;` or `!`.
    """
    found: tuple[int, Venue] | None = None
    key = ""
    for count, word in enumerate(words[:_MOST_WORDS], start=1):
        if len(word) > _LONGEST_NAME:
            break
        if not key and (handle := _handle(word)) is not None:
            venue = _extra().handles.get(handle)
            return (count, venue) if venue else None
        added = fold(word)
        if added == "the" and not key:
            continue
        key = f"{key} {added}".strip()
        if not key:
            continue
        row = _first_row(key)
        venue = _extra().names.get(key)
        if venue is None and row and row[0] == key:
            venue = _venue(row)
        if venue and added:
            found = (count, venue)
        goes_on = row is not None and row[0].startswith(key)
        if not (goes_on or key in _extra().beginnings) or _ENDS_NAME.search(word[-6:]):
            break
    return found


class _Extra(Struct, frozen=True):
    names: dict[str, Venue]
    handles: dict[str, Venue]
    beginnings: frozenset[str]


@cache
def _extra() -> _Extra:
    """The hand-kept table: title, names, kind, `?` if ambiguous, handles, date, source."""
    names: dict[str, Venue] = {}
    handles: dict[str, Venue] = {}
    for title, others, kind, ambiguous, accounts, _date, _source in data.rows("venues_extra.tsv"):
        venue = Venue(title, cast("VenueKind", kind), ambiguous == "?")
        for name in [title, *others.split("|")] if others else [title]:
            names.setdefault(fold(name), venue)
        account_of = replace(venue, ambiguous=False)
        handles |= {account.casefold(): account_of for account in accounts.split("|") if account}
    beginnings = {key[: space.start()] for key in names for space in re.finditer(" ", key)}
    return _Extra(names, handles, frozenset(beginnings))


@cache
def _journals() -> bytes:
    return data.content("journals.tsv")


def _handle(word: str) -> str | None:
    """The account name of "@PLOSONE" or "@nature@social.example", None for other words."""
    match = re.match(r"\W{0,5}@(\w{1,50})", word)
    return match[1].casefold() if match else None


@lru_cache(maxsize=4096)
def _first_row(key: str) -> tuple[str, str, str] | None:
    """Key, title and flags of the first line whose key is not below `key`, None if all are.

    Kept, since names begin alike ("Journal of").
    """
    return _row_at(_lower_bound(key.encode("utf-8", "surrogatepass")))


def _lower_bound(key: bytes) -> int:
    """The offset of the first line whose key is not below `key`."""
    data = _journals()
    low, high = 0, len(data)
    while low < high:
        line = data.rfind(b"\n", low, (low + high) // 2) + 1 or low
        end = data.find(b"\n", line) + 1
        if data[line : data.find(b"\t", line, end)] < key:
            low = end
        else:
            high = line
    return low


def _row_at(offset: int) -> tuple[str, str, str] | None:
    """Key, title and flags of the line at an offset, None at the end of the table."""
    data = _journals()
    if offset >= len(data):
        return None
    key, title, flags = data[offset : data.index(b"\n", offset)].decode().split("\t")
    return key, title, flags


def _venue(row: tuple[str, str, str]) -> Venue:
    return Venue(row[1], "journal", row[2].endswith("?"))
