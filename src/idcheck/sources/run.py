"""One run of asking: the cache opened, the questions asked in an event loop of their own, and a report."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from idcheck.works import Answers

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping
    from pathlib import Path

    from idcheck.identifiers import Identifier
    from idcheck.sources.access import Access
    from idcheck.sources.answer_cache import AnswerCache
    from idcheck.sources.desk import Desk
    from idcheck.works import Questions


class Asked(Struct, frozen=True):
    """What a run of asking brought.

    `left_alone` are services that refused or failed too often, and why; `requests` counts those
    sent, by service; `problem` tells what is wrong with the cache, "" if nothing is.
    """

    answers: Answers
    left_alone: Mapping[str, str] = field(default_factory=dict)
    requests: Mapping[str, int] = field(default_factory=dict)
    problem: str = ""


def ask(
    access: Access,
    questions: Questions,
    file: Path,
    advance: Callable[[int, int], None] = lambda _done, _total: None,
) -> Asked:
    """The answers to all questions of a run, from the cache in `file` and the network.

    Offline, the cache alone answers, and a cache that is not there is not made.
    """
    if not questions.identifiers and not questions.references:
        return Asked(Answers())
    return _run(access, file, advance, lambda desk: _answers(desk, questions))


def look_up(access: Access, identifier: Identifier, file: Path) -> Asked:
    """The answer for one identifier, with all that further indexes say of its work."""
    return _run(
        access, file, lambda _done, _total: None, lambda desk: _everything(desk, identifier)
    )


def _run(
    access: Access,
    file: Path,
    advance: Callable[[int, int], None],
    asking: Callable[[Desk], Awaitable[Answers]],
) -> Asked:
    """What a desk with the cache in `file` brings; the clock is read when all is answered."""
    if not access.online and not file.is_file():
        return Asked(Answers())
    from idcheck.sources.answer_cache import AnswerCache

    with AnswerCache(file) as cache:
        asked = asyncio.run(_asked(access, cache, advance, asking))
        now = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        return replace(asked, answers=replace(asked.answers, asked=now), problem=cache.problem)


async def _asked(
    access: Access,
    cache: AnswerCache,
    advance: Callable[[int, int], None],
    asking: Callable[[Desk], Awaitable[Answers]],
) -> Asked:
    from idcheck.sources.desk import Desk

    if not access.online:
        return Asked(await asking(Desk(None, cache)))
    from idcheck.sources.client import Client

    async with Client(access) as client:
        desk = Desk(client, cache, refresh=access.refresh, advance=advance)
        answers = await asking(desk)
        return Asked(answers, dict(client.left_alone), dict(client.requests))


async def _answers(desk: Desk, questions: Questions) -> Answers:
    from idcheck.sources.asking import answers
    from idcheck.sources.searching import searches

    found, searched = await asyncio.gather(
        answers(desk, sorted(questions.identifiers)), searches(desk, questions.references)
    )
    return Answers(found, searched)


async def _everything(desk: Desk, identifier: Identifier) -> Answers:
    from idcheck.sources.enriching import everything

    answer = await everything(desk, identifier)
    return Answers({} if answer is None else {identifier: answer})
