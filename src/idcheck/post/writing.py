"""Telling an assembly what a reader sees of text that was put together from several lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from idcheck.post.addresses import addresses
from idcheck.post.model import Place

if TYPE_CHECKING:
    from idcheck.post.assembly import Assembly, Mark
    from idcheck.post.located import Located
    from idcheck.post.model import LinkOrigin, RegionKind


class Writing(Struct, frozen=True):
    """A stretch of located text and the assembly that it is written to; offsets are the text's."""

    assembly: Assembly
    located: Located

    def text(self, start: int, end: int) -> None:
        """Add text as it is."""
        for kind, first, last, source_start, source_end in self.located.within(start, end):
            if kind == "copy":
                self.assembly.text(source_start, source_end)
            elif kind == "gap":
                self.assembly.space(source_start, source_end)
            else:
                line = self.assembly.lines.of(source_start)
                self.assembly.loose(self.located.text[first:last], line)

    def instead(self, seen: str, start: int, end: int) -> None:
        """Add other characters than those of a stretch; they have its place as a whole."""
        span = self.located.span(start, end)
        if span is None:
            self.assembly.loose(seen, self.assembly.lines.of(self.located.near(start)))
        elif len(seen) == len(span) and len(seen) > 1:  # or it would pass for a copy
            self.assembly.instead(seen[:1], span.start, span.end)
            self.assembly.instead(seen[1:], span.end, span.end)
        else:
            self.assembly.instead(seen, span.start, span.end)

    def marked(self, kind: RegionKind | None, start: int, end: int) -> Mark:
        """Add text as it is, as a region or as a stretch that a link will take."""
        mark = self.assembly.open(kind)
        self.text(start, end)
        self.assembly.close(mark)
        return mark

    def place(self, start: int, end: int) -> Place:
        """The place of a stretch."""
        span = self.located.span(start, end)
        line = self.assembly.lines.of(span.start if span else self.located.near(start))
        return Place(line, span)

    def line_of(self, at: int) -> Place:
        """The line of an offset, as a place without a stretch: what cannot be edited."""
        return Place(self.assembly.lines.of(self.located.near(at)))

    def link(
        self,
        mark: Mark,
        target: str,
        places: tuple[Place, Place],
        origin: LinkOrigin = "anchor",
    ) -> None:
        """Make a closed stretch the label of a link; `places` are its target's and its own."""
        self.assembly.link(mark, target, origin, places)

    def with_addresses(self, start: int, end: int) -> None:
        """Add text as it is, its bare addresses as links."""
        for first, last, target in addresses(self.located.text, start, end):
            self.text(start, first)
            place = self.place(first, last)
            self.link(self.marked(None, first, last), target, (place, place), "bare")
            start = last
        self.text(start, end)
