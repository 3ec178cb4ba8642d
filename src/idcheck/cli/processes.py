"""Work on many items, shared among processes."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import TypeVar

    Item = TypeVar("Item")
    Result = TypeVar("Result")

_WORK: list[Callable[[Any], Any]] = []
"""What a process that `_begin` made ready does."""


class DiedError(Exception):
    """A process ended before its work was done, for want of memory perhaps."""


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def shared(
    work: Callable[[Item], Result], items: Sequence[Item], workers: int, at_once: int = 1
) -> Iterator[Result]:
    """What the work makes of each item, in order; a process takes `at_once` items at a time.

    With one worker it is done here. Raises DiedError if a process dies.
    """
    if workers <= 1:
        yield from map(work, items)
        return
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    with ProcessPoolExecutor(workers, initializer=_begin, initargs=(work,)) as pool:
        try:
            yield from pool.map(_done, items, chunksize=at_once)
        except BrokenProcessPool:
            raise DiedError from None
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _begin(work: Callable[[Any], Any]) -> None:
    """Make a process ready: its work is kept, and Ctrl-C and progress are left to the process that started it."""
    import signal

    from idcheck.cli.progress import show_none

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    show_none()
    _WORK.append(work)


def _done(item: Any) -> Any:
    return _WORK[0](item)
