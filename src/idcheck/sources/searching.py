"""Works for references without an identifier: whom to search, one after another, and when to stop."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from idcheck.sources.registries import FINDERS, PUBMED, PUBMED_TITLES
from idcheck.sources.services import SERVICES
from idcheck.works import Found, Search, Unavailable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from idcheck.sources.desk import Desk
    from idcheck.works import Reference, Work

_BOOKS = frozenset({"book", "chapter"})


async def searches(desk: Desk, references: Iterable[Reference]) -> dict[Reference, Search]:
    """What was found for each reference; absent where nobody was asked."""
    asked = list(dict.fromkeys(references))
    found = await asyncio.gather(*(_search(desk, each) for each in asked))
    return {each: search for each, search in zip(asked, found, strict=True) if search is not None}


async def _search(desk: Desk, reference: Reference) -> Search | None:
    """Crossref first; the others only while no work fits, so that their small budgets last."""
    works: list[Work] = []
    unavailable: dict[str, None] = {}
    spoken = False
    for round_ in _rounds(reference):
        answers = await asyncio.gather(*(_offered(desk, name, reference) for name in round_))
        for answer in answers:
            if isinstance(answer, Unavailable):
                unavailable[answer.reason] = None
            elif answer is not None:
                works += answer
            spoken = spoken or answer is not None
        if _fits(reference, works):
            return Search(tuple(works))
    return Search(tuple(works), tuple(unavailable)) if spoken else None


async def _offered(
    desk: Desk, service: str, reference: Reference
) -> tuple[Work, ...] | Unavailable | None:
    """The works that a service offers; PubMed stands in for Europe PMC, which holds all of it."""
    found = await desk.search(FINDERS[service], reference)
    if service != "europepmc" or not isinstance(found, Unavailable):
        return found
    ids = await desk.listed(PUBMED_TITLES, reference)
    if isinstance(ids, Unavailable):
        return ids
    answers = await desk.ask(PUBMED, ids)
    return tuple(each.work for each in answers.values() if isinstance(each, Found))


def _rounds(reference: Reference) -> Sequence[Sequence[str]]:
    """The services to search, those of a round at once."""
    if reference.type in _BOOKS:
        later = ["openlibrary", "google-books"]
    else:
        later = ["openalex", "datacite", "europepmc"]
    keyed = {"google-books", "semantic-scholar"}
    later = [each for each in later if each not in keyed or SERVICES[each].secret()]
    last = ["semantic-scholar"] if SERVICES["semantic-scholar"].secret() else []
    return [each for each in (["crossref"], later, last) if each]


def _fits(reference: Reference, works: Sequence[Work]) -> bool:
    """Whether a work that was found is certainly the one meant."""
    from idcheck.works.ranking import rank

    return any(each.verdict == "same" for each in rank(reference, works))
