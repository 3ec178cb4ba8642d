"""arXiv identifiers, old and new style. Source: arXiv help, "Understanding the arXiv identifier"."""

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

SCHEME = "arxiv"
SIGNS: tuple[str, ...] = ("xiv", "/", "v")
FOLDED = True
_ARCHIVES = (
    "acc-phys|adap-org|alg-geom|ao-sci|astro-ph|atom-ph|bayes-an|chao-dyn|chem-ph|cmp-lg|comp-gas|cond-mat|cs|dg-ga|funct-an|gr-qc"
    "|hep-ex|hep-lat|hep-ph|hep-th|math-ph|math|mtrl-th|nlin|nucl-ex|nucl-th|patt-sol|physics|plasm-ph|q-alg|q-bio|quant-ph|solv-int|stat|supr-con"
)
_CLASS = r"(?:\.[a-z]{2}(?:-[a-z]{2,4})?|\.[a-z]{3,4}-[a-z]{2,4})?"
_OLD = rf"(?:{_ARCHIVES}){_CLASS}/[0-9]{{7}}"
_NEW = rf"(?:(?:{_ARCHIVES}){_CLASS}/)?[0-9]{{4}}\.[0-9]{{4,5}}"
_VERSION = r"(?:v[1-9][0-9]{0,2})?"
_END = r"(?![a-z0-9])(?!\.[0-9])"
_BETWEEN = r"(?:[:\s.=|,#({\[/-]|abs/|pdf/|html/|ps/|format/|e-print/|papers/|pre-?prints?\b|e-?prints?\b|ids?\b|identifiers?\b|no\b){0,6}+"
# The assertions follow a literal, so that the engine can look for that first.
_LABELLED = lazy.pattern(
    rf"arxiv(?:(?<![a-z]arxiv))(?:\.org)?{_BETWEEN}(?P<value>{_NEW}|{_OLD}){_VERSION}{_END}"
)
_OTHER_SITES = lazy.pattern(
    rf"/(?:(?<=alphaxiv\.org/)(?:abs|pdf|overview)|(?<=ar5iv\.org/)(?:abs|html)|(?<=huggingface\.co/)papers|(?<=scirate\.com/)arxiv|(?<=xxx\.lanl\.gov/)(?:abs|pdf)|(?<=arxiv-vanity\.com/)papers)"
    rf"/(?P<value>{_NEW}|{_OLD}){_VERSION}{_END}"
)
_SITE_PATH = lazy.pattern(
    rf"/(?:abs|pdf|overview|html|papers|arxiv)/(?P<value>{_NEW}|{_OLD}){_VERSION}"
)
_SLASHED = lazy.pattern(rf"/(?:[0-9]{{7}}|[0-9]{{4}}\.[0-9]{{4,5}}){_VERSION}{_END}(?!/)")
_ARCHIVE = lazy.pattern(rf"(?<![a-z0-9./_-])(?:{_ARCHIVES}){_CLASS}$")
_LONGEST_ARCHIVE = 20
_VERSIONED = lazy.pattern(
    rf"v[1-9][0-9]{{0,2}}{_END}(?!/)(?:(?<=[0-9]{{4}}\.[0-9]{{5}}v[0-9])|(?<=[0-9]{{4}}\.[0-9]{{4}}v[0-9])|(?<=[0-9]{{4}}\.[0-9]{{5}}v[0-9]{{2}})|(?<=[0-9]{{4}}\.[0-9]{{4}}v[0-9]{{2}}))"
)
_NUMBER = lazy.pattern(r"(?<![a-z0-9./_-])[0-9]{4}\.[0-9]{4,5}$")
_NEXT = lazy.pattern(rf"\s?(?:,|;|\band\b|&)\s?(?:and\s)?(?P<value>{_NEW}){_VERSION}{_END}")
_WRONG = lazy.pattern(
    r"arxiv(?<![a-z]arxiv)(?::\s?|\s|\.org/(?:abs|pdf)/)(?P<value>[0-9]{2,6}\.[0-9]{2,7}|[0-9]{8,10})(?:v[0-9]+)?(?![a-z0-9])(?!\.[0-9])"
)
_NEVER = 60
"""Years from which numbers are taken for something else than an id of this century."""


def find(low: str) -> Iterator[Hit]:
    """Labelled arXiv ids, and those that a version or an archive makes unmistakable."""
    for pattern in (_LABELLED, _OTHER_SITES):
        for match in pattern.finditer(low):
            value = normalise(match["value"])
            if value:
                yield Hit(value, match.start(), match.end())
                yield from _list(low, match.end())
    yield from _alone(low)


def _alone(low: str) -> Iterator[Hit]:
    for end in _SLASHED.finditer(low):
        archive = _ARCHIVE.search(low[max(0, end.start() - _LONGEST_ARCHIVE) : end.start()])
        if archive:
            start = end.start() - len(archive[0])
            value = normalise(low[start : end.end()])
            if value:
                yield Hit(value, start, end.end(), labelled=False)
    for version in _VERSIONED.finditer(low):
        number = _NUMBER.search(low[max(0, version.start() - 11) : version.start()])
        value = normalise(number[0]) if number else ""
        if number and value:
            yield Hit(value, version.start() - len(number[0]), version.end(), labelled=False)


def _list(low: str, at: int) -> Iterator[Hit]:
    while (more := _NEXT.match(low, at)) is not None:
        value = normalise(more["value"])
        if value:
            yield Hit(value, more.start("value"), more.end())
        at = more.end()


def find_malformed(low: str) -> Iterator[Miss]:
    """Labelled numbers that no arXiv id can be: no such month, too many digits."""
    for match in _WRONG.finditer(low):
        if not normalise(match["value"]):
            yield Miss(
                SCHEME, match.start(), match.end(),
                Message("this is not an arXiv id: those read YYMM.NNNNN, with a month from 01 to 12"),
            )  # fmt: skip


def normalise(raw: str) -> str:
    """The id without version and subject class, "" if arXiv never gave or will give it.

    `raw` is in lower case.
    """
    bare = re.sub(r"v[1-9][0-9]*$", "", raw)
    new = re.fullmatch(
        rf"(?:(?:{_ARCHIVES}){_CLASS}/)?(([0-9]{{2}})([0-9]{{2}})\.([0-9]{{4,5}}))", bare
    )
    if new:
        year, month, number = int(new[2]), int(new[3]), new[4]
        begun = (year, month) >= (7, 4) and year < _NEVER
        return (
            new[1]
            if begun and 1 <= month <= 12 and int(number) and len(number) == 4 + (year >= 15)
            else ""
        )
    old = re.fullmatch(rf"({_ARCHIVES}){_CLASS}/([0-9]{{2}})([0-9]{{2}})([0-9]{{3}})", bare)
    if old is None or not int(old[4]) or not 1 <= int(old[3]) <= 12:
        return ""
    # August 1991 to March 2007.
    when = (int(old[2]) + (1900 if int(old[2]) > 50 else 2000), int(old[3]))
    return f"{old[1]}/{old[2]}{old[3]}{old[4]}" if (1991, 8) <= when <= (2007, 3) else ""


def parse(text: str) -> Identifier | None:
    """The arXiv id that a person entered: label, address, DOI or class in brackets allowed."""
    entered = lowered(working(text).copy).strip()
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
    entered = re.sub(
        r"^(?:oai:|(?:alphaxiv|ar5iv|arxiv-vanity)\.(?:org|com)(?=/)|huggingface\.co(?=/)|scirate\.com(?=/)|xxx\.lanl\.gov(?=/))",
        "",
        entered,
    )
    match = _LABELLED.fullmatch(entered) or _SITE_PATH.fullmatch(entered)
    value = normalise(match["value"] if match else entered)
    return Identifier(SCHEME, value) if value else None


def is_valid(value: str) -> bool:
    """Whether a bare value is an arXiv id, with or without version and subject class."""
    return bool(normalise(value.lower())) and not re.search(r"/[0-9]{4}\.", value)
