"""Informal announcements: "our new paper in PNAS", "a study published today in The Lancet".

A noun that names a publication is looked for, and the signs around it that one certain work is
meant: a venue, whose it is, that it is new, that it is out. Signs are added up; a noun with too
few is only a mention where a link stands with it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from idcheck.mentions import blocks as reading
from idcheck.mentions import venues
from idcheck.mentions.cues import alternatives
from idcheck.mentions.sighting import Sighting
from idcheck.post import Span
from idcheck.works import Author, Reference

if TYPE_CHECKING:
    from collections.abc import Iterator

    from idcheck.mentions.blocks import Block
    from idcheck.mentions.cues import Cues
    from idcheck.mentions.venues import Venue
    from idcheck.post import Post

_ENOUGH = 2.5
_VENUE_REACH = 140
_WORD = r"[A-ZÀ-Þ][\w-]++(?:['’](?!s\b)[\w-]++)?"
_NAME = rf"{_WORD}(?: (?:[A-Z]\.? |van |von |de |der )?{_WORD}){{0,2}}"
_YEAR = re.compile(r"(?:from|of|in)?\s*\(?\b((?:19|20)\d\d)\b")


@dataclass(frozen=True, slots=True)
class _Patterns:
    phrase: re.Pattern[str]
    results: re.Pattern[str]
    fresh: re.Pattern[str]
    out: re.Pattern[str]
    to_venue: re.Pattern[str]
    byline: re.Pattern[str]
    topic: re.Pattern[str]
    authorship: re.Pattern[str]
    signed: re.Pattern[str]
    came_out: re.Pattern[str]
    opening: re.Pattern[str]
    unpublished: re.Pattern[str]
    elsewhere: re.Pattern[str]


@cache
def _patterns(cues: Cues) -> _Patterns:
    possessive = alternatives(cues.words("possessive"))
    indefinite = alternatives([*cues.words("indefinite"), *cues.words("counted")])
    prepositions = alternatives(cues.words("venue_prepositions"))
    venue_nouns = alternatives(cues.words("venue_nouns"))
    determiner = alternatives([*cues.words("possessive"), *cues.words("articles")])
    modifier = rf"(?:(?!(?i:{determiner})[ ])[\w“\"'‘’”().&/-]{{1,30}}+,?[ ]){{0,5}}?"
    return _Patterns(
        phrase=re.compile(
            rf"(?<![\w’'-])(?:(?P<own>(?i:{possessive}))|(?P<name>{_NAME})(?:['’]s|(?<=s)['’])|(?P<any>(?i:{indefinite})))[ ]"
            rf"(?P<mods>{modifier})(?:(?P<noun>(?i:{cues.noun}))|(?P<nouns>(?i:{cues.plural_noun})))(?![\w-])"
        ),
        results=re.compile(
            rf"(?<!\w)(?i:{possessive}|the|these|this|new|recent)[ ](?:[\w-]{{1,20}}+[ ]){{0,3}}?(?i:work|results|findings|research)(?!\w)"
        ),
        fresh=re.compile(rf"(?<!\w)(?:{alternatives(cues.words('fresh'))})(?!\w)", re.IGNORECASE),
        out=re.compile(rf"(?<!\w)(?:{alternatives(cues.words('out'))})(?!\w)", re.IGNORECASE),
        to_venue=re.compile(
            rf"(?<!\w)(?i:{prepositions})[ ](?:(?i:the)[ ])?(?:(?:[a-z-]{{1,20}}+[ ]){{0,3}}?(?i:{venue_nouns})[ ](?:(?i:the)[ ])?)?[\"“'‘]?(?=[A-ZÀ-Þ@a-z])"
        ),
        byline=re.compile(rf"[ ](?i:{alternatives(cues.words('byline'))})[ ](?P<name>{_NAME})"),
        topic=re.compile(rf",?[ ](?:{alternatives(cues.words('topic'))})[ ]", re.IGNORECASE),
        signed=re.compile(
            rf"(?<!\w)(?:{_NAME}|(?i:{alternatives(cues.words('writers'))}))[ ](?:(?:{alternatives(cues.words('auxiliaries'))})[ ]){{0,3}}"
            rf"(?:{alternatives(cues.words('authorship'))})(?: up)?[ ]$"
        ),
        elsewhere=re.compile(
            rf"[ ][^.;,]{{0,50}}?(?<!\w)(?:{alternatives(cues.words('web_places'))})(?!\w)",
            re.IGNORECASE,
        ),
        unpublished=re.compile(
            rf"(?<!\w)(?:{alternatives(cues.words('unpublished'))})(?!\w)", re.IGNORECASE
        ),
        opening=re.compile(
            rf"(?:{alternatives(cues.words('opening'))})(?=(?:[ ][a-z]{{1,12}}+){{0,3}}?[ ](?i:{prepositions})[ ])"
        ),
        came_out=re.compile(
            rf"(?<!\w)(?:{alternatives(cues.words('came_out'))})[ ](?:[a-z-]{{1,20}}+[ ]){{0,2}}?(?:published|accepted)(?=[ ])"
        ),
        authorship=re.compile(
            rf"(?<!\w)(?:{alternatives(cues.words('authorship'))})(?!\w)", re.IGNORECASE
        ),
    )


def announcements(post: Post, block: Block, cues: Cues) -> Iterator[Sighting]:
    """The announcements of a block, at most one for each noun."""
    patterns = _patterns(cues)
    for sentence in reading.sentences(post.text, block.span, cues):
        others = [
            Span(*match.span())
            for match in cues.not_works.finditer(post.text, sentence.start, sentence.end)
        ]
        taken, announced = sentence.start, False
        for match in patterns.phrase.finditer(post.text, sentence.start, sentence.end):
            noun = Span(*match.span("noun" if match["noun"] else "nouns"))
            if match.start() < taken or any(other.covers(noun) for other in others):
                continue
            sighting = _announcement(post, block, sentence, match, cues)
            taken = sighting.span.end
            announced = announced or sighting.alone
            yield sighting
        if not announced:
            yield from _results(post, block, sentence, cues)


def _announcement(
    post: Post, block: Block, sentence: Span, match: re.Match[str], cues: Cues
) -> Sighting:
    """A noun phrase with the signs around it added up."""
    patterns, text = _patterns(cues), post.text
    noun = (match["noun"] or match["nouns"]).lower()
    kind = cues.noun_types.get(noun, "article")
    mods = match["mods"]
    venue, end = _venue_after(post, match.end(), sentence.end, patterns)
    named = _venue_among(mods)
    fresh = bool(patterns.fresh.search(mods))
    near = min(sentence.end, match.end() + 80)
    out = bool(patterns.out.search(text, match.end(), near))
    byline = patterns.byline.match(text, match.end(), sentence.end)
    dated = _YEAR.match(text, match.end() + 1, sentence.end)
    before = Span(max(sentence.start, match.start() - 40), match.start())
    written = patterns.authorship.search(text, before.start, before.end)
    signed = patterns.signed.search(text, before.start, before.end)
    topic = patterns.topic.match(text, match.end(), sentence.end)
    owner = bool(match["own"] or match["name"])
    counted = (match["any"] or "").lower() in cues.words("counted")
    certain = owner or match["any"].lower() in cues.words("definite")
    score = (
        (2.0 if venue else 0.0)
        + (2.0 if named else 0.0)
        + (1.0 if owner else 0.0)
        + (0.5 if match["name"] else 0.0)
        + (1.0 if fresh else 0.0)
        + (1.0 if out else 0.0)
        + (1.5 if byline else 0.0)
        + (2.0 if dated else 0.0)
        + (
            (1.0 if kind == "book" else 2.0)
            if signed
            else 1.0
            if written and certain
            else 0.5
            if written
            else 0.0
        )
        + ((2.0 if noun in cues.words("named") else 1.5) if _called(mods) and certain else 0.0)
        - (3.0 if _proper(match["noun"] or match["nouns"], mods) else 0.0)
        + (1.0 if kind == "thesis" and owner else 0.0)
        + ((1.0 if fresh or owner else 0.5) if topic else 0.0)
        - (3.0 if patterns.unpublished.search(text, before.start, near) else 0.0)
        - (2.0 if patterns.elsewhere.match(text, match.end(), sentence.end) else 0.0)
        + (0.5 if match["noun"] else 0.0 if counted else -1.5)
    )
    author = match["name"] or (byline["name"] if byline else "")
    place = venue or named
    span = Span(match.start(), max(end, byline.end() if byline else 0, match.end()))
    reference = Reference(
        authors=(Author(author.split()[-1], " ".join(author.split()[:-1])),) if author else (),
        container=place.title if place else "",
        year=int(dated[1]) if dated else None,
        type=kind,
        words=reading.around(text, sentence, span),
    )
    return Sighting(span, "informal", reference, score >= _ENOUGH, block.span)


def _results(post: Post, block: Block, sentence: Span, cues: Cues) -> Iterator[Sighting]:
    """Announcements without a noun: "our work has been accepted at NeurIPS"."""
    patterns, text = _patterns(cues), post.text
    for match in patterns.results.finditer(text, sentence.start, sentence.end):
        out = patterns.out.search(text, match.end(), min(sentence.end, match.end() + 60))
        venue, end = _venue_after(
            post, out.end() if out else match.end(), sentence.end, patterns, 60
        )
        if out and venue and venue.kind != "repository":
            yield _in_venue(text, block, sentence, Span(match.start(), end), venue)
            return
    opening = patterns.opening.match(text, sentence.start, sentence.end)
    passive = patterns.came_out.finditer(text, sentence.start, sentence.end)
    for match in [opening] if opening else passive:
        venue, end = _venue_after(post, match.end(), sentence.end, patterns, 60)
        if venue and venue.kind == "journal" and (opening or not venue.ambiguous):
            yield _in_venue(text, block, sentence, Span(match.start(), end), venue)
            return


def _in_venue(text: str, block: Block, sentence: Span, span: Span, venue: Venue) -> Sighting:
    reference = Reference(container=venue.title, words=reading.around(text, sentence, span))
    return Sighting(span, "informal", reference, True, block.span)


def _venue_after(
    post: Post, start: int, stop: int, patterns: _Patterns, reach: int = _VENUE_REACH
) -> tuple[Venue | None, int]:
    """The first venue named after a preposition, and where its name ends."""
    text = post.text
    for match in patterns.to_venue.finditer(text, start, min(stop, start + reach)):
        words = text[match.end() : min(stop, match.end() + 120)].split(" ")
        found = venues.longest(words)
        if found is None or (
            not words[0][:1].strip("*\"“'").isupper()
            and words[0][0] != "@"
            and found[1].kind == "journal"
        ):
            continue
        count, venue = found
        name = " ".join(words[:count]).rstrip(".,;:!?)\"”'’")
        if venue.ambiguous and not _plainly(
            post, Span(match.end(), match.end() + len(name)), match.group()
        ):
            continue
        return venue, match.end() + len(name)
    return None, start


def _plainly(post: Post, span: Span, lead: str) -> bool:
    """Whether an ambiguous name ("Nature") stands as a venue: marked, capitalised, not continued."""
    if any(region.span.overlaps(span) for region in post.regions_of("emphasis", "strong")):
        return True
    if any(link.span.overlaps(span) for link in post.links):
        return True
    following = post.text[span.end : span.end + 2]
    return lead.split(maxsplit=1)[0].lower() in {"in", "by"} and not re.match(
        r"\s[A-Z]|['’-]", following
    )


def _venue_among(mods: str) -> Venue | None:
    """A venue among the words before the noun: "our PNAS paper"."""
    words = mods.split()
    for at in range(len(words)):
        if words[at][:1].isupper():
            found = venues.longest(words[at:])
            if found and (found[0] == len(words) - at) and found[1].kind != "press":
                return found[1]
    return None


def _proper(noun: str, mods: str) -> bool:
    """Whether the noun ends a proper name: "the Current Population Study"."""
    last = mods.rsplit(maxsplit=1)[-1:] if mods.strip() else []
    return bool(noun[0].isupper() and last and last[0][:1].isupper())


def _called(mods: str) -> bool:
    """A name of its own right before the noun: "the Polypolish paper", "our 'perfect assembly' paper"."""
    last = mods.rstrip().rsplit(" ", 1)[-1] if mods.strip() else ""
    return bool(re.search(r"[\"”'’]$", last) or re.match(r"[A-Z][\w-]{2,}$", last))
