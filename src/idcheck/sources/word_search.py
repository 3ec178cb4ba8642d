"""Searching a catalogue: which works share the rare words and clues of a question.

The cost is bounded: words are looked up from the rarest on until a budget of works is spent, so
that ten times the works take little longer. Works are scored by the rarity of what they share.
"""

from __future__ import annotations

import math
from heapq import nsmallest
from itertools import islice
from typing import TYPE_CHECKING
from zlib import crc32

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from idcheck.sources.query import Asked

COMMON = 300
"""Works from which on a word is common; how many hold it is then kept in the file."""
_BUDGET = 800
"""Works looked at for a question."""
_BUDGET_OF_PROSE = 8000
"""The same for prose, which says things in more and commoner words."""
_WORTH = 0.4
"""The share of the best work's score from which on a work is worth a look."""
_USUAL = 30
"""Works that hold a word that is not common, where nobody has looked."""
_TOGETHER = 400
"""Works looked at that share several common words."""
_FEW = 3
"""Words looked up below which works are sought that hold several words at once."""
_MOST_CLUES = 2000
_HASHES_AT_ONCE = 400


def hashed(clue: str) -> int:
    """A number of 32 bits for a clue; what it leads to is compared anyhow."""
    return crc32(clue.encode("utf-8", "replace"))


class Searcher:
    """Finds the ids of works in one open catalogue, with scores that order them."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._counts: dict[str, int] = {}
        self._held: dict[str, int] = {}
        self._works = connection.execute("SELECT coalesce(max(id), 0) FROM work").fetchone()[0]

    def likely(self, asked: Asked, limit: int) -> list[int]:
        """The ids of at most `limit` works that share most with the question, best first.

        Works that share far less than the best are left out.
        """
        scores: dict[int, float] = {}
        self._add_clues(asked.clues, scores)
        self._add_words(asked.words, scores, _BUDGET)
        return _best(scores, limit, _WORTH)

    def worded(self, words: Sequence[str], limit: int) -> list[int]:
        """The ids of at most `limit` works that share most of these stemmed words."""
        scores: dict[int, float] = {}
        self._add_words(words, scores, _BUDGET_OF_PROSE)
        return _best(scores, limit, 0.0)

    def weight(self, word: str) -> float:
        """What a word says: the natural logarithm of how rare it is, as far as it was looked up."""
        count = self._count(word) or self._held.get(word, _USUAL)
        return math.log(1 + (self._works + 1) / count)

    def _add_clues(self, clues: dict[str, float], scores: dict[int, float]) -> None:
        weights = {hashed(clue): weight for clue, weight in clues.items()}
        hashes = iter(weights)
        while some := list(islice(hashes, _HASHES_AT_ONCE)):
            marks = ",".join("?" * len(some))
            for number, work in self._connection.execute(
                f"SELECT hash, work FROM clue WHERE hash IN ({marks}) LIMIT {_MOST_CLUES}",  # noqa: S608 - only marks
                some,
            ):
                scores[work] = scores.get(work, 0.0) + weights[number]

    def known(self, words: Sequence[str]) -> float:
        """The share of the words that are in the catalogue, as far as they were looked up."""
        known = sum(word in self._held or self._count(word) > 0 for word in words)
        return known / max(1, len(words))

    def _add_words(self, words: Sequence[str], scores: dict[int, float], budget: int) -> None:
        counted = sorted((self._count(word), word) for word in words)
        present: list[str] = []
        looked_up: list[str] = []
        for count, word in counted:
            if count > budget:
                present.append(word)
                continue
            works = self._holding(f'"{word}"', COMMON if not count else count + COMMON)
            if not works:
                continue
            self._held[word] = len(works)
            present.append(word)
            looked_up.append(word)
            budget -= len(works)
            weight = math.log(1 + (self._works + 1) / len(works))
            for work in works:
                scores[work] = scores.get(work, 0.0) + weight
        if len(looked_up) < _FEW and len(present) > 1:
            rarest = present[:_FEW]
            together = sum(map(self.weight, rarest))
            for work in self._holding(" AND ".join(f'"{word}"' for word in rarest), _TOGETHER):
                scores[work] = max(scores.get(work, 0.0), together)

    def _holding(self, question: str, most: int) -> list[int]:
        rows = self._connection.execute(
            "SELECT rowid FROM words WHERE words MATCH ? LIMIT ?", (question, most)
        )
        return [row[0] for row in rows]

    def _count(self, word: str) -> int:
        """How many works hold a common word, 0 for all others."""
        if (known := self._counts.get(word)) is None:
            row = self._connection.execute(
                "SELECT works FROM common WHERE word = ?", (word,)
            ).fetchone()
            known = self._counts[word] = row[0] if row else 0
        return known


def _best(scores: dict[int, float], limit: int, share: float) -> list[int]:
    """The works of the highest scores, without those below a share of the highest."""
    if not scores:
        return []
    least = share * max(scores.values())
    worth = [(-score, work) for work, score in scores.items() if score >= least]
    return [work for _, work in nsmallest(limit, worth)]


def count_common(connection: sqlite3.Connection) -> None:
    """Count anew how many works hold each common word."""
    connection.execute("DELETE FROM common")
    connection.execute(
        "INSERT INTO common SELECT term, doc FROM word_count WHERE doc > ?", (COMMON,)
    )
