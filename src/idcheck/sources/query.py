"""What to search for: the words of a reference, and the clues that few works share."""

from __future__ import annotations

from itertools import pairwise, permutations
from typing import TYPE_CHECKING

from msgspec import Struct

from idcheck import lazy
from idcheck.sources.stored import clues
from idcheck.works import Work
from idcheck.works.normal import EVERYDAY, first_page, fold, name_key
from idcheck.works.stems import stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from idcheck.works import Reference

_MOST = 120
"""Words looked at; a longer text is no reference."""
_LONGEST = 24
"""Letters of a word that is put together."""
_RUN_TOGETHER = lazy.pattern(r"(?<=[a-zß-ÿ])(?=[A-ZÀ-Þ])|(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])")
_LONG_NUMBER = 5
"""Digits of a number that is put together."""
_MOST_NUMBERS = 10
_MOST_NAMES = 40
_WEIGHTS = {"v": 14.0, "y": 9.0, "a": 8.0}
"""How much a clue of each kind says, in natural logarithms of works."""


class Asked(Struct, frozen=True):
    """Stemmed words, each once, and clues, each with its weight."""

    words: tuple[str, ...]
    clues: dict[str, float]


def asked(reference: Reference) -> Asked:
    """What to search for to find the work that a reference means."""
    return _asked(_words(reference), _clues(reference))


def asked_of_poor_copy(text: str) -> Asked:
    """What to search for where blanks came in or went missing: `Biolo gy`, `TheTimes34, 52 9`."""
    words = fold(text).split()[:_MOST]
    parted = fold(_RUN_TOGETHER.sub(" ", text)).split()[:_MOST]
    joined = [one + other for one, other in pairwise(words) if len(one) + len(other) <= _LONGEST]
    numbers = [word for word in joined if word.isdecimal() and len(word) <= _LONG_NUMBER]
    return _asked([*words, *joined, *parted], _clues_in([*parted, *numbers]))


def _asked(words: Iterable[str], clues: Iterable[str]) -> Asked:
    found = dict.fromkeys(map(stem, words))
    return Asked(
        words=tuple(word for word in found if word not in EVERYDAY)[:_MOST],
        clues={clue: _WEIGHTS[clue[0]] for clue in clues},
    )


def _words(reference: Reference) -> Iterator[str]:
    for text in (reference.title, reference.container, first_page(reference.pages)):
        yield from fold(text).split()
    for author in reference.authors[:6]:
        yield from fold(author.family).split()
        yield name_key(author.family)
    if not reference.title:
        yield from fold(reference.words).split()


def _clues(reference: Reference) -> Iterator[str]:
    stated = Work(
        "", reference.authors[:1], year=reference.year, volume=reference.volume, pages=reference.pages
    )  # fmt: skip
    yield from clues(stated)
    if not reference.title and reference.words:
        yield from _clues_in(fold(reference.words).split()[:_MOST])


def _clues_in(words: list[str]) -> Iterator[str]:
    """All clues that the words of an entry can make, whatever its style."""
    numbers = dict.fromkeys(
        word.lstrip("0") for word in words if word[-1].isdecimal() and len(word) < 21
    )
    several = list(numbers)[:_MOST_NUMBERS]
    years = [number for number in several if len(number) == 4 and number[:2] in _CENTURIES]
    for one, other in permutations(several, 2):
        yield f"v{one} {other}"
    for year in years[:3]:
        yield from (f"y{year} {page}" for page in several if page != year)
        names = (
            word
            for word in words
            if len(word) > 1 and word not in EVERYDAY and not word[0].isdecimal()
        )
        for _, name in zip(range(_MOST_NAMES), names, strict=False):
            yield f"a{name_key(name)} {year}"


_CENTURIES = frozenset({"16", "17", "18", "19", "20"})
