"""PMIDs: numbers that need their label or an address of PubMed. Source: NLM."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from idcheck import lazy
from idcheck.identifiers.hit import Hit, Miss
from idcheck.identifiers.identifier import Identifier
from idcheck.identifiers.working import lowered, working
from idcheck.messages import Message

if TYPE_CHECKING:
    from collections.abc import Iterator

SCHEME = "pmid"
SIGNS: tuple[str, ...] = ("pmid", "pubmed", "europepmc")
FOLDED = True
_NUMBER = r"0{0,6}(?P<value>[1-9][0-9]{0,7})(?![a-z0-9])(?!\.[0-9])"
# A pattern that begins with certain characters is looked for at the speed of memory.
_LABELLED = (
    lazy.pattern(
        r"pmid(?<![a-z]pmid)s?(?:\s?[:#=/|]\s?|\s{1,2}|-|(?=[0-9]))(?:no\.?\s)?\(?" + _NUMBER
    ),
    lazy.pattern(
        r"pubmed(?<![a-z]pubmed)(?:[\s-]ids?\b\s?[:#=]?\s?|\s?[:#=]\s?(?!pmid)|\s(?=[0-9]{6,8}\b))\(?"
        + _NUMBER
    ),
)
_ADDRESSES = (
    lazy.pattern(
        r"ncbi[.-]nlm[.-]nih[.-]gov(?:(?<=pubmed.ncbi.nlm.nih.gov)[\w.-]{0,80}/"
        r"|[\w.-]{0,80}/(?:m/)?pubmed/(?:\?term=)?|/pmc/articles/pmid/)" + _NUMBER
    ),
    lazy.pattern(r"europepmc\.org/(?:article|abstract)/med/" + _NUMBER),
)
_NEXT = lazy.pattern(
    r"\s?(?:,|;|/|\band\b|\bund\b|\boch\b|&)\s?(?:and\s)?(?P<value>[1-9][0-9]{5,7})(?![a-z0-9])(?!\.[0-9])"
)
_MIXED_UP = lazy.pattern(r"pmid(?<![a-z]pmid)\s?[:#=]?\s?(?P<value>pmc[0-9]{4,9})(?![a-z0-9])")
_TOO_LONG = lazy.pattern(r"pmid(?<![a-z]pmid)\s?[:#=]\s?(?P<value>[0-9]{9,14})(?![a-z0-9.-])")


def find(low: str) -> Iterator[Hit]:
    """Labelled PMIDs and those in addresses; the span covers the label of the first of a list."""
    for match in chain.from_iterable(pattern.finditer(low) for pattern in _LABELLED):
        yield Hit(match["value"], match.start(), match.end("value"))
        at = match.end("value")
        while (more := _NEXT.match(low, at)) is not None:
            yield Hit(more["value"], more.start("value"), more.end("value"))
            at = more.end("value")
    for pattern in _ADDRESSES:
        for match in pattern.finditer(low):
            yield Hit(match["value"], match.start(), match.end("value"))


def find_malformed(low: str) -> Iterator[Miss]:
    """PMCIDs under the label of a PMID, and numbers that are too long for one."""
    for match in _MIXED_UP.finditer(low):
        yield Miss(
            SCHEME, match.start("value"), match.end("value"),
            Message("this is a PMCID, not a PMID; the label should say so"),
        )  # fmt: skip
    for match in _TOO_LONG.finditer(low):
        yield Miss(
            SCHEME, match.start("value"), match.end("value"),
            Message("a PMID has at most 8 digits, this one has {count}", count=len(match["value"])),
        )  # fmt: skip


def parse(text: str) -> Identifier | None:
    """The PMID that a person entered, with or without label or address."""
    entered = lowered(working(text).copy).strip().rstrip(".,;")
    bare = re.fullmatch(
        r"(?:info:)?(?:(?:pmid|pubmed(?:[ -]id)?)\s*[:#=/]?\s*)?0*([1-9][0-9]{0,7})", entered
    )
    if bare:
        return Identifier(SCHEME, bare[1])
    if " " in entered:
        return None
    host = entered.removeprefix("https://").removeprefix("http://").removeprefix("www.")
    start = len(entered) - len(host) + (len("pubmed.") if host.startswith("pubmed") else 0)
    for pattern in _ADDRESSES:
        if (match := pattern.match(entered, start)) is not None:
            return Identifier(SCHEME, match["value"])
    return None


def is_valid(value: str) -> bool:
    """Whether a bare value is a number that NLM assigns: one to eight digits, none leading zero."""
    return re.fullmatch(r"[1-9][0-9]{0,7}", value) is not None
