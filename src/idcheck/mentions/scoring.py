"""Scores: signs around a stretch of text are looked up in a table of weights and added up.

A sign is a word such as `venue` or `owner`; which ones a stretch shows is for the finders to say.
The weights are learned from labelled posts (`scripts/train_signs.py`) and kept in
`data/sign_weights.tsv`, so each decision can be retold: these signs, these weights, this sum.
"""

from __future__ import annotations

from functools import cache
from itertools import repeat
from typing import TYPE_CHECKING

from idcheck import data

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_ALWAYS = "always"


@cache
def weights(model: str) -> Mapping[str, float]:
    """The weight of each sign of a model. `always` is what every stretch starts with."""
    return {row[1]: float(row[2]) for row in data.rows("sign_weights.tsv") if row[0] == model}


def score(model: str, signs: Iterable[str]) -> float:
    """The sum of the weights; from 0 on, the stretch counts as a mention by itself."""
    table = weights(model)
    return table.get(_ALWAYS, 0.0) + sum(map(table.get, signs, repeat(0.0)))


def reckoning(model: str, signs: Iterable[str]) -> list[tuple[str, float]]:
    """Each sign with its weight, the weightiest first, as an explanation shows it."""
    table = weights(model)
    rows = [(sign, table.get(sign, 0.0)) for sign in (_ALWAYS, *signs)]
    return sorted(rows, key=lambda row: -abs(row[1]))
