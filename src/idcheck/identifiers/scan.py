"""One pass over a text for all schemes; a stretch is claimed once, by the first that matches."""

from __future__ import annotations

import re
from bisect import bisect
from typing import TYPE_CHECKING

from idcheck.identifiers import (
    arxiv,
    bibcode,
    doi,
    hal,
    handle,
    isbn,
    issn,
    nct,
    orcid,
    pii,
    pmcid,
    pmid,
    repec,
    shortdoi,
    ssrn,
    urn,
)  # fmt: skip
from idcheck.identifiers.found import Found, Malformed
from idcheck.identifiers.identifier import Identifier
from idcheck.identifiers.working import lowered, working

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from idcheck.identifiers.hit import Hit, Miss
    from idcheck.identifiers.working import Working

_YEAR = re.compile(r"(?:1[5-9]|20)[0-9]{2}[a-z]")
_PRINTED_PII = re.compile(r"\([0-9]{2}\)[0-9]{5}")
_EIGHT = re.compile(r"-[0-9]{8}")


def _words(*words: str) -> Callable[[str], bool]:
    return lambda low: any(word in low for word in words)


def _words_or(pattern: re.Pattern[str], *words: str) -> Callable[[str], bool]:
    return lambda low: any(word in low for word in words) or pattern.search(low) is not None


# The order in which schemes may claim; with each, what its texts cannot lack, and whether it
# reads the copy in lower case.
_FINDERS: tuple[tuple[str, Callable[[str], bool], bool, Callable[[str], Iterable[Hit]]], ...] = (
    (doi.SCHEME, _words("10."), False, doi.find),
    (shortdoi.SCHEME, _words("doi"), True, shortdoi.find),
    (urn.SCHEME, _words("urn:", "urn%3a"), False, urn.find),
    (handle.SCHEME, _words("hdl", "handle", "/bitstream/"), False, handle.find),
    (pmcid.SCHEME, _words("pmc"), True, pmcid.find),
    (arxiv.SCHEME, _words("xiv", "/", "v"), True, arxiv.find),
    (nct.SCHEME, _words("nct"), True, nct.find),
    (repec.SCHEME, _words("repec:"), False, repec.find),
    (ssrn.SCHEME, _words("ssrn"), True, ssrn.find),
    (orcid.SCHEME, _words("0000-", "0009-", "orcid"), True, orcid.find),
    (hal.SCHEME, _words_or(_EIGHT, "sic_", "mem_", "ijn_"), True, hal.find),
    (pii.SCHEME, _words_or(_PRINTED_PII, "pii", "/article/", "/fulltext/"), False, pii.find),
    (bibcode.SCHEME, lambda low: _YEAR.search(low) is not None, False, bibcode.find),
    (isbn.SCHEME, _words("sbn", "97", "-"), True, isbn.find),
    (issn.SCHEME, _words("issn"), True, issn.find),
    (pmid.SCHEME, _words("pmid", "pubmed", "europepmc"), True, pmid.find),
)  # fmt: skip
_MALFORMED: tuple[tuple[Callable[[str], bool], Callable[[str], Iterable[Miss]]], ...] = (
    (_words("doi"), doi.find_malformed),
    (_words("sbn"), isbn.find_malformed),
    (_words("pmc"), pmcid.find_malformed),
    (_words("pmid"), pmid.find_malformed),
    (_words("arxiv"), arxiv.find_malformed),
    (_words("nct"), nct.find_malformed),
)  # fmt: skip
_DIGIT = re.compile(r"[0-9]")
_BLOT = "\x00"


def find(text: str) -> list[Found]:
    """The identifiers of a text, in order.

    None overlaps another, but for the ISBN inside an ISBN-A or a `urn:isbn:`.
    """
    copied = working(text)
    copy, low = copied.copy, lowered(copied.copy)
    if not _DIGIT.search(copy) and "doi.org" not in low and "urn:" not in low:
        return []
    found: list[Found] = []
    for scheme, may_hold, folded, finder in _FINDERS:
        if may_hold(low):
            hits = _apart(finder(low if folded else copy))
            found += [_found(scheme, hit, copied) for hit in hits]
            copy, low = _without(copy, hits), _without(low, hits)
    found += [inner for each in found if (inner := _inside(each)) is not None]
    return sorted(found, key=lambda item: item.span)


def find_malformed(text: str) -> list[Malformed]:
    """What is labelled as an identifier but cannot be one, in order."""
    copied = working(text)
    if not _DIGIT.search(copied.copy):
        return []
    low = lowered(copied.copy)
    misses = [miss for may_hold, finder in _MALFORMED if may_hold(low) for miss in finder(low)]
    return sorted((_malformed(miss, copied) for miss in misses), key=lambda item: item.span)


def _apart(hits: Iterable[Hit]) -> list[Hit]:
    """The hits of one scheme in order, of overlapping ones the first that was found."""
    kept: list[Hit] = []
    for hit in hits:
        at = bisect(kept, hit.start, key=lambda other: other.start)
        after = kept[at].start if at < len(kept) else hit.end
        if (not at or kept[at - 1].end <= hit.start) and hit.end <= after:
            kept.insert(at, hit)
    return kept


def _found(scheme: str, hit: Hit, copied: Working) -> Found:
    start, end = copied.span(hit.start, hit.end)
    return Found(
        Identifier(scheme, hit.value),
        (start, end),
        copied.text[start:end],
        hit.defects + copied.defects(start, end),
        tuple(Identifier(scheme, value) for value in hit.alternates),
        hit.labelled,
    )


def _malformed(miss: Miss, copied: Working) -> Malformed:
    start, end = copied.span(miss.start, miss.end)
    repaired = Identifier(miss.scheme, miss.repaired) if miss.repaired else None
    return Malformed(miss.scheme, (start, end), copied.text[start:end], miss.problem, repaired)


def _inside(found: Found) -> Found | None:
    """The ISBN that an ISBN-A or a `urn:isbn:` is made of."""
    value = found.identifier.value
    digits = ""
    if found.identifier.scheme == doi.SCHEME:
        digits = doi.isbn_inside(value)
    elif found.identifier.scheme == urn.SCHEME and value.startswith("urn:isbn:"):
        digits = isbn.normalise(value.removeprefix("urn:isbn:"))
    return (
        Found(Identifier(isbn.SCHEME, digits), found.span, found.raw, labelled=True)
        if digits
        else None
    )


def _without(text: str, hits: list[Hit]) -> str:
    """The text with the claimed stretches blotted out by as many characters of no meaning."""
    parts, at = [], 0
    for hit in hits:
        end = max(hit.end, hit.claim)
        start = max(at, hit.start)
        parts += [text[at:start], _BLOT * (end - start)]
        at = max(at, end)
    return "".join([*parts, text[at:]]) if hits else text
