"""All questions of a run, asked once: whom to ask for what, and whose word counts.

An index that does not know an identifier proves nothing. That a DOI does not exist is said by
doi.org alone, and only if its agency service and its handle service both say so.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from msgspec.structs import replace

from idcheck import lazy
from idcheck.identifiers import Identifier, equivalents
from idcheck.identifiers.repairs import repaired
from idcheck.sources.registries import (
    AGENCY,
    ARXIV,
    CROSSREF,
    CROSSREF_ALONE,
    DATACITE,
    DESCRIPTION,
    EUROPEPMC,
    GOOGLE_BOOKS,
    HANDLE,
    IDCONV,
    OPENLIBRARY,
    PUBMED,
)
from idcheck.sources.services import SERVICES
from idcheck.works import Ambiguous, Found, NotFound, NotYet, Unavailable

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Mapping

    from idcheck.sources.desk import Desk
    from idcheck.works import Answer, Work

    Table = dict[Identifier, Answer]

_AT_DATACITE = lazy.pattern(
    r"10\.(?:48550|5281|6084|5061|17605|7910|1594|5438|14454|4230|25384|34894|57967|31222|17863|3929|18434|23668|11588|15468|5445|25358)/"
)
"""Prefixes of DataCite members that posts link often: arXiv, Zenodo, figshare, Dryad, OSF,
Dataverse, PANGAEA and universities. Only a short cut: what is not found there is asked elsewhere."""
_ARXIV_DOI = "10.48550/arxiv."


async def answers(desk: Desk, wanted: Iterable[Identifier]) -> Table:
    """The answer for each identifier; absent where nobody was asked and nothing is at hand.

    What the answers raise is asked too: what a DOI that does not exist may have been, and the
    articles that preprints became.
    """
    found = await _asked(desk, wanted)
    raised = (each for name, answer in found.items() for each in _raised(name, answer))
    return await _asked(desk, {each for each in raised if each not in found}) | found


def _raised(identifier: Identifier, answer: Answer) -> Iterable[Identifier]:
    if isinstance(answer, NotFound):
        return repaired(identifier)
    if isinstance(answer, Found):
        return [each.identifier for each in answer.work.versions if each.kind == "is-preprint-of"]
    return ()


async def _asked(desk: Desk, wanted: Iterable[Identifier]) -> Table:
    """The answer for each identifier."""
    asked = {each: _asked_as(each) for each in wanted}
    by_scheme: dict[str, list[Identifier]] = {}
    for each in dict.fromkeys(asked.values()):
        by_scheme.setdefault(each.scheme, []).append(each)
    plans = [
        _PLANS[scheme](desk, listed) for scheme, listed in by_scheme.items() if scheme in _PLANS
    ]
    found: Table = {}
    for table in await asyncio.gather(*plans):
        found |= table
    return {each: found[name] for each, name in asked.items() if name in found}


def _asked_as(identifier: Identifier) -> Identifier:
    """The identifier that is asked about: that of arXiv for arXiv's DOI, the ISBN of an ISBN-A."""
    if identifier.value.startswith(_ARXIV_DOI) or identifier.scheme == "urn":
        return next(
            (each for each in equivalents(identifier) if each.scheme in {"arxiv", "isbn"}),
            identifier,
        )
    return identifier


async def _dois(desk: Desk, dois: list[Identifier]) -> Table:
    """DOIs: the index that likely has them, else the one of their agency, else what doi.org says."""
    early = [each for each in dois if _AT_DATACITE.match(each.value)]
    late = [each for each in dois if each not in set(early)]
    first, second = await asyncio.gather(desk.ask(DATACITE, early), desk.ask(CROSSREF, late))
    indexed = first | second
    missing = [each for each in dois if isinstance(indexed.get(each), NotFound | Unavailable)]
    settled = {
        each: answer for each, answer in indexed.items() if isinstance(answer, Found | Ambiguous)
    }
    return settled | await _registered(desk, missing, indexed)


async def _registered(
    desk: Desk, dois: list[Identifier], indexed: Mapping[Identifier, Answer]
) -> Table:
    """DOIs that no index gave: what their agency has of them, and whether they exist at all."""
    agencies = await desk.ask(AGENCY, dois)
    found: Table = {}
    of: dict[str, list[Identifier]] = {"crossref": [], "datacite": [], "": []}
    nowhere = []
    for each, answer in agencies.items():
        if isinstance(answer, NotFound):
            nowhere.append(each)
            continue
        # While the agency has not spoken, an index that could not be asked is the reason.
        found[each] = indexed[each] if isinstance(indexed[each], Unavailable) else answer
        if isinstance(answer, NotYet):
            agency = answer.agency.casefold()
            of[agency if agency in of else ""].append(each)
    # What a batch left out may be an alias, which only its own address follows.
    again = [each for each in of["crossref"] if isinstance(indexed[each], NotFound)]
    crossref, datacite, others, handles = await asyncio.gather(
        desk.ask(CROSSREF_ALONE, again),
        desk.ask(DATACITE, [each for each in of["datacite"] if not _AT_DATACITE.match(each.value)]),
        desk.ask(DESCRIPTION, of[""]),
        desk.ask(HANDLE, nowhere),
    )
    for each, answer in (crossref | datacite).items():
        found[each] = agencies[each] if isinstance(answer, NotFound) else answer
    for each, answer in others.items():
        found[each] = answer if isinstance(answer, Found) else agencies[each]
    return found | handles


async def _arxiv(desk: Desk, ids: list[Identifier]) -> Table:
    """Ask arXiv for its ids; DataCite has their DOIs where arXiv is busy, doi.org where it errs."""
    asked = await desk.ask(ARXIV, ids)
    found: Table = {
        each: answer for each, answer in asked.items() if not isinstance(answer, NotFound)
    }
    left = {
        Identifier("doi", _ARXIV_DOI + each.value): each
        for each, answer in asked.items()
        if not isinstance(answer, Found)
    }
    indexed = await desk.ask(DATACITE, left)
    known = {each: answer for each, answer in indexed.items() if not isinstance(answer, NotFound)}
    handles = await desk.ask(HANDLE, [each for each in indexed if each not in known])
    for each, answer in (known | handles).items():
        if isinstance(answer, Found):
            found[left[each]] = Found(_named_too(answer.work, left[each]))
        elif isinstance(asked[left[each]], NotFound):
            found[left[each]] = answer
    return found


async def _pmids(desk: Desk, pmids: list[Identifier]) -> Table:
    """PMIDs: PubMed; Europe PMC where that cannot be asked, or says that there is no such one."""
    return await _or_else(desk, await desk.ask(PUBMED, pmids))


async def _pmcids(desk: Desk, pmcids: list[Identifier]) -> Table:
    """PMCIDs: PMC tells the PMID or DOI, and PubMed or Crossref the work."""
    converted = await desk.ask(IDCONV, pmcids)
    names = {each: _other_name(answer) for each, answer in converted.items()}
    others = dict.fromkeys(other for other in names.values() if other is not None)
    by_pmid, by_doi = await asyncio.gather(
        _pmids(desk, [each for each in others if each.scheme == "pmid"]),
        _dois(desk, [each for each in others if each.scheme == "doi"]),
    )
    works = by_pmid | by_doi
    found: Table = {}
    for each, other in names.items():
        answer = works.get(other) if other is not None else converted[each]
        if isinstance(answer, Found):
            answer = Found(_named_too(answer.work, each))
        elif other is not None and not isinstance(answer, Unavailable):
            answer = Unavailable("PMC and PubMed do not agree on it")
        if answer is not None:
            found[each] = answer
    return await _or_else(desk, found)


def _other_name(answer: Answer) -> Identifier | None:
    """The PMID, else the DOI, that PMC gave."""
    if not isinstance(answer, Found):
        return None
    ids = answer.work.identifiers
    return next((each for scheme in ("pmid", "doi") for each in ids if each.scheme == scheme), None)


async def _or_else(desk: Desk, found: Table) -> Table:
    """The answers, with those of Europe PMC where there are none.

    "Not found" holds only if it is not found there either: PubMed's errors can look like it.
    """
    missing = [each for each, answer in found.items() if isinstance(answer, NotFound | Unavailable)]
    second = await desk.ask(EUROPEPMC, missing)
    for each in missing:
        answer = second.get(each)
        if isinstance(answer, Found) or isinstance(found[each], NotFound):
            del found[each]
            if answer is not None:
                found[each] = answer
    return found


async def _isbns(desk: Desk, isbns: list[Identifier]) -> Table:
    """ISBNs: Open Library, Crossref for books with a DOI, Google Books with a key.

    Nobody knows all books, so "not found" says only that these do not.
    """
    found = await desk.ask(OPENLIBRARY, isbns)
    sources = [CROSSREF] + ([GOOGLE_BOOKS] if SERVICES["google-books"].secret() else [])
    for source in sources:
        missing = [
            each for each, answer in found.items() if isinstance(answer, NotFound | Unavailable)
        ]
        for each, answer in (await desk.ask(source, missing)).items():
            if isinstance(answer, Found | Ambiguous) or isinstance(found[each], NotFound):
                found[each] = answer
    return found


async def _piis(desk: Desk, piis: list[Identifier]) -> Table:
    """PIIs: Crossref has them beside the DOI; that it does not know one proves nothing."""
    found = await desk.ask(CROSSREF, piis)
    return {
        each: Unavailable("Crossref does not know the PII")
        if isinstance(answer, NotFound)
        else answer
        for each, answer in found.items()
    }


def _named_too(work: Work, identifier: Identifier) -> Work:
    """The work with one more identifier."""
    return replace(work, identifiers=tuple(dict.fromkeys((*work.identifiers, identifier))))


_PLANS: Mapping[str, Callable[[Desk, list[Identifier]], Awaitable[Table]]] = {
    "doi": _dois, "arxiv": _arxiv, "pmid": _pmids, "pmcid": _pmcids, "isbn": _isbns,
    "pii": _piis,
}  # fmt: skip
