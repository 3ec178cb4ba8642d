"""A closer reading of references that are to be looked up: their fields, word by word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from idcheck import lazy
from idcheck.mentions import venues
from idcheck.mentions.names import author_list
from idcheck.works import fields

if TYPE_CHECKING:
    from idcheck.mentions.mention import Mention
    from idcheck.works import Author, Reference

_LONGEST = 1000
"""Code points of the longest reference that is read."""
_EDGES = " \t\n.,;:()[]\"“”«»'*"
_VOLUME = lazy.pattern(
    r"(?P<volume>\d{1,4})(?:\s?\((?P<issue>[\w–-]{1,10})\)|\D{1,12}(?P<number>\d{1,4}))?"
)
_PAGES = lazy.pattern(r"[eE]?\d+(?:\s?[-–—]{1,2}\s?[eE]?\d+)?")
_YEAR = lazy.pattern(r"(?:1[5-9]|20)\d\d")
_MOSTLY = 0.6


def read_closely(mention: Mention) -> Mention:
    """The mention, and if it is a reference without a good link, with its fields read word by word.

    Those with a link are known by it; reading takes about a millisecond each.
    """
    text = mention.reference.words
    if mention.kind != "citation" or mention.tracked == "yes" or len(text) > _LONGEST:
        return mention
    return replace(mention, reference=_read(mention.reference, text))


def read_reference(reference: Reference) -> Reference:
    """A reference of which only the words are known, with the fields that can be read off them."""
    text = reference.words
    return reference if len(text) > _LONGEST else _read(reference, text)


def _read(reference: Reference, text: str) -> Reference:
    """The reference with each field that could be read; the others as they were."""
    runs: dict[str, str] = {}
    last = ""
    for word, field in fields.labelled(text):
        if field == last or field not in runs:
            runs[field] = f"{runs.get(field, '')} {word}".strip()
        last = field
    volume = _VOLUME.search(runs.get("volume", ""))
    pages = _PAGES.search(runs.get("pages", ""))
    year = _YEAR.search(runs.get("year", ""))
    container = runs.get("container", "").strip(_EDGES).removeprefix("In ").lstrip(": ")
    known = venues.lookup(container) if container else None
    return replace(
        reference,
        title=runs.get("title", "").strip(_EDGES) or reference.title,
        authors=_authors(runs.get("author", "")) or reference.authors,
        container=(known.title if known else container) or reference.container,
        year=int(year.group()) if year else reference.year,
        volume=volume["volume"] if volume else reference.volume,
        issue=(volume["issue"] or volume["number"] or "") if volume else reference.issue,
        pages=pages.group().replace(" ", "") if pages else reference.pages,
        publisher=runs.get("publisher", "").strip(_EDGES) or reference.publisher,
    )


def _authors(text: str) -> tuple[Author, ...]:
    """The authors in a stretch that holds nothing else, none if they cannot be told apart."""
    found = author_list(text, 0, len(text))
    return found.authors if found and found.end >= _MOSTLY * len(text.rstrip(_EDGES)) else ()
