"""Informal announcements: "our new paper in PNAS", "a study published today in The Lancet".

A noun that names a publication is looked for, and the signs around it that one certain work is
meant: a venue, whose it is, that it is new, that it is out. The signs are weighed
(`scoring.py`); a noun with too few is only a mention where a link stands with it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from typing import TYPE_CHECKING

from msgspec import Struct

from idcheck import lazy
from idcheck.mentions import blocks as reading
from idcheck.mentions import outcomes, scoring, venue_names, wording
from idcheck.mentions.cues import alternatives
from idcheck.mentions.phrases import phrases
from idcheck.mentions.press import in_the_press
from idcheck.mentions.sighting import Sighting
from idcheck.post import Span
from idcheck.works import Author, Reference

if TYPE_CHECKING:
    from collections.abc import Iterator

    from idcheck.mentions.blocks import Block
    from idcheck.mentions.cues import Cues
    from idcheck.mentions.phrases import Phrase
    from idcheck.mentions.venue_names import Named
    from idcheck.mentions.venues import Venue
    from idcheck.post import Post

MODEL = "announcement"
_REACH = 140
"""Code points after a noun in which its venue is looked for."""
_NEAR = 80
_LEAD = 40
_CAPITALISING = frozenset({"de"})
"""Languages that write all nouns with a capital."""
_AROUND = (
    ("out", "out", 0, _NEAR),
    ("out in the sentence", "out", 2 * _NEAR, 2 * _NEAR),
    ("written before", "authorship", _NEAR, 0),
    ("findings after", "finds", 0, 30),
    ("not out yet", "unpublished", _LEAD, _NEAR),
    ("on a web page", "web_places", 0, 50),
    ("titled", "titled", 0, 30),
    ("supposed", "supposing", _REACH, 0),
)
"""Sign, list of cue words, and how many code points before and after the phrase they are looked for
(0 before: only after it; 0 after: only before it)."""
_WORD = r"[A-ZÀ-Þ][\w-]++(?:['’](?!s\b)[\w-]++)?"
_NAME = rf"{_WORD}(?: (?:[A-Z]\.? |van |von |de |der )?{_WORD}){{0,2}}"
_PEOPLE = lazy.pattern(rf"[ ,(]{{1,2}}(?P<name>{_NAME})(?:,? et al|,? (?:and|&) )")
_YEAR = lazy.pattern(r"\W{0,2}(?:\w{2,5})?[ ]?\(?\b((?:19|20)\d\d)\b")


class _Setting(Struct, frozen=True):
    """The sentence in which a phrase stands, and the venues that it names."""

    post: Post
    block: Block
    sentence: Span
    cues: Cues
    named: list[Named]


def announcements(post: Post, block: Block, cues: Cues) -> Iterator[Sighting]:
    """The announcements of a block, at most one for each noun."""
    for sentence in reading.sentences(post.text, block.span, cues):
        found = list(phrases(post.text, sentence, cues))
        if not found and not outcomes.comes_out(post.text, sentence, cues):
            continue
        named = venue_names.named(post, sentence, cues)
        setting = _Setting(post, block, sentence, cues, named)
        taken, announced = sentence.start, False
        for phrase in found:
            if phrase.span.start < taken:
                continue
            sighting = _announcement(setting, phrase)
            if not sighting.alone and phrase.determiner == "none":
                continue
            taken = sighting.span.end
            announced = announced or sighting.alone
            yield sighting
        if named and not announced:
            yield from outcomes.results(post.text, block, sentence, named, cues)


def _announcement(setting: _Setting, phrase: Phrase) -> Sighting:
    """A noun phrase, weighed by the signs around it."""
    text, sentence, cues = setting.post.text, setting.sentence, setting.cues
    kind = cues.noun_types.get(phrase.noun, "article")
    end = phrase.span.end
    place, stop, venue_sign = _venue(setting, phrase)
    byline = _byline(cues).match(text, end, sentence.end)
    dated = _YEAR.match(text, end, sentence.end)
    if dated is None and not phrase.plural:
        dated = _out_in(cues).match(text, end, sentence.end)
    signs = (
        *_own_signs(phrase, kind, cues),
        *_signs_around(text, sentence, phrase.span, cues),
        *_form_signs(text, sentence, phrase),
        *_surroundings(text, setting.block, sentence),
        *venue_sign,
        *_not_of_research(text, sentence, phrase, place, cues),
        *(("byline",) if byline else ()),
        *(("year after",) if dated else ()),
    )
    span = Span(phrase.span.start, max(stop, byline.end() if byline else end))
    author = phrase.owner or (byline["name"] if byline else "")
    reference = Reference(
        authors=(Author(author.split()[-1], " ".join(author.split()[:-1])),) if author else (),
        container=place.title if place else "",
        year=int(dated[1]) if dated else phrase.dated,
        type=kind,
        words=reading.around(text, sentence, span),
    )
    alone = scoring.score(MODEL, signs) >= 0
    return Sighting(span, "informal", reference, alone, setting.block.span, MODEL, signs)


def _venue(setting: _Setting, phrase: Phrase) -> tuple[Venue | None, int, tuple[str, ...]]:
    """The venue that goes with a phrase, where the two end together, and the sign that it is."""
    end = phrase.span.end
    within = None if phrase.capital else venue_names.among(phrase.modifiers)
    if within:
        return within, end, ("venue in the phrase",)
    named = setting.named
    at = bisect_left(named, end, key=lambda name: name.span.start)
    if at < len(named) and named[at].span.start - end <= _REACH:
        sign = "possible venue after" if named[at].doubtful else "venue after"
        return named[at].venue, named[at].span.end, (sign,)
    if at and named[at - 1].span.end <= phrase.span.start:
        sign = "possible venue before" if named[at - 1].doubtful else "venue before"
        return named[at - 1].venue, end, (sign,)
    return None, end, ()


def _own_signs(phrase: Phrase, kind: str, cues: Cues) -> Iterator[str]:
    """What the phrase itself shows."""
    yield f"{phrase.determiner} before" if phrase.determiner != "none" else "no determiner"
    yield f"{kind} noun"
    if phrase.plural:
        yield "plural"
    if phrase.noun in cues.words("activities"):
        yield "ambiguous noun"
    if phrase.determiner == "indefinite" and phrase.modifiers.lower() in cues.words("mere"):
        yield "any such work"
    if phrase.noun in cues.words("research"):
        yield "research in general"
    if cues.pattern("fresh").search(phrase.modifiers) or phrase.modifiers.lower() in cues.words(
        "bare"
    ):
        yield "new"
    last = phrase.modifiers.rsplit(" ", 1)[-1] if phrase.modifiers else ""
    if re.search(r"[\"”'’]$", last) or re.match(r"[A-Z][\w-]{2,}$", last):
        yield "name before the noun"
        if phrase.determiner in {"possessive", "definite", "name"} and phrase.noun in cues.words(
            "named"
        ):
            yield "named paper"
        if phrase.capital and cues.language not in _CAPITALISING:
            yield "proper name"
    elif last and cues.spaced:
        yield "adjective"
        if wording.learnedness(phrase.modifiers) > 1.5:
            yield "learned adjective"


def _signs_around(text: str, sentence: Span, phrase: Span, cues: Cues) -> Iterator[str]:
    """The cue words before and after the phrase in its sentence."""
    for sign, names, before, after in _AROUND:
        start = max(sentence.start, phrase.start - before) if before else phrase.end
        stop = min(sentence.end, phrase.end + after) if after else phrase.start
        if cues.finds(names, text, start, stop):
            yield sign
    lead = Span(max(sentence.start, phrase.start - _LEAD), phrase.start)
    if _pointer(cues).search(text, lead.start, lead.end):
        yield "pointer before"
    if _signed(cues).search(text, lead.start, lead.end):
        yield "signed"
    if _topic(cues).match(text, phrase.end, sentence.end):
        yield "topic after"


def _not_of_research(
    text: str, sentence: Span, phrase: Phrase, place: Venue | None, cues: Cues
) -> Iterator[str]:
    """What tells that a phrase names no publication of research: none yet, or one of the press."""
    if place is not None:
        return
    if _yet_to_begin(text, sentence, phrase, cues):
        yield "yet to begin"
    if in_the_press(text, sentence, phrase.span, cues):
        yield "in the press"


def _yet_to_begin(text: str, sentence: Span, phrase: Phrase, cues: Cues) -> bool:
    """Whether a study is to be made, or seeks people, and nothing is said of what it found."""
    start = max(sentence.start, phrase.span.start - _NEAR)
    end = min(sentence.end, phrase.span.end + _NEAR)
    if _sought_for(cues).search(text, start, phrase.span.start):
        return True
    return (
        phrase.noun in map(str.lower, cues.words("activities"))
        and cues.finds("beginning", text, start, end)
        and not any(cues.finds(name, text, start, end) for name in ("out", "published", "finds"))
    )


def _form_signs(text: str, sentence: Span, phrase: Phrase) -> Iterator[str]:
    """Where in its sentence the phrase stands, and what joins it."""
    start, end = phrase.span.start, phrase.span.end
    if re.match(r"[\"”’')*]{0,2}:\s", text[end : end + 4]):
        yield "colon after"
    if phrase.dated:
        yield "year before"
    if end >= sentence.end - 2:
        yield "at the end"
    if start <= sentence.start + 2:
        yield "deictic at the start" if phrase.determiner == "deictic" else "at the start"
    if _PEOPLE.search(text, end, min(sentence.end, end + _NEAR)):
        yield "people after"


def _surroundings(text: str, block: Block, sentence: Span) -> Iterator[str]:
    """What the sentence and its block are like."""
    yield from (f"in a {kind}" for kind in sorted(block.kinds & {"heading", "item", "cell"}))
    if block.short:
        yield "in a short post"
    if wording.learnedness(sentence.of(text)[:400]) > 0.0 and not wording.cjk(sentence.of(text)):
        yield "learned sentence"


@cache
def _byline(cues: Cues) -> re.Pattern[str]:
    return lazy.pattern(rf"[ ](?:{alternatives(cues.words('byline'))})[ ](?P<name>{_NAME})")


@cache
def _out_in(cues: Cues) -> re.Pattern[str]:
    """The year in which a work came out: "... published on 20 April 2020"."""
    return lazy.pattern(
        rf"[ ](?:{alternatives(cues.words('out'))})[ ](?:[\w.,]{{1,10}}+[ ]){{0,4}}\b((?:19|20)\d\d)\b",
        re.IGNORECASE,
    )


@cache
def _topic(cues: Cues) -> re.Pattern[str]:
    return lazy.pattern(rf",?[ ]?{cues.pattern('topic').pattern}", re.IGNORECASE)


@cache
def _pointer(cues: Cues) -> re.Pattern[str]:
    return lazy.pattern(rf"{cues.pattern('pointers').pattern}\s*$", re.IGNORECASE)


@cache
def _sought_for(cues: Cues) -> re.Pattern[str]:
    """What a study seeks, right before it: "take part in", "a grant for"."""
    return lazy.pattern(rf"{cues.pattern('beginning').pattern}[ ]?$", re.IGNORECASE)


@cache
def _signed(cues: Cues) -> re.Pattern[str]:
    writers, auxiliaries = cues.words("writers"), cues.words("auxiliaries")
    return lazy.pattern(
        rf"(?<!\w)(?:{_NAME}|(?i:{alternatives(writers)}))[ ](?:(?:{alternatives(auxiliaries)})[ ]){{0,3}}"
        rf"(?:{alternatives(cues.words('authorship'))})(?: up)?[ ]$"
    )
