"""HAL identifiers: `hal-01234567`, `tel-00123456` and those of other portals. Source: HAL."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from idcheck import lazy
from idcheck.identifiers.hit import Hit
from idcheck.identifiers.identifier import Identifier
from idcheck.identifiers.working import lowered, working

if TYPE_CHECKING:
    from collections.abc import Iterator

SCHEME = "hal"
SIGNS: tuple[str, ...] = ("-", "_")
FOLDED = True
_KNOWN = (
    "hal|tel|halshs|inserm|pasteur|inria|cea|ird|cirad|anses|ineris|in2p3|lirmm|jpa|cel|dumas|ensl|hprints|insu|meteo|obspm|pastel|medihal"
    "|artxibo|edutice|emse|peer|ujm|univ-[a-z]{3,12}|halsde|hceres|ineris|ijn|mem|sic|mnhn|agroparistech|bioemco|ifp|irsn|lara|lkb|minesparis|cineca"
)
_VALUE = r"[0-9]{8}(?:v[1-9][0-9]?)?(?![a-z0-9])"
# A pattern that begins with one certain character is looked for at the speed of memory.
_NUMBERS = (lazy.pattern(rf"-{_VALUE}"), lazy.pattern(rf"_{_VALUE}"))
_PORTAL = lazy.pattern(rf"(?<![a-z0-9_.-])(?:{_KNOWN})$")
_ANY_PORTAL = lazy.pattern(
    r"(?:hal\s?(?:id)?\s?:\s?|hal\.science/|archives-ouvertes\.fr/)(?P<portal>[a-z][a-z0-9-]{2,20})$"
)
_LONGEST_LABEL = 50


def find(low: str) -> Iterator[Hit]:
    """HAL identifiers of known portals, and any after the label or an address of HAL."""
    for number in chain.from_iterable(pattern.finditer(low) for pattern in _NUMBERS):
        before = low[max(0, number.start() - _LONGEST_LABEL) : number.start()]
        any_portal = _ANY_PORTAL.search(before)
        known = any_portal or _PORTAL.search(before)
        if known:
            start = number.start() - len(any_portal["portal"] if any_portal else known[0])
            yield Hit(normalise(low[start : number.end()]), start, number.end(), bool(any_portal))


def normalise(raw: str) -> str:
    """The identifier without version; `raw` is in lower case."""
    return re.sub(r"v[0-9]+$", "", raw)


def parse(text: str) -> Identifier | None:
    """The HAL identifier that a person entered, with or without label or address."""
    entered = lowered(working(text).copy).strip().rstrip(".,;/")
    match = re.fullmatch(
        rf"(?:https?://(?:[\w-]+\.)*(?:hal\.science|archives-ouvertes\.fr|hal\.[a-z.]{{2,12}})/|hal\s?(?:id)?\s?:\s?)?(?P<value>[a-z][a-z0-9-]{{2,20}}[-_]{_VALUE})(?:/[\w.]*)*",
        entered,
    )
    value = normalise(match["value"]) if match else ""
    return Identifier(SCHEME, value) if is_valid(value) else None


def is_valid(value: str) -> bool:
    """Whether a bare value is the prefix of a portal and eight digits."""
    return (
        re.fullmatch(
            r"(?:[a-z][a-z0-9]{2,}(?:-[a-z]+)?-|(?:sic|mem|ijn)_)[0-9]{8}(?:v[0-9]+)?", value
        )
        is not None
    )
