"""How fast each service is asked: published limits, lowered by what the service itself says."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from idcheck import lazy
from idcheck.sources.services import SERVICES

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Mapping

_LOOK = 1.0
"""Seconds after which those who wait look whether it is over."""
_INTERVAL = lazy.pattern(r"\s*(\d+)\s*s?\s*$")


class Pacer:
    """Lets requests through one by one, spaced and counted, for all tasks of a run."""

    def __init__(self, contact: str = "") -> None:
        self._contact = contact
        self._lanes: dict[tuple[str, str], _Lane] = {}

    @asynccontextmanager
    async def turn(
        self, service: str, kind: str, over: Callable[[], bool] = lambda: False
    ) -> AsyncIterator[None]:
        """Wait for a turn at a service, and hold it while the request runs.

        Nobody waits any more once it is `over`, so that many who wait do not do so in vain.
        """
        lane = self._lane(service, kind)
        await lane.enter()
        try:
            await lane.space(over)
            yield
        finally:
            await lane.leave()

    def heed(self, service: str, kind: str, headers: Mapping[str, str]) -> None:
        """Lower the limits to those in the headers of an answer (names in lower case)."""
        lane = self._lane(service, kind)
        allowed = _number(headers.get("x-rate-limit-limit") or headers.get("x-ratelimit-limit"))
        interval = headers.get("x-rate-limit-interval") or headers.get("x-ratelimit-interval")
        seconds = _INTERVAL.match(interval) if interval else None
        if service == "pubmed":  # it states no interval: its limit is by the second
            seconds = _INTERVAL.match("1")
        if allowed and seconds and int(seconds[1]):
            lane.per_second = min(lane.per_second, allowed / int(seconds[1]))
        if at_once := _number(headers.get("x-concurrency-limit")):
            lane.at_once = min(lane.at_once, max(1, int(at_once)))

    def hold(self, service: str, kind: str, seconds: float) -> None:
        """Let nobody ask a service for some seconds."""
        self._lane(service, kind).hold(seconds)

    def _lane(self, service: str, kind: str) -> _Lane:
        if (service, kind) not in self._lanes:
            rate = SERVICES[service].rate(kind, self._contact)
            self._lanes[service, kind] = _Lane(rate.per_second, rate.at_once)
        return self._lanes[service, kind]


class _Lane:
    """The turns of one kind of request at one service."""

    def __init__(self, per_second: float, at_once: int) -> None:
        self.per_second = per_second
        self.at_once = at_once
        self._running = 0
        self._next = 0.0
        self._left = asyncio.Condition()

    async def enter(self) -> None:
        """Wait until fewer than allowed are running."""
        async with self._left:
            await self._left.wait_for(lambda: self._running < self.at_once)
            self._running += 1

    async def space(self, over: Callable[[], bool]) -> None:
        """Wait until the next turn, which may be put off meanwhile, unless all is over."""
        clock = asyncio.get_running_loop().time
        while (now := clock()) < self._next and not over():
            await asyncio.sleep(min(self._next - now, _LOOK))
        self._next = now + 1 / self.per_second

    async def leave(self) -> None:
        """Make room for the next."""
        async with self._left:
            self._running -= 1
            self._left.notify_all()

    def hold(self, seconds: float) -> None:
        """Let nobody in for some seconds."""
        self._next = max(self._next, asyncio.get_running_loop().time() + seconds)


def _number(text: str | None) -> float | None:
    try:
        return float(text) if text else None
    except ValueError:
        return None
