"""Links that stand apart from what they belong to: in a row of their own, a note, or a later sentence.

They were bound to a sighting of their own, and are joined to the mention that they lead on from.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from idcheck.mentions.anchors import generic_label
from idcheck.mentions.datasets import of_data
from idcheck.mentions.groups import has_link

if TYPE_CHECKING:
    from collections.abc import Sequence

    from idcheck.mentions.anchors import Anchor
    from idcheck.mentions.blocks import Block
    from idcheck.mentions.cues import Cues
    from idcheck.mentions.groups import Group, Groups
    from idcheck.post import Post

_LABELLED = "labelled as title"
_SEVERAL = frozenset({"plural", "counted before"})
_OF_OTHERS = _SEVERAL | {"indefinite before"}
"""Signs of a work that was not spoken of before."""
_TELLING = frozenset({"plural", "new", "topic after", "name before the noun", "learned adjective"})
"""Signs of a work that is told apart from the one spoken of before."""
_BESIDE = 60
"""Code points between a mention and the call of a footnote on it."""
_FAR = 600
"""Code points between an announcement and a later sentence that links "the study"."""


def adopt(post: Post, bound: Groups, blocks: Sequence[Block]) -> None:
    """Join the links that stand apart to the mentions that they lead on from."""
    _adopt_rows(post, bound, blocks, bound.cues)
    _adopt_notes(post, bound)
    _adopt_pointer(post, bound, blocks, bound.cues)
    _adopt_recalled(bound)


def _adopt_rows(post: Post, bound: Groups, blocks: Sequence[Block], cues: Cues) -> None:
    """Give a row such as "DOI: ..." to the reference right below it, if that has no link.

    In a list of fields it is of the title above.
    """
    for row, below in pairwise([*blocks, None]):
        alone = bound.all_of(row) if row else []
        if not row or len(alone) != 1:
            continue
        row_anchors = [anchor for anchor, _ in alone[0].bound]
        first = _field_above(bound, row_anchors) or (bound.all_of(below)[:1] if below else [])
        if not first or has_link(first[0]):
            continue
        rest = row.span.of(post.text).replace(alone[0].sighting.span.of(post.text), "", 1)
        if (
            len(row_anchors) == 1
            and alone[0].sighting.kind == "link"
            and generic_label(rest, cues)
            and first[0].sighting.kind in {"citation", "title"}
        ):
            first[0].bound.append((row_anchors[0], "same-post"))
            bound.remove(alone[0])


def _field_above(bound: Groups, anchors: Sequence[Anchor]) -> list[Group]:
    """The title of the list of fields ("Title: ...") that ends with an anchor."""
    above = list(bound.before(anchors[0])) if anchors else []
    return [group for group in above if _LABELLED in group.sighting.signs][:1]


def _adopt_notes(post: Post, bound: Groups) -> None:
    """Join a mention to the footnote that is called right after it.

    A reference in the note is the more telling place and stays; a mere link moves up.
    """
    notes = {region.label: region.span for region in post.regions_of("footnote") if region.label}
    for marker in post.regions_of("note-marker"):
        note = notes.get(marker.label)
        called = [
            group
            for group in bound.at(marker.span.start)
            if 0 <= marker.span.start - group.sighting.span.end <= _BESIDE and not has_link(group)
        ]
        inside = [group for group in bound.at(note.start) if group.bound] if note else []
        if not called or not inside:
            continue
        mention, explained = called[-1], inside[0]
        if explained.sighting.kind == "link":
            mention.bound += [(anchor, "footnote") for anchor, _ in explained.bound]
            bound.remove(explained)
        else:
            bound.remove(mention)


def _adopt_pointer(post: Post, bound: Groups, blocks: Sequence[Block], cues: Cues) -> None:
    """Join the only line that does nothing but send readers on to what the post announces above it.

    News end with such a line: "Read the paper", "DOI: ...", the title with its link. A title is
    the more telling place and stays.
    """
    pointers = [found for block in blocks if (found := _pointer(post, bound, block, cues))]
    if len(pointers) != 1:
        return
    pointer, said = pointers[0], pointers[0].sighting
    above = [group for group in bound.groups() if _open(group, said.span.start)]
    venues = {group.sighting.reference.container for group in above} - {""}
    kinds = {group.sighting.reference.type for group in above} | (
        {said.reference.type} if said.kind == "informal" else set()
    )
    kinds.discard("")  # "published in PNAS" tells no type
    if not above or len(venues) > 1 or len(kinds) > 1:
        return
    if said.kind == "title":
        for group in above:
            bound.remove(group)
        return
    named = [group for group in above if group.sighting.reference.container]
    (named or above)[0].bound += [(anchor, "same-post") for anchor, _ in pointer.bound]
    bound.remove(pointer)


def _adopt_recalled(bound: Groups) -> None:
    """Join "The study is available [here](...)" to the announcement before it that has no link."""
    above: Group | None = None
    for group in sorted(bound.groups(), key=lambda group: group.sighting.span):
        said = group.sighting
        if above and _recalls(group, above):
            above.bound += [(anchor, "same-post") for anchor, _ in group.bound]
            bound.remove(group)
        elif said.kind != "link" and (said.alone or group.bound):
            above = group


def _recalls(group: Group, above: Group) -> bool:
    """Whether a group with a link says no more of its work than that it was spoken of before."""
    said, announced = group.sighting, above.sighting
    told = said.reference.container or said.reference.authors or said.reference.year
    return (
        said.kind == "informal"
        and "definite before" in said.signs
        and not (told or _TELLING.intersection(said.signs))
        and _open(above, said.span.start)
        and said.span.start - announced.span.end <= _FAR
        and said.reference.type == announced.reference.type
        and has_link(group)
        and all(anchor.generic for anchor, _ in group.bound)
    )


def _pointer(post: Post, bound: Groups, block: Block, cues: Cues) -> Group | None:
    """What a block names that says nothing but where to read a work, None for other blocks."""
    groups = bound.all_of(block)
    if len(groups) != 1 or not has_link(groups[0]):
        return None
    said = groups[0].sighting
    faint = said.kind == "informal" and not said.alone and _OF_OTHERS.isdisjoint(said.signs)
    if not (faint or said.kind in {"link", "title"}):
        return None
    taken = [said.span, *(anchor.span for anchor, _ in groups[0].bound)]
    if said.kind == "link" and not all(anchor.generic for anchor, _ in groups[0].bound):
        return None
    if any(of_data(anchor, block.span, post.text, cues) for anchor, _ in groups[0].bound):
        return None
    rest = block.span.of(post.blotted(taken))
    return groups[0] if generic_label(rest, cues) else None


def _open(group: Group, before: int) -> bool:
    """Whether a group is an announcement of one work, above an offset, with nothing to read it by."""
    said = group.sighting
    return (
        said.alone
        and said.kind == "informal"
        and said.span.end <= before
        and _SEVERAL.isdisjoint(said.signs)
        and not any(anchor.scholarly for anchor, _ in group.bound)
    )
