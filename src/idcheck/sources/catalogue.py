"""A catalogue of works in one SQLite file, searched by words.

The file is safe for two runs at a time: readers do not wait, writers wait for each other.
"""

from __future__ import annotations

import json
import os
import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING

from idcheck.sources.catalogue_file import (
    DAMAGED,
    SCHEMA,
    WAIT,
    CatalogueError,
    check,
    closed_on_error,
    explained,
    lay_out,
    now,
    prepare,
)
from idcheck.sources.publications.unreadable import Unreadable
from idcheck.sources.query import asked_words, how_many
from idcheck.sources.stored import dumped, joined, loaded, may_be_one, same_text_key, searched

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from types import TracebackType
    from typing import Self

    from idcheck.identifiers import Identifier
    from idcheck.works import Reference, Work

__all__ = ["SCHEMA", "Added", "Catalogue", "CatalogueError", "Info"]

_COMMIT_EVERY = 5000
# The weights say how much a word counts in title, authors, container and numbers.
_SEARCH = """
SELECT record FROM (
  SELECT rowid AS number, bm25(words, 2.0, 1.5, 0.5, 1.2) AS badness FROM words
  WHERE words MATCH ? ORDER BY badness LIMIT ?
) JOIN work ON work.id = number ORDER BY badness, number
"""


@dataclass(frozen=True, slots=True)
class Added:
    """What adding did: works that are new, and works that were there already."""

    new: int = 0
    known: int = 0


@dataclass(frozen=True, slots=True)
class Info:
    """What a catalogue holds: works, works by source, bytes of the file, and dates.

    The dates are in ISO 8601, UTC. `path` is "" and `size` 0 for a catalogue in memory.
    """

    path: str
    works: int
    sources: dict[str, int]
    size: int
    made: str
    changed: str


class Catalogue:
    """An open catalogue; a context manager that closes it."""

    def __init__(self, connection: sqlite3.Connection, path: Path | None) -> None:
        self._connection = connection
        self._path = path
        self._counts: dict[str, int] = {}

    @classmethod
    def open(cls, path: Path) -> Catalogue:
        """The catalogue in the file at `path`, which is made if it is not there.

        A file that may not be written is opened to read. Raises CatalogueError if the file is no
        catalogue, is of another version, is damaged, or cannot be opened.
        """
        with explained(path):
            if not path.exists():
                path.parent.mkdir(parents=True, exist_ok=True)
            elif not _writable(path):
                return cls.open_to_read(path)
            connection = sqlite3.connect(path, timeout=WAIT, isolation_level=None)
            with closed_on_error(connection):
                prepare(connection)
            return cls(connection, path)

    @classmethod
    def open_to_read(cls, path: Path) -> Catalogue:
        """The catalogue in the file at `path`, which nobody writes to. Raises like `open`."""
        with explained(path):
            address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
            connection = sqlite3.connect(address, uri=True, timeout=WAIT, isolation_level=None)
            with closed_on_error(connection):
                check(connection)
            return cls(connection, path)

    @classmethod
    def building(cls, path: Path) -> Catalogue:
        """An empty catalogue in a new file that nobody else knows of until it is closed."""
        with explained(path):
            connection = sqlite3.connect(path, isolation_level=None)
            with closed_on_error(connection):
                connection.execute("PRAGMA journal_mode = OFF")
                connection.execute("PRAGMA synchronous = OFF")
                lay_out(connection)
            return cls(connection, path)

    @classmethod
    def in_memory(cls) -> Catalogue:
        """An empty catalogue that is gone when it is closed."""
        connection = sqlite3.connect(":memory:", isolation_level=None)
        lay_out(connection)
        return cls(connection, None)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def add(self, works: Iterable[Work]) -> Added:
        """Add works; one that is there already is brought up to date in its place.

        Two records are one work if they share an identifier, or title, first author and year,
        and no identifier contradicts. What was added before an error stays.
        """
        new = known = 0
        with explained(self._path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                for count, work in enumerate(works, start=1):
                    if self._add_one(work):
                        new += 1
                    else:
                        known += 1
                    if count % _COMMIT_EVERY == 0:
                        self._connection.execute("COMMIT")
                        self._connection.execute("BEGIN IMMEDIATE")
            finally:
                if self._connection.in_transaction:
                    self.note("changed", now())
                    self._connection.execute("COMMIT")
        self._counts.clear()
        return Added(new, known)

    def _add_one(self, work: Work) -> bool:
        """Add or update one work; whether it is new."""
        found = self._known(work)
        if found is None:
            self._insert(None, work)
            return True
        number, old = found
        together = joined(old, work)
        if together != old:
            self._delete(number, old)
            self._insert(number, together)
        return False

    def _known(self, work: Work) -> tuple[int, Work] | None:
        for number, record in self._alike(work):
            other = _work(record)
            if may_be_one(other, work):
                return number, other
        return None

    def _alike(self, work: Work) -> Iterator[tuple[int, str]]:
        for each in work.identifiers:
            yield from self._connection.execute(
                "SELECT id, record FROM identifier JOIN work ON id = work WHERE scheme = ? AND value = ?",
                (each.scheme, each.value),
            ).fetchall()
        if key := same_text_key(work):
            yield from self._connection.execute(
                "SELECT id, record FROM work WHERE text_key = ? AND text_key <> ''", (key,)
            ).fetchall()

    def _insert(self, number: int | None, work: Work) -> None:
        row = (number, dumped(work), same_text_key(work), work.source)
        made = self._connection.execute("INSERT INTO work VALUES (?, ?, ?, ?)", row).lastrowid
        self._connection.execute(
            "INSERT INTO words (rowid, title, authors, container, numbers) VALUES (?, ?, ?, ?, ?)",
            (made, *searched(work)),
        )
        self._connection.executemany(
            "INSERT OR IGNORE INTO identifier VALUES (?, ?, ?)",
            [(each.scheme, each.value, made) for each in work.identifiers],
        )

    def _delete(self, number: int, work: Work) -> None:
        self._connection.execute(
            "INSERT INTO words (words, rowid, title, authors, container, numbers)"
            " VALUES ('delete', ?, ?, ?, ?, ?)",
            (number, *searched(work)),
        )
        self._connection.executemany(
            "DELETE FROM identifier WHERE scheme = ? AND value = ? AND work = ?",
            [(each.scheme, each.value, number) for each in work.identifiers],
        )
        self._connection.execute("DELETE FROM work WHERE id = ?", (number,))

    def search(self, reference: Reference, limit: int = 25) -> tuple[Work, ...]:
        """At most `limit` works that share the rarest words of the reference, likeliest first."""
        with explained(self._path):
            counted = [(self._count(word), word) for word in asked_words(reference)]
            rarest = sorted((count, word) for count, word in counted if count)[
                : how_many(reference)
            ]
            if not rarest:
                return ()
            question = " OR ".join(f'"{word}"' for _, word in rarest)
            rows = self._connection.execute(_SEARCH, (question, limit)).fetchall()
            return tuple(_work(record) for (record,) in rows)

    def search_text(self, text: str, limit: int = 25) -> tuple[Work, ...]:
        """At most `limit` works that share the rarest words of the text, likeliest first."""
        from idcheck.works import Reference

        return self.search(Reference(words=text), limit)

    def _count(self, word: str) -> int:
        """How many works hold the word."""
        if (known := self._counts.get(word)) is not None:
            return known
        row = self._connection.execute(
            "SELECT doc FROM word_count WHERE term = ?", (word,)
        ).fetchone()
        count = self._counts[word] = row[0] if row else 0
        return count

    def get(self, identifier: Identifier) -> Work | None:
        """The work that carries the identifier, None if none does; an erratum only if nothing else."""
        with explained(self._path):
            rows = self._connection.execute(
                "SELECT record FROM identifier JOIN work ON id = work"
                " WHERE scheme = ? AND value = ? ORDER BY id",
                (identifier.scheme, identifier.value),
            ).fetchall()
            works = [_work(record) for (record,) in rows]
        return min(works, key=lambda work: work.type == "erratum", default=None)

    def info(self) -> Info:
        """What the catalogue holds."""
        with explained(self._path):
            counted = self._connection.execute(
                "SELECT source, count(*) FROM work GROUP BY source ORDER BY source"
            ).fetchall()
            size = self._path.stat().st_size if self._path else 0
            return Info(
                path=str(self._path or ""),
                works=sum(count for _, count in counted),
                sources=dict(counted),
                size=size,
                made=self.noted("made"),
                changed=self.noted("changed"),
            )

    def note(self, name: str, value: str) -> None:
        """Keep a fact about the catalogue in its file."""
        with explained(self._path):
            self._connection.execute("INSERT OR REPLACE INTO about VALUES (?, ?)", (name, value))

    def noted(self, name: str) -> str:
        """A fact that was kept, "" if there is none."""
        with explained(self._path):
            row = self._connection.execute(
                "SELECT value FROM about WHERE name = ?", (name,)
            ).fetchone()
        return row[0] if row else ""

    @property
    def skipped(self) -> tuple[Unreadable, ...]:
        """The entries of the publication list behind this catalogue that could not be read."""
        return tuple(Unreadable(*each) for each in json.loads(self.noted("skipped") or "[]"))


def _work(record: str) -> Work:
    try:
        return loaded(record)
    except (ValueError, TypeError):
        raise CatalogueError(DAMAGED) from None


def _writable(path: Path) -> bool:
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
