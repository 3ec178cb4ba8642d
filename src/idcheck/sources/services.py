"""The services that can be asked: where they are and how much they allow.

Limits are those published in November 2026; what a service says in its answers lowers them.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from msgspec import Struct, field

if TYPE_CHECKING:
    from collections.abc import Mapping


class Rate(Struct, frozen=True):
    """How much is allowed: requests per second, and how many at once."""

    per_second: float
    at_once: int


class Service(Struct, frozen=True):
    """A service. `name` is its key in the settings, `base` its address.

    `rates` holds what it allows by kind of request (`single` for one record, `list` for batches
    and searches); `identified` what it allows those who give a contact, `keyed` those with a key.
    `key` is the environment variable with the key, "" if there is none.
    """

    name: str
    title: str
    base: str
    rates: Mapping[str, Rate]
    identified: Mapping[str, Rate] = field(default_factory=dict)
    keyed: Mapping[str, Rate] = field(default_factory=dict)
    key: str = ""

    def secret(self) -> str:
        """The key from the environment, "" if there is none. It is neither printed nor kept."""
        return os.environ.get(self.key, "") if self.key else ""

    def rate(self, kind: str, contact: str) -> Rate:
        """What is allowed for a kind of request."""
        allowed = dict(self.rates)
        if contact:
            allowed |= self.identified
        if self.secret():
            allowed |= self.keyed
        return allowed.get(kind) or allowed["single"]


def _all(per_second: float, at_once: int) -> dict[str, Rate]:
    return {kind: Rate(per_second, at_once) for kind in ("single", "list")}


SERVICES: Mapping[str, Service] = {
    service.name: service
    for service in (
        Service(
            "crossref", "Crossref", "https://api.crossref.org",
            {"single": Rate(5, 1), "list": Rate(1, 1)},
            identified={"single": Rate(10, 3), "list": Rate(3, 3)},
            keyed=_all(150, 5),
            key="IDCHECK_CROSSREF_TOKEN",
        ),
        Service("datacite", "DataCite", "https://api.datacite.org", _all(1.6, 2), _all(3.3, 2)),
        Service("doi-org", "doi.org", "https://doi.org", _all(5, 3)),
        Service(
            "pubmed", "PubMed", "https://eutils.ncbi.nlm.nih.gov/entrez/eutils", _all(3, 3),
            keyed=_all(10, 3), key="IDCHECK_NCBI_KEY",
        ),
        Service(
            "pmc-idconv", "PMC", "https://pmc.ncbi.nlm.nih.gov/tools/idconv/api/v1/articles", _all(3, 3)
        ),
        Service(
            "europepmc", "Europe PMC", "https://www.ebi.ac.uk/europepmc/webservices/rest", _all(5, 3)
        ),
        Service(
            "openalex", "OpenAlex", "https://api.openalex.org", _all(10, 3),
            keyed=_all(50, 5), key="IDCHECK_OPENALEX_KEY",
        ),
        Service("orcid", "ORCID", "https://pub.orcid.org/v3.0", _all(8, 3)),
        Service("arxiv", "arXiv", "https://export.arxiv.org/api", _all(1 / 3, 1)),
        Service("openlibrary", "Open Library", "https://openlibrary.org", _all(1, 1), _all(3, 2)),
        Service(
            "google-books", "Google Books", "https://www.googleapis.com/books/v1", _all(5, 2),
            key="IDCHECK_GOOGLE_BOOKS_KEY",
        ),
        # The user's own site, whose base is the address that was named.
        Service("site", "the site", "", _all(5, 2)),
        Service(
            "semantic-scholar", "Semantic Scholar", "https://api.semanticscholar.org/graph/v1",
            _all(1, 1), key="IDCHECK_SEMANTIC_SCHOLAR_KEY",
        ),
    )
}  # fmt: skip
"""All services by name."""
