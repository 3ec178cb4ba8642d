"""Binding: which links and identifiers stand with which mention, and why.

Each anchor goes to the sighting it stands with (`owners`); what stands apart is joined afterwards
(`adopting`); what is left makes the mentions (`bound_mention`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from idcheck.mentions import blocks as reading
from idcheck.mentions.adopting import adopt
from idcheck.mentions.anchors import NOWHERE, WEAK_KINDS
from idcheck.mentions.datasets import of_data
from idcheck.mentions.groups import NEAR, Group, Groups
from idcheck.mentions.owners import owner_of
from idcheck.mentions.sighting import Sighting
from idcheck.post import Span
from idcheck.works import Reference

if TYPE_CHECKING:
    from collections.abc import Sequence

    from idcheck.mentions.anchors import Anchor
    from idcheck.mentions.blocks import Block
    from idcheck.mentions.cues import Cues
    from idcheck.post import Post

_OWN_PAGES = frozenset({"preprint", "thesis"})
"""Types of work that are often linked on a page of the author's own."""
_DATA_TYPES = frozenset({"dataset", "software"})
_FEW = 3
"""Words that make no title yet."""


def bind(
    post: Post,
    sightings: Sequence[Sighting],
    anchors: Sequence[Anchor],
    blocks: Sequence[Block],
    cues: Cues,
) -> tuple[Group, ...]:
    """Give each anchor to the sighting it stands with; scholarly ones left over stand alone."""
    bound = Groups(post.text, cues, blocks, [Group(sighting, []) for sighting in sightings])
    for anchor in anchors:
        block = bound.block_of(anchor)
        if block is None:
            continue
        sentence = reading.sentence_at(post.text, block.span, anchor.span.start, cues)
        owner, why = owner_of(anchor, block, sentence, bound)
        if owner is not None and why != "same-link" and _of_data(anchor, sentence, owner, bound):
            owner = None
        if (owner is None or why != "same-link") and _thanks(anchor, sentence, bound):
            continue
        if owner is not None:
            owner.bound.append((anchor, why))
        elif anchor.scholarly:
            alone = _standing_alone(post, anchor, block, sentence)
            bound.add(Group(alone, [(anchor, "same-link")]))
    adopt(post, bound, blocks)
    kept = [group for group in bound.groups() if group.sighting.alone or _carried(group)]
    return tuple(sorted(kept, key=lambda group: group.sighting.span))


def _thanks(anchor: Anchor, sentence: Span, groups: Groups) -> bool:
    """Whether an anchor is of a grant: the last thing named before it in its sentence is money.

    Those on words of their own are not looked at ("see [the report](...) on our grant").
    """
    if not anchor.generic:
        return False
    lead = Span(max(sentence.start, anchor.span.start - NEAR), anchor.span.start)
    cues, text = groups.cues, groups.text
    if not cues.finds("funding", text, lead.start, lead.end):
        return False
    *_, money = cues.pattern("funding").finditer(text, lead.start, lead.end)
    return cues.one_noun.search(text, money.end(), lead.end) is None


def _of_data(anchor: Anchor, sentence: Span, owner: Group, groups: Groups) -> bool:
    """Whether an anchor is of the data or the code of a work and not of the work itself."""
    said = owner.sighting
    if said.kind == "citation" or said.reference.type in _DATA_TYPES:
        return False
    begin = said.span.end if said.span.end <= anchor.span.start else sentence.start
    around = Span(max(begin, sentence.start), sentence.end)
    return of_data(anchor, around, groups.text, groups.cues)


def _carried(group: Group) -> bool:
    """Whether a sighting too faint by itself is made a mention by what stands with it.

    A scholarly link does that; so does a link to some file or page on the very words, where these
    name a paper or its authors and year.
    """
    for anchor, why in group.bound:
        reference = group.sighting.reference
        named = group.sighting.kind == "informal" and (
            anchor.kind in (*WEAK_KINDS, NOWHERE)
            or (len(reference.authors) > 1 and reference.year)
            or reference.type in _OWN_PAGES
        )
        if anchor.scholarly or (why == "same-link" and anchor.link and named):
            return True
    return False


def _standing_alone(post: Post, anchor: Anchor, block: Block, sentence: Span) -> Sighting:
    """A mention that consists of nothing but the anchor; its sentence tells what it is about."""
    before = _title_before(post, anchor, block) if anchor.generic else None
    if before is not None:
        title = " ".join(before.of(post.text).split())
        return Sighting(before, "title", Reference(title=title, words=title), True, block.span)
    label = " ".join(anchor.span.of(post.text).split())
    titled = not anchor.generic and len(label.split()) > 3
    reference = Reference(
        title=label if titled else "", words=reading.around(post.text, sentence, anchor.span)
    )
    return Sighting(
        anchor.span,
        "title" if titled and label[:1].isupper() else "link",
        reference,
        True,
        block.span,
    )


def _title_before(post: Post, anchor: Anchor, block: Block) -> Span | None:
    """The title that a list item gives before a link that says nothing of its own."""
    if not block.kinds & {"item", "cell"} or anchor.span.start - block.span.start > NEAR:
        return None
    words = Span(block.span.start, anchor.span.start).of(post.text).rstrip(" \t\n([{:,;.–—-")
    if len(words.split()) <= _FEW or not words[:1].isupper() or re.search(r"[.!?]\s", words):
        return None
    return Span(block.span.start, block.span.start + len(words))
