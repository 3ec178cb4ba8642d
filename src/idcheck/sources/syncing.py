"""The works of people and institutions, brought from ORCID and OpenAlex into a catalogue."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from idcheck.sources.client import Client
from idcheck.sources.exchange import SurpriseError
from idcheck.sources.registries import openalex, orcid
from idcheck.sources.services import SERVICES
from idcheck.works import Unavailable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from idcheck.sources.access import Access
    from idcheck.sources.catalogue import Catalogue
    from idcheck.sources.exchange import Reply, Request
    from idcheck.works import Work


class Synced(Struct, frozen=True):
    """What syncing did: works that are new, works that were there, and why something is missing."""

    new: int
    known: int
    missing: tuple[str, ...]


class _List(Struct, frozen=True):
    """A list of works at a service: whose it is, its first request, and how a page is read.

    `read` gives the works of a page and the request for the next one; it raises SurpriseError.
    """

    owner: str
    first: Request
    read: Callable[[Request, Reply], tuple[tuple[Work, ...], Request | None]]


def sync(
    access: Access, catalogue: Catalogue, people: Sequence[str], institutions: Sequence[str]
) -> Synced:
    """Add the works of ORCID iDs and ROR ids to a catalogue, marked as ours, a page at a time.

    What came before a service failed stays. Raises CatalogueError.
    """
    return asyncio.run(_synced(access, catalogue, list(_lists(people, institutions))))


def _lists(people: Sequence[str], institutions: Sequence[str]) -> Iterator[_List]:
    # OpenAlex after ORCID, since it knows the authors and the newer record counts.
    for person in people:
        yield _List(person, orcid.listed(person), _whole)
        yield _List(person, openalex.of_person(person), openalex.page)
    for institution in institutions:
        yield _List(institution, openalex.of_institution(institution), openalex.page)


def _whole(_: Request, reply: Reply) -> tuple[tuple[Work, ...], None]:
    return orcid.works(reply), None


async def _synced(access: Access, catalogue: Catalogue, lists: Sequence[_List]) -> Synced:
    new = known = 0
    missing: dict[str, None] = {}
    async with Client(access) as client:
        for each in lists:
            request: Request | None = each.first
            while request is not None:
                reply = await client.send(request)
                if isinstance(reply, Unavailable):
                    missing[f"{each.owner}: {reply.reason}"] = None
                    break
                try:
                    works, request = each.read(request, reply)
                except SurpriseError as surprise:
                    title = SERVICES[each.first.service].title
                    missing[f"{each.owner}: {title} {surprise}"] = None
                    break
                added = catalogue.add(replace(work, ours=True) for work in works)
                new, known = new + added.new, known + added.known
    return Synced(new, known, tuple(missing))
