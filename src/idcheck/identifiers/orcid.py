"""ORCID iDs: they name persons, never works. Source: ORCID, "Structure of the ORCID identifier"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from idcheck import lazy
from idcheck.identifiers import checks
from idcheck.identifiers.hit import Hit
from idcheck.identifiers.identifier import Identifier
from idcheck.identifiers.working import working

if TYPE_CHECKING:
    from collections.abc import Iterator

SCHEME = "orcid"
SIGNS: tuple[str, ...] = ("000",)
FOLDED = True
_FIND = lazy.pattern(
    r"(?P<value>000(?<![a-z0-9]000)(?:0-000[0-9]|9-00[01][0-9])-[0-9]{4}-[0-9]{3}[0-9x])(?![a-z0-9])(?!-[0-9])"
)
_PLAIN = lazy.pattern(r"orcid(?:\.org/|:?\s?)(?P<value>000[09]0[0-9]{10}[0-9x])(?![a-z0-9])")
_BLOCKS = (
    (1_5000_000, 3_5000_000),
    (9_0000_0000_000, 9_0010_0000_000),
)
"""First and last number of each block that ISNI has set aside, without the check character."""
_LABEL = lazy.pattern(r"orcid\W{0,12}$|orcid\.org/(?:my-orcid\?orcid=)?$", re.IGNORECASE)
_SANDBOX = lazy.pattern(r"sandbox\.orcid\.org/$", re.IGNORECASE)


def find(low: str) -> Iterator[Hit]:
    """ORCID iDs with a right check character, none of the sandbox."""
    for pattern in (_FIND, _PLAIN):
        for match in pattern.finditer(low):
            value = normalise(match["value"])
            before = low[max(0, match.start("value") - 40) : match.start("value")]
            hyphened = before.endswith("-") and before[-2:-1].isdigit()
            if value and not _SANDBOX.search(before) and not hyphened:
                labelled = pattern is _PLAIN or _LABEL.search(before) is not None
                yield Hit(value, match.start("value"), match.end(), labelled)


def normalise(raw: str) -> str:
    """Four groups with hyphens, "" if the check character or the block is not ORCID's."""
    digits = re.sub(r"[-\s]", "", raw).upper()
    if not re.fullmatch(r"[0-9]{15}[0-9X]", digits) or checks.orcid(digits[:15]) != digits[15]:
        return ""
    if not any(first <= int(digits[:15]) <= last for first, last in _BLOCKS):
        return ""
    return "-".join(digits[at : at + 4] for at in range(0, 16, 4))


def parse(text: str) -> Identifier | None:
    """The ORCID iD that a person entered, with or without label or address."""
    match = re.fullmatch(
        r"(?:(?:https?://)?(?:www\.)?orcid\.org/|(?:orcid(?: id)?)\s?[:#]?\s?)?(?P<value>[0-9]{4}[- ]?[0-9]{4}[- ]?[0-9]{4}[- ]?[0-9]{3}[0-9X])/?[.,;]?",
        working(text).copy.strip(), re.IGNORECASE,
    )  # fmt: skip
    value = normalise(match["value"]) if match else ""
    return Identifier(SCHEME, value) if value else None


def is_valid(value: str) -> bool:
    """Whether a bare value is an ORCID iD in its usual form."""
    return normalise(value) == value and bool(value)
