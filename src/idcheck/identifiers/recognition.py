"""What a value, an address or a text holds, with the reason: for a person who asks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from idcheck import lazy
from idcheck.identifiers import schemes
from idcheck.identifiers.address import Certainty, from_url
from idcheck.identifiers.isbn_ranges import hyphenated
from idcheck.identifiers.links import names_work
from idcheck.identifiers.scan import find, find_malformed
from idcheck.identifiers.wrappers import mended

if TYPE_CHECKING:
    from idcheck.identifiers.found import Malformed
    from idcheck.identifiers.identifier import Identifier

Kind = Literal["address", "text"]
_ADDRESS = lazy.pattern(r"\S+\.\S+/\S*|https?://\S+", re.IGNORECASE)
_STATED = "it is written there"
_LABELLED = "a label or resolver says what it is"
_BY_FORM = "its form says what it is"
_POSSIBLE = "without a label it may be one: its form fits, and so may other numbers"
_WHY: dict[Certainty, str] = {
    "stated": _STATED,
    "derived": "it follows from the address; verify it before you use it",
    "look-up": "it names the work, but not to trackers; the DOI behind it needs a look-up",
    "none": "",
}
_NO_WORK = "it names a person, an institution, a journal, a funder or a grant, never a work"
_PAGES = {
    "work": "a work's own page, which does not tell its identifier; it needs a look-up",
    "resolver": "a resolver, without an identifier that can be read",
    "pdf": "a PDF, whose address does not tell the work",
    "copy": "a copy of the work on a site that trackers do not follow",
    "journal": "a journal or an issue, not one work",
    "search": "a search, a list or a collection, not one work",
    "shortener": "a short link; only the network can tell where it leads",
    "news": "news about research, not the work itself",
    "catalogue": "a catalogue's record; the ISBN or DOI needs a look-up",
    "bookshop": "a shop's page; it does not tell the ISBN",
    "person": "a person's page, not a work",
    "funder": "a funder's or an institution's page, not a work",
    "dataset": "a dataset's page",
    "other": "no address of a publication that can be recognised",
}


class Recognised(Struct, frozen=True):
    """An identifier and why it was taken for one.

    `raw` is how it was written, at `span` of the text in code points; None for an address, where
    it may follow from a part or from the whole. `written` is the form for print: an ISBN with its
    hyphens. `certainty` is `stated`, `derived`, `look-up`, or `possible` for a bare number that
    only its form speaks for.
    """

    identifier: Identifier
    certainty: Literal["stated", "derived", "look-up", "possible"]
    why: str
    raw: str
    span: tuple[int, int] | None = None
    defects: tuple[str, ...] = ()
    alternates: tuple[Identifier, ...] = ()

    @property
    def written(self) -> str:
        """The value as people print it."""
        scheme, value = self.identifier.scheme, self.identifier.value
        return hyphenated(value) if scheme == "isbn" else value


class Recognition(Struct, frozen=True):
    """What one input holds.

    `page` says in words what stands at an address, "" for a text or where an identifier tells
    it; `url` is the address without what was put around it.
    """

    kind: Kind
    found: tuple[Recognised, ...]
    malformed: tuple[Malformed, ...] = ()
    page: str = ""
    url: str = ""
    wrappers: tuple[str, ...] = ()
    defects: tuple[str, ...] = ()


def recognise(text: str) -> Recognition:
    """What an address, a single value or a text holds.

    A value without its label is tried as each scheme, if nothing else speaks for one.
    """
    entered = text.strip()
    if _ADDRESS.fullmatch(entered) and mended(entered)[0].startswith(("http://", "https://")):
        return of_address(entered)
    found, malformed = of_text(text), tuple(find_malformed(text))
    if not found and not malformed:
        found = _possible(text)
    return Recognition("text", found, malformed)


def of_address(url: str) -> Recognition:
    """What an address says."""
    address = from_url(url)
    certainty = address.certainty
    found = tuple(
        Recognised(
            identifier,
            # What else an address has, it states.
            "stated" if place or certainty == "none" else certainty,
            _WHY["stated" if place else certainty] if names_work(identifier) else _NO_WORK,
            url,
        )
        for place, identifier in enumerate(address.identifiers)
    )
    page = "" if found else _PAGES[address.kind]
    return Recognition("address", found, (), page, address.url, address.wrappers, address.defects)


def of_text(text: str) -> tuple[Recognised, ...]:
    """The identifiers of a text, in order."""
    return tuple(
        Recognised(
            item.identifier,
            "stated",
            _NO_WORK
            if not names_work(item.identifier)
            else (_LABELLED if item.labelled else _BY_FORM),
            item.raw,
            item.span,
            item.defects,
            item.alternates,
        )
        for item in find(text)
    )


def _possible(text: str) -> tuple[Recognised, ...]:
    """What a bare value may be."""
    entered = text.strip()
    start = text.find(entered)
    return tuple(
        Recognised(identifier, "possible", _POSSIBLE, entered, (start, start + len(entered)))
        for scheme in schemes.MODULES
        if scheme.is_valid(entered)
        and (identifier := schemes.parse(scheme.SCHEME, entered)) is not None
    )
