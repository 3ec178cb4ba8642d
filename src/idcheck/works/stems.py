"""Words without their endings, so that `drinkers` finds `drinking`."""

from __future__ import annotations

from functools import lru_cache

_ENDINGS = (
    ("ational", "ate"), ("ation", "ate"),  ("ations", "ate"), ("iveness", "ive"), ("ical", "ic"),
    ("ities", ""), ("ity", ""), ("ments", ""), ("ment", ""), ("ingly", ""), ("ings", ""),
    ("ing", ""), ("edly", ""), ("ied", "y"), ("ies", "y"), ("ed", ""), ("ers", ""), ("er", ""),
    ("ally", "al"), ("ly", ""), ("es", ""), ("s", ""), ("e", ""),
)  # fmt: skip
_BY_LETTER = {
    letter: [pair for pair in _ENDINGS if pair[0][-1] == letter] for letter in "lesygrdnt"
}
_SHORTEST = 4
"""Letters that are left of a word at least."""


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A folded word without a common English ending; numbers and other scripts stay as they are."""
    if len(word) <= _SHORTEST or not word.isascii() or not word.isalpha():
        return word
    for ending, instead in _BY_LETTER.get(word[-1], ()):
        if word.endswith(ending):
            rest = word[: -len(ending)] + instead
            if len(rest) >= _SHORTEST and not word.endswith(("ss", "us", "is")):
                return rest.rstrip("e") if len(rest) > _SHORTEST else rest
            return word
    return word
