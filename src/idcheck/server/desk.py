"""Which document is checked when: the newest text of each, after a pause in the typing."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from typing import Any

    from idcheck.server.checker import Checked
    from idcheck.server.document import Document

    Check = Callable[[Document, bool], Checked]
    Tasks = dict[str, asyncio.Task[None]]

PAUSE = 0.3
"""Seconds without typing after which a document is checked."""
_THREADS = 4


class Desk:
    """Keeps the newest text of each open document checked.

    `check` is called in threads, once at a time for each document and once more for one whose
    registries are asked; `show` gets an outcome only if the document still reads as it was checked.
    `fault` is told of exceptions.
    """

    def __init__(
        self, check: Check, show: Callable[[Checked], None], fault: Callable[[BaseException], None]
    ) -> None:
        self._check = check
        self._show = show
        self._fault = fault
        self._pool = ThreadPoolExecutor(_THREADS)
        self._newest: dict[str, Document] = {}
        self._checked: dict[str, Checked] = {}
        self._reading: Tasks = {}
        self._asking: Tasks = {}
        self._wait: dict[str, float] = {}

    @property
    def documents(self) -> tuple[Document, ...]:
        """The open documents."""
        return tuple(self._newest.values())

    def holds(self, uri: str) -> bool:
        """Whether a document is open."""
        return uri in self._newest

    def put(self, document: Document, wait: float = 0.0) -> None:
        """Check a document that was opened or changed, after `wait` seconds without a change."""
        self._newest[document.uri] = document
        self._wait[document.uri] = wait
        self._begin(self._reading, document.uri, self._read)

    def ask(self, uri: str) -> None:
        """Check an open document with what registries say, as far as they may be asked."""
        self._begin(self._asking, uri, self._ask)

    def close(self, uri: str) -> None:
        """Forget a document."""
        for kept in (self._newest, self._checked, self._wait):
            kept.pop(uri, None)
        for tasks in (self._reading, self._asking):
            if task := tasks.pop(uri, None):
                task.cancel()

    async def fresh(self, uri: str) -> Checked | None:
        """What was found in the newest text of a document, once that is known."""
        while task := self._reading.get(uri):
            await asyncio.wait({task})
        found = self._checked.get(uri)
        return found if found and found.document is self._newest.get(uri) else None

    async def run(self, work: Callable[[], Any]) -> Any:
        """The outcome of something that takes a while."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, work)

    def stop(self) -> None:
        """Begin nothing any more."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _begin(
        self, tasks: Tasks, uri: str, work: Callable[[str], Coroutine[Any, Any, None]]
    ) -> None:
        if (held := tasks.get(uri)) and not held.done():
            return  # it goes on until the newest text is done
        task = tasks[uri] = asyncio.create_task(work(uri))

        def over(done: asyncio.Task[None]) -> None:
            if tasks.get(uri) is done:
                del tasks[uri]
            if not done.cancelled() and (error := done.exception()):
                self._fault(error)

        task.add_done_callback(over)

    async def _read(self, uri: str) -> None:
        while True:
            document = self._newest[uri]
            await asyncio.sleep(self._wait[uri])
            if self._newest[uri] is not document:
                continue  # somebody is still typing
            outcome = await self.run(partial(self._check, document, False))
            if self._newest[uri] is document:
                self._found(outcome)
                return

    async def _ask(self, uri: str) -> None:
        document = self._newest[uri]
        outcome = await self.run(partial(self._check, document, True))
        if self._newest[uri] is document:
            self._found(outcome)
        else:
            self.put(self._newest[uri])  # the answers are in the cache by now

    def _found(self, outcome: Checked) -> None:
        self._checked[outcome.document.uri] = outcome
        self._show(outcome)
