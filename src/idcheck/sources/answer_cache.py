"""What registries answered before: one SQLite file, by source and question, with its age.

Answers are kept, not pages: found works long, "not found" for a day, failures never. Two runs may
use the file at once. A damaged file is set aside and a new one begun.
"""

from __future__ import annotations

import sqlite3
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import Struct

from idcheck.works.answer import Ambiguous, Found, NotFound, NotYet, Unavailable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path
    from typing import Self

    from idcheck.works.answer import Answer

_DAY = 86400.0
_AGES = {
    "found": 90 * _DAY,
    "ambiguous": 90 * _DAY,
    "text": 90 * _DAY,
    "not found": _DAY,
    "not yet": _DAY,
}
"""Seconds that an answer of a kind holds."""
_FORM = 1
"""Raised when the stored form of answers changes; other forms are set aside."""
_TYPES: dict[str, type] = {
    "found": Found, "not found": NotFound, "not yet": NotYet, "ambiguous": Ambiguous,
}  # fmt: skip
_KINDS = {held: kind for kind, held in _TYPES.items()}
_AT_ONCE = 400


class Contents(Struct, frozen=True):
    """What a cache holds: the number of answers by source, how many are too old, and bytes."""

    answers: Mapping[str, int]
    expired: int
    size: int


class AnswerCache:
    """The answers in a file. `problem` tells why there is a new file, or none; "" if all is well."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.problem = ""
        self._connection = self._opened()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        if self._connection is not None:
            with suppress(sqlite3.Error):
                self._connection.close()

    def get(self, source: str, questions: Iterable[str]) -> dict[str, Answer]:
        """The answers at hand that are young enough, by question."""
        return {
            question: held
            for question, kind, body in self._rows(source, questions)
            if kind in _TYPES and (held := _loaded(_TYPES[kind], body)) is not None
        }

    def put(self, source: str, answers: Mapping[str, Answer]) -> None:
        """Keep answers; failures are not kept."""
        self._keep(
            (source, question, _KINDS[type(answer)], msgspec.json.encode(answer).decode())
            for question, answer in answers.items()
            if not isinstance(answer, Unavailable)
        )

    def contents(self) -> Contents:
        """What the file holds."""
        rows = self._run("SELECT source, kind, asked FROM answers")
        counts: dict[str, int] = {}
        for source, *_ in rows:
            counts[source] = counts.get(source, 0) + 1
        expired = sum(not _young(kind, asked) for _, kind, asked in rows)
        size = self.file.stat().st_size if self.file.is_file() else 0
        return Contents(dict(sorted(counts.items())), expired, size)

    def prune(self) -> int:
        """Drop answers that are too old; how many they were."""
        rows = self._run("SELECT rowid, kind, asked FROM answers")
        old = [(row,) for row, kind, asked in rows if not _young(kind, asked)]
        self._run_many("DELETE FROM answers WHERE rowid = ?", old)
        self._run("VACUUM")
        return len(old)

    def _rows(self, source: str, questions: Iterable[str]) -> list[tuple[str, str, str]]:
        found = []
        wanted = list(dict.fromkeys(questions))
        for start in range(0, len(wanted), _AT_ONCE):
            part = wanted[start : start + _AT_ONCE]
            marks = ",".join("?" * len(part))
            found += self._run(
                f"SELECT question, kind, body, asked FROM answers WHERE source = ? AND question IN ({marks})",  # noqa: S608 - question marks only
                (source, *part),
            )
        return [(one, kind, body) for one, kind, body, asked in found if _young(kind, asked)]

    def _keep(self, rows: Iterable[tuple[str, str, str, str]]) -> None:
        self._run_many(
            "INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?, ?)",
            [(*row, time.time()) for row in rows],
        )

    def _run(self, statement: str, values: tuple[object, ...] = ()) -> list[Any]:
        """The rows of a statement; none, and no cache from then on, where the file fails."""
        if self._connection is None:
            return []
        try:
            return self._connection.execute(statement, values).fetchall()
        except sqlite3.Error as error:
            self._give_up(error)
            return []

    def _run_many(self, statement: str, rows: list[Any]) -> None:
        if self._connection is None or not rows:
            return
        try:
            with self._connection:
                self._connection.executemany(statement, rows)
        except sqlite3.Error as error:
            self._give_up(error)

    def _give_up(self, error: sqlite3.Error) -> None:
        self.close()
        self._connection = None
        if not isinstance(error, sqlite3.OperationalError):
            self._connection = self._begun_anew()
        self.problem = self.problem or f"{self.file}: the cache cannot be used: {error}"

    def _opened(self) -> sqlite3.Connection | None:
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            try:
                return _connected(self.file)
            except sqlite3.DatabaseError as error:
                if isinstance(error, sqlite3.OperationalError):
                    raise
                return self._begun_anew()
        except (OSError, sqlite3.Error) as error:
            self.problem = f"{self.file}: the cache cannot be used: {error}"
            return None

    def _begun_anew(self) -> sqlite3.Connection | None:
        """A new file, after the damaged one was set aside."""
        aside = self.file.with_suffix(".damaged.sqlite")
        try:
            self.file.replace(aside)
            for tail in ("-wal", "-shm"):
                self.file.with_name(self.file.name + tail).unlink(missing_ok=True)
            connection = _connected(self.file)
        except (OSError, sqlite3.Error):
            return None
        self.problem = (
            f"{self.file}: the cache was damaged and begun anew; the old file is {aside.name}"
        )
        return connection


def _connected(file: Path) -> sqlite3.Connection:
    """The open file with its table. Raises sqlite3.DatabaseError if it is no database of ours."""
    connection = sqlite3.connect(file, timeout=10)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        (form,) = connection.execute("PRAGMA user_version").fetchone()
        if form not in {0, _FORM}:
            connection.execute("DROP TABLE IF EXISTS answers")
        connection.execute(
            "CREATE TABLE IF NOT EXISTS answers (source TEXT, question TEXT, kind TEXT, body TEXT,"
            " asked REAL, PRIMARY KEY (source, question))"
        )
        connection.execute("SELECT source, question, kind, body, asked FROM answers LIMIT 1")
        connection.execute(f"PRAGMA user_version = {_FORM}")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _young(kind: str, asked: float) -> bool:
    age = time.time() - asked
    return -_DAY < age < _AGES.get(kind, 0)


def _loaded(kind: type, body: str) -> Answer | None:
    """A stored answer, None if it is of a form that is not read any more."""
    with suppress(msgspec.MsgspecError):
        answer: Answer = msgspec.json.decode(body, type=kind)
        return answer
    return None
