"""One pass over a text for all schemes; a stretch is claimed once, by the first that matches."""

from __future__ import annotations

from bisect import bisect
from typing import TYPE_CHECKING

from idcheck import lazy
from idcheck.identifiers import arxiv, doi, isbn, nct, pmcid, pmid, schemes, urn
from idcheck.identifiers.found import Found, Malformed
from idcheck.identifiers.identifier import Identifier
from idcheck.identifiers.working import lowered, working

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from idcheck.identifiers.hit import Hit, Miss
    from idcheck.identifiers.working import Working

_MALFORMED: tuple[tuple[str, Callable[[str], Iterable[Miss]]], ...] = (
    ("doi", doi.find_malformed),
    ("sbn", isbn.find_malformed),
    ("pmc", pmcid.find_malformed),
    ("pmid", pmid.find_malformed),
    ("arxiv", arxiv.find_malformed),
    ("nct", nct.find_malformed),
)
"""With each finder of what is malformed, what its texts cannot lack."""
_DIGIT = lazy.pattern(r"[0-9]")
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
    copies = {True: low, False: copy}
    claimed: dict[bool, list[Hit]] = {True: [], False: []}
    for scheme in schemes.MODULES:
        if scheme.SIGNS and not any(sign in low for sign in scheme.SIGNS):
            continue
        # A copy is blotted out only when it is read again.
        folded = scheme.FOLDED
        copies[folded], claimed[folded] = _without(copies[folded], claimed[folded]), []
        hits = _apart(scheme.find(copies[folded]))
        found += [_found(scheme.SCHEME, hit, copied) for hit in hits]
        for due in claimed.values():
            due.extend(hits)
    found += [inner for each in found if (inner := _inside(each)) is not None]
    return sorted(found, key=lambda item: item.span)


def find_malformed(text: str) -> list[Malformed]:
    """What is labelled as an identifier but cannot be one, in order."""
    copied = working(text)
    if not _DIGIT.search(copied.copy):
        return []
    low = lowered(copied.copy)
    misses = [miss for sign, finder in _MALFORMED if sign in low for miss in finder(low)]
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
    for hit in sorted(hits, key=lambda hit: hit.start):
        end = max(hit.end, hit.claim)
        start = max(at, hit.start)
        parts += [text[at:start], _BLOT * (end - start)]
        at = max(at, end)
    return "".join([*parts, text[at:]]) if hits else text
