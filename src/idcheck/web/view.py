"""Checked posts as the page shows them: the text a reader sees, and what is marked in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from idcheck.post.length import measure
from idcheck.post.model import Span
from idcheck.web.exchange import Length, Mark, SeenLink, SeenPost

if TYPE_CHECKING:
    from collections.abc import Iterator

    from idcheck.checking import CheckedPost
    from idcheck.post import Place, Post
    from idcheck.rules import Diagnostic


def seen(posts: tuple[CheckedPost, ...]) -> tuple[SeenPost, ...]:
    """The posts of a text; indexes count the mentions and findings of all of them."""
    shown = []
    mentions = diagnostics = 0
    for each in posts:
        shown.append(_seen(each, mentions, diagnostics))
        mentions += len(each.mentions)
        diagnostics += len(each.diagnostics)
    return tuple(shown)


def length(post: Post) -> Length | None:
    """The length of a post as its platform counts, None where there is no limit."""
    found = measure(post.text, post.channel)
    return Length(found.length, found.most, found.unit) if found else None


def _seen(checked: CheckedPost, mentions: int, diagnostics: int) -> SeenPost:
    post = checked.post
    return SeenPost(
        text=post.text,
        headings=tuple((each.span.start, each.span.end) for each in post.regions_of("heading")),
        links=tuple(
            SeenLink(each.span.start, each.span.end, each.target)
            for each in post.links
            if each.visible and each.span
        ),
        marks=tuple(
            sorted(
                (*_mentions(checked, mentions, diagnostics), *_others(checked, diagnostics)),
                key=lambda mark: (mark.start, -mark.end),
            )
        ),
        length=length(post),
    )


def _mentions(checked: CheckedPost, mentions: int, diagnostics: int) -> Iterator[Mark]:
    for index, mention in enumerate(checked.mentions):
        told = tuple(
            diagnostics + number
            for number, item in enumerate(checked.diagnostics)
            if item.mention == index
        )
        yield Mark(mention.span.start, mention.span.end, mentions + index, told)


def _others(checked: CheckedPost, diagnostics: int) -> Iterator[Mark]:
    """What is found at a place and about no mention: those at one place under one mark."""
    found: dict[Span, list[int]] = {}
    for number, item in enumerate(checked.diagnostics):
        span = None if item.mention is not None else _of(checked.post, item)
        if span:
            found.setdefault(span, []).append(diagnostics + number)
    for span, numbers in found.items():
        yield Mark(span.start, span.end, None, tuple(numbers))


def _of(post: Post, item: Diagnostic) -> Span | None:
    """The stretch of the text that a finding is about; None where no reader sees it."""
    for link in post.links:
        if _meets(link.target_place, item.place) or _meets(link.whole_place, item.place):
            return link.span or None
    place = item.place.span
    if place is None:
        return None
    shown = [
        Span(
            piece.text.start + max(0, place.start - piece.source.start),
            piece.text.end - max(0, piece.source.end - place.end),
        )
        for piece in post.map.pieces
        if piece.exact and len(piece.text) == len(piece.source) and piece.source.overlaps(place)
    ]
    return Span(shown[0].start, shown[-1].end) if shown else None


def _meets(one: Place, other: Place) -> bool:
    return one.span is not None and other.span is not None and one.span.overlaps(other.span)
