"""Which language a post is written in, as far as its cue words need it."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import repeat
from typing import TYPE_CHECKING

from idcheck import lazy
from idcheck.mentions import cues

if TYPE_CHECKING:
    from idcheck.post import Post

_WORD = lazy.pattern(r"[^\W\d_]++")
_PLAIN_WORD = lazy.pattern(r"[a-z]++")
_CHINESE = lazy.pattern(r"[\u4e00-\u9fff\u3040-\u30ff]")
_KANA = lazy.pattern(r"[\u3040-\u30ff]")
_SAMPLE = 20_000
_SOME = 10
UNKNOWN = "und"
_MOST_OFTEN = "en"
_PLAINLY = 0.23
"""Share of common words that no text in another language reaches with English ones."""


def language_of(post: Post) -> str:
    """The post's declared language, else the one whose common words it is full of, else `und`."""
    if post.language:
        return re.split("[-_]", post.language.lower())[0]
    sample = post.text[:_SAMPLE]
    plain = sample.isascii()
    characters = 0 if plain else len(_CHINESE.findall(sample))
    if characters > _SOME and 10 * characters > len(sample):
        return "ja" if 10 * len(_KANA.findall(sample)) > characters else "zh"
    words = Counter((_PLAIN_WORD if plain else _WORD).findall(sample.lower()))
    if not words:
        return UNKNOWN
    total = words.total()
    if sum(map(words.get, cues.common(_MOST_OFTEN), repeat(0))) / total >= _PLAINLY:
        return _MOST_OFTEN  # the other tables take as long to load as a post takes to read
    counts = dict.fromkeys(cues.languages(), 0)
    common = _common()
    for word in common.keys() & words.keys():
        for language in common[word]:
            counts[language] += words[word]
    best = max(counts, key=lambda language: counts[language])
    return best if counts[best] / total >= 0.12 else UNKNOWN


@cache
def _common() -> dict[str, list[str]]:
    """The languages that each common word is counted for."""
    found: dict[str, list[str]] = {}
    for language in cues.languages():
        for word in cues.common(language):
            found.setdefault(word, []).append(language)
    return found
