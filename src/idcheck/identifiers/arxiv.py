"""arXiv identifiers, old and new style. Source: arXiv help, "Understanding the arXiv identifier"."""

from __future__ import annotations

import re

from idcheck.identifiers.found import Found, Malformed
from idcheck.identifiers.identifier import Identifier

SCHEME = "arxiv"
_ARCHIVES = (
    "acc-phys|adap-org|alg-geom|ao-sci|astro-ph|atom-ph|bayes-an|chao-dyn|chem-ph|cmp-lg|comp-gas|cond-mat|cs|dg-ga|funct-an|gr-qc"
    "|hep-ex|hep-lat|hep-ph|hep-th|math|math-ph|mtrl-th|nlin|nucl-ex|nucl-th|patt-sol|physics|plasm-ph|q-alg|q-bio|quant-ph|solv-int|stat|supr-con"
)
_NEW = r"(?P<new>\d{4}\.\d{4,5})(?:v[1-9]\d?)?"
_OLD = rf"(?P<old>(?:{_ARCHIVES})(?:\.[A-Z]{{2}})?/\d{{7}})(?:v[1-9]\d?)?"
_LABELLED = re.compile(rf"(?<![A-Za-z])(?i:arxiv)(?::|\s|/)\s?(?:{_NEW}|(?i:{_OLD}))(?![\w])")
_ALONE = re.compile(rf"(?<![\w./])(?:(?P<new>\d{{4}}\.\d{{4,5}})v[1-9]\d?|{_OLD})(?![\w/])")
_WRONG = re.compile(r"(?<![A-Za-z])(?i:arxiv):\s?(?P<value>\d{2,6}\.\d{2,6})(?:v\d+)?(?![\w.])")


def find(text: str) -> list[Found]:
    """Labelled arXiv ids, and those that a version or an archive makes unmistakable."""
    found: list[Found] = []
    for pattern in (_LABELLED, _ALONE):
        for match in pattern.finditer(text):
            value = normalise(match["new"] or match["old"])
            if value and not any(
                match.start() < item.span[1] and item.span[0] < match.end() for item in found
            ):
                found.append(Found(Identifier(SCHEME, value), match.span(), match.group()))
    return sorted(found, key=lambda item: item.span)


def find_malformed(text: str) -> list[Malformed]:
    """Labelled numbers that no arXiv id can be: no such month, too many digits."""
    return [
        Malformed(
            SCHEME,
            match.span(),
            match.group(),
            "this is not an arXiv id: those read YYMM.NNNNN, with a month from 01 to 12",
        )
        for match in _WRONG.finditer(text)
        if not normalise(match["value"])
    ]


def normalise(raw: str) -> str:
    """The id without version and subject class, "" if it is none."""
    bare = re.sub(r"v\d+$", "", raw)
    if (new := re.fullmatch(r"(\d\d)(\d\d)\.(\d{4,5})", bare)) is not None:
        digits = 5 if int(new[1]) >= 15 else 4
        return (
            bare
            if 1 <= int(new[2]) <= 12 and int(new[3]) and len(new[3]) == digits and bare >= "0704"
            else ""
        )
    if (
        old := re.fullmatch(
            rf"({_ARCHIVES})(?:\.[A-Za-z]{{2}})?/(\d\d)(\d\d)(\d{{3}})", bare, re.IGNORECASE
        )
    ) is not None:
        return f"{old[1].lower()}/{old[2]}{old[3]}{old[4]}" if 1 <= int(old[3]) <= 12 else ""
    return ""


def parse(text: str) -> Identifier | None:
    """The arXiv id that a person entered, with or without label."""
    value = normalise(
        re.sub(
            r"^\s*(?i:oai:)?(?i:arxiv(?:\.org)?)\s?(?::|\s|)\s?|\s*\[[\w.-]+\]\s*$|\s+$",
            "",
            text.strip(),
        )
    )
    return Identifier(SCHEME, value) if value else None
