"""Venues that a sentence names: "in *Nature*", "the journal Cancers", "@PLOSONE", "Nature上"."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from msgspec import Struct

from idcheck import lazy
from idcheck.mentions import venues
from idcheck.mentions.cues import alternatives
from idcheck.post import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from idcheck.mentions.cues import Cues
    from idcheck.mentions.venues import Venue
    from idcheck.post import Post

_LATIN = lazy.pattern(
    r"[A-Z@][\w&.’'-]*(?: (?:(?:of|and|in|for|the|on) )?[A-Z&][\w&.’'-]*){0,9}"
    r"|(?<=《)[^《》\n]{2,40}(?=》)",
    re.ASCII,
)
"""Names where no spaces stand between words: those in Latin letters, and those in title marks."""
_LONGEST = 120
_NAME_WORD = lazy.pattern(r"\S++")
_MOST_WORDS = 10
_QUOTES = frozenset("《「『〈")


class Named(Struct, frozen=True):
    """A venue at the place of its name.

    `doubtful` names may be the everyday word as well; `inside` tells that words such as "in" lead
    to the name: what is told there stands in the venue.
    """

    venue: Venue
    span: Span
    doubtful: bool
    inside: bool = False


def named(post: Post, sentence: Span, cues: Cues) -> list[Named]:
    """The venues of a sentence in order, without those that are plainly the everyday word."""
    found: list[Named] = []
    pattern = _lead(cues) if cues.spaced else _LATIN
    for match in pattern.finditer(post.text, sentence.start, sentence.end):
        at = match.end() if cues.spaced else match.start()
        if found and at < found[-1].span.end:
            continue
        name = _at(post, at, sentence.end, match, cues)
        noun = match.start("noun") if cues.spaced and match["noun"] else at
        if name is None and noun < at:  # "the Proceedings of the Academy" begins with its noun
            name = _at(post, noun, sentence.end, match, cues)
        if name:
            found.append(name)
    if cues.words("venue_endings"):
        found += _ending(post.text, sentence, cues)
        found.sort(key=lambda name: name.span.start)
    return found


def _ending(text: str, sentence: Span, cues: Cues) -> Iterator[Named]:
    """The venues that a noun ends: "Gut-lehdessä", "Nature Communications -lehdessä"."""
    for ending in _endings(cues).finditer(text, sentence.start, sentence.end):
        lead = text[max(sentence.start, ending.start() - _LONGEST) : ending.start()]
        words = list(_NAME_WORD.finditer(lead))[-_MOST_WORDS:]
        for at, word in enumerate(words):
            if not word.group().strip("*\"“”'«")[:1].isupper():
                continue
            found = venues.longest([each.group() for each in words[at:]])
            if found and found[0] == len(words) - at:
                start = ending.start() - len(lead) + word.start()
                yield Named(found[1], Span(start, ending.end()), doubtful=False, inside=True)
                break


@cache
def _endings(cues: Cues) -> re.Pattern[str]:
    return lazy.pattern(rf"[ ]?[-–](?:{alternatives(cues.words('venue_endings'))})(?!\w)")


@cache
def _lead(cues: Cues) -> re.Pattern[str]:
    """What stands before a venue: a preposition, a noun such as "journal", or both; or an @."""
    prepositions = alternatives(cues.words("venue_prepositions"))
    nouns = alternatives(cues.words("venue_nouns"))
    articles = alternatives([*cues.words("definite"), *cues.words("articles")])
    return lazy.pattern(
        rf"(?<!\w)(?:(?P<preposition>(?i:{prepositions}))(?:[ ]|(?<=['’]))(?:(?i:{articles})(?:[ ]|(?<=['’])))?(?:(?:[^\W\d_A-Z][\w-]{{0,20}}+[ ]){{0,3}}?(?P<noun>(?i:{nouns}))[ ](?:(?i:{articles})[ ])?)?"
        rf"|(?P<only>(?i:{nouns}))[ ]|(?=@\w))[\"“„'‘«*]?(?=[A-ZÀ-Þ@a-z])"
    )


def _at(post: Post, start: int, stop: int, lead: re.Match[str], cues: Cues) -> Named | None:
    words = post.text[start : min(stop, start + _LONGEST)].split(" ")
    if not cues.spaced:
        words = lead.group().split(" ")
    found = venues.longest(words)
    if found is None:
        return None
    count, venue = found
    first = words[0].strip("*\"“„'‘«")
    if first[:1].islower() and venue.kind == "journal":
        return None
    name = " ".join(words[:count]).rstrip(".,;:!?)\"”»’'")
    span = Span(start, start + len(name))
    doubtful = venue.ambiguous and first[:1] != "@"
    groups = lead.groupdict()
    preposition = (groups.get("preposition") or "").lower()
    inside = preposition in cues.words("venue_in") and _plain(post.text, span)
    if doubtful and cues.spaced:
        if groups.get("noun") or groups.get("only") or _set_apart(post, span):
            doubtful = False
        elif not inside:
            return None
    elif doubtful:
        doubtful = not _marked(post.text, span, cues)
    return Named(venue, span, doubtful, inside)


def _set_apart(post: Post, span: Span) -> bool:
    """Whether emphasis or a link marks the name."""
    return any(
        region.span.overlaps(span) for region in post.regions_of("emphasis", "strong")
    ) or any(link.span.overlaps(span) for link in post.links)


def _marked(text: str, span: Span, cues: Cues) -> bool:
    """Whether quotes or the word for a journal mark a name, where no spaces do: 《Nature》, Nature誌."""
    after = text[span.end : span.end + 4]
    return text[span.start - 1 : span.start] in _QUOTES or after.startswith(
        cues.words("venue_nouns")
    )


def _plain(text: str, span: Span) -> bool:
    """Whether capitalised words ("Nature") may be a venue: no other name continues them."""
    return not re.match(r"\s[A-ZÀ-Þ]|['’-]", text[span.end : span.end + 2])


def among(modifiers: str) -> Venue | None:
    """A venue that ends the words before a noun: "our PNAS paper"."""
    words = modifiers.replace("-", " ").split()
    for at in range(len(words)):
        if words[at][:1].isupper():
            found = venues.longest(words[at:])
            if found and found[0] == len(words) - at and found[1].kind != "press":
                return found[1]
    return None
