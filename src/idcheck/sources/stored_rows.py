"""The rows of a catalogue's works, with the texts that many of them share kept once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from idcheck.sources.stored import COLUMNS, work_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from idcheck.works import Work

_MOST_HELD = 50_000
"""Shared texts held in memory."""
_SELECT = f"SELECT id, {', '.join(COLUMNS)} FROM work WHERE id IN"  # noqa: S608 - own names


class Rows:
    """Reads and makes the rows of one open catalogue."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._texts: dict[int, str] = {}
        self._numbers: dict[str, int] = {}

    def works(self, numbers: Sequence[int]) -> list[Work]:
        """The works of these ids, in this order, without those that are not there.

        Raises ValueError, TypeError or LookupError if a row is damaged.
        """
        found = self.numbered(numbers)
        return [found[number] for number in numbers if number in found]

    def numbered(self, numbers: Sequence[int]) -> dict[int, Work]:
        """The works of these ids by their ids. Raises like `works`."""
        marks = ",".join("?" * len(numbers))
        rows = self._connection.execute(f"{_SELECT} ({marks})", numbers)
        return {row[0]: work_of(row[1:], self.text_of) for row in rows.fetchall()}

    def text_of(self, number: int | None) -> str:
        """The shared text of a number."""
        if number is None:
            return ""
        if (text := self._texts.get(number)) is None:
            (text,) = self._connection.execute(
                "SELECT text FROM shared WHERE id = ?", (number,)
            ).fetchone()
            if len(self._texts) < _MOST_HELD:
                self._texts[number] = text
        return text

    def number_of(self, text: str) -> int | None:
        """The number of a shared text, which is kept if it is new; None for ""."""
        if not text:
            return None
        if (number := self._numbers.get(text)) is None:
            row = self._connection.execute(
                "SELECT id FROM shared WHERE text = ?", (text,)
            ).fetchone()
            if row is None:
                made = self._connection.execute("INSERT INTO shared (text) VALUES (?)", (text,))
                number = made.lastrowid or 0
            else:
                number = row[0]
            if len(self._numbers) < _MOST_HELD:
                self._numbers[text] = number
        return number

    def forget(self) -> None:
        """Forget numbers that a transaction gave and did not keep."""
        self._numbers.clear()
        self._texts.clear()
