"""HAL identifiers: `hal-01234567`, `tel-00123456` and those of other portals. Source: HAL."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from idcheck.identifiers.hit import Hit
from idcheck.identifiers.identifier import Identifier
from idcheck.identifiers.working import working

if TYPE_CHECKING:
    from collections.abc import Iterator

SCHEME = "hal"
_KNOWN = (
    "hal|tel|halshs|inserm|pasteur|inria|cea|ird|cirad|anses|ineris|in2p3|lirmm|jpa|cel|dumas|ensl|hprints|insu|meteo|obspm|pastel|medihal"
    "|artxibo|edutice|emse|peer|ujm|univ-[a-z]{3,12}|halsde|hceres|ineris|ijn|mem|sic|mnhn|agroparistech|bioemco|ifp|irsn|lara|lkb|minesparis|cineca"
)
_VALUE = r"[0-9]{8}(?:v[1-9][0-9]?)?(?![A-Za-z0-9])"
_FIND = re.compile(rf"(?<![A-Za-z0-9_.-])(?P<value>(?i:(?:{_KNOWN})(?:-|_)){_VALUE})")
_LABELLED = re.compile(
    rf"(?i:hal\s?(?:id)?\s?:\s?|hal\.science/|archives-ouvertes\.fr/)(?P<value>[a-z][a-z0-9-]{{2,20}}[-_]{_VALUE})"
)


def find(copy: str) -> Iterator[Hit]:
    """HAL identifiers of known portals, and any after the label or an address of HAL."""
    for pattern in (_LABELLED, _FIND):
        for match in pattern.finditer(copy):
            yield Hit(
                normalise(match["value"]), match.start("value"), match.end(), pattern is _LABELLED
            )


def normalise(raw: str) -> str:
    """The identifier in lower case without version."""
    return re.sub(r"v[0-9]+$", "", raw.lower())


def parse(text: str) -> Identifier | None:
    """The HAL identifier that a person entered, with or without label or address."""
    entered = working(text).copy.strip().rstrip(".,;/")
    match = re.fullmatch(
        rf"(?i:https?://(?:[\w-]+\.)*(?:hal\.science|archives-ouvertes\.fr|hal\.[a-z.]{{2,12}})/|hal\s?(?:id)?\s?:\s?)?(?P<value>[A-Za-z][A-Za-z0-9-]{{2,20}}[-_]{_VALUE})(?:/[\w.]*)*",
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
