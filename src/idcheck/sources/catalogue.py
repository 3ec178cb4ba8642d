"""A catalogue of works in one SQLite file, searched by words.

The file is safe for two runs at a time: readers do not wait, writers wait for each other.
"""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import ExitStack
from typing import TYPE_CHECKING

from msgspec import Struct

from idcheck.sources.adding import Batch, batches
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
    transaction,
)
from idcheck.sources.prose import ProseSearch
from idcheck.sources.publications.unreadable import Unreadable
from idcheck.sources.query import asked, asked_of_poor_copy
from idcheck.sources.stored_rows import Rows
from idcheck.sources.word_search import Searcher, count_common, hashed
from idcheck.works import Reference

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from types import TracebackType
    from typing import Self

    from idcheck.identifiers import Identifier
    from idcheck.works import Work

__all__ = ["SCHEMA", "Added", "Catalogue", "CatalogueError", "Info"]

_AT_ONCE = 500
"""Works that are read at a time where all are wanted."""
_POOR = 0.7
"""The share of words that are in the catalogue, below which a text is taken for a poor copy."""
_GROWN = 1.05
"""By how much a catalogue grows until its common words are counted again."""


class Added(Struct, frozen=True):
    """What adding did: works that are new, and works that were there already."""

    new: int = 0
    known: int = 0


class Info(Struct, frozen=True):
    """What a catalogue holds: works, works by source, bytes of the file, dates, and works of ours.

    The dates are in ISO 8601, UTC. `path` is "" and `size` 0 for a catalogue in memory.
    """

    path: str
    works: int
    sources: dict[str, int]
    size: int
    made: str
    changed: str
    ours: int = 0


class Catalogue:
    """An open catalogue; a context manager that closes it."""

    def __init__(self, connection: sqlite3.Connection, path: Path | None) -> None:
        self._connection = connection
        self._path = path
        self._rows = Rows(connection)
        self._searcher: Searcher | None = None
        self._prose: ProseSearch | None = None

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
                connection.execute("PRAGMA cache_size = -65536")
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
            try:
                for batch in batches(works):
                    added = self._write(batch)
                    new += added
                    known += len(batch) - added
            finally:
                self._searcher = self._prose = None
                if new or known:
                    self._note_addition()
        return Added(new, known)

    def _write(self, works: list[Work]) -> int:
        """Add works all or none; how many are new."""
        batch = Batch(self._connection, self._rows, works)
        with ExitStack() as undoing:
            undoing.callback(self._rows.forget)
            with transaction(self._connection):
                new = batch.write()
            undoing.pop_all()
        return new

    def _note_addition(self) -> None:
        with transaction(self._connection):
            self._count_if_grown()
            self.note("changed", now())
            self.note("additions", str(int(self.noted("additions") or 0) + 1))

    def _count_if_grown(self) -> None:
        works = self._connection.execute("SELECT count(*) FROM work").fetchone()[0]
        if works > _GROWN * int(self.noted("counted") or 0):
            count_common(self._connection)
            self.note("counted", str(works))

    def search(self, reference: Reference, limit: int = 25) -> tuple[Work, ...]:
        """At most `limit` works that share the rarest words of the reference, likeliest first."""
        with explained(self._path):
            question = asked(reference)
            numbers = self._search.likely(question, limit)
            poor = self._search.known(question.words) < _POOR
            if poor and reference == Reference(words=reference.words):
                numbers = self._search.likely(asked_of_poor_copy(reference.words), limit)
            return self._works(numbers)

    def search_prose(self, text: str, limit: int = 50) -> tuple[Work, ...]:
        """At most `limit` works whose title says what the text says, best first.

        With the extra `semantic`, other words for the same thing count too.
        """
        with explained(self._path):
            if self._prose is None:
                self._prose = ProseSearch(
                    self._connection, self._rows, self._search, self._path, self.noted("additions")
                )
            return tuple(self._prose(text, limit))

    @property
    def _search(self) -> Searcher:
        if self._searcher is None:
            self._searcher = Searcher(self._connection)
        return self._searcher

    def search_text(self, text: str, limit: int = 25) -> tuple[Work, ...]:
        """At most `limit` works that share the rarest words of the text, likeliest first."""
        return self.search(Reference(words=text), limit)

    def get(self, identifier: Identifier) -> Work | None:
        """The work that carries the identifier, None if none does; an erratum only if nothing else."""
        with explained(self._path):
            numbers = self._connection.execute(
                "SELECT work FROM clue WHERE hash = ? ORDER BY work", (hashed(f"i{identifier}"),)
            ).fetchall()
            works = [
                work
                for work in self._works([number for (number,) in numbers])
                if identifier in work.identifiers
            ]
        return min(works, key=lambda work: work.type == "erratum", default=None)

    def all(self) -> Iterator[Work]:
        """All works, in the order in which they were added."""
        return self._each("SELECT id FROM work ORDER BY id")

    def ours(self) -> Iterator[Work]:
        """The works that are marked as ours, in the order in which they were added."""
        return self._each("SELECT id FROM work WHERE ours ORDER BY id")

    def _each(self, query: str) -> Iterator[Work]:
        with explained(self._path):
            numbers = [number for (number,) in self._connection.execute(query)]
            for at in range(0, len(numbers), _AT_ONCE):
                yield from self._works(numbers[at : at + _AT_ONCE])

    def _works(self, numbers: list[int]) -> tuple[Work, ...]:
        try:
            return tuple(self._rows.works(numbers))
        except (ValueError, TypeError, LookupError):
            raise CatalogueError(DAMAGED) from None

    def info(self) -> Info:
        """What the catalogue holds."""
        with explained(self._path):
            counted = self._connection.execute(
                "SELECT text, count(*) FROM work LEFT JOIN shared ON shared.id = source"
                " GROUP BY source ORDER BY text"
            ).fetchall()
            size = self._path.stat().st_size if self._path else 0
            return Info(
                path=str(self._path or ""),
                works=sum(count for _, count in counted),
                sources={name or "": count for name, count in counted},
                size=size,
                made=self.noted("made"),
                changed=self.noted("changed"),
                ours=self._connection.execute("SELECT count(ours) FROM work").fetchone()[0],
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


def _writable(path: Path) -> bool:
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
