"""What is kept of answers, for how long, and what a damaged file does."""

from __future__ import annotations

import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from idcheck.identifiers import Identifier
from idcheck.sources.answer_cache import AnswerCache
from idcheck.works import (
    Ambiguous,
    Author,
    Found,
    NotFound,
    NotYet,
    Parent,
    Stated,
    Unavailable,
    Update,
    Version,
    Work,
)

if TYPE_CHECKING:
    from pathlib import Path

DOI = Identifier("doi", "10.5555/12345678")
WORK = Work(
    "A title", (Author("Berg", "Anna"),), "Nature", 2020, identifiers=(DOI,), source="crossref",
    dates=(("issued", "2020-05-01"),), versions=(Version("has-preprint", DOI, "crossref"),),
    updates=(Update("retraction", DOI, "2021", "publisher"),), updates_of=(("correction", DOI),),
    parent=Parent("chapter", Identifier("isbn", "9780743273565")), landing_page="https://example.org/",
    stated=(Stated("crossref", "2026-11-28T07:00:00Z", ("title",)),),
)  # fmt: skip
ANSWERS = {
    "found": Found(WORK), "none": NotFound(), "registered": NotYet("JaLC", "https://example.org/"),
    "several": Ambiguous((WORK, WORK)),
}  # fmt: skip
DAY = 86400


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "answers.sqlite"


def test_answers_come_back_whole_and_failures_are_not_kept(file: Path) -> None:
    with AnswerCache(file) as cache:
        cache.put("crossref", ANSWERS | {"busy": Unavailable("busy")})
    with AnswerCache(file) as cache:
        held = cache.get("crossref", [*ANSWERS, "busy", "never asked"])
        assert held == ANSWERS
        assert held["found"].work.stated == WORK.stated
        assert cache.get("datacite", ANSWERS) == {}
        assert cache.contents().answers == {"crossref": 4}
        assert cache.problem == ""


@pytest.mark.parametrize(
    ("days", "kept"),
    [(0.9, {*ANSWERS}), (1.1, {"found", "several"}), (89, {"found", "several"}), (91, set())],
)
def test_found_works_hold_long_and_the_rest_a_day(
    file: Path, monkeypatch: pytest.MonkeyPatch, days: float, kept: set[str]
) -> None:
    with AnswerCache(file) as cache:
        cache.put("crossref", ANSWERS)
        now = time.time()
        monkeypatch.setattr(time, "time", lambda: now + days * DAY)

        assert set(cache.get("crossref", ANSWERS)) == kept
        assert cache.contents().expired == len(ANSWERS) - len(kept)
        assert cache.prune() == len(ANSWERS) - len(kept)
        assert cache.contents().answers == ({"crossref": len(kept)} if kept else {})


@pytest.mark.parametrize(
    "content", [b"no database at all" * 500, b"SQLite format 3\0" + b"\xff" * 5000]
)
def test_a_damaged_file_is_set_aside(file: Path, content: bytes) -> None:
    file.parent.mkdir()
    file.write_bytes(content)
    with AnswerCache(file) as cache:
        assert "damaged" in cache.problem
        cache.put("crossref", ANSWERS)
        assert cache.get("crossref", ANSWERS) == ANSWERS
    assert file.with_name("answers.damaged.sqlite").read_bytes() == content


def test_a_file_damaged_in_the_middle_is_set_aside_when_that_shows(file: Path) -> None:
    with AnswerCache(file) as cache:
        cache.put("crossref", {str(number): Found(WORK) for number in range(2000)})
    with sqlite3.connect(file) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    with file.open("r+b") as opened:
        opened.seek(8192)
        opened.write(b"\xff" * 200_000)
    with AnswerCache(file) as cache:
        for number in range(0, 2000, 50):
            cache.get("crossref", [str(number)])
        assert "damaged" in cache.problem
        cache.put("crossref", ANSWERS)
        assert cache.get("crossref", ANSWERS) == ANSWERS


def test_a_folder_that_cannot_be_written_is_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file stands here")
    with AnswerCache(tmp_path / "cache" / "answers.sqlite") as cache:
        cache.put("crossref", ANSWERS)
        assert cache.get("crossref", ANSWERS) == {}
        assert "cannot be used" in cache.problem
        assert cache.prune() == 0


def test_another_form_of_file_is_begun_anew(file: Path) -> None:
    with AnswerCache(file) as cache:
        cache.put("crossref", ANSWERS)
    with sqlite3.connect(file) as connection:
        connection.execute("PRAGMA user_version = 999")
    connection.close()
    with AnswerCache(file) as cache:
        assert cache.get("crossref", ANSWERS) == {}
        assert cache.problem == ""


def test_an_answer_of_an_older_shape_is_asked_again(file: Path) -> None:
    with AnswerCache(file) as cache:
        cache.put("crossref", ANSWERS)
        with sqlite3.connect(file) as connection:
            connection.execute("UPDATE answers SET body = '{\"odd\": 1}' WHERE question = 'found'")
        connection.close()
        assert "found" not in cache.get("crossref", ANSWERS)


def test_runs_at_the_same_time_do_not_disturb_each_other(file: Path) -> None:
    def run(name: str) -> int:
        with AnswerCache(file) as cache:
            for number in range(30):
                cache.put(name, {str(number): Found(WORK)})
            assert cache.problem == ""
            return len(cache.get(name, map(str, range(30))))

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(run, "abcd")) == [30] * 4
