"""PMCIDs: `PMC` and a number. Source: NLM."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from idcheck import lazy
from idcheck.identifiers.hit import Hit, Miss
from idcheck.identifiers.identifier import Identifier
from idcheck.identifiers.working import lowered, working
from idcheck.messages import Message

if TYPE_CHECKING:
    from collections.abc import Iterator

SCHEME = "pmcid"
SIGNS: tuple[str, ...] = ("pmc",)
FOLDED = True
_FIND = lazy.pattern(
    r"pmc(?:(?<![a-z0-9]pmc)|(?<=pmidpmc))(?::?\s(?=[0-9]{5,8}(?![0-9a-z]))|:|\s?=\s?(?=[0-9])|)(?P<value>[1-9][0-9]{2,8})(?:\.[0-9]{1,2}(?![0-9]))?(?![a-z0-9])"
)
_WRONG_LABEL = lazy.pattern(r"pmid\s?[:#=]?\s?$")
_ADDRESS = lazy.pattern(r"/(?:pmcc?/articles/|article/pmc/)(?P<value>[1-9][0-9]{2,8})(?![a-z0-9])")
_UNLETTERED = lazy.pattern(
    r"pmc ?ids?(?<![a-z]pmcid)(?<![a-z]pmc id)\s?[:#=]?\s?(?P<value>[1-9][0-9]{4,8})(?![a-z0-9])(?!\.[0-9]{3})"
)


def find(low: str) -> Iterator[Hit]:
    """PMC numbers, without their version."""
    for match in _FIND.finditer(low):
        wrong = _WRONG_LABEL.search(low[max(0, match.start() - 10) : match.start()])
        defects = ("label-mixed-up",) if wrong else ()
        yield Hit(f"PMC{match['value']}", match.start(), match.end(), defects=defects)
    for match in _ADDRESS.finditer(low):
        yield Hit(f"PMC{match['value']}", match.start("value"), match.end())
    for match in _UNLETTERED.finditer(low):
        yield Hit(f"PMC{match['value']}", match.start(), match.end(), defects=("label-mixed-up",))


def find_malformed(low: str) -> Iterator[Miss]:
    """Labelled numbers without their letters."""
    for match in _UNLETTERED.finditer(low):
        yield Miss(
            SCHEME, match.start("value"), match.end("value"),
            Message("a PMCID begins with the letters PMC"), f"PMC{match['value']}",
        )  # fmt: skip


def parse(text: str) -> Identifier | None:
    """The PMCID that a person entered, with or without label, address or letters."""
    entered = lowered(working(text).copy).strip().rstrip(".,;/")
    match = re.fullmatch(
        r"(?:(?:https?://)?[\w.-]+/(?:[\w-]+/){0,3})?(?:info:)?(?:(?:pmc ?id|pmc)\s*[:#=/]?\s*)?(?P<letters>pmc\s?)?(?P<value>[1-9][0-9]{0,8})(?:\.[0-9]+)?",
        entered,
    )
    if match is None or (re.match(r"https?://|\S+\.\S+/", entered) and not match["letters"]):
        return None
    return Identifier(SCHEME, f"PMC{match['value']}")


def is_valid(value: str) -> bool:
    """Whether a bare value is `PMC` and a number."""
    return re.fullmatch(r"PMC[1-9][0-9]{0,8}", value) is not None
