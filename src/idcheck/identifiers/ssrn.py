"""SSRN abstract numbers. All have the DOI `10.2139/ssrn.<number>`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from idcheck import lazy
from idcheck.identifiers.hit import Hit
from idcheck.identifiers.identifier import Identifier
from idcheck.identifiers.working import lowered, working

if TYPE_CHECKING:
    from collections.abc import Iterator

SCHEME = "ssrn"
SIGNS: tuple[str, ...] = ("ssrn",)
FOLDED = True
_ADDRESS = lazy.pattern(
    r"ssrn(?:[.-]com[\w.-]{0,60}/(?:sol3/)?(?:papers\.cfm\?(?:[\w-]{1,30}=[\w-]{0,40}&(?:amp;)?){0,3})?(?:abstract(?:_?id)?=|abstract/))(?P<value>[1-9][0-9]{0,7})(?![a-z0-9])"
)
_LABELLED = lazy.pattern(
    r"ssrn(?<![a-z0-9.]ssrn)(?:(?:\s?-?\s?(?:abstract\s)?(?:id|no\.?|number|abstract)s?)\s?[:#=]?\s?(?P<value>[1-9][0-9]{2,7})|\s?[:#]?\s?(?P<bare>[1-9][0-9]{4,7}))(?![a-z0-9])(?!\.[0-9])"
)


def find(low: str) -> Iterator[Hit]:
    """SSRN numbers after their label or in an address; the span covers it."""
    for match in _ADDRESS.finditer(low):
        yield Hit(match["value"], match.start(), match.end())
    for match in _LABELLED.finditer(low):
        yield Hit(match["value"] or match["bare"], match.start(), match.end())


def parse(text: str) -> Identifier | None:
    """The SSRN number that a person entered, with or without label, address or DOI."""
    entered = lowered(working(text).copy).strip().rstrip(".,;/")
    match = re.fullmatch(
        r"(?:(?:ssrn(?:\s?-?\s?(?:id|abstract|no))?)\s?[.:#=]?\s?|(?:(?:https?://(?:dx\.)?doi\.org/|doi:\s?)?10\.2139/ssrn\.))?([1-9][0-9]{0,7})",
        entered,
    )
    if match:
        return Identifier(SCHEME, match[1])
    address = (
        _ADDRESS.search(entered)
        if re.match(r"(?:https?://)?[\w.-]*ssrn\.com/\S+$", entered)
        else None
    )
    return Identifier(SCHEME, address["value"]) if address else None


def is_valid(value: str) -> bool:
    """Whether a bare value is a number of up to eight digits."""
    return re.fullmatch(r"[1-9][0-9]{0,7}", value) is not None
