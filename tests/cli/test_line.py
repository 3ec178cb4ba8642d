"""`idcheck explain FILE:LINE` and `check -v`: each mention can say why it is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from idcheck.cli import commands

if TYPE_CHECKING:
    from pathlib import Path

_POST = """Our new paper in *PNAS* shows how cells keep warm.

The Current Population Study is a survey.

[A paper by Kim et al.](https://doi.org/10.1038/nature12373) measured the same.
"""


@pytest.fixture
def post(tmp_path: Path) -> Path:
    path = tmp_path / "post.md"
    path.write_text(_POST, "utf-8")
    return path


def _explained(post: Path, line: int) -> str:
    done = CliRunner().invoke(commands, ["explain", f"{post}:{line}"])
    assert done.exit_code == 0
    return done.output


def test_an_untracked_mention_tells_its_signs_and_their_sum(post: Path) -> None:
    said = _explained(post, 1)

    assert '"Our new paper in PNAS"' in said
    assert "no link or identifier stands with it" in said
    assert "venue after +" in said
    assert "enough" in said


def test_a_tracked_mention_tells_what_stands_with_it(post: Path) -> None:
    assert "doi:10.1038/nature12373 (the words are its link)" in _explained(post, 5)


def test_what_is_no_mention_tells_what_speaks_against_it(post: Path) -> None:
    said = _explained(post, 3)

    assert 'not a mention: "The Current Population Study"' in said
    assert "proper name -" in said


def test_a_line_without_anything(post: Path) -> None:
    assert "nothing on line 2 looks like a mention" in _explained(post, 2)


def test_a_file_that_is_not_there_is_told() -> None:
    done = CliRunner().invoke(commands, ["explain", "nowhere.md:3"])

    assert done.exit_code != 0


def test_a_verbose_check_tells_of_each_mention(post: Path) -> None:
    done = CliRunner().invoke(commands, ["check", "-v", "--exit-zero", str(post)])

    assert "venue after +" in done.output


def test_the_words_of_the_settings_are_heeded(tmp_path):
    (tmp_path / "idcheck.toml").write_text('nouns = ["fact sheet"]', "utf-8")
    post = tmp_path / "post.md"
    post.write_text("Our new fact sheet in *Nature* is out.", "utf-8")

    assert "our new fact sheet" in _explained(post, 1).lower()
    done = CliRunner().invoke(commands, ["check", "--offline", str(post)])
    assert "MEN101" in done.output
