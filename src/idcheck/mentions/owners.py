"""Which sighting an anchor stands with: on its words, in its sentence, or in the row after it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from idcheck import lazy
from idcheck.mentions import scoring
from idcheck.mentions.anchors import POSSIBLE_KINDS, WEAK_KINDS, generic_label
from idcheck.mentions.cues import alternatives
from idcheck.mentions.groups import has_link
from idcheck.post import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from idcheck.mentions.anchors import Anchor
    from idcheck.mentions.blocks import Block
    from idcheck.mentions.cues import Cues
    from idcheck.mentions.groups import Group, Groups
    from idcheck.mentions.mention import BoundBy
    from idcheck.mentions.sighting import Sighting

_HARDLY_ANY = -3.0
"""Score below which an announcement takes no link that has words of its own."""
_HARDLY = 6
"""Code points, signs and spaces alone, between a mention and an address that belongs to it."""
_ADDRESS = lazy.pattern(r"https?://|www\.")
_BESIDE = 60
"""Code points before a link in which words may send the readers of a title to it."""
_FEW = 3
"""Words that say nothing of a work yet."""


def owner_of(
    anchor: Anchor, block: Block, sentence: Span, groups: Groups
) -> tuple[Group | None, BoundBy]:
    """The sighting an anchor stands with: on its words, in its sentence, or in the row after it."""
    here = groups.here(block)
    owner = _own(anchor, here, groups.text)
    if owner or (not anchor.scholarly and not (anchor.kind in POSSIBLE_KINDS and anchor.generic)):
        return owner or (None, "same-link")
    beside = [
        group for group in here
        if sentence.overlaps(group.sighting.span) and (anchor.generic or not has_link(group))
    ]  # fmt: skip
    if beside and (anchor.generic or _only_announcement(beside, anchor, groups)):
        return min(
            beside, key=lambda group: _distance(group.sighting.span, anchor.span)
        ), "same-sentence"
    if anchor.generic and ("footnote" not in block.kinds or _is_reference(here)):
        return _row_owner(anchor, block, groups)
    return None, "same-link"


def _is_reference(here: Sequence[Group]) -> bool:
    """Whether a note is but one reference without authors: "Title. Journal. doi:..."."""
    return len(here) == 1 and "begins its block" in here[0].sighting.signs


def _own(anchor: Anchor, here: Sequence[Group], text: str) -> tuple[Group, BoundBy] | None:
    """The sighting whose words an anchor is on, or follows right away."""
    for group in here:
        if group.sighting.kind == "citation" and group.sighting.span.covers(anchor.span):
            return group, "reference-entry"
    before = next((group for group in here if _appended(text, group.sighting, anchor)), None)
    for group in here:
        on = group.sighting.span.overlaps(anchor.span) or _touches(group.sighting.span, anchor.span)
        if on and (group.sighting.alone or anchor.scholarly or not before):
            return group, "same-link" if anchor.link else "same-sentence"
    return (before, "same-sentence") if before else None


def _row_owner(anchor: Anchor, block: Block, groups: Groups) -> tuple[Group | None, BoundBy]:
    """The sighting before a row of links that say nothing of their own."""
    own_words = _says_something(anchor, block, groups)
    before = [
        group for group in groups.before(anchor)
        if group.sighting.block == block.span or (group.sighting.alone and not own_words and not has_link(group))
    ]  # fmt: skip
    if not before:
        return None, "same-link"
    nearest = max(before, key=lambda group: group.sighting.span.end)
    return nearest, "same-paragraph" if nearest.sighting.block == block.span else "same-post"


def _only_announcement(beside: list[Group], anchor: Anchor, groups: Groups) -> bool:
    """Whether a link with words of its own can only be of the one announcement in its sentence.

    It is not if it is another thing ("a thesis and a [memorial](...)") or a badge above the text.
    """
    beside = [group for group in beside if group.sighting.alone] or beside
    if len(beside) != 1:
        return False
    end = beside[0].sighting.span.end
    if beside[0].sighting.kind == "title":
        lead = groups.text[max(end, anchor.span.start - _BESIDE) : anchor.span.start]
        return _sent_on(groups.cues).search(lead) is not None
    if beside[0].sighting.kind != "informal" or _faint(beside[0].sighting):
        return False
    if not len(anchor.span):
        return anchor.span.start >= end
    between = Span(end, max(end, anchor.span.start))
    return not _another_thing(groups.cues).fullmatch(groups.text, between.start, between.end)


@cache
def _sent_on(cues: Cues) -> re.Pattern[str]:
    """Words right before a link that send readers of a title to it: "..., see [the archive](...)"."""
    near = {*cues.words("venue_prepositions"), *cues.words("byline")}
    words = alternatives(word for word in cues.words("pointers") if word not in near)
    return lazy.pattern(rf"[,(;]\s?(?:{words})\s(?:\w{{1,4}}\s)?$", re.IGNORECASE)


def _faint(sighting: Sighting) -> bool:
    """Whether hardly anything speaks for an announcement but its noun ("metadata of research")."""
    return bool(sighting.model) and scoring.score(sighting.model, sighting.signs) < _HARDLY_ANY


@cache
def _another_thing(cues: Cues) -> re.Pattern[str]:
    words = alternatives([*cues.words("indefinite"), *cues.words("possessive")])
    return lazy.pattern(rf",?\s+(?:{cues.joint})\s+(?:{words})\s+[\"“«„‘']?", re.IGNORECASE)


def _appended(text: str, sighting: Sighting, anchor: Anchor) -> bool:
    """Whether an address or a file follows a work right away.

    So do a bare address at the end of an entry, `](...)` where a link is not read as one, and the
    file of an announced paper under its title.
    """
    gap = text[sighting.span.end : anchor.span.start] if anchor.span.start else ""
    if not gap or len(gap) > _HARDLY or not sighting.alone:
        return False
    if anchor.link is None:
        return gap == "]("
    bare = sighting.kind == "title" and _ADDRESS.match(text, anchor.span.start)
    file = sighting.kind == "informal" and anchor.kind in WEAK_KINDS
    return bool((bare or file) and re.fullmatch(r"[\s,.:;(\[\"“«„‘']*", gap))


def _says_something(anchor: Anchor, block: Block, groups: Groups) -> bool:
    """Whether a list item has words of its own before the anchor, of which that may then be."""
    if "item" not in block.kinds:
        return False
    lead = Span(block.span.start, max(block.span.start, anchor.span.start)).of(groups.text)
    return len(lead.split()) > _FEW and not generic_label(lead, groups.cues)


def _touches(span: Span, other: Span) -> bool:
    return other.start == other.end and span.start <= other.start <= span.end


def _distance(span: Span, other: Span) -> int:
    return max(0, other.start - span.end, span.start - other.end)
