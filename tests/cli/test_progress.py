"""The progress line: on a terminal, and only where something takes its time."""

from __future__ import annotations

import io
import sys

import pytest

from idcheck.cli import progress as module
from idcheck.cli.progress import progress
from idcheck.rules.rule import NOTHING_ASKED


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


def test_the_bar_of_a_check_ends_with_the_last_post_that_is_read(
    idcheck, folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = []
    monkeypatch.setattr("idcheck.cli.shelf.progress", lambda label: _Recorder(label, steps))
    monkeypatch.setattr(  # the registries' own bar would be within it
        "idcheck.cli.registries.Registries.__call__",
        lambda *_: steps.append("asked") or NOTHING_ASKED,
    )
    for name in ("a.md", "b.md"):
        (folder / name).write_text("Read https://doi.org/10.1038/nature12373 now.\n")
    idcheck("check", "a.md", "b.md")

    assert steps == ["Reading posts", (1, 2), (2, 2), "end of Reading posts", "asked"]


class _Recorder:
    def __init__(self, label: str, steps: list[object]) -> None:
        self._label, self._steps = label, steps

    def __enter__(self):
        self._steps.append(self._label)
        return lambda done, total: self._steps.append((done, total))

    def __exit__(self, *_: object) -> None:
        self._steps.append(f"end of {self._label}")
