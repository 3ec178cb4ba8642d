"""ISSNs: they name journals, never works. Source: ISO 3297."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from idcheck import lazy
from idcheck.identifiers import checks
from idcheck.identifiers.hit import Hit
from idcheck.identifiers.identifier import Identifier
from idcheck.identifiers.working import lowered, working

if TYPE_CHECKING:
    from collections.abc import Iterator

SCHEME = "issn"
SIGNS: tuple[str, ...] = ("issn",)
FOLDED = True
_VALUE = r"(?P<value>[0-9]{4}\s?-?\s?[0-9]{3}[0-9x])(?![a-z0-9])(?!-[0-9])"
_LABEL = r"issns?(?:-l)?[\s:=#-]{0,3}(?:\([a-z ]{1,20}\)[\s:=#-]{0,3})?"
_FIND = lazy.pattern(_LABEL + _VALUE)
_NEXT = lazy.pattern(rf"\s?(?:\([a-z ]{{1,20}}\)\s?)?(?:,|;|/|\band\b|&)\s?{_VALUE}")


def find(low: str) -> Iterator[Hit]:
    """ISSNs after their label: years look the same."""
    for match in _FIND.finditer(low):
        at = match.end()
        first = normalise(match["value"])
        if first:
            yield Hit(first, match.start("value"), match.end())
        while (more := _NEXT.match(low, at)) is not None:
            value = normalise(more["value"])
            if value:
                yield Hit(value, more.start("value"), more.end())
            at = more.end()


def normalise(raw: str) -> str:
    """Two groups of four with a hyphen, "" if the check character is wrong."""
    digits = re.sub(r"[\s-]", "", raw).upper()
    if not re.fullmatch(r"[0-9]{7}[0-9X]", digits) or len(set(digits)) == 1:
        return ""
    return f"{digits[:4]}-{digits[4:]}" if checks.issn(digits[:7]) == digits[7] else ""


def parse(text: str) -> Identifier | None:
    """The ISSN that a person entered, with or without label."""
    entered = re.sub(
        rf"^(?:https?://(?:portal\.)?issn\.org/(?:resource/issn/)?|urn:issn:|[ep]?[\s-]?{_LABEL})",
        "",
        lowered(working(text).copy).strip(),
    )
    match = re.fullmatch(r"([0-9]{4}[\s-]{0,3}[0-9]{3}[0-9Xx])[.,;/]?", entered)
    value = normalise(match[1]) if match else ""
    return Identifier(SCHEME, value) if value else None


def is_valid(value: str) -> bool:
    """Whether a bare value, with or without its hyphen, is an ISSN."""
    return re.fullmatch(r"[0-9]{4}-?[0-9]{3}[0-9Xx]", value) is not None and bool(normalise(value))
