"""Putting works into a catalogue: new ones, and those that are there already.

Works are written many at a time: what the file knows of them is asked once, and its tables
are filled in their own order, which is several times faster than a work at a time.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from msgspec.structs import replace

from idcheck.sources.stored import (
    COLUMNS,
    MOST_AUTHORS,
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
    from collections.abc import Iterable, Iterator

    from idcheck.sources.stored_rows import Rows
    from idcheck.works import Work

_AT_ONCE = 5000
"""Works that are written together."""
_ASKED_AT_ONCE = 500
_INSERT = f"INSERT INTO work VALUES (?, {', '.join('?' * len(COLUMNS))})"  # noqa: S608 - only marks


def batches(works: Iterable[Work]) -> Iterator[list[Work]]:
    """The works in lists to be written together; what came before an error is given before it."""
    left = iter(works)
    while True:
        batch: list[Work] = []
        try:
            for work in islice(left, _AT_ONCE):
                batch.append(_cut(work))  # noqa: PERF401 - what came before an error is kept
        finally:
            if batch:
                yield batch
        if not batch:
            return


def _cut(work: Work) -> Work:
    """The work with as many authors as are kept, so that a batch of long lists stays small."""
    if len(work.authors) <= MOST_AUTHORS:
        return work
    return replace(work, authors=work.authors[:MOST_AUTHORS])


class Batch:
    """Works that are put into an open catalogue together, in a transaction that the caller holds."""

    def __init__(self, connection: sqlite3.Connection, rows: Rows, works: list[Work]) -> None:
        self._connection = connection
        self._rows = rows
        self._works = works
        self._hashes = [_hashes(work) for work in works]
        self._owners: dict[int, list[int]] = {}
        """The ids of the works that bear an exact clue, by the clue's hash."""
        self._borne: dict[int, list[int]] = {}
        """The hashes of the exact clues of the works whose rows are to be written."""
        self._known: dict[int, Work] = {}
        """The works that may be met again, by id."""
        self._stale: dict[int, Work] = {}
        """The works whose rows are to be deleted, as they are in the file."""

    def write(self) -> int:
        """Add or update the works; how many of them are new."""
        next_id = self._connection.execute("SELECT coalesce(max(id), 0) + 1 FROM work").fetchone()[
            0
        ]
        if next_id > 1:
            self._look_up()
        first = next_id
        for work, hashes in zip(self._works, self._hashes, strict=True):
            number = self._same(work, hashes)
            if number is None:
                self._keep(next_id, work, hashes)
                next_id += 1
            else:
                self._update(number, work, is_stored=number < first)
        self._delete()
        self._insert()
        return int(next_id - first)

    def _look_up(self) -> None:
        """Learn which works in the file bear the exact clues of these."""
        for some in _chunks(sorted({each for hashes in self._hashes for each in hashes})):
            marks = ",".join("?" * len(some))
            for number, owner in self._connection.execute(
                f"SELECT hash, work FROM clue WHERE hash IN ({marks})",  # noqa: S608 - only marks
                some,
            ):
                self._owners.setdefault(number, []).append(owner)
        owners = sorted({owner for each in self._owners.values() for owner in each})
        for some in _chunks(owners):
            self._known.update(self._rows.numbered(some))

    def _same(self, work: Work, hashes: list[int]) -> int | None:
        """The id of the work that is the same, the first of several."""
        met = [each for each in map(self._owners.get, hashes) if each]
        owners = sorted({owner for each in met for owner in each}) if met else ()
        return next((each for each in owners if may_be_one(self._known[each], work)), None)

    def _keep(self, number: int, work: Work, hashes: list[int]) -> None:
        self._known[number] = work
        self._borne[number] = hashes
        for each in hashes:
            owners = self._owners.setdefault(each, [])
            if number not in owners:
                owners.append(number)

    def _update(self, number: int, work: Work, *, is_stored: bool) -> None:
        old = self._known[number]
        together = joined(old, work)
        if together == old:
            return
        if is_stored:
            self._stale.setdefault(number, old)
        self._keep(number, together, _hashes(together))

    def _delete(self) -> None:
        run = self._connection.executemany
        run(
            "INSERT INTO words (words, rowid, text) VALUES ('delete', ?, ?)",
            [(number, searched(work)) for number, work in self._stale.items()],
        )
        rows = [
            row
            for number, work in self._stale.items()
            for row in _clue_rows(number, work, _hashes(work))
        ]
        run("DELETE FROM clue WHERE hash = ? AND work = ?", sorted(rows))
        run("DELETE FROM work WHERE id = ?", [(number,) for number in self._stale])

    def _insert(self) -> None:
        works = [(number, self._known[number]) for number in sorted(self._borne)]
        run = self._connection.executemany
        number_of = self._rows.number_of
        run(_INSERT, [(number, *row_of(work, number_of)) for number, work in works])
        run(
            "INSERT INTO words (rowid, text) VALUES (?, ?)",
            [(number, searched(work)) for number, work in works],
        )
        # In the order of their table, which is several times faster.
        rows = [
            row for number, work in works for row in _clue_rows(number, work, self._borne[number])
        ]
        run("INSERT OR IGNORE INTO clue VALUES (?, ?)", sorted(rows))


def _clue_rows(number: int, work: Work, exact: list[int]) -> list[tuple[int, int]]:
    return [(each, number) for each in (*exact, *map(hashed, clues(work)))]


def _chunks(numbers: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(numbers), _ASKED_AT_ONCE):
        yield numbers[start : start + _ASKED_AT_ONCE]


def _hashes(work: Work) -> list[int]:
    """The hashes of the clues that another record of the same work bears too."""
    found = [hashed(f"i{each.scheme}:{each.value}") for each in work.identifiers]
    if key := same_text_key(work):
        found.append(hashed(f"t{key}"))
    return found or [hashed(f"s{work.source}\t{chr(9).join(_said(work))}")]


def _said(work: Work) -> Iterator[str]:
    """All that a record says which has nothing to be known by; the same again is the same work."""
    yield from (
        work.title,
        work.container,
        str(work.year or ""),
        work.volume,
        work.issue,
        work.pages,
    )
    yield from map(str, work.authors)
