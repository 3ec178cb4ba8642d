"""The lower-case copy of a text, in which words are looked for before a pattern is run.

Looking for a word takes a hundredth of the time that a pattern of many words without case takes.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from idcheck.post import Span

_SAME = (("İ", "i"), ("ı", "i"), ("ſ", "s"))
"""Letters that patterns without case take for another one, whatever their lower case is."""


@lru_cache(maxsize=8)
def lowered(text: str) -> str:
    """The text in lower case, at the same offsets."""
    if not text.isascii():
        for letter, plain in _SAME:
            text = text.replace(letter, plain)
    return text.lower()


def shortest(words: Iterable[str]) -> tuple[str, ...]:
    """The words in lower case, without those that have another of them inside."""
    low = sorted({lowered(word) for word in words}, key=lambda word: (len(word), word))
    return tuple(word for at, word in enumerate(low) if not any(part in word for part in low[:at]))


def has_any(text: str, span: Span, words: tuple[str, ...]) -> bool:
    """Whether any of these lower-case words, or parts of words, stands in a stretch."""
    low = lowered(text)
    start, end = span.start, span.end
    for word in _held(low, words):  # noqa: SIM110 - any() takes several times as long
        if low.find(word, start, end) >= 0:
            return True
    return False


@lru_cache(maxsize=256)
def _held(text: str, words: tuple[str, ...]) -> tuple[str, ...]:
    """The words that a text has anywhere: its stretches are asked for the same lists again and again."""
    return tuple(word for word in words if word in text)
