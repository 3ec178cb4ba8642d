"""Where sources are asked: the cache first, then the network, in batches, each question once."""

from __future__ import annotations

import asyncio
import hashlib
import time
from typing import TYPE_CHECKING

from msgspec.structs import replace

from idcheck import lazy
from idcheck.sources.exchange import SurpriseError
from idcheck.sources.services import SERVICES
from idcheck.works import Ambiguous, Found, NotFound, Stated, Unavailable, Work

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from idcheck.identifiers import Identifier
    from idcheck.sources.answer_cache import AnswerCache
    from idcheck.sources.client import Client
    from idcheck.sources.exchange import Reply, Request
    from idcheck.sources.registries import Finder, Lister, Source
    from idcheck.works import Answer, Reference

_ALONE = lazy.pattern(r'[,|"\s]')
"""Characters that separate values in batches; what has them is asked on its own."""
_SPLIT = frozenset({400, 404, 413, 414})
"""Statuses that one bad value can bring upon a whole batch."""
_HITS = 10
"""Works of a search that are looked at."""
_FACTS = tuple(name for name in Work.__struct_fields__ if name not in {"source", "key", "stated"})


class Desk:
    """Asks for one run. Without a client the cache alone answers; `refresh` passes over it.

    `advance` is called with how many questions are answered and how many there are.
    """

    def __init__(
        self,
        client: Client | None,
        cache: AnswerCache | None,
        *,
        refresh: bool = False,
        advance: Callable[[int, int], None] = lambda _done, _total: None,
    ) -> None:
        self._client = client
        self._cache = cache
        self._refresh = refresh and client is not None
        self._advance = advance
        self._done = self._total = 0

    @property
    def online(self) -> bool:
        """Whether anybody can be asked."""
        return self._client is not None

    async def ask(self, source: Source, wanted: Iterable[Identifier]) -> dict[Identifier, Answer]:
        """What a source says of each identifier; absent where it was not asked."""
        asked = list(dict.fromkeys(wanted))
        found = self._at_hand(source.name, asked)
        batches = list(_batches([each for each in asked if each not in found], source.batch))
        if self._client is None:
            return found
        self._total += sum(map(len, batches))
        for table in await asyncio.gather(*(self._batch(source, batch) for batch in batches)):
            found |= table
        return found

    async def search(
        self, finder: Finder, reference: Reference
    ) -> tuple[Work, ...] | Unavailable | None:
        """The works that a finder offers; None if it was not asked."""
        request = finder.search(reference)
        if request is None:
            return None
        question = _question(request)
        held = self._held(finder.name, [question]).get(question)
        if held is not None:
            return held.works if isinstance(held, Ambiguous) else ()
        if self._client is None:
            return None
        self._total += 1
        reply = await self._sent(request)
        self._count(1)
        if isinstance(reply, Unavailable):
            return reply
        try:
            works = tuple(_stamped(work, finder.service) for work in finder.hits(reply)[:_HITS])
        except SurpriseError as surprise:
            return Unavailable(f"{SERVICES[finder.service].title} {surprise}")
        if self._cache is not None:
            self._cache.put(finder.name, {question: Ambiguous(works) if works else NotFound()})
        return works

    async def listed(
        self, lister: Lister, reference: Reference
    ) -> tuple[Identifier, ...] | Unavailable:
        """The identifiers that a search of another source lists; none if it is not asked."""
        request = lister.search(reference)
        if request is None or self._client is None:
            return ()
        reply = await self._sent(request)
        if isinstance(reply, Unavailable):
            return reply
        try:
            return lister.listed(reply)[:_HITS]
        except SurpriseError as surprise:
            return Unavailable(f"{SERVICES[lister.service].title} {surprise}")

    def _at_hand(self, name: str, asked: Sequence[Identifier]) -> dict[Identifier, Answer]:
        held = self._held(name, [str(each) for each in asked])
        return {each: held[str(each)] for each in asked if str(each) in held}

    def _held(self, name: str, questions: Sequence[str]) -> Mapping[str, Answer]:
        if self._cache is None or self._refresh or not questions:
            return {}
        return self._cache.get(name, questions)

    async def _batch(self, source: Source, batch: list[Identifier]) -> dict[Identifier, Answer]:
        """The answers for one batch; halves of it are asked where one value spoils the whole."""
        reply = await self._sent(source.get(batch))
        if not isinstance(reply, Unavailable) and reply.status in _SPLIT and len(batch) > 1:
            middle = len(batch) // 2
            halves = (self._batch(source, half) for half in (batch[:middle], batch[middle:]))
            first, second = await asyncio.gather(*halves)
            return first | second
        found = _read(source, batch, reply)
        if self._cache is not None:
            self._cache.put(source.name, {str(each): answer for each, answer in found.items()})
        self._count(len(batch))
        return found

    async def _sent(self, request: Request) -> Reply | Unavailable:
        """The reply to a request, or to the one to make where that is not understood."""
        if self._client is None:
            return Unavailable("offline")
        reply = await self._client.send(request)
        if not isinstance(reply, Unavailable) and reply.status == 400 and request.instead:
            return await self._client.send(request.instead)
        return reply

    def _count(self, answered: int) -> None:
        self._done += answered
        self._advance(self._done, self._total)


def _batches(asked: Sequence[Identifier], size: int) -> Iterable[list[Identifier]]:
    """The identifiers in batches; those that cannot stand beside others come alone."""
    together = [each for each in asked if not _ALONE.search(each.value)]
    yield from ([each] for each in asked if _ALONE.search(each.value))
    for start in range(0, len(together), size):
        yield together[start : start + size]


def _read(
    source: Source, batch: Sequence[Identifier], reply: Reply | Unavailable
) -> dict[Identifier, Answer]:
    if isinstance(reply, Unavailable):
        return dict.fromkeys(batch, reply)
    try:
        found = source.read(batch, reply)
    except SurpriseError as surprise:
        return dict.fromkeys(batch, Unavailable(f"{SERVICES[source.service].title} {surprise}"))
    return {each: _dated(answer, source.service) for each, answer in found.items()}


def _dated(answer: Answer, service: str) -> Answer:
    if isinstance(answer, Found):
        return Found(_stamped(answer.work, service))
    if isinstance(answer, Ambiguous):
        return Ambiguous(tuple(_stamped(work, service) for work in answer.works))
    return answer


def _stamped(work: Work, service: str) -> Work:
    """The work with the source and the time of its facts."""
    now = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    stated = tuple(name for name in _FACTS if getattr(work, name))
    return replace(work, stated=(Stated(service, now, stated),))


def _question(request: Request) -> str:
    """A search as the cache knows it: a digest, since searches hold words of drafts."""
    asked = "&".join([request.path, *(f"{name}={value}" for name, value in request.query.items())])
    return hashlib.sha256(asked.encode("utf-8", "surrogatepass")).hexdigest()
