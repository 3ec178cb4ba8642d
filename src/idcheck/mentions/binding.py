"""Binding: which links and identifiers stand with which mention, and why."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from idcheck.mentions import blocks as reading
from idcheck.mentions.mention import Bound, Mention
from idcheck.mentions.sighting import Sighting
from idcheck.works import Reference

if TYPE_CHECKING:
    from collections.abc import Sequence

    from idcheck.mentions.anchors import Anchor
    from idcheck.mentions.blocks import Block
    from idcheck.mentions.cues import Cues
    from idcheck.mentions.mention import BoundBy, Tracked
    from idcheck.post import Post, Span

_NEAR = 220
"""Code points of text between a mention and a row of links that may still belong to it."""


@dataclass(slots=True)
class _Group:
    """A sighting with the anchors that stand with it, while they are being collected."""

    sighting: Sighting
    bound: list[tuple[Anchor, BoundBy]]


def bind(
    post: Post,
    sightings: Sequence[Sighting],
    anchors: Sequence[Anchor],
    blocks: Sequence[Block],
    cues: Cues,
) -> tuple[_Group, ...]:
    """Give each anchor to the sighting it stands with; scholarly ones left over stand alone."""
    groups = [_Group(sighting, []) for sighting in sightings]
    for anchor in anchors:
        block = _block_of(anchor, blocks)
        if block is None:
            continue
        sentence = reading.sentence_at(post.text, block.span, anchor.span.start, cues)
        owner, why = _owner(post, anchor, block, sentence, groups)
        if owner is not None:
            owner.bound.append((anchor, why))
        elif anchor.scholarly:
            groups.append(
                _Group(_standing_alone(post, anchor, block, sentence), [(anchor, "same-link")])
            )
    kept = [group for group in groups if group.sighting.alone or _carried(group)]
    return tuple(sorted(kept, key=lambda group: group.sighting.span))


def _carried(group: _Group) -> bool:
    """Whether a sighting too faint by itself is made a mention by what stands with it."""
    return any(anchor.scholarly for anchor, _ in group.bound)


def _block_of(anchor: Anchor, blocks: Sequence[Block]) -> Block | None:
    for block in blocks:
        if block.span.start <= anchor.span.start <= block.span.end:
            return block
    return None


def _owner(
    post: Post, anchor: Anchor, block: Block, sentence: Span, groups: Sequence[_Group]
) -> tuple[_Group | None, BoundBy]:
    """The sighting an anchor stands with: on its words, in its sentence, or in the row after it."""
    here = [group for group in groups if group.sighting.block == block.span]
    for group in here:
        if group.sighting.kind == "citation" and group.sighting.span.covers(anchor.span):
            return group, "reference-entry"
    for group in here:
        if group.sighting.span.overlaps(anchor.span) or _touches(group.sighting.span, anchor.span):
            return group, "same-link" if anchor.link else "same-sentence"
    if not anchor.scholarly:
        return None, "same-link"
    beside = [
        group for group in here
        if sentence.overlaps(group.sighting.span) and (anchor.generic or not _has_link(group))
        and group.sighting.kind != "link" and (group.sighting.alone or anchor.generic)
    ]  # fmt: skip
    if beside and (anchor.generic or beside[0].sighting.kind == "informal"):
        return min(
            beside, key=lambda group: _distance(group.sighting.span, anchor.span)
        ), "same-sentence"
    if anchor.generic:
        before = [
            group for group in groups
            if group.sighting.span.end <= anchor.span.start
            and group.sighting.kind != "link"
            and anchor.span.start - group.sighting.span.end <= _NEAR
            and (group.sighting.block == block.span or (group.sighting.alone and not _has_link(group)))
        ]  # fmt: skip
        if before:
            nearest = max(before, key=lambda group: group.sighting.span.end)
            return nearest, "same-sentence" if nearest.sighting.block == block.span else "same-post"
    return None, "same-link"


def _touches(span: Span, other: Span) -> bool:
    return other.start == other.end and span.start <= other.start <= span.end


def _has_link(group: _Group) -> bool:
    return any(anchor.scholarly and anchor.link for anchor, _ in group.bound)


def _distance(span: Span, other: Span) -> int:
    return max(0, other.start - span.end, span.start - other.end)


def _standing_alone(post: Post, anchor: Anchor, block: Block, sentence: Span) -> Sighting:
    """A mention that consists of nothing but the anchor; its sentence tells what it is about."""
    label = " ".join(anchor.span.of(post.text).split())
    titled = not anchor.generic and len(label.split()) > 3
    reference = Reference(title=label if titled else "", words=sentence.of(post.text).strip())
    return Sighting(
        anchor.span,
        "title" if titled and label[:1].isupper() else "link",
        reference,
        True,
        block.span,
    )


def mention_of(post: Post, group: _Group, language: str) -> Mention:
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
        reference=sighting.reference if sighting.reference.words else replace(sighting.reference),
        language=language,
        tracked=_tracked(group),
        place=post.place(sighting.span),
        identifiers=tuple(identifiers),
        links=tuple(anchor.link for anchor, _ in group.bound if anchor.link),
    )


def _tracked(group: _Group) -> Tracked:
    if any(anchor.tracked for anchor, _ in group.bound):
        return "yes"
    return "weak" if group.bound else "no"
