"""The progress line: on a terminal, and only where something takes its time."""

from __future__ import annotations

import io
import sys

import pytest

from idcheck.cli import progress as module
from idcheck.cli.progress import progress


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_SOON", 0.0)


def _shown(stream: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(sys, "stderr", stream)
    with progress("Reading posts") as advance:
        for done in range(1, 4):
            advance(done, 3)
    return stream.getvalue()


@pytest.mark.usefixtures("at_once")
def test_a_terminal_shows_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = _shown(_Terminal(), monkeypatch)

    assert "Reading posts" in shown
    assert "100%" in shown


@pytest.mark.usefixtures("at_once")
def test_a_pipe_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _shown(io.StringIO(), monkeypatch) == ""


@pytest.mark.usefixtures("at_once")
def test_a_step_within_a_step_has_no_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = _Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    with progress("Reading posts") as advance:
        advance(1, 2)
        with progress("Asking registries") as inner:
            inner(1, 1)
        advance(2, 2)
    with progress("Writing") as after:
        after(1, 1)

    assert "Asking" not in stream.getvalue()
    assert "Writing" in stream.getvalue()


def test_what_is_done_at_once_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _shown(_Terminal(), monkeypatch) == ""


@pytest.mark.usefixtures("at_once")
def test_a_check_tells_how_many_posts_it_has_read(
    idcheck, folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = []
    monkeypatch.setattr("idcheck.cli.shelf.progress", lambda _: _Recorder(steps))
    for name in ("a.md", "b.md"):
        (folder / name).write_text("Good morning.\n")
    idcheck("check", "a.md", "b.md")

    assert steps == [(1, 2), (2, 2)]


class _Recorder:
    def __init__(self, steps: list[tuple[int, int]]) -> None:
        self._steps = steps

    def __enter__(self):
        return lambda done, total: self._steps.append((done, total))

    def __exit__(self, *_: object) -> None:
        pass
