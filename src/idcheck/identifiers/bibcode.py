"""ADS bibcodes: year, journal, volume, qualifier, page and author in 19 characters. Source: ADS."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from idcheck import lazy
from idcheck.identifiers.hit import Hit
from idcheck.identifiers.identifier import Identifier
from idcheck.identifiers.working import working

if TYPE_CHECKING:
    from collections.abc import Iterator

SCHEME = "bibcode"
SIGNS: tuple[str, ...] = ()
FOLDED = False
_LENGTH = 19
_REST = r"[0-9]{2}[A-Za-z](?:[A-Za-z0-9.:…]|&amp;|&(?![a-z]+;)|%26){6,40}+"
# A pattern that begins with one certain character is looked for at the speed of memory.
_RUNS = (
    lazy.pattern(rf"1(?<![A-Za-z0-9.&].)[5-9]{_REST}"),
    lazy.pattern(rf"20(?<![A-Za-z0-9.&]..){_REST}"),
)
_LAYOUT = lazy.pattern(
    r"(?:1[5-9]|20)[0-9]{2}[A-Za-z][A-Za-z0-9.&]{4}[A-Za-z0-9.]{4}[A-Za-z0-9.][A-Za-z0-9.][0-9.]{3}[A-Za-z.:]"
)
_UNIT = lazy.pattern(r"&amp;|%26|…|.", re.DOTALL)
_SPELT = {"&amp;": "&", "%26": "&", "…": "..."}


def find(copy: str) -> Iterator[Hit]:
    """Bibcodes, also with an escaped ampersand or with dots that became an ellipsis."""
    for run in chain.from_iterable(pattern.finditer(copy) for pattern in _RUNS):
        value, length = _first(run.group())
        after = run.group()[length:]
        if not _fits(value) or re.match(r"[A-Za-z0-9]", after):
            continue
        # A full stop that ends the sentence is no unknown author.
        if (
            value.endswith(".")
            and not after
            and not re.match(r"/|\w", copy[run.end() : run.end() + 1])
        ):
            continue
        yield Hit(value, run.start(), run.start() + length, labelled=False, claim=run.end())


def _first(run: str) -> tuple[str, int]:
    """The first 19 characters that a run stands for, and how many of the run make them."""
    value, length = "", 0
    for unit in _UNIT.finditer(run):
        if len(value) >= _LENGTH:
            break
        value += _SPELT.get(unit[0], unit[0])
        length = unit.end()
    return value, length


def _fits(value: str) -> bool:
    return _LAYOUT.fullmatch(value) is not None and any(
        char in ".0123456789" for char in value[4:18]
    )


def parse(text: str) -> Identifier | None:
    """The bibcode that a person entered, with or without label or address."""
    entered = re.sub(
        r"^(?:https?://(?:ui\.)?adsabs\.harvard\.edu/(?:#?abs/|full/|cgi-bin/bib_query\?)|(?:info:bibcode/|ads:|bibcode:?\s?))|/abstract$|/$",
        "", working(text).copy.strip(), flags=re.IGNORECASE,
    )  # fmt: skip
    value, length = _first(entered)
    return Identifier(SCHEME, value) if length == len(entered) and _fits(value) else None


def is_valid(value: str) -> bool:
    """Whether a bare value has the layout of a bibcode."""
    return _fits(value)
