"""Numbers of clinical trials in registers other than ClinicalTrials.gov.

Source: the primary registers of the WHO's International Clinical Trials Registry Platform and
their forms of number. Trackers do not list them; the register's own page is the link.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from idcheck import lazy
from idcheck.identifiers.hit import Hit
from idcheck.identifiers.identifier import Identifier
from idcheck.identifiers.working import lowered, working

if TYPE_CHECKING:
    from collections.abc import Iterator

SCHEME = "trial"
SIGNS: tuple[str, ...] = (
    "isrctn", "eudract", "chictr", "actrn", "drks", "jrct", "umin", "ctri/", "irct", "pactr", "kct", "tctr", "rbr-", "euctr", "ctis", "eu ct",
)  # fmt: skip
FOLDED = True
_FORMS = {
    "isrctn": r"isrctn[0-9]{8}",
    "chictr": r"chictr(?:-[a-z]{2,4}-)?[0-9]{8,10}",
    "actrn": r"actrn126[0-9]{11}",
    "drks": r"drks[0-9]{8}",
    "jrct": r"jrct[sc]?[0-9]{9,10}",
    "umin": r"umin[0-9]{9}",
    "ctri": r"ctri/20[0-9]{2}/[0-9]{2,3}/[0-9]{6}",
    "irct": r"irct[0-9]{10,16}n[0-9]{1,3}",
    "pactr": r"pactr20[0-9]{13}",
    "kct": r"kct[0-9]{7}",
    "tctr": r"tctr20[0-9]{9}",
    "rbr": r"rbr-[0-9a-z]{6,8}",
    "euctr": r"euctr20[0-9]{2}-[0-9]{6}-[0-9]{2}",
}
"""By register. Each form begins with the letters of its register, so no label is needed."""
# A pattern that begins with certain characters is looked for at the speed of memory.
_FINDS = {
    letters: lazy.pattern(rf"{form}(?![a-z0-9])(?!-[0-9])") for letters, form in _FORMS.items()
}
_BARE_EUROPEAN = lazy.pattern(r"20[0-9]{2}-[0-9]{6}-[0-9]{2}(?:-[0-9]{2})?")
_EUROPEAN = {
    label: lazy.pattern(
        rf"{label}(?:\s?(?:no|nr|number|id)\b\.?)?\s?[:#]?\s?(?P<value>{_BARE_EUROPEAN.pattern})(?![0-9-])"
    )
    for label in ("eudract", "ctis", "eu ct")
}
_MIXED_CASE = {"CHICTR": "ChiCTR", "JRCT": "jRCT"}


def find(low: str) -> Iterator[Hit]:
    """Trial numbers that name their register, and European ones after their label."""
    for letters, pattern in _FINDS.items():
        for match in pattern.finditer(low) if letters in low else ():
            if not re.match(r"[a-z0-9]", low[match.start() - 1 : match.start()]):
                yield Hit(_spelt(match[0]), match.start(), match.end(), labelled=False)
    for label, pattern in _EUROPEAN.items():
        for match in pattern.finditer(low) if label in low else ():
            yield Hit(match["value"], match.start("value"), match.end())


def _spelt(low: str) -> str:
    """The number in capitals, as its register writes it."""
    value = low.upper()
    for capitals, mixed in _MIXED_CASE.items():
        value = value.replace(capitals, mixed, 1)
    return value


def parse(text: str) -> Identifier | None:
    """The trial number that a person entered, with or without label or address of its register."""
    entered = lowered(working(text).copy).strip().rstrip(".,;/")
    entered = re.sub(r"^https?://[\w.-]+/(?:[\w.-]+/){0,3}(?=isrctn|drks|jrct)", "", entered)
    if _BARE_EUROPEAN.fullmatch(entered):
        return Identifier(SCHEME, entered)
    hits = list(find(entered))
    whole = len(hits) == 1 and hits[0].end == len(entered)
    return Identifier(SCHEME, hits[0].value) if whole else None


def is_valid(value: str) -> bool:
    """Whether a bare value has the form of one of the registers."""
    low = value.lower()
    return any(pattern.fullmatch(low) for pattern in (*_FINDS.values(), _BARE_EUROPEAN))
