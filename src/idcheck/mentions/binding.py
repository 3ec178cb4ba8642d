"""Binding: which links and identifiers stand with which mention, and why."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct

from idcheck import lazy
from idcheck.mentions import blocks as reading
from idcheck.mentions import scoring
from idcheck.mentions.anchors import NOWHERE, POSSIBLE_KINDS, WEAK_KINDS, generic_label
from idcheck.mentions.cues import alternatives
from idcheck.mentions.datasets import of_data
from idcheck.mentions.mention import Bound, Mention
from idcheck.mentions.sighting import Sighting
from idcheck.post import Place, Span
from idcheck.works import Reference

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from idcheck.mentions.anchors import Anchor
    from idcheck.mentions.blocks import Block
    from idcheck.mentions.cues import Cues
    from idcheck.mentions.mention import BoundBy, Tracked
    from idcheck.post import Post

_OWN_PAGES = frozenset({"preprint", "thesis"})
"""Types of work that are often linked on a page of the author's own."""
_LABELLED = "labelled as title"
_DATA_TYPES = frozenset({"dataset", "software"})
_SEVERAL = frozenset({"plural", "counted before"})
_OF_OTHERS = _SEVERAL | {"indefinite before"}
"""Signs of a work that was not spoken of before."""
_TELLING = frozenset({"plural", "new", "topic after", "name before the noun", "learned adjective"})
"""Signs of a work that is told apart from the one spoken of before."""
_HARDLY_ANY = -3.0
"""Score below which an announcement takes no link that has words of its own."""
_FEW = 3
_FEW_BLOCKS = 12
_HARDLY = 6
"""Code points, signs and spaces alone, between a mention and an address that belongs to it."""
_ADDRESS = lazy.pattern(r"https?://|www\.")
_BESIDE = 60
"""Code points between a mention and the call of a footnote on it."""
_NEAR = 220
"""Code points of text between a mention and a row of links that may still belong to it."""


_FAR = 600
"""Code points between an announcement and a later sentence that links "the study"."""


class _Group(Struct):
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
    bound = _Bound(post.text, cues, blocks, [_Group(sighting, []) for sighting in sightings])
    for anchor in anchors:
        block = bound.block_of(anchor)
        if block is None:
            continue
        sentence = reading.sentence_at(post.text, block.span, anchor.span.start, cues)
        owner, why = _owner(anchor, block, sentence, bound)
        if owner is not None and why != "same-link" and _of_data(anchor, sentence, owner, bound):
            owner = None
        if (owner is None or why != "same-link") and _thanks(anchor, sentence, bound):
            continue
        if owner is not None:
            owner.bound.append((anchor, why))
        elif anchor.scholarly:
            alone = _standing_alone(post, anchor, block, sentence)
            bound.add(_Group(alone, [(anchor, "same-link")]))
    _adopt_rows(post, bound, blocks, cues)
    _adopt_notes(post, bound)
    _adopt_pointer(post, bound, blocks, cues)
    _adopt_recalled(bound)
    kept = [group for group in bound.groups() if group.sighting.alone or _carried(group)]
    return tuple(sorted(kept, key=lambda group: group.sighting.span))


def _thanks(anchor: Anchor, sentence: Span, groups: _Bound) -> bool:
    """Whether an anchor is of a grant: the last thing named before it in its sentence is money.

    Those on words of their own are not looked at ("see [the report](...) on our grant").
    """
    if not anchor.generic:
        return False
    lead = Span(max(sentence.start, anchor.span.start - _NEAR), anchor.span.start)
    cues, text = groups.cues, groups.text
    if not cues.finds("funding", text, lead.start, lead.end):
        return False
    *_, money = cues.pattern("funding").finditer(text, lead.start, lead.end)
    return cues.one_noun.search(text, money.end(), lead.end) is None


def _of_data(anchor: Anchor, sentence: Span, owner: _Group, groups: _Bound) -> bool:
    """Whether an anchor is of the data or the code of a work and not of the work itself."""
    said = owner.sighting
    if said.kind == "citation" or said.reference.type in _DATA_TYPES:
        return False
    begin = said.span.end if said.span.end <= anchor.span.start else sentence.start
    around = Span(max(begin, sentence.start), sentence.end)
    return of_data(anchor, around, groups.text, groups.cues)


class _Bound:
    """The groups of a post, by the block they stand in, with its text and cue words."""

    def __init__(
        self, text: str, cues: Cues, blocks: Sequence[Block], groups: Iterable[_Group]
    ) -> None:
        self.text = text
        self.cues = cues
        self._blocks = blocks
        self._by_block: dict[Span, list[_Group]] = {block.span: [] for block in blocks}
        self._links: dict[Span, list[_Group]] = {block.span: [] for block in blocks}
        for group in groups:
            self.add(group)

    def add(self, group: _Group) -> None:
        """Add a group to its block. Mere links are kept apart: nothing is bound to them."""
        kept = self._links if group.sighting.kind == "link" else self._by_block
        kept[group.sighting.block].append(group)

    def groups(self) -> Iterator[_Group]:
        """All groups."""
        kept = (*self._by_block.values(), *self._links.values())
        return (group for groups in kept for group in groups)

    def block_of(self, anchor: Anchor) -> Block | None:
        """The block that holds an anchor, None for one in the furniture of a page."""
        return self._block_at(anchor.span.start)

    def _block_at(self, offset: int) -> Block | None:
        at = bisect_right(self._blocks, offset, key=lambda block: block.span.start) - 1
        found = self._blocks[at] if at >= 0 else None
        return found if found and offset <= found.span.end else None

    def remove(self, group: _Group) -> None:
        """Take a group out of its block."""
        kept = self._links if group.sighting.kind == "link" else self._by_block
        groups = kept[group.sighting.block]
        del groups[next(at for at, each in enumerate(groups) if each is group)]

    def at(self, offset: int) -> list[_Group]:
        """The groups of the block at an offset, in order."""
        block = self._block_at(offset)
        return self.all_of(block) if block else []

    def all_of(self, block: Block) -> list[_Group]:
        """The groups of a block with its mere links, in order."""
        groups = self._by_block[block.span] + self._links[block.span]
        return sorted(groups, key=lambda group: group.sighting.span)

    def here(self, block: Block) -> list[_Group]:
        """The groups of a block that links can be bound to."""
        return self._by_block[block.span]

    def before(self, anchor: Anchor) -> Iterator[_Group]:
        """The groups that end shortly before an anchor, in its block or one above."""
        at = bisect_right(self._blocks, anchor.span.start, key=lambda block: block.span.start)
        for block in reversed(self._blocks[max(0, at - _FEW_BLOCKS) : at]):
            for group in self._by_block[block.span]:
                if 0 <= anchor.span.start - group.sighting.span.end <= _NEAR:
                    yield group


def _adopt_rows(post: Post, bound: _Bound, blocks: Sequence[Block], cues: Cues) -> None:
    """Give a row such as "DOI: ..." to the reference right below it, if that has no link.

    In a list of fields it is of the title above.
    """
    for row, below in pairwise([*blocks, None]):
        alone = bound.all_of(row) if row else []
        if not row or len(alone) != 1:
            continue
        row_anchors = [anchor for anchor, _ in alone[0].bound]
        first = _field_above(bound, row_anchors) or (bound.all_of(below)[:1] if below else [])
        if not first or _has_link(first[0]):
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


def _field_above(bound: _Bound, anchors: Sequence[Anchor]) -> list[_Group]:
    """The title of the list of fields ("Title: ...") that ends with an anchor."""
    above = list(bound.before(anchors[0])) if anchors else []
    return [group for group in above if _LABELLED in group.sighting.signs][:1]


def _adopt_notes(post: Post, bound: _Bound) -> None:
    """Join a mention to the footnote that is called right after it.

    A reference in the note is the more telling place and stays; a mere link moves up.
    """
    notes = {region.label: region.span for region in post.regions_of("footnote") if region.label}
    for marker in post.regions_of("note-marker"):
        note = notes.get(marker.label)
        called = [
            group
            for group in bound.at(marker.span.start)
            if 0 <= marker.span.start - group.sighting.span.end <= _BESIDE and not _has_link(group)
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


def _adopt_pointer(post: Post, bound: _Bound, blocks: Sequence[Block], cues: Cues) -> None:
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


def _adopt_recalled(bound: _Bound) -> None:
    """Join "The study is available [here](...)" to the announcement before it that has no link."""
    above: _Group | None = None
    for group in sorted(bound.groups(), key=lambda group: group.sighting.span):
        said = group.sighting
        if above and _recalls(group, above):
            above.bound += [(anchor, "same-post") for anchor, _ in group.bound]
            bound.remove(group)
        elif said.kind != "link" and (said.alone or group.bound):
            above = group


def _recalls(group: _Group, above: _Group) -> bool:
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
        and _has_link(group)
        and all(anchor.generic for anchor, _ in group.bound)
    )


def _pointer(post: Post, bound: _Bound, block: Block, cues: Cues) -> _Group | None:
    """What a block names that says nothing but where to read a work, None for other blocks."""
    groups = bound.all_of(block)
    if len(groups) != 1 or not _has_link(groups[0]):
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


def _open(group: _Group, before: int) -> bool:
    """Whether a group is an announcement of one work, above an offset, with nothing to read it by."""
    said = group.sighting
    return (
        said.alone
        and said.kind == "informal"
        and said.span.end <= before
        and _SEVERAL.isdisjoint(said.signs)
        and not any(anchor.scholarly for anchor, _ in group.bound)
    )


def _carried(group: _Group) -> bool:
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


def _owner(
    anchor: Anchor, block: Block, sentence: Span, groups: _Bound
) -> tuple[_Group | None, BoundBy]:
    """The sighting an anchor stands with: on its words, in its sentence, or in the row after it."""
    here = groups.here(block)
    owner = _own(anchor, here, groups.text)
    if owner or (not anchor.scholarly and not (anchor.kind in POSSIBLE_KINDS and anchor.generic)):
        return owner or (None, "same-link")
    beside = [
        group for group in here
        if sentence.overlaps(group.sighting.span) and (anchor.generic or not _has_link(group))
    ]  # fmt: skip
    if beside and (anchor.generic or _only_announcement(beside, anchor, groups)):
        return min(
            beside, key=lambda group: _distance(group.sighting.span, anchor.span)
        ), "same-sentence"
    if anchor.generic and ("footnote" not in block.kinds or _is_reference(here)):
        return _row_owner(anchor, block, groups)
    return None, "same-link"


def _is_reference(here: Sequence[_Group]) -> bool:
    """Whether a note is but one reference without authors: "Title. Journal. doi:..."."""
    return len(here) == 1 and "begins its block" in here[0].sighting.signs


def _own(anchor: Anchor, here: Sequence[_Group], text: str) -> tuple[_Group, BoundBy] | None:
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


def _row_owner(anchor: Anchor, block: Block, groups: _Bound) -> tuple[_Group | None, BoundBy]:
    """The sighting before a row of links that say nothing of their own."""
    own_words = _says_something(anchor, block, groups)
    before = [
        group for group in groups.before(anchor)
        if group.sighting.block == block.span or (group.sighting.alone and not own_words and not _has_link(group))
    ]  # fmt: skip
    if not before:
        return None, "same-link"
    nearest = max(before, key=lambda group: group.sighting.span.end)
    return nearest, "same-paragraph" if nearest.sighting.block == block.span else "same-post"


def _only_announcement(beside: list[_Group], anchor: Anchor, groups: _Bound) -> bool:
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


def _says_something(anchor: Anchor, block: Block, groups: _Bound) -> bool:
    """Whether a list item has words of its own before the anchor, of which that may then be."""
    if "item" not in block.kinds:
        return False
    lead = Span(block.span.start, max(block.span.start, anchor.span.start)).of(groups.text)
    return len(lead.split()) > _FEW and not generic_label(lead, groups.cues)


def _touches(span: Span, other: Span) -> bool:
    return other.start == other.end and span.start <= other.start <= span.end


def _has_link(group: _Group) -> bool:
    return any(anchor.scholarly and anchor.link for anchor, _ in group.bound)


def _distance(span: Span, other: Span) -> int:
    return max(0, other.start - span.end, span.start - other.end)


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
    if not block.kinds & {"item", "cell"} or anchor.span.start - block.span.start > _NEAR:
        return None
    words = Span(block.span.start, anchor.span.start).of(post.text).rstrip(" \t\n([{:,;.–—-")
    if len(words.split()) <= _FEW or not words[:1].isupper() or re.search(r"[.!?]\s", words):
        return None
    return Span(block.span.start, block.span.start + len(words))


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
        reference=sighting.reference,
        language=language,
        tracked=_tracked(group),
        place=_place(post, group),
        identifiers=tuple(identifiers),
        links=tuple(anchor.link for anchor, _ in group.bound if anchor.link),
        model=sighting.model,
        signs=sighting.signs,
    )


def _place(post: Post, group: _Group) -> Place:
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


def _tracked(group: _Group) -> Tracked:
    if any(anchor.tracked for anchor, _ in group.bound):
        return "yes"
    return "weak" if any(anchor.kind != NOWHERE for anchor, _ in group.bound) else "no"
