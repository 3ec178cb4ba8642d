"""Retelling a decision: what a mention is taken for, what stands with it, and which signs spoke for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from idcheck.mentions import cues, scoring
from idcheck.mentions.blocks import blocks, plainly_spaced, within
from idcheck.mentions.informal import announcements
from idcheck.mentions.titles import candidates
from idcheck.messages import Message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from idcheck.mentions.mention import Mention
    from idcheck.mentions.sighting import Sighting
    from idcheck.post import Post
    from idcheck.works import Reference

_TRACKED = {
    "yes": Message("trackers can count it"),
    "weak": Message(
        "trackers will hardly count it: only a plain identifier, or a link they do not follow"
    ),
    "no": Message("trackers cannot count it: no link or identifier stands with it"),
}
_HOW = {
    "same-link": Message("the words are its link"),
    "same-sentence": Message("in the same sentence"),
    "same-paragraph": Message("in the same paragraph"),
    "reference-entry": Message("in the reference"),
    "footnote": Message("in the footnote"),
    "same-post": Message("elsewhere in the post"),
    "front-matter": Message("in the front matter"),
}
_LEAST = 0.005


def told(mention: Mention) -> Iterator[str]:
    """Why a mention is one, and why it is tracked or not, a line each."""
    yield f"{mention.kind} in {mention.language}; {tracking(mention)}"
    if mention.likely:
        yield "likely only: no words name a publication, but the whole of the words sounds like such"
    yield from beside(mention)
    yield from _fields(mention.reference)
    yield from _reckoned(mention.model, mention.signs)


def tracking(mention: Mention) -> Message:
    """How a mention is tracked."""
    return _TRACKED[mention.tracked]


def beside(mention: Mention) -> Iterator[Message]:
    """The identifiers that stand with a mention, and where each stands."""
    for bound in mention.identifiers:
        yield Message(
            "with it: {identifier} ({how})", identifier=bound.identifier, how=_HOW[bound.by]
        )


def nearly(post: Post, line: int, language: str, nouns: tuple[str, ...] = ()) -> Iterator[Sighting]:
    """What on a 1-based line of a file was looked at and found too faint, the likeliest first."""
    post = plainly_spaced(post)
    words = cues.with_nouns(language, nouns)
    found = [
        sighting
        for block in blocks(post)
        if post.place(block.span).line <= line
        for finder in (candidates, announcements)
        for sighting in finder(within(post, block.span), block, words)
        if sighting.model and not sighting.alone and post.place(sighting.span).line == line
    ]
    return iter(sorted(found, key=lambda each: -scoring.score(each.model, each.signs)))


def faint(sighting: Sighting) -> Iterator[str]:
    """Why a stretch is no mention by itself, a line each."""
    yield from _reckoned(sighting.model, sighting.signs)


def _fields(reference: Reference) -> Iterator[str]:
    values = {
        "title": reference.title,
        "authors": ", ".join(map(str, reference.authors)),
        "container": reference.container,
        "year": str(reference.year or ""),
        "volume": reference.volume,
        "issue": reference.issue,
        "pages": reference.pages,
        "publisher": reference.publisher,
        "type": reference.type,
    }
    yield from (f"{name}: {value}" for name, value in values.items() if value)


def _reckoned(model: str, signs: tuple[str, ...]) -> Iterator[str]:
    if not model:
        if signs:
            yield f"signs: {', '.join(signs)}"
        return
    total = scoring.score(model, signs)
    rows = [
        (sign, weight) for sign, weight in scoring.reckoning(model, signs) if abs(weight) > _LEAST
    ]
    parts = ", ".join(f"{sign} {weight:+.1f}" for sign, weight in rows)
    verdict = "enough" if total >= 0 else "too little without a link"
    yield f"signs: {parts}; {total:+.1f} in all, {verdict}"
