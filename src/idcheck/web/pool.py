"""Processes that check, one task at a time each, ended when a task takes too long.

A thread cannot be stopped, and a hostile draft must not hold up others; so each task runs in a
process that can be killed. The main process never looks into a draft.
"""

from __future__ import annotations

import asyncio
import sys
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING

import msgspec

from idcheck.web.problems import ProblemDocument, ProblemError
from idcheck.web.worker import EVENT, PROBLEM, RESULT, Task

if TYPE_CHECKING:
    from asyncio.subprocess import Process
    from collections.abc import AsyncGenerator

    from idcheck.web.limits import Limits
    from idcheck.web.setup import Setup

_LONGEST_LINE = 2**27
"""Bytes of one event; the report of the largest draft stays far below."""
_STARTING = 60.0
"""Seconds that a process may take to get ready."""


class Worker:
    """A process that does one task at a time."""

    def __init__(self, process: Process) -> None:
        self._process = process

    @classmethod
    async def started(cls, setup: Setup) -> Worker:
        """A process that is ready. Raises ProblemError where none can be started."""
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-P", "-m", "idcheck.web.worker",
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,  # a warning of a library could quote a draft
            limit=_LONGEST_LINE,
        )  # fmt: skip
        worker = cls(process)
        async with AsyncExitStack() as undoing:
            undoing.push_async_callback(worker.end)
            async with asyncio.timeout(_STARTING):
                async for _ in worker.done(Task("start"), msgspec.json.encode(setup)):
                    pass
            undoing.pop_all()
        return worker

    async def done(self, task: Task, payload: bytes) -> AsyncGenerator[bytes]:
        """The events of a task and at last its result, each in JSON.

        Raises ProblemError for what the task refuses, and EOFError if the process ended.
        """
        stdin, stdout = self._process.stdin, self._process.stdout
        if stdin is None or stdout is None:
            raise EOFError
        head = msgspec.json.encode(msgspec.structs.replace(task, size=len(payload)))
        try:
            stdin.write(b"%s\n%s" % (head, payload))
            await stdin.drain()
            while line := await stdout.readline():
                kind, body = line[:1], line[1:-1]
                if kind == PROBLEM:
                    document = msgspec.json.decode(body, type=ProblemDocument)
                    raise ProblemError(document.status, document.code, document.detail)
                if kind in {EVENT, RESULT}:
                    yield body
                if kind == RESULT:
                    return
        except (OSError, ValueError):  # the pipe broke, or a line is too long
            raise EOFError from None
        raise EOFError

    async def end(self) -> None:
        """End the process, whatever it does."""
        if self._process.returncode is None:
            self._process.kill()
        await self._process.wait()


class Pool:
    """`size` processes, each with `seconds` for a task, and the requests that wait for one of them."""

    def __init__(self, setup: Setup, size: int, seconds: float, limits: Limits) -> None:
        self._setup = setup
        self._seconds = seconds
        self._patience = limits.patience
        self._most_waiting = limits.waiting
        self._waiting = 0
        self._size = size
        self._idle: asyncio.LifoQueue[Worker | None] = asyncio.LifoQueue()
        self._running: set[asyncio.Task[None]] = set()
        for _ in range(size):
            self._idle.put_nowait(None)  # stands for a process that is yet to be started

    async def start(self) -> None:
        """Start all processes, so that the first request finds them warm."""
        tokens = [self._idle.get_nowait() for _ in range(self._size)]
        started = await asyncio.gather(*(Worker.started(self._setup) for _ in tokens))
        for worker in started:
            self._idle.put_nowait(worker)

    async def stop(self) -> None:
        """End all processes."""
        for task in self._running:
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)
        while not self._idle.empty():
            if worker := self._idle.get_nowait():
                await worker.end()

    async def run(self, task: Task, payload: bytes) -> AsyncGenerator[bytes]:
        """The events and the result of a task. Raises ProblemError.

        The task goes on to its end if nobody listens any more; its time is bounded all the same.
        """
        worker = await self._free()
        events: asyncio.Queue[bytes | ProblemError | None] = asyncio.Queue()
        work = asyncio.create_task(self._work(worker, task, payload, events))
        self._running.add(work)
        work.add_done_callback(self._running.discard)
        while (event := await events.get()) is not None:
            if isinstance(event, ProblemError):
                raise event
            yield event

    async def result(self, task: Task, payload: bytes) -> bytes:
        """The result alone. Raises ProblemError."""
        last = b""
        async for event in self.run(task, payload):
            last = event
        return last

    async def _free(self) -> Worker | None:
        """A process that has nothing to do. Raises ProblemError where too many wait, or for too long."""
        if self._waiting >= self._most_waiting:
            raise _busy()
        self._waiting += 1
        try:
            async with asyncio.timeout(self._patience):
                return await self._idle.get()
        except TimeoutError:
            raise _busy() from None
        finally:
            self._waiting -= 1

    async def _work(
        self,
        worker: Worker | None,
        task: Task,
        payload: bytes,
        events: asyncio.Queue[bytes | ProblemError | None],
    ) -> None:
        """Do a task and give the process back; one that was ended is started anew when it is wanted."""
        kept = None
        try:
            worker = worker or await Worker.started(self._setup)
            async with asyncio.timeout(self._seconds):
                async for event in worker.done(task, payload):
                    events.put_nowait(event)
            kept = worker
        except ProblemError as problem:
            kept = worker
            events.put_nowait(problem)
        except TimeoutError:
            events.put_nowait(
                ProblemError(
                    422, "too-slow", f"this took more than {self._seconds:.0f} seconds and was given up; try with a part of the text"
                )
            )  # fmt: skip
        except (EOFError, OSError):
            events.put_nowait(
                ProblemError(422, "too-heavy", "this could not be checked; try with a part of it")
            )
        finally:
            if kept is None and worker is not None:
                await asyncio.shield(worker.end())
            self._idle.put_nowait(kept)
            events.put_nowait(None)


def _busy() -> ProblemError:
    return ProblemError(503, "busy", "too many drafts are being checked; try again in a moment")
