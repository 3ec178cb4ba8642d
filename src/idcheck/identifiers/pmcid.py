"""PMCIDs: `PMC` and a number. Source: NLM."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from idcheck.identifiers.hit import Hit, Miss
from idcheck.identifiers.identifier import Identifier
from idcheck.identifiers.working import working

if TYPE_CHECKING:
    from collections.abc import Iterator

SCHEME = "pmcid"
_FIND = re.compile(
    r"(?<![A-Za-z0-9])(?P<wrong>(?i:pmid)\s?[:#=]?\s?)?(?:PMC:?\s(?=[0-9]{5,8}(?![0-9A-Za-z]))|PMC:|(?i:pmc)\s?=\s?(?=[0-9])|(?i:pmc))(?P<value>[1-9][0-9]{2,8})(?:\.[0-9]{1,2}(?![0-9]))?(?![A-Za-z0-9])"
)
_ADDRESS = re.compile(
    r"(?i:/pmcc?/articles/|europepmc\.org/article/PMC/)(?P<value>[1-9][0-9]{2,8})(?![A-Za-z0-9])"
)
_UNLETTERED = re.compile(
    r"(?<![A-Za-z])(?i:PMC ?IDs?)\s?[:#=]?\s?(?P<value>[1-9][0-9]{4,8})(?![A-Za-z0-9])(?!\.[0-9]{3})"
)


def find(copy: str) -> Iterator[Hit]:
    """PMC numbers, without their version."""
    for match in _FIND.finditer(copy):
        start = match.end("wrong") if match["wrong"] else match.start()
        defects = ("label-mixed-up",) if match["wrong"] else ()
        yield Hit(f"PMC{match['value']}", start, match.end(), defects=defects)
    for match in _ADDRESS.finditer(copy):
        yield Hit(f"PMC{match['value']}", match.start("value"), match.end())
    for match in _UNLETTERED.finditer(copy):
        yield Hit(f"PMC{match['value']}", match.start(), match.end(), defects=("label-mixed-up",))


def find_malformed(copy: str) -> Iterator[Miss]:
    """Labelled numbers without their letters."""
    for match in _UNLETTERED.finditer(copy):
        yield Miss(
            SCHEME, match.start("value"), match.end("value"),
            "a PMCID begins with the letters PMC", f"PMC{match['value']}",
        )  # fmt: skip


def parse(text: str) -> Identifier | None:
    """The PMCID that a person entered, with or without label, address or letters."""
    entered = working(text).copy.strip().rstrip(".,;/")
    match = re.fullmatch(
        r"(?:(?:https?://)?[\w.-]+/(?:[\w-]+/){0,3})?(?i:info:)?(?:(?i:pmc ?id|pmc)\s*[:#=/]?\s*)?(?P<letters>(?i:PMC)\s?)?(?P<value>[1-9][0-9]{0,8})(?:\.[0-9]+)?",
        entered,
    )
    if match is None or (re.match(r"https?://|\S+\.\S+/", entered) and not match["letters"]):
        return None
    return Identifier(SCHEME, f"PMC{match['value']}")


def is_valid(value: str) -> bool:
    """Whether a bare value is `PMC` and a number."""
    return re.fullmatch(r"PMC[1-9][0-9]{0,8}", value) is not None
