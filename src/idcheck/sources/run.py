"""One run of asking: the cache opened, the questions asked in an event loop of their own, and a report."""

from __future__ import annotations

import asyncio
import time
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from idcheck.works import Answers

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from idcheck.sources.access import Access
    from idcheck.sources.answer_cache import AnswerCache
    from idcheck.sources.desk import Desk
    from idcheck.works import Questions


@dataclass(frozen=True, slots=True)
class Asked:
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
    with ExitStack() as stack:
        cache = _cache(access, file)
        if cache is not None:
            stack.enter_context(cache)
        elif not access.online:
            return Asked(Answers())
        asked = asyncio.run(_ask(access, questions, cache, advance))
        return replace(asked, problem=cache.problem if cache is not None else "")


def _cache(access: Access, file: Path) -> AnswerCache | None:
    if not access.online and not file.is_file():
        return None
    from idcheck.sources.answer_cache import AnswerCache

    return AnswerCache(file)


async def _ask(
    access: Access,
    questions: Questions,
    cache: AnswerCache | None,
    advance: Callable[[int, int], None],
) -> Asked:
    from idcheck.sources.desk import Desk

    if not access.online:
        return Asked(await _answers(Desk(None, cache), questions))
    from idcheck.sources.client import Client

    async with Client(access) as client:
        desk = Desk(client, cache, refresh=access.refresh, advance=advance)
        answers = await _answers(desk, questions)
        return Asked(answers, dict(client.left_alone), dict(client.requests))


async def _answers(desk: Desk, questions: Questions) -> Answers:
    from idcheck.sources.asking import answers
    from idcheck.sources.searching import searches

    found, searched = await asyncio.gather(
        answers(desk, sorted(questions.identifiers)), searches(desk, questions.references)
    )
    now = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    return Answers(found, searched, asked=now)
