"""The mention that a sighting and the anchors bound to it make."""

from __future__ import annotations

from typing import TYPE_CHECKING

from idcheck.mentions import blocks as reading
from idcheck.mentions.anchors import NOWHERE
from idcheck.mentions.mention import Bound, Mention
from idcheck.post import Place, Span

if TYPE_CHECKING:
    from idcheck.mentions.groups import Group
    from idcheck.mentions.mention import Tracked
    from idcheck.post import Post


def mention_of(post: Post, group: Group, language: str) -> Mention:
    """The mention that a sighting and its anchors make."""
    sighting = group.sighting
    identifiers: list[Bound] = []
    for anchor, why in sorted(group.bound, key=lambda entry: not entry[0].tracked):
        for identifier in anchor.identifiers:
            if all(bound.identifier != identifier for bound in identifiers):
                identifiers.append(Bound(identifier, why, anchor.place, anchor.link))
    return Mention(
        span=sighting.span,
        kind=sighting.kind,
        reference=sighting.reference,
        language=language,
        tracked=_tracked(group),
        place=_place(post, group),
        identifiers=tuple(identifiers),
        links=tuple(anchor.link for anchor, _ in group.bound if anchor.link),
        model=sighting.model,
        signs=sighting.signs,
    )


def _place(post: Post, group: Group) -> Place:
    """Where the mention stands; a link without words (a badge) stands where it is written."""
    link = group.bound[0][0].link if group.bound else None
    if not len(group.sighting.span) and link is not None:
        return link.whole_place
    return _with_closing_marks(post, group.sighting.span)


def _with_closing_marks(post: Post, span: Span) -> Place:
    """The place of a stretch, with the marks that close an emphasis which begins inside and ends with it."""
    place = post.place(span)
    closes = [
        region.span.start
        for region in reading.starting_in(post.regions, span)
        if region.kind in {"emphasis", "strong"}
        and region.span.end == span.end
        and region.span.start > span.start
    ]
    if place.span is None or not closes or post.format != "markdown":
        return place
    end = place.span.end
    mark = post.source[end : end + 1]
    while mark in {"*", "_"} and post.source[end : end + 1] == mark:
        end += 1
    return Place(place.line, Span(place.span.start, end))


def _tracked(group: Group) -> Tracked:
    if any(anchor.tracked for anchor, _ in group.bound):
        return "yes"
    return "weak" if any(anchor.kind != NOWHERE for anchor, _ in group.bound) else "no"
