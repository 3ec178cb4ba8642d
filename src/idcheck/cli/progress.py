"""How far a long step has come, for people who watch."""

from __future__ import annotations

import sys
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from time import monotonic
from typing import TYPE_CHECKING

import click

from idcheck.cli.language import speak

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from click._termui_impl import ProgressBar

_watched: ContextVar[bool] = ContextVar("watched", default=False)
"""Whether a bar is there already: the steps within a step have none."""
_SOON = 1.0
"""Seconds after which people wonder."""


@contextmanager
def progress(label: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on standard error, if that is a terminal and it takes long enough to be watched.

    What is yielded is called with `done` and `total`.
    """
    if _watched.get():
        yield lambda _done, _total: None
        return
    began = monotonic()
    before = _watched.set(True)
    with ExitStack() as shown:
        shown.callback(_watched.reset, before)
        bar = None

        def advance(done: int, total: int) -> None:
            nonlocal bar
            if bar is None and monotonic() - began < _SOON:
                return
            if bar is None:
                bar = shown.enter_context(_bar(label, total))
            bar.update(done - bar.pos)

        yield advance


def show_none() -> None:
    """Show no bars from here on: another process shows how far this one has come."""
    _watched.set(True)


def _bar(label: str, total: int) -> ProgressBar[int]:
    hidden = not sys.stderr.isatty()
    return click.progressbar(
        length=max(1, total), label=speak(label), file=sys.stderr, hidden=hidden
    )
