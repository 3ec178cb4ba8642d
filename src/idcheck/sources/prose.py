"""Works for a text that names no title: by its words, and with the extra `semantic` by its meaning."""

from __future__ import annotations

from typing import TYPE_CHECKING

from idcheck.sources import meaning
from idcheck.works.wording import fit, stems

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

    from idcheck.sources.stored_rows import Rows
    from idcheck.sources.word_search import Searcher
    from idcheck.works import Work

_LOOKED_AT = 200
"""Works that are weighed by their words."""
_NEAR = 50
"""Works of each kind that are then weighed by words and meaning together."""
_BY_WORDS, _BY_MEANING = 0.15, 9.0
"""What the two count: fitted to the rank of the right work among the candidates."""


_ALIKE = 0.35
"""The likeness below which a work without a common word is none to show."""


class ProseSearch:
    """Searches one open catalogue, as it is when this is made."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        rows: Rows,
        searcher: Searcher,
        path: Path | None,
        changed: str,
    ) -> None:
        self._rows = rows
        self._searcher = searcher
        self._meanings = (
            meaning.Meanings(connection, path, changed) if meaning.installed() else None
        )

    def __call__(self, text: str, limit: int) -> list[Work]:
        """At most `limit` works whose title says what the text says, best first."""
        said = stems(text)
        numbers = self._searcher.worded(tuple(said), _LOOKED_AT)
        weights = {word: self._searcher.weight(word) * count**0.5 for word, count in said.items()}
        fits = {
            number: (fit(weights, work), work)
            for number, work in zip(numbers, self._rows.works(numbers), strict=True)
        }
        best = sorted(fits, key=lambda number: -fits[number][0])
        if self._meanings is None:
            return [fits[number][1] for number in best[:limit]]
        return self._by_meaning(
            text, weights, {number: fits[number][1] for number in best[:_NEAR]}
        )[:limit]

    def _by_meaning(
        self, text: str, weights: dict[str, float], worded: dict[int, Work]
    ) -> list[Work]:
        """The works found by words, and those of a near meaning, weighed together."""
        if self._meanings is None:
            return list(worded.values())
        vector = meaning.table().mean_of(text)
        near = [number for number in self._meanings.nearest(vector, _NEAR) if number not in worded]
        works = [*worded.values(), *self._rows.works(near)]
        likeness = self._meanings.likeness(vector, [*worded, *near])
        scored = [
            (_BY_WORDS * fit(weights, work) + _BY_MEANING * like, work)
            for work, like in zip(works, likeness, strict=True)
            if work in worded.values() or like >= _ALIKE
        ]
        return [work for _, work in sorted(scored, key=lambda each: -each[0])]
