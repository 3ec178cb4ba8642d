"""`idcheck catalogue`, and checks that take suggestions from catalogues."""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

    from click.testing import Result

    Run = Callable[..., Result]

THERMOMETRY = (
    "@article{kucsko, title={Nanometre-scale thermometry in a living cell}, author={Kucsko, Georg and Maurer, Peter},"
    " journal={Nature}, year={2013}, doi={10.1038/nature12373}}\n"
)
UNTITLED = "@article{none, author={Berg, Anna}, year={2020}}\n"
POST = "Our new paper “Nanometre-scale thermometry in a living cell” is out in *Nature*.\n"
LINK = "https://doi.org/10.1038/nature12373"


@pytest.fixture(autouse=True)
def _patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A locked catalogue is not waited for as long as in earnest."""
    connect = sqlite3.connect

    def hasty(*arguments: Any, **options: Any) -> sqlite3.Connection:
        return connect(*arguments, **{**options, "timeout": 0.1})

    monkeypatch.setattr(sqlite3, "connect", hasty)


@pytest.fixture
def our(folder: Path) -> Path:
    file = folder / "our list.bib"
    file.write_text(THERMOMETRY + UNTITLED)
    return file


@pytest.fixture
def post(folder: Path) -> Path:
    file = folder / "post.md"
    file.write_text(POST, encoding="utf-8")
    return file


def test_a_list_is_added_and_what_is_left_out_is_named(idcheck: Run, our: Path) -> None:
    result = idcheck("catalogue", "add", "our list.bib")

    assert result.exit_code == 0
    assert result.stdout == "our list.bib: 1 added, 1 left out\n"
    assert result.stderr.startswith("idcheck: our list.bib:2: ")
    assert (
        idcheck("catalogue", "add", "our list.bib").stdout
        == "our list.bib: 1 there already, 1 left out\n"
    )


def test_a_list_that_is_not_there_does_not_stop_the_others(idcheck: Run, our: Path) -> None:
    result = idcheck("catalogue", "add", "gone.bib", "our list.bib")

    assert result.exit_code == 2
    assert "gone.bib" in result.stderr
    assert result.stdout == "our list.bib: 1 added, 1 left out\n"


def test_what_was_added_is_found(idcheck: Run, our: Path) -> None:
    idcheck("catalogue", "add", "our list.bib")

    found = idcheck("catalogue", "search", "kucsko", "thermometry")
    assert found.stdout.startswith(
        f"Nanometre-scale thermometry in a living cell\nGeorg Kucsko et al., Nature, 2013\n{LINK}\n"
    )
    nothing = idcheck("catalogue", "search", "zebrafish")
    assert (nothing.exit_code, nothing.stdout, nothing.stderr) == (
        0,
        "",
        "idcheck: nothing was found\n",
    )


def test_what_a_catalogue_holds(idcheck: Run, our: Path) -> None:
    idcheck("catalogue", "add", "our list.bib", "--catalogue", "mine.sqlite")
    lines = idcheck("catalogue", "info", "--catalogue", "mine.sqlite").stdout.splitlines()

    assert lines[0].startswith("file:     mine.sqlite (")
    assert lines[1:3] == ["works:    1", "          1 from our list.bib"]
    assert lines[3].startswith("made:     20")


def test_ours_are_marked(idcheck: Run, our: Path, folder: Path) -> None:
    (folder / "others.bib").write_text(THERMOMETRY.replace("12373", "12374").replace("cell", "fly"))
    idcheck("catalogue", "add", "our list.bib", "--ours")
    idcheck("catalogue", "add", "others.bib", "our list.bib")
    assert "ours:     1\n" in idcheck("catalogue", "info").stdout

    asked = "Kucsko, Nanometre-scale thermometry in a living cell. Nature, 2013\n"
    row = json.loads(idcheck("match", stdin=asked).stdout)
    assert row["evidence"][0]["ours"] is True


@pytest.mark.parametrize("command", [("info",), ("search", "x")])
def test_there_is_no_catalogue_yet(idcheck: Run, command: tuple[str, ...]) -> None:
    result = idcheck("catalogue", *command)

    assert result.exit_code == 2
    assert (
        result.stderr
        == "idcheck: there is no catalogue yet; make one with `idcheck catalogue add FILE`\n"
    )


@pytest.mark.usefixtures("our", "post")
class TestSuggestions:
    """Checks with a catalogue."""

    def test_the_kept_catalogue_is_used_without_asking(self, idcheck: Run) -> None:
        assert LINK not in idcheck("post.md").stdout
        idcheck("catalogue", "add", "our list.bib")

        assert f"\n      {LINK}\n" in idcheck("post.md").stdout

    def test_a_list_on_the_command_line(self, idcheck: Run) -> None:
        result = idcheck("post.md", "--catalogue", "our list.bib", "--output-format", "json")
        report = json.loads(result.stdout)

        assert report["mentions"][0]["candidates"][0]["identifier"]["url"] == LINK
        assert report["summary"]["not_verified"] == 1
        assert "our list.bib:2: " in result.stderr

    def test_a_list_in_the_settings(self, idcheck: Run, folder: Path) -> None:
        (folder / "idcheck.toml").write_text('catalogue = ["our list.bib"]\n')
        (folder / "sub").mkdir()
        (folder / "sub" / "post.md").write_text(POST, encoding="utf-8")

        assert LINK in idcheck("sub/post.md").stdout

    def test_a_list_in_the_environment(self, idcheck: Run) -> None:
        assert LINK in idcheck("post.md", env={"IDCHECK_CATALOGUE": "our list.bib"}).stdout

    @pytest.mark.parametrize("content", [b"no database", b"SQLite format 3\0" + b"\xff" * 4096])
    def test_a_broken_catalogue_is_told_once_and_the_check_goes_on(
        self, idcheck: Run, folder: Path, content: bytes
    ) -> None:
        (folder / "broken.sqlite").write_bytes(content)
        (folder / "other.md").write_text(POST, encoding="utf-8")
        result = idcheck("post.md", "other.md", "--catalogue", "broken.sqlite", "--exit-zero")

        assert result.exit_code == 2
        assert result.stdout.count(" MEN101 ") == 2
        (line,) = result.stderr.splitlines()
        assert line.startswith(f"idcheck: catalogue {folder / 'broken.sqlite'}: ")

    def test_a_locked_catalogue(self, idcheck: Run, folder: Path) -> None:
        idcheck("catalogue", "add", "our list.bib", "--catalogue", "mine.sqlite")
        with sqlite3.connect(folder / "mine.sqlite", isolation_level=None) as other:
            other.execute("BEGIN EXCLUSIVE")
            result = idcheck("catalogue", "add", "our list.bib", "--catalogue", "mine.sqlite")
            other.execute("ROLLBACK")
        other.close()

        assert result.exit_code == 2
        (line,) = result.stderr.splitlines()
        assert line.startswith("idcheck: catalogue mine.sqlite: another program has held it")

    def test_a_catalogue_that_is_not_there(self, idcheck: Run) -> None:
        result = idcheck("post.md", "--catalogue", "gone.bib")

        assert result.exit_code == 2
        assert result.stderr.endswith("gone.bib: there is no such file\n")
        assert " MEN101 " in result.stdout
