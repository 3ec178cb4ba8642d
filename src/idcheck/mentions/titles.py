"""Publications named by their title: quoted, emphasised, linked or standing by itself.

Stretches that may be titles are gathered (`title_places.py`), and the signs around and inside each
are weighed (`scoring.py`).
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from idcheck import lazy
from idcheck.mentions import blocks as reading
from idcheck.mentions import scoring, title_context, title_places, venues, wording
from idcheck.mentions.anchors import generic_label
from idcheck.mentions.author_year import is_author_year
from idcheck.mentions.cues import alternatives
from idcheck.mentions.names import author_list
from idcheck.mentions.sighting import Sighting
from idcheck.mentions.title_context import TELLING, cues_before, noun_signs, signs_beside
from idcheck.mentions.title_places import FOREIGN, SET_APART
from idcheck.mentions.title_signs import block_signs, link_signs, record_signs, word_signs
from idcheck.works import Author, Reference

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from idcheck.mentions.blocks import Block
    from idcheck.mentions.cues import Cues
    from idcheck.mentions.title_context import Around
    from idcheck.mentions.title_places import Place
    from idcheck.post import Post, Span

MODEL = "title"
_MARGIN = 3
_UNLIKE_TITLES = frozenset({"organisation", "learned words 0", "learned words 1"})
_FAINT = frozenset(
    {"few words", "one word", "small beginning", "two sentences", "exclamation", "address inside"}
)
"""Signs of stretches that no link makes a title."""


def titles(post: Post, block: Block, cues: Cues) -> Iterator[Sighting]:
    """The titles of a block, of those that overlap the likeliest; a faint one needs a link to count."""
    weighed = [
        (scoring.score(MODEL, sighting.signs), sighting)
        for sighting in candidates(post, block, cues)
    ]
    kept: list[Span] = []
    for _, sighting in sorted(weighed, key=lambda pair: (-pair[0], pair[1].span)):
        if not sighting.alone and (
            sighting.signs[0] not in SET_APART or _FAINT.intersection(sighting.signs)
        ):
            continue
        if not any(sighting.span.overlaps(other) for other in kept):
            kept.append(sighting.span)
            yield sighting


def candidates(post: Post, block: Block, cues: Cues) -> Iterator[Sighting]:
    """All stretches of a block that may be titles, with their signs; they may overlap."""
    seen: set[Span] = set()
    for place in title_places.places(post, block, cues):
        if place.span not in seen:
            seen.add(place.span)
            sighting = _weighed(post, block, place, cues)
            if sighting:
                yield sighting


def _weighed(post: Post, block: Block, place: Place, cues: Cues) -> Sighting | None:
    text, span = post.text, place.span
    title = span.of(text).strip(' \t\n*_"“”«».,;:')
    if _no_title(text, title, place, cues):
        return None
    around = title_context.around(text, block, place, title, cues)
    signs = [
        place.how,
        *word_signs(title, cues),
        *noun_signs(around, text, span),
        *cues_before(text, around.sentence, span, cues),
        *block_signs(post, block, span, cues),
        *link_signs(post, span),
        *signs_beside(text, block, place, around, cues),
        *record_signs(post, block, span),
    ]
    signs += _joint_signs(signs, place, title, cues)
    if "set apart after a noun" in signs:  # then its own words say nothing against it
        signs = [sign for sign in signs if sign not in _UNLIKE_TITLES]
    alone = scoring.score(MODEL, signs) >= 0
    reference = _reference(text, title, span, around)
    return Sighting(span, "title", reference, alone, block.span, MODEL, tuple(signs))


def _no_title(text: str, title: str, place: Place, cues: Cues) -> bool:
    """Whether a stretch is something else: people, a year, a venue, a link label, a cut phrase."""
    following = text[place.span.end : place.span.end + 4]
    return bool(
        not title
        or is_author_year(title, cues)
        or generic_label(title, cues)
        or re.fullmatch(r"[\W\d]*|et\.? al\.?", title)
        or venues.lookup(title)
        or (_people(title) and not (wording.cjk(following) and place.how == FOREIGN))
        or _unfinished(cues).search(title)
        or _announcement(cues).match(title)
        or (place.how not in SET_APART and _pair(cues).fullmatch(title))
    )


def _reference(text: str, title: str, span: Span, around: Around) -> Reference:
    by, imprint = around.by, around.imprint
    press = venues.lookup(imprint["press"].strip(" ,")) if imprint and imprint["press"] else None
    author = by["name"] if by else ""
    return Reference(
        title=" ".join(title.split()),
        authors=(Author(author.split()[-1], " ".join(author.split()[:-1])),) if author else (),
        year=int(imprint["year"]) if imprint else None,
        publisher=press.title if press and press.kind == "press" else "",
        type=around.kind,
        words=reading.around(text, around.sentence, span),
    )


def _joint_signs(signs: Sequence[str], place: Place, title: str, cues: Cues) -> Iterator[str]:
    """What several signs together tell that none of them does alone."""
    if place.how in SET_APART and "noun before" in signs:
        if len(title.split()) >= TELLING - 1:
            yield "set apart after a noun"
        if "book noun" in signs and title[:1].isupper() and cues.spaced:
            yield "set apart after a book"
    if "called, unmarked" in signs and "noun in the sentence" in signs:
        yield "called, with a noun"


def _people(title: str) -> bool:
    """Whether the words are names of people, or little more than that."""
    authors = author_list(title, 0, len(title))
    return authors is not None and len(title) - authors.end < _MARGIN


@cache
def _unfinished(cues: Cues) -> re.Pattern[str]:
    """Words that end in the middle of a phrase ("8 teams from the"), as cut by emphasis."""
    words = (*cues.words("small"), *cues.words("articles"))
    return lazy.pattern(rf"\s(?:{alternatives(words)})$", re.IGNORECASE)


@cache
def _announcement(cues: Cues) -> re.Pattern[str]:
    """Words that announce a work rather than name it: "A recent paper by Kim et al."."""
    determiners = alternatives(
        word for name in ("indefinite", "definite", "possessive") for word in cues.words(name)
    )
    joints = alternatives([*cues.words("byline"), *cues.words("venue_in")])
    return lazy.pattern(
        rf"(?i:{determiners})[ ](?:[a-zß-ÿ-]+[ ]){{0,2}}(?:{cues.noun})[ ](?:{joints})[ ][A-ZÀ-Þ]"
    )


@cache
def _pair(cues: Cues) -> re.Pattern[str]:
    """Two names in running text: "Liao and Zigler", "Anna Berg and I"."""
    name = r"[A-ZÀ-Þ][\w’'-]+"
    return lazy.pattern(
        rf"(?:{name}[ ]){{0,3}}{name}[ ](?:{cues.joint})[ ](?:I|{name}(?:[ ]{name})?)"
    )
