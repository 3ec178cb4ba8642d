"""Whether words read like the title of a work rather than like prose, word by word."""

from __future__ import annotations

from functools import cache, lru_cache

from idcheck import data, lazy

_WORD = lazy.pattern(r"[^\W\d_]{2,30}")
_PLAIN_WORD = lazy.pattern(r"[a-z]{2,30}")
_CAPITAL = lazy.pattern(r"[A-ZÀ-Þ]")
_UNKNOWN = 0.4
"""Weight of a word that is in neither titles nor prose often enough: as a rule a term of some field."""
_STEPS = (-1.0, -0.4, 0.0, 0.4, 0.8, 1.2, 1.8)
_CJK = lazy.pattern(r"[\u3040-\u30ff\u4e00-\u9fff]")


class _Weights(dict[str, float]):
    """The weight of each word."""

    def __missing__(self, word: str) -> float:
        return _UNKNOWN if len(word) > 5 else 0.0


@cache
def _weights() -> _Weights:
    return _Weights(data.weights("title_words.tsv"))


@lru_cache(maxsize=1024)
def learnedness(text: str) -> float:
    """How much oftener these words stand in titles of works than in prose, log2, the mean of all."""
    words = _words(text)
    if not words:
        return 0.0
    return sum(map(_weights().__getitem__, words)) / len(words)


def _words(text: str) -> list[str]:
    """The words in lower case."""
    return (_PLAIN_WORD if text.isascii() else _WORD).findall(text.lower())


def known(text: str) -> float:
    """The share of words that are among those counted, which are English."""
    words = [word for word in _words(text) if len(word) > 3]
    return sum(word in _weights() for word in words) / len(words) if words else 0.0


def step(text: str) -> int:
    """The learnedness of a text in eight steps, 0 to 7."""
    value = learnedness(text)
    return sum(value >= limit for limit in _STEPS)


def cjk(text: str) -> bool:
    """Whether a text has Chinese or Japanese characters."""
    return not text.isascii() and _CJK.search(text) is not None


def capitals(text: str) -> float:
    """The share of words, but short ones, that begin with a capital."""
    words = [word for word in _WORD.findall(text) if len(word) > 3]
    return sum(bool(_CAPITAL.match(word)) for word in words) / len(words) if words else 0.0
