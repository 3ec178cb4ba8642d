"""Putting a post together: text, source map, regions and links, as a reader moves along."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import takewhile
from typing import TYPE_CHECKING, TypeVar

from idcheck.post.addresses import addresses
from idcheck.post.model import Link, Piece, Place, Region, SourceMap, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from idcheck.post.model import LinkOrigin, RegionKind

_T = TypeVar("_T")
_LINE_END = re.compile(r"\r\n|\n|\r")


class Lines:
    """The lines of a source: where each starts, and on which an offset lies. Lines count from 1."""

    def __init__(self, source: str) -> None:
        self.starts = [0, *(match.end() for match in _LINE_END.finditer(source))]

    def of(self, offset: int) -> int:
        """The 1-based line of an offset."""
        return bisect_right(self.starts, offset)

    def start(self, line: int) -> int:
        """The offset at which a 1-based line starts, the end of the last line beyond that."""
        return self.starts[min(line, len(self.starts)) - 1]


def _since(items: Sequence[_T], start: int, span_of: Callable[[_T], Span]) -> list[_T]:
    """The last items that end after a text offset, the latest first; items are in order of end."""
    return list(takewhile(lambda item: span_of(item).end > start, reversed(items)))


class Assembly:
    """Collects what a reader of a format sees, in order.

    A format calls `text` for stretches copied from the source, `break_block` between blocks,
    `open`/`close` around regions and `open_link`/`close_link` around links.
    """

    def __init__(self, source: str) -> None:
        self.source = source
        self.lines = Lines(source)
        self.links: list[Link] = []
        self._parts: list[str] = []
        self._pieces: list[Piece] = []
        self._regions: list[Region] = []
        self._open: list[tuple[RegionKind, int, str]] = []
        self._length = 0
        self._tail = "\n\n"

    @property
    def at(self) -> int:
        """The text offset reached."""
        return self._length

    @property
    def tail(self) -> str:
        """The last two characters of the text so far, newlines at its very start."""
        return self._tail

    def text(self, seen: str, start: int, end: int) -> None:
        """Add what a reader sees of the source stretch `start`..`end`.

        Stretches of equal length are copies and must be the same characters; if they are not,
        only the line is kept.
        """
        if not seen:
            return
        verbatim = len(seen) == end - start
        exact = not verbatim or seen == self.source[start:end] or seen.isspace()
        self._add(seen, Span(start, end), exact=exact)

    def line_only(self, seen: str, line: int) -> None:
        """Add text of which only the 1-based line is known."""
        if seen:
            at = self.lines.start(line)
            self._add(seen, Span(at, at), exact=False)

    def break_block(self, at: int) -> None:
        """End the block before the source offset `at`; blocks are separated by an empty line."""
        missing = "\n\n" if self._tail[1] != "\n" else "\n" if self._tail[0] != "\n" else ""
        if missing:
            self._add(missing, Span(at, at), exact=True)

    def _add(self, seen: str, source: Span, *, exact: bool) -> None:
        span = Span(self._length, self._length + len(seen))
        last = self._pieces[-1] if self._pieces else None
        if (
            last is not None
            and exact
            and last.exact
            and len(last.source) == len(last.text)
            and len(source) == len(seen)
            and last.source.end == source.start
        ):
            self._pieces[-1] = Piece(
                Span(last.text.start, span.end), Span(last.source.start, source.end), last.line
            )
        else:
            self._pieces.append(Piece(span, source, self.lines.of(source.start), exact))
        self._parts.append(seen)
        self._length = span.end
        self._tail = (self._tail + seen)[-2:]

    def open(self, kind: RegionKind, label: str = "") -> None:
        """Begin a region here."""
        self._open.append((kind, self._length, label))

    def close(self, kind: RegionKind) -> None:
        """End the innermost open region of this kind; one that is not open is ignored."""
        for index in range(len(self._open) - 1, -1, -1):
            if self._open[index][0] == kind:
                _, start, label = self._open.pop(index)
                if start < self._length or kind == "note-marker":
                    self._regions.append(Region(kind, Span(start, self._length), label))
                return

    def link(
        self,
        target: str,
        start: int,
        origin: LinkOrigin,
        target_place: Place,
        whole_place: Place,
        *,
        visible: bool = True,
    ) -> None:
        """Add a link whose label began at the text offset `start` and ends here."""
        label = "".join(self._parts_from(start))
        self.links.append(
            Link(
                target, label, Span(start, self._length), origin, target_place, whole_place, visible
            )
        )

    def link_addresses(self, start: int) -> None:
        """Make links of the bare addresses in the text from the offset `start` on.

        Addresses inside links and code are left alone.
        """
        text = "".join(self._parts_from(start))
        taken = [link.span for link in _since(self.links, start, lambda link: link.span)]
        codes = _since(self._regions, start, lambda region: region.span)
        taken += [region.span for region in codes if region.kind == "code"]
        pieces = SourceMap(tuple(_since(self._pieces, start, lambda piece: piece.text)[::-1]))
        for first, last, target in addresses(text):
            span = Span(start + first, start + last)
            if not any(span.overlaps(other) for other in taken):
                place = pieces.place(span, self.source)
                self.links.append(Link(target, text[first:last], span, "bare", place, place))

    def _parts_from(self, start: int) -> list[str]:
        taken: list[str] = []
        at = self._length
        for part in reversed(self._parts):
            if at <= start:
                break
            at -= len(part)
            taken.append(part if at >= start else part[start - at :])
        return taken[::-1]

    def place(self, start: int, end: int) -> Place:
        """The place of a source stretch."""
        return Place(self.lines.of(start), Span(start, end))

    def finish(self) -> tuple[str, SourceMap, tuple[Link, ...], tuple[Region, ...]]:
        """Everything collected; regions that were left open end here."""
        while self._open:
            self.close(self._open[-1][0])
        regions = sorted(self._regions, key=lambda region: (region.span.start, -region.span.end))
        links = sorted(self.links, key=lambda link: link.span)
        return "".join(self._parts), SourceMap(tuple(self._pieces)), tuple(links), tuple(regions)
