"""RePEc handles: archive of three characters, series of six, number. Source: Guildford protocol."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from idcheck import lazy
from idcheck.identifiers.hit import Hit
from idcheck.identifiers.identifier import Identifier
from idcheck.identifiers.working import working

if TYPE_CHECKING:
    from collections.abc import Iterator

SCHEME = "repec"
SIGNS: tuple[str, ...] = ("repec:",)
FOLDED = False
_PARTS = r"(?P<archive>[A-Za-z0-9]{3}):(?P<series>[A-Za-z0-9_-]{6}):(?P<item>[^\s\x00-\x1f\"<>“”«»…()\[\]{}|]{1,200}+)"
# A pattern that begins with certain characters is looked for at the speed of memory.
_FINDS = tuple(
    lazy.pattern(rf"{label}(?<![A-Za-z0-9]{label}){_PARTS}")
    for label in ("RePEc:", "repec:", "REPEC:", "Repec:", "RePec:", "RePEC:")
)


def find(copy: str) -> Iterator[Hit]:
    """RePEc handles, without the punctuation after them."""
    for match in chain.from_iterable(pattern.finditer(copy) for pattern in _FINDS):
        item = re.sub(r"(?:\.html?)?[.,;:!?'*_/]*$", "", match["item"])
        if item:
            end = match.start("item") + len(item)
            yield Hit(
                _value(match["archive"], match["series"], item),
                match.start(),
                end,
                claim=match.end(),
            )


def _value(archive: str, series: str, item: str) -> str:
    return f"RePEc:{archive.lower()}:{series.lower()}:{item}"


def parse(text: str) -> Identifier | None:
    """The RePEc handle that a person entered; its label is a part of it."""
    entered = re.sub(r"^https?://econpapers\.repec\.org/", "", working(text).copy.strip())
    hits = list(find(entered))
    whole = len(hits) == 1 and not hits[0].start and not entered[hits[0].end :].strip(".,;/")
    return Identifier(SCHEME, hits[0].value) if whole else None


def is_valid(value: str) -> bool:
    """Whether a bare value has an archive, a series and a number."""
    return re.fullmatch(rf"(?i:repec):{_PARTS}", value) is not None
