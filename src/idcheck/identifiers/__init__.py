"""Identifiers of publications: finding, checking, normalising, and the links trackers read."""

from __future__ import annotations

import re
from urllib.parse import quote

from idcheck.identifiers import arxiv, doi, isbn, pubmed
from idcheck.identifiers.address import Address, from_url
from idcheck.identifiers.found import Found, Malformed
from idcheck.identifiers.identifier import Identifier
from idcheck.identifiers.scan import find, find_malformed

__all__ = [
    "Address", "Found", "Identifier", "Malformed", "canonical_url", "equivalents", "find",
    "find_malformed", "from_url", "names_work", "parse",
]  # fmt: skip

_PARSERS = {
    "doi": doi.parse, "pmid": pubmed.parse_pmid, "pmcid": pubmed.parse_pmcid,
    "arxiv": arxiv.parse, "isbn": isbn.parse,
}  # fmt: skip
_FORMS = {
    "pmid": "https://pubmed.ncbi.nlm.nih.gov/{}/",
    "pmcid": "https://pmc.ncbi.nlm.nih.gov/articles/{}/",
    "arxiv": "https://arxiv.org/abs/{}",
    "isbn": "https://books.google.com/books?vid=ISBN{}",
    "jstor": "https://www.jstor.org/stable/{}",
}
_NO_WORK = re.compile(r"10\.13039/|10\.35802/|10\.37921/|10\.1111/\(issn\)", re.IGNORECASE)
"""DOIs of funders (Crossref funder registry), of grants (Wellcome, CZI) and of whole journals."""
_ARXIV_DOI = "10.48550/arxiv."


def parse(scheme: str, text: str) -> Identifier | None:
    """The identifier that a person entered as this scheme, None if it is none.

    Label, resolver, spaces and punctuation around it are allowed.
    """
    return _PARSERS[scheme](text)


def canonical_url(identifier: Identifier) -> str:
    """The link that trackers read. Slashes of a DOI are never encoded."""
    if identifier.scheme == "doi":
        return "https://doi.org/" + quote(identifier.value, safe="/:;()!$'*,=@&~")
    return _FORMS[identifier.scheme].format(identifier.value)


def names_work(identifier: Identifier) -> bool:
    """Whether it names a work, rather than a funder, a grant or a journal."""
    return identifier.scheme in _FORMS or (
        identifier.scheme == "doi" and not _NO_WORK.match(identifier.value)
    )


def equivalents(identifier: Identifier) -> tuple[Identifier, ...]:
    """Other identifiers of the same work that follow from this one alone (arXiv and its DOI)."""
    if identifier.scheme == "arxiv":
        return (Identifier("doi", _ARXIV_DOI + identifier.value.lower()),)
    if identifier.scheme == "doi" and identifier.value.startswith(_ARXIV_DOI):
        return (Identifier("arxiv", identifier.value.removeprefix(_ARXIV_DOI)),)
    return ()
