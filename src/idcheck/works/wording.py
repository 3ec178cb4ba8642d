"""How well the words of a text fit a work, for mentions that name no title.

The formula is BM25 (Robertson and Zaragoza, 2009) over stems. How rare a word is comes from
outside; a word said twice in the text counts somewhat more.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from idcheck.works.normal import EVERYDAY, fold
from idcheck.works.stems import stem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from idcheck.works import Work

_SATURATION, _LENGTH, _USUAL = 1.0, 0.5, 9.0
"""k1, b, and the usual number of words in a title."""
_ASIDE = 0.4
"""What a word counts that is in the authors or the container, not in the title."""


def stems(text: str) -> Counter[str]:
    """The stems of a text that can tell one work from another, with how often each occurs."""
    return Counter(stem(word) for word in fold(text).split() if word not in EVERYDAY)


def fit(asked: Mapping[str, float], work: Work) -> float:
    """How well a work fits; `asked` tells what each stem of the text counts."""
    title = stems(work.title)
    length = 1 - _LENGTH + _LENGTH * title.total() / _USUAL
    score = sum(
        asked[word] * count * (_SATURATION + 1) / (count + _SATURATION * length)
        for word, count in title.items()
        if word in asked
    )
    names = " . ".join(each.family for each in work.authors[:8])
    aside = stems(f"{names} . {work.container}").keys() - title.keys()
    return score + _ASIDE * sum(asked[word] for word in aside if word in asked)
