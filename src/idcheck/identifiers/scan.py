"""One pass over a text for all schemes; a stretch is claimed once, by the first that matches."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from idcheck.identifiers import arxiv, doi, isbn, pubmed

if TYPE_CHECKING:
    from collections.abc import Callable

    from idcheck.identifiers.found import Found, Malformed

_FINDERS: tuple[Callable[[str], list[Found]], ...] = (
    doi.find, pubmed.find_pmcids, arxiv.find, isbn.find, pubmed.find_pmids,
)  # fmt: skip
_MALFORMED: tuple[Callable[[str], list[Malformed]], ...] = (
    isbn.find_malformed, pubmed.find_malformed, arxiv.find_malformed,
)  # fmt: skip
_BLOT = "\x00"
_TRIGGER = re.compile(
    r"10\.|arxiv|PMC|PMID|PubMed|ISBN|97[89]|\d-\d|/\d{7}|\d\.\d{4,5}v", re.IGNORECASE
)


def find(text: str) -> list[Found]:
    """The identifiers of a text, in order, none overlapping another."""
    if not _TRIGGER.search(text):
        return []
    claimed: list[Found] = []
    for finder in _FINDERS:
        found = finder(text)
        claimed += found
        text = _without(text, found)
    return sorted(claimed, key=lambda item: item.span)


def find_malformed(text: str) -> list[Malformed]:
    """What is labelled as an identifier but cannot be one, in order."""
    if not _TRIGGER.search(text):
        return []
    return sorted(
        (item for finder in _MALFORMED for item in finder(text)), key=lambda item: item.span
    )


def _without(text: str, found: list[Found]) -> str:
    """The text with the claimed stretches blotted out by as many characters of no meaning."""
    parts, at = [], 0
    for item in found:
        parts += [text[at : item.span[0]], _BLOT * (item.span[1] - item.span[0])]
        at = item.span[1]
    return "".join([*parts, text[at:]]) if found else text
