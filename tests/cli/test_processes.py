"""Work shared among processes."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from idcheck.cli import commands, shelf
from idcheck.cli.processes import DiedError, shared

if TYPE_CHECKING:
    from pathlib import Path


def _twice(number: int) -> tuple[int, int]:
    return 2 * number, os.getpid()


def _dying(number: int) -> int:
    if number == 3:
        os._exit(1)
    return number


def test_results_come_in_order_from_other_processes() -> None:
    found = list(shared(_twice, range(20), 2, at_once=3))

    assert [number for number, _ in found] == list(range(0, 40, 2))
    assert os.getpid() not in {process for _, process in found}


def test_one_worker_is_this_process() -> None:
    assert list(shared(_twice, range(2), 1)) == [(0, os.getpid()), (2, os.getpid())]


def test_a_process_that_dies_is_told() -> None:
    with pytest.raises(DiedError):
        list(shared(_dying, range(9), 2))


@pytest.fixture
def many(tmp_path: Path) -> Path:
    folder = tmp_path / "posts"
    folder.mkdir()
    for number in range(8):
        text = f"Our new paper number {number} in Nature is out.\n"
        (folder / f"{number}.md").write_text(text, encoding="utf-8")
    return folder


def test_many_posts_are_reported_as_few_are(many: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = CliRunner().invoke(commands, ["check", str(many), "--output-format", "json"]).output
    monkeypatch.setattr(shelf, "_MANY", 2)
    monkeypatch.setattr(shelf, "processors", lambda: 2)

    assert (
        CliRunner().invoke(commands, ["check", str(many), "--output-format", "json"]).output
        == alone
    )
    assert '"mentions": 8' in alone


def test_posts_are_checked_here_if_a_process_dies(
    many: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = CliRunner().invoke(commands, ["check", str(many)]).output

    def failing(*_: object) -> None:
        raise DiedError

    monkeypatch.setattr(shelf, "shared", failing)

    assert CliRunner().invoke(commands, ["check", str(many)]).output == alone
