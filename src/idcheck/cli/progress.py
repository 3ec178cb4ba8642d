"""How far a long step has come, for people who watch."""

from __future__ import annotations

import sys
from contextlib import ExitStack, contextmanager
from time import monotonic
from typing import TYPE_CHECKING

import click

from idcheck.cli.language import speak

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from click._termui_impl import ProgressBar

_SOON = 1.0
"""Seconds after which people wonder."""


@contextmanager
def progress(label: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on standard error, if that is a terminal and it takes long enough to be watched.

    What is yielded is called with `done` and `total`.
    """
    began = monotonic()
    with ExitStack() as shown:
        bar = None

        def advance(done: int, total: int) -> None:
            nonlocal bar
            if bar is None and monotonic() - began < _SOON:
                return
            if bar is None:
                bar = shown.enter_context(_bar(label, total))
            bar.update(done - bar.pos)

        yield advance


def _bar(label: str, total: int) -> ProgressBar[int]:
    hidden = not sys.stderr.isatty()
    return click.progressbar(
        length=max(1, total), label=speak(label), file=sys.stderr, hidden=hidden
    )
