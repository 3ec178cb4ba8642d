"""The link of an identifier, other identifiers of the same work, and what names a work at all."""

from __future__ import annotations

from urllib.parse import quote

from idcheck import lazy
from idcheck.identifiers import arxiv, doi, isbn, pii
from idcheck.identifiers.identifier import Identifier

_KEPT = "/:;()!$'*,=@&~"
"""What the DOI proxy takes as it is, next to letters, digits and `-._`; the rest is escaped."""
_PLAIN = {
    "pmid": "https://pubmed.ncbi.nlm.nih.gov/{}/",
    "pmcid": "https://pmc.ncbi.nlm.nih.gov/articles/{}/",
    "arxiv": "https://arxiv.org/abs/{}",
    "isbn": "https://books.google.com/books?vid=ISBN{}",
    "issn": "https://portal.issn.org/resource/ISSN/{}",
    "nct": "https://clinicaltrials.gov/study/{}",
    "trial": "https://trialsearch.who.int/Trial2.aspx?TrialID={}",
    "ssrn": "https://doi.org/10.2139/ssrn.{}",
    "orcid": "https://orcid.org/{}",
    "hal": "https://hal.science/{}",
    "pii": "https://linkinghub.elsevier.com/retrieve/pii/{}",
    "jstor": "https://www.jstor.org/stable/{}",
    "nbk": "https://www.ncbi.nlm.nih.gov/books/{}/",
    "rfc": "https://www.rfc-editor.org/rfc/rfc{}",
    "diva": "https://www.diva-portal.org/smash/record.jsf?pid={}",
    "libris": "https://libris.kb.se/bib/{}",
    "oclc": "https://search.worldcat.org/title/{}",
    "googlebooks": "https://books.google.com/books?id={}",
    "openalex": "https://openalex.org/{}",
    "semanticscholar": "https://www.semanticscholar.org/paper/{}",
    "citeseerx": "https://citeseerx.ist.psu.edu/viewdoc/summary?doi={}",
    "osti": "https://www.osti.gov/biblio/{}",
    "zbmath": "https://zbmath.org/?q=an:{}",
    "wikidata": "https://www.wikidata.org/wiki/{}",
    "ror": "https://ror.org/{}",
    "swh": "https://archive.softwareheritage.org/{}",
    "ark": "https://n2t.net/{}",
}
"""The form trackers read where there is one (Altmetric, "Tracking attention"), else the record's page."""
_ESCAPED = {
    "doi": ("https://doi.org/{}", _KEPT),
    "shortdoi": ("https://doi.org/{}", _KEPT),
    "handle": ("https://hdl.handle.net/{}", _KEPT),
    "repec": ("https://econpapers.repec.org/{}", ":/"),
    "bibcode": ("https://ui.adsabs.harvard.edu/abs/{}/abstract", ":"),
}
"""Forms whose values may hold characters that an address escapes, and those left as they are."""
_URN_RESOLVERS = (
    ("urn:nbn:se", "https://urn.kb.se/resolve?urn={}"),
    ("urn:nbn:fi", "https://urn.fi/{}"),
    ("urn:nbn:no", "https://urn.nb.no/{}"),
    ("urn:nbn:at", "https://resolver.obvsg.at/{}"),
    ("urn:nbn:nl", "http://resolver.tudelft.nl/{}"),
    ("urn:nbn", "https://nbn-resolving.org/{}"),
    ("urn", "https://nbn-resolving.org/{}"),
)
_NO_WORK = lazy.pattern(
    r"10\.(?:13039|35802|37921|3030|46936)/|10\.[0-9]{4,9}/\(?issn\)?[.-]?[0-9]{4}-?[0-9]{3}[0-9x]$"
)
"""DOIs of funders (Crossref funder registry), of grants (Wellcome, CZI, European Union, JGI) and of
whole journals, which have their ISSN in them."""
_PERSONS_AND_PLACES = frozenset({"orcid", "ror", "issn", "wikidata"})
_ARXIV = "10.48550/arxiv."
_RFC = "10.17487/rfc"
_SSRN = "10.2139/ssrn."
_PII_DOI = lazy.pattern(r"10\.1016/(s[0-9]{4}-[0-9]{3}[0-9x]\([0-9]{2}\)[0-9]{5}-[0-9x])")


def canonical_url(identifier: Identifier) -> str:
    """The link to suggest for an identifier. The slashes of a DOI are never escaped."""
    scheme, value = identifier.scheme, identifier.value
    if scheme == "urn":
        return next(form for start, form in _URN_RESOLVERS if value.startswith(start)).format(
            value.replace("%", "%25")  # the resolver undoes one escape, the URN keeps its own
        )
    if scheme in _PLAIN:
        return _PLAIN[scheme].format(value)
    form, kept = _ESCAPED[scheme]
    return form.format(
        quote(value.removeprefix("10/") if scheme == "shortdoi" else value, safe=kept)
    )


def names_work(identifier: Identifier) -> bool:
    """Whether it names a work, rather than a person, an institution, a journal, a funder or a grant."""
    if identifier.scheme == "doi":
        return not _NO_WORK.match(identifier.value)
    if identifier.scheme == "urn":
        return identifier.value.startswith(("urn:nbn:", "urn:isbn:"))
    return identifier.scheme not in _PERSONS_AND_PLACES


def equivalents(identifier: Identifier) -> tuple[Identifier, ...]:
    """Other identifiers of the same work that follow from this one alone.

    arXiv id and arXiv DOI, SSRN number and SSRN DOI, number and DOI of an RFC, ISBN-A or `urn:isbn:` and ISBN, and the PII
    that is the suffix of a DOI.
    """
    value = identifier.value
    if identifier.scheme == "arxiv":
        return (Identifier("doi", _ARXIV + value),)
    if identifier.scheme == "ssrn":
        return (Identifier("doi", _SSRN + value),)
    if identifier.scheme == "rfc":
        return (Identifier("doi", f"{_RFC}{value.zfill(4)}"),)
    if identifier.scheme == "urn" and value.startswith("urn:isbn:"):
        return _some("isbn", isbn.normalise(value.removeprefix("urn:isbn:")))
    if identifier.scheme == "doi":
        return _of_doi(value)
    return ()


def _of_doi(value: str) -> tuple[Identifier, ...]:
    if value.startswith(_ARXIV):
        return _some("arxiv", arxiv.normalise(value.removeprefix(_ARXIV)))
    if value.startswith(_SSRN):
        return _some("ssrn", value.removeprefix(_SSRN))
    if (match := _PII_DOI.fullmatch(value)) is not None:
        return _some("pii", pii.normalise(match[1].upper()))
    if value.startswith(_RFC):
        return _some("rfc", value.removeprefix(_RFC).lstrip("0"))
    return _some("isbn", doi.isbn_inside(value))


def _some(scheme: str, value: str) -> tuple[Identifier, ...]:
    return (Identifier(scheme, value),) if value else ()
