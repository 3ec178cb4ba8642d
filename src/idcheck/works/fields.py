"""Reading the fields of a reference: each word is an author, title, container, year, volume, pages ...

A linear-chain model says so: every word shows signs (its shape, its neighbours, where it stands),
each sign has a weight for each field, and so has each step from field to field; the best path wins.
Weights are learned from hand-segmented references (`scripts/train_fields.py`) and kept in
`data/field_weights.tsv`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from msgspec import Struct

from idcheck import data, lazy

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_WORD = lazy.pattern(r"\S+")
_YEAR = lazy.pattern(r"(?:1[5-9]|20)\d\d[a-z]?")
_RANGE = lazy.pattern(r"\d+[-–—]+\d+")
_INITIALS = lazy.pattern(r"[A-Z]\.?(?:-?[A-Z]\.?)*")
_EDGES = ".,;:()[]\"“”‘’'«»"
_SHAPES = (
    (lazy.pattern(r"[A-ZÀ-Þ]"), "A"),
    (lazy.pattern(r"[a-zß-ÿ]"), "a"),
    (lazy.pattern(r"\d"), "9"),
)
_RUN = lazy.pattern(r"(.)\1+")
_QUOTES = frozenset('"“”')


class _Model(Struct, frozen=True):
    """`states` holds the weights of each sign by field number, `steps` those from field to field."""

    labels: tuple[str, ...]
    states: Mapping[str, tuple[tuple[int, float], ...]]
    steps: tuple[tuple[float, ...], ...]


def words(text: str) -> list[str]:
    """The words of a reference, with the punctuation that sticks to them."""
    return _WORD.findall(text)


def labelled(text: str) -> list[tuple[str, str]]:
    """Each word of a reference with its field.

    Fields are `author`, `title`, `container`, `year`, `volume`,
    `issue`, `pages`, `publisher`, `editor` or `other`.
    """
    found = words(text)
    if not found:
        return []
    model = _model()
    scores = [_scores(each, model) for each in signs(found)]
    return list(zip(found, _best_path(scores, model), strict=True))


def signs(found: Sequence[str]) -> list[list[str]]:
    """The signs of each word, its own and those of two neighbours on either side."""
    own = [_own(word) for word in found]
    count = len(found)
    quoted = 0
    dated = False
    rows = []
    for at, word in enumerate(found):
        row = list(own[at])
        for step in (-2, -1, 1, 2):
            row += _of_neighbour(own, at + step, step)
        row.append(f"p={min(9, 10 * at // count)}")
        if at:
            row.append("|".join((own[at - 1][2], own[at - 1][1], own[at][1])))
        row.append(f"q{quoted % 2}")
        if dated:
            row.append("after-year")
        rows.append(row)
        quoted += sum(char in _QUOTES for char in word)
        dated = dated or "year" in own[at]
    return rows


def _own(word: str) -> list[str]:
    core = word.strip(_EDGES).lower()
    folded = re.sub(r"\d", "9", core)
    shape = word
    for pattern, letter in _SHAPES:
        shape = pattern.sub(letter, shape)
    signs_ = [
        f"w={folded}",
        "s=" + _RUN.sub(r"\1\1", shape)[:8],
        "e=" + ("x" if word[-1].isalnum() else word[-1]),
        "b=" + ("x" if word[0].isalnum() else word[0]),
    ]
    if _YEAR.fullmatch(core):
        signs_.append("year")
    if _RANGE.fullmatch(core):
        signs_.append("range")
    if _INITIALS.fullmatch(word.strip(",;:")):
        signs_.append("init")
    if len(folded) > 3:
        signs_.append("x=" + folded[-3:])
    return signs_


def _of_neighbour(own: Sequence[Sequence[str]], at: int, step: int) -> Iterator[str]:
    if not 0 <= at < len(own):
        yield f"{step}#"
        return
    for sign in own[at]:
        kind = sign[:2]
        if (
            kind in {"s=", "e="}
            or sign in {"year", "range", "init"}
            or (kind in {"w=", "b="} and abs(step) == 1)
        ):
            yield f"{step}{sign}"


def _scores(row: Sequence[str], model: _Model) -> list[float]:
    scores = [0.0] * len(model.labels)
    for sign in row:
        for number, weight in model.states.get(sign, ()):
            scores[number] += weight
    return scores


def _best_path(scores: Sequence[Sequence[float]], model: _Model) -> list[str]:
    """The sequence of fields with the highest sum (Viterbi)."""
    numbers = range(len(model.labels))
    best = list(scores[0])
    back: list[list[int]] = []
    for row in scores[1:]:
        came = [max(numbers, key=lambda one: best[one] + model.steps[one][to]) for to in numbers]
        best = [best[came[to]] + model.steps[came[to]][to] + row[to] for to in numbers]
        back.append(came)
    at = max(numbers, key=best.__getitem__)
    path = [at]
    for came in reversed(back):
        at = came[at]
        path.append(at)
    return [model.labels[number] for number in reversed(path)]


@cache
def _model() -> _Model:
    rows = data.rows("field_weights.tsv")
    labels = tuple(sorted({row[2] for row in rows}))
    number = {label: at for at, label in enumerate(labels)}
    states: dict[str, list[tuple[int, float]]] = {}
    steps = [[0.0] * len(labels) for _ in labels]
    for kind, sign, label, weight in rows:
        if kind == "step":
            steps[number[sign]][number[label]] = float(weight)
        else:
            states.setdefault(sign, []).append((number[label], float(weight)))
    held = {sign: tuple(weights) for sign, weights in states.items()}
    return _Model(labels, held, tuple(map(tuple, steps)))
