"""Articles of newspapers and broadcasters, which are no publications of research."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from idcheck import lazy
from idcheck.mentions.cues import FALLBACK, alternatives, load

if TYPE_CHECKING:
    import re

    from idcheck.mentions.cues import Cues
    from idcheck.post import Span

_BEFORE, _AFTER = 100, 60
"""Code points before and after a noun in which a newspaper is looked for."""


def in_the_press(text: str, sentence: Span, phrase: Span, cues: Cues) -> bool:
    """Whether a newspaper publishes what a phrase names, or it stands in one.

    "Le Monde a publié un article", "an article in The Guardian". What a newspaper only tells of
    ("The Guardian covers a study") is no article of its own.
    """
    start = max(sentence.start, phrase.start - _BEFORE)
    stop = min(sentence.end, phrase.end + _AFTER)
    by_them = _publishes(cues).search(text, start, phrase.start)
    return by_them is not None or _in_them(cues).match(text, phrase.end, stop) is not None


@cache
def _publishes(cues: Cues) -> re.Pattern[str]:
    """A newspaper that writes or publishes, right before the phrase."""
    writes = rf"(?i:{alternatives(cues.words('authorship'))})"
    if not cues.spaced:
        return lazy.pattern(rf"(?:{_names(cues)})\w{{0,4}}?{writes}\w{{0,2}}$")
    return lazy.pattern(
        rf"(?<!\w)(?:{_names(cues)})[ ](?:\w{{1,15}}[ ]){{0,2}}?{writes}[ ](?:\w{{1,12}}[ ]){{0,3}}$"
    )


@cache
def _in_them(cues: Cues) -> re.Pattern[str]:
    """A newspaper right after the phrase: " in the daily Dagens Nyheter"."""
    small = [*cues.words("venue_prepositions"), *cues.words("articles"), *cues.words("definite")]
    within = set(small).difference(cues.words("topic"))
    led_in = rf"(?:(?i:{alternatives(within)})[ ]?){{1,2}}" if cues.spaced else ""
    return lazy.pattern(rf"[ ]?{led_in}(?:{_names(cues)})(?!\w)")


@cache
def _names(cues: Cues) -> str:
    """Pattern of the name of a newspaper, known or told to be one by the noun before it."""
    known = alternatives([*cues.words("newspapers"), *load(FALLBACK).words("newspapers")])
    nouns = alternatives(cues.words("press"))
    return rf"{known}|(?i:{nouns})[ ](?:[A-ZÀ-Þ][\w&-]*(?:[ ](?=[A-ZÀ-Þ&]))?){{1,4}}"
