"""Numbers of ClinicalTrials.gov: `NCT` and eight digits."""

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

SCHEME = "nct"
SIGNS: tuple[str, ...] = ("nct",)
FOLDED = True
_FIND = lazy.pattern(r"nct(?<![a-z0-9]nct)(?P<gap>[\s:#-]{0,2})(?P<value>[0-9]{8})(?![a-z0-9])")
_WRONG = lazy.pattern(r"nct(?<![a-z0-9]nct)[\s-]?(?P<value>[0-9]{5,7}|[0-9]{9,12})(?![a-z0-9])")


def find(low: str) -> Iterator[Hit]:
    """Trial numbers, also with a blank or a hyphen after the letters."""
    for match in _FIND.finditer(low):
        defects = ("stray-separator",) if match["gap"] else ()
        yield Hit(f"NCT{match['value']}", match.start(), match.end(), defects=defects)


def find_malformed(low: str) -> Iterator[Miss]:
    """Trial numbers with too few or too many digits."""
    for match in _WRONG.finditer(low):
        yield Miss(
            SCHEME, match.start(), match.end(),
            Message("a number of ClinicalTrials.gov has 8 digits after NCT, this one has {count}", count=len(match["value"])),
        )  # fmt: skip


def parse(text: str) -> Identifier | None:
    """The trial number that a person entered, with or without label or address."""
    entered = re.sub(
        r"^(?:https?://(?:www\.)?clinicaltrials\.gov/(?:ct2/show/|study/|show/|beta/[\w/]{1,20}/)?|(?:clinicaltrials\.gov|trial|nct)\s?(?:identifier|id|number|registration)?\s?[:#]\s?(?=nct))",
        "", lowered(working(text).copy).strip(),
    )  # fmt: skip
    match = _FIND.fullmatch(re.sub(r"[?#/].*$", "", entered).rstrip(".,;"))
    return Identifier(SCHEME, f"NCT{match['value']}") if match else None


def is_valid(value: str) -> bool:
    """Whether a bare value is `NCT` and eight digits."""
    return re.fullmatch(r"NCT[0-9]{8}", value) is not None
