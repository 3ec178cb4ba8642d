"""What is bound so far: the sightings of a post, each with the anchors that stand with it."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from idcheck.mentions.anchors import Anchor
    from idcheck.mentions.blocks import Block
    from idcheck.mentions.cues import Cues
    from idcheck.mentions.mention import BoundBy
    from idcheck.mentions.sighting import Sighting
    from idcheck.post import Span

NEAR = 220
"""Code points of text between a mention and a row of links that may still belong to it."""
_FEW_BLOCKS = 12


class Group(Struct):
    """A sighting with the anchors that stand with it, while they are being collected."""

    sighting: Sighting
    bound: list[tuple[Anchor, BoundBy]]


class Groups:
    """The groups of a post, by the block they stand in, with its text and cue words."""

    def __init__(
        self, text: str, cues: Cues, blocks: Sequence[Block], groups: Iterable[Group]
    ) -> None:
        self.text = text
        self.cues = cues
        self._blocks = blocks
        self._by_block: dict[Span, list[Group]] = {block.span: [] for block in blocks}
        self._links: dict[Span, list[Group]] = {block.span: [] for block in blocks}
        for group in groups:
            self.add(group)

    def add(self, group: Group) -> None:
        """Add a group to its block. Mere links are kept apart: nothing is bound to them."""
        self._beside(group).append(group)

    def _beside(self, group: Group) -> list[Group]:
        """The list of its block that a group is kept in."""
        kept = self._links if group.sighting.kind == "link" else self._by_block
        return kept[group.sighting.block]

    def groups(self) -> Iterator[Group]:
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

    def remove(self, group: Group) -> None:
        """Take a group out of its block."""
        groups = self._beside(group)
        del groups[next(at for at, each in enumerate(groups) if each is group)]

    def at(self, offset: int) -> list[Group]:
        """The groups of the block at an offset, in order."""
        block = self._block_at(offset)
        return self.all_of(block) if block else []

    def all_of(self, block: Block) -> list[Group]:
        """The groups of a block with its mere links, in order."""
        groups = self._by_block[block.span] + self._links[block.span]
        return sorted(groups, key=lambda group: group.sighting.span)

    def here(self, block: Block) -> list[Group]:
        """The groups of a block that links can be bound to."""
        return self._by_block[block.span]

    def before(self, anchor: Anchor) -> Iterator[Group]:
        """The groups that end shortly before an anchor, in its block or one above."""
        at = bisect_right(self._blocks, anchor.span.start, key=lambda block: block.span.start)
        for block in reversed(self._blocks[max(0, at - _FEW_BLOCKS) : at]):
            for group in self._by_block[block.span]:
                if 0 <= anchor.span.start - group.sighting.span.end <= NEAR:
                    yield group


def has_link(group: Group) -> bool:
    """Whether a scholarly link stands with a sighting."""
    return any(anchor.scholarly and anchor.link for anchor, _ in group.bound)
