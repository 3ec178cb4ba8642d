"""All that several indexes say of one work, each fact with its source."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from msgspec.structs import replace

from idcheck.sources import asking
from idcheck.sources.registries import EUROPEPMC, OPENALEX, SEMANTIC_SCHOLAR
from idcheck.sources.services import SERVICES
from idcheck.works import Found, Stated, Work

if TYPE_CHECKING:
    from idcheck.identifiers import Identifier
    from idcheck.sources.desk import Desk
    from idcheck.works import Answer

_JOINED = ("identifiers", "versions", "updates", "updates_of")
_KEPT = frozenset({"source", "key", "stated", "type", *_JOINED})


async def everything(desk: Desk, identifier: Identifier) -> Answer | None:
    """The answer for an identifier, its work with what further indexes add to it."""
    answer = (await asking.answers(desk, [identifier])).get(identifier)
    if not isinstance(answer, Found):
        return answer
    work = answer.work
    by_doi = next((each for each in work.identifiers if each.scheme == "doi"), None)
    if by_doi is None:
        return answer
    sources = [EUROPEPMC, OPENALEX]
    if SERVICES["semantic-scholar"].secret():
        sources.append(SEMANTIC_SCHOLAR)
    for table in await asyncio.gather(*(desk.ask(source, [by_doi]) for source in sources)):
        further = table.get(by_doi)
        if isinstance(further, Found):
            work = merged(work, further.work)
    return Found(work)


def merged(work: Work, further: Work) -> Work:
    """A work with what another record of it adds: gaps filled, lists joined, the source noted."""
    added = {
        name: getattr(further, name)
        for name in Work.__struct_fields__
        if name not in _KEPT and not getattr(work, name) and getattr(further, name)
    }
    for name in _JOINED:
        held = getattr(work, name)
        new = tuple(each for each in getattr(further, name) if not _known(each, held))
        if new:
            added[name] = held + new
    if not added:
        return work
    asked = further.stated[0].asked if further.stated else ""
    stated = (*work.stated, Stated(further.source, asked, tuple(added)))
    return replace(work, **added, stated=stated)


def _known(one: object, held: tuple[object, ...]) -> bool:
    """Whether a list has an equal item; notices and versions are equal whoever states them."""
    return one in held or any(
        getattr(one, "kind", one) == getattr(each, "kind", None)
        and getattr(one, "identifier", None) == getattr(each, "identifier", None)
        for each in held
    )
