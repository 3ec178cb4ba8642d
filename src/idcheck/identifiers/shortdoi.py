"""Short DOIs: `10/gf4gqc`, aliases of DOIs. Source: shortdoi.org."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from idcheck import lazy
from idcheck.identifiers.hit import Hit
from idcheck.identifiers.identifier import Identifier
from idcheck.identifiers.working import working

if TYPE_CHECKING:
    from collections.abc import Iterator

SCHEME = "shortdoi"
SIGNS: tuple[str, ...] = ("doi",)
FOLDED = True
_VALUE = r"(?P<value>[a-z0-9]{3,24})(?![\w/%&=+(-])(?!\.[\w]|:/)"
_FIND = lazy.pattern(
    r"doi(?:(?<![a-z0-9.-]doi)|(?<=dx\.doi)|(?<=www\.doi)|(?<=short[ -]doi)|(?<=shortdoi))"
    rf"(?:\.org/+(?:(?:urn:)?doi:)?(?:10(?:/|%2f))?|\s?[:=]?\s?10(?:/|%2f)){_VALUE}"
)
_PAGES = frozenset(
    ("about", "contact", "demos", "docs", "doi", "factsheets", "faq", "handbook", "hb", "help", "home", "index", "login", "members", "news", "overview", "registration", "resources", "search", "terms")
)  # fmt: skip
"""Pages of doi.org itself."""
_ENTERED = lazy.pattern(
    r"(?:(?:https?:/{0,3})?(?:(?:dx|www)\.)?(?:short)?doi\.org/+(?:urn:)?(?:doi:)?(?:10(?:/|%2[Ff]))?"
    r"|(?:urn:)?(?:short)?doi:?\s?10/|info:doi/10/|10(?:/|%2[Ff]))(?P<value>[A-Za-z0-9]{3,24})(?:[?#]\S*)?",
    re.IGNORECASE,
)


def find(low: str) -> Iterator[Hit]:
    """Short DOIs after a label or the resolver; the span covers both, as `10/10` says nothing."""
    for match in _FIND.finditer(low):
        if match["value"] not in _PAGES:
            yield Hit(f"10/{match['value']}", match.start(), match.end())


def parse(text: str) -> Identifier | None:
    """The short DOI that a person entered."""
    match = _ENTERED.fullmatch(working(text).copy.strip().rstrip("./"))
    if match is None or match["value"].lower() in _PAGES:
        return None
    return Identifier(SCHEME, f"10/{match['value'].lower()}")


def is_valid(value: str) -> bool:
    """Whether a bare value has the shape of a short DOI."""
    return re.fullmatch(r"10/[A-Za-z0-9]{3,24}", value) is not None
