"""Putting works into a catalogue: new ones, and those that are there already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from idcheck.sources.stored import (
    COLUMNS,
    clues,
    joined,
    may_be_one,
    row_of,
    same_text_key,
    searched,
)
from idcheck.sources.word_search import hashed

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from idcheck.sources.stored_rows import Rows
    from idcheck.works import Work

_INSERT = f"INSERT INTO work VALUES (?, {', '.join('?' * len(COLUMNS))})"  # noqa: S608 - only marks


class Adder:
    """Adds works to one open catalogue within a transaction that the caller holds."""

    def __init__(self, connection: sqlite3.Connection, rows: Rows) -> None:
        self._connection = connection
        self._rows = rows
        self._next = connection.execute("SELECT coalesce(max(id), 0) + 1 FROM work").fetchone()[0]

    def add(self, work: Work) -> bool:
        """Add or update one work; whether it is new."""
        exact = [hashed(clue) for clue in _exact(work)]
        found = self._known(work, exact)
        if found is None:
            self._insert(self._next, work, exact)
            self._next += 1
            return True
        number, old = found
        together = joined(old, work)
        if together != old:
            self._delete(number, old)
            self._insert(number, together, [hashed(clue) for clue in _exact(together)])
        return False

    def _known(self, work: Work, hashes: list[int]) -> tuple[int, Work] | None:
        if not hashes:
            return None
        marks = ",".join("?" * len(hashes))
        numbers = self._connection.execute(
            f"SELECT DISTINCT work FROM clue WHERE hash IN ({marks})",  # noqa: S608 - only marks
            hashes,
        ).fetchall()
        for (number,) in numbers:
            (other,) = self._rows.works([number])
            if may_be_one(other, work):
                return number, other
        return None

    def _insert(self, number: int, work: Work, exact: list[int]) -> None:
        self._connection.execute(_INSERT, (number, *row_of(work, self._rows.number_of)))
        self._connection.execute(
            "INSERT INTO words (rowid, text) VALUES (?, ?)", (number, searched(work))
        )
        self._connection.executemany(
            "INSERT OR IGNORE INTO clue VALUES (?, ?)",
            [(each, number) for each in (*exact, *map(hashed, clues(work)))],
        )

    def _delete(self, number: int, work: Work) -> None:
        self._connection.execute(
            "INSERT INTO words (words, rowid, text) VALUES ('delete', ?, ?)",
            (number, searched(work)),
        )
        self._connection.executemany(
            "DELETE FROM clue WHERE hash = ? AND work = ?",
            [(hashed(clue), number) for clue in (*_exact(work), *clues(work))],
        )
        self._connection.execute("DELETE FROM work WHERE id = ?", (number,))


def _exact(work: Work) -> Iterator[str]:
    """The clues that another record of the same work bears too."""
    yield from (f"i{each}" for each in work.identifiers)
    if key := same_text_key(work):
        yield f"t{key}"
