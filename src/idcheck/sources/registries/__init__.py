"""Registries and indexes, one module each: pure functions that make requests and read replies.

Replies are read leniently: what is odd in a record counts as absent, what is no answer at all
raises `SurpriseError`. "Not found" is the word of that source alone; `asking.py` says whose word
counts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from idcheck.sources.registries import (
    arxiv,
    crossref,
    datacite,
    doi_org,
    europepmc,
    google_books,
    idconv,
    openalex,
    openlibrary,
    pubmed,
    semantic_scholar,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from idcheck.identifiers import Identifier
    from idcheck.sources.exchange import Reply, Request
    from idcheck.works import Answer, Reference, Work


class Source(Struct, frozen=True):
    """Something that answers for identifiers. `name` is its key in the cache.

    `get` makes the request for up to `batch` identifiers, `read` reads the answers to it and
    raises SurpriseError for what is none.
    """

    name: str
    service: str
    batch: int
    get: Callable[[Sequence[Identifier]], Request]
    read: Callable[[Sequence[Identifier], Reply], Mapping[Identifier, Answer]]


class Finder(Struct, frozen=True):
    """Something that can be searched for a reference. `search` gives None for one that says too little."""

    name: str
    service: str
    search: Callable[[Reference], Request | None]
    hits: Callable[[Reply], tuple[Work, ...]]


class Lister(Struct, frozen=True):
    """Something that can be searched for a reference and names identifiers, not works."""

    service: str
    search: Callable[[Reference], Request | None]
    listed: Callable[[Reply], tuple[Identifier, ...]]


CROSSREF = Source("crossref", "crossref", crossref.BATCH, crossref.get, crossref.read)
CROSSREF_ALONE = Source("crossref/alone", "crossref", 1, crossref.get, crossref.read)
DATACITE = Source("datacite", "datacite", datacite.BATCH, datacite.get, datacite.read)
AGENCY = Source("doi-org/agency", "doi-org", doi_org.BATCH, doi_org.agencies, doi_org.read_agencies)
HANDLE = Source("doi-org/handle", "doi-org", 1, doi_org.handle, doi_org.read_handle)
DESCRIPTION = Source("doi-org/description", "doi-org", 1, doi_org.get, doi_org.read)
PUBMED = Source("pubmed", "pubmed", pubmed.BATCH, pubmed.get, pubmed.read)
PUBMED_TITLES = Lister("pubmed", pubmed.search, pubmed.found_ids)
IDCONV = Source("pmc-idconv", "pmc-idconv", idconv.BATCH, idconv.get, idconv.read)
EUROPEPMC = Source("europepmc", "europepmc", europepmc.BATCH, europepmc.get, europepmc.read)
OPENALEX = Source("openalex", "openalex", openalex.BATCH, openalex.get, openalex.read)
ARXIV = Source("arxiv", "arxiv", arxiv.BATCH, arxiv.get, arxiv.read)
OPENLIBRARY = Source(
    "openlibrary", "openlibrary", openlibrary.BATCH, openlibrary.get, openlibrary.read
)
GOOGLE_BOOKS = Source("google-books", "google-books", 1, google_books.get, google_books.read)
SEMANTIC_SCHOLAR = Source(
    "semantic-scholar", "semantic-scholar", 1, semantic_scholar.get, semantic_scholar.read
)

FINDERS: Mapping[str, Finder] = {
    module.NAME: Finder(f"{module.NAME}/search", module.NAME, module.search, module.hits)
    for module in (
        crossref, datacite, europepmc, openalex, arxiv, openlibrary, google_books, semantic_scholar,
    )
}  # fmt: skip
"""What can be searched, by service."""
