"""arXiv identifiers, old and new style. Source: arXiv help, "Understanding the arXiv identifier"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from idcheck.identifiers.hit import Hit, Miss
from idcheck.identifiers.identifier import Identifier
from idcheck.identifiers.working import working

if TYPE_CHECKING:
    from collections.abc import Iterator

SCHEME = "arxiv"
_ARCHIVES = (
    "acc-phys|adap-org|alg-geom|ao-sci|astro-ph|atom-ph|bayes-an|chao-dyn|chem-ph|cmp-lg|comp-gas|cond-mat|cs|dg-ga|funct-an|gr-qc"
    "|hep-ex|hep-lat|hep-ph|hep-th|math-ph|math|mtrl-th|nlin|nucl-ex|nucl-th|patt-sol|physics|plasm-ph|q-alg|q-bio|quant-ph|solv-int|stat|supr-con"
)
_CLASS = r"(?:\.[A-Za-z]{2}(?:-[A-Za-z]{2,4})?|\.[A-Za-z]{3,4}-[A-Za-z]{2,4})?"
_OLD = rf"(?i:(?:{_ARCHIVES}){_CLASS})/[0-9]{{7}}"
_NEW = rf"(?:(?i:(?:{_ARCHIVES}){_CLASS})/)?[0-9]{{4}}\.[0-9]{{4,5}}"
_VERSION = r"(?:v[1-9][0-9]{0,2})?"
_END = r"(?![A-Za-z0-9])(?!\.[0-9])"
_BETWEEN = r"(?:[:\s.=|,#({\[/-]|(?i:abs/|pdf/|html/|ps/|format/|e-print/|papers/|pre-?prints?\b|e-?prints?\b|ids?\b|identifiers?\b|no\b)){0,6}+"
_LABELLED = re.compile(
    rf"(?<![A-Za-z])(?i:oai:arxiv\.org|alphaxiv\.org|ar5iv(?:\.labs\.arxiv)?\.org|arxiv(?:\.org)?){_BETWEEN}(?P<value>{_NEW}|{_OLD}){_VERSION}{_END}"
)
_OTHER_SITES = re.compile(
    rf"(?i:huggingface\.co/papers/|scirate\.com/arxiv/|xxx\.lanl\.gov/(?:abs|pdf)/)(?P<value>{_NEW}|{_OLD}){_VERSION}{_END}"
)
_ALONE = re.compile(
    rf"(?<![A-Za-z0-9./_-])(?P<value>{_OLD}|(?i:(?:{_ARCHIVES}){_CLASS})/[0-9]{{4}}\.[0-9]{{4,5}}|[0-9]{{4}}\.[0-9]{{4,5}}(?=v[1-9])){_VERSION}{_END}(?!/)"
)
_NEXT = re.compile(rf"\s?(?:,|;|\band\b|&)\s?(?:and\s)?(?P<value>{_NEW}){_VERSION}{_END}")
_WRONG = re.compile(
    r"(?<![A-Za-z])(?i:arxiv)(?::\s?|\s|\.org/(?:abs|pdf)/)(?P<value>[0-9]{2,6}\.[0-9]{2,7}|[0-9]{8,10})(?:v[0-9]+)?(?![A-Za-z0-9])(?!\.[0-9])"
)


def find(copy: str) -> Iterator[Hit]:
    """Labelled arXiv ids, and those that a version or an archive makes unmistakable."""
    for pattern, labelled in ((_LABELLED, True), (_OTHER_SITES, True), (_ALONE, False)):
        for match in pattern.finditer(copy):
            value = normalise(match["value"])
            if value:
                yield Hit(value, match.start(), match.end(), labelled)
                if labelled:
                    yield from _list(copy, match.end())


def _list(copy: str, at: int) -> Iterator[Hit]:
    while (more := _NEXT.match(copy, at)) is not None:
        value = normalise(more["value"])
        if value:
            yield Hit(value, more.start("value"), more.end())
        at = more.end()


def find_malformed(copy: str) -> Iterator[Miss]:
    """Labelled numbers that no arXiv id can be: no such month, too many digits."""
    for match in _WRONG.finditer(copy):
        if not normalise(match["value"]):
            yield Miss(
                SCHEME, match.start(), match.end(),
                "this is not an arXiv id: those read YYMM.NNNNN, with a month from 01 to 12",
            )  # fmt: skip


def normalise(raw: str) -> str:
    """The id without version and subject class, "" if arXiv never gave or will give it."""
    bare = re.sub(r"v[1-9][0-9]*$", "", raw)
    new = re.fullmatch(
        rf"(?:(?i:(?:{_ARCHIVES}){_CLASS})/)?(([0-9]{{2}})([0-9]{{2}})\.([0-9]{{4,5}}))", bare
    )
    if new:
        year, month, number = int(new[2]), int(new[3]), new[4]
        begun = (year, month) >= (7, 4) and year < _NEVER
        return (
            new[1]
            if begun and 1 <= month <= 12 and int(number) and len(number) == 4 + (year >= 15)
            else ""
        )
    old = re.fullmatch(rf"((?i:{_ARCHIVES})){_CLASS}/([0-9]{{2}})([0-9]{{2}})([0-9]{{3}})", bare)
    if old is None or not int(old[4]) or not 1 <= int(old[3]) <= 12:
        return ""
    # August 1991 to March 2007.
    when = (int(old[2]) + (1900 if int(old[2]) > 50 else 2000), int(old[3]))
    return f"{old[1].lower()}/{old[2]}{old[3]}{old[4]}" if (1991, 8) <= when <= (2007, 3) else ""


_NEVER = 60
"""Years from which numbers are taken for something else than an id of this century."""


def parse(text: str) -> Identifier | None:
    """The arXiv id that a person entered: label, address, DOI or class in brackets allowed."""
    entered = working(text).copy.strip()
    entered = re.sub(
        r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s?)?10\.48550/(?=arxiv)",
        "",
        entered,
        flags=re.IGNORECASE,
    )
    entered = re.sub(
        r"^https?://(?:www\.|export\.|[a-z]{2}\.)?(?=[\w.]*(?:ar[x5]iv|scirate|huggingface|lanl))",
        "",
        entered,
    )
    entered = re.sub(r"\s*\[[\w.-]+\]$|(?:\.pdf)?/?(?:[#?]\S*)?$|[.,;]+$", "", entered)
    match = _LABELLED.fullmatch(entered) or _OTHER_SITES.fullmatch(entered)
    value = normalise(match["value"] if match else entered)
    return Identifier(SCHEME, value) if value else None


def is_valid(value: str) -> bool:
    """Whether a bare value is an arXiv id, with or without version and subject class."""
    return bool(normalise(value)) and not re.search(r"/[0-9]{4}\.", value)
