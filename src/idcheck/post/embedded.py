"""Posts that stand inside a file of another kind: a notebook's cells, a cell of a table, a mail's body.

The inner text is cut out of the file and read by its own reader; here the outcome is moved to
where it stands in the file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from idcheck.post.assembly import Lines
from idcheck.post.model import Piece, Place, SourceMap, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from idcheck.post.located import Located
    from idcheck.post.model import Post


class Embedding:
    """Moves posts into the file with the content `source`, whose lines are counted once."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.lines = Lines(source)

    def lift(self, post: Post, located: Located) -> Post:
        """The post read from `located.text`, with all places in the file."""
        inner = _Inner(located, Lines(located.text), self.lines)
        return replace(
            post,
            source=self.source,
            map=SourceMap(
                tuple(moved for piece in post.map.pieces for moved in inner.pieces(piece))
            ),
            links=tuple(
                replace(
                    link,
                    target_place=inner.place(link.target_place),
                    whole_place=inner.place(link.whole_place),
                )
                for link in post.links
            ),
            meta=tuple(replace(item, place=inner.place(item.place)) for item in post.meta),
            citation_keys=tuple(
                replace(item, place=inner.place(item.place)) for item in post.citation_keys
            ),
            unrendered=tuple(
                replace(item, place=inner.place(item.place)) for item in post.unrendered
            ),
            templates=tuple(moved for span in post.templates for moved in inner.spans(span)),
            problems=tuple(replace(item, line=inner.line(item.line)) for item in post.problems),
        )


class _Inner:
    """A text that was cut out, its own lines, and the lines of the file around it."""

    def __init__(self, located: Located, inner: Lines, outer: Lines) -> None:
        self._located = located
        self._inner = inner
        self._outer = outer

    def line(self, line: int) -> int:
        """The line of the file for a line of the inner text."""
        start = self._inner.starts[min(line, len(self._inner.starts)) - 1]
        return self._outer.of(self._located.near(start))

    def place(self, place: Place) -> Place:
        """The place in the file for a place in the inner text."""
        span = self._located.span(place.span.start, place.span.end) if place.span else None
        return Place(self._outer.of(span.start), span) if span else Place(self.line(place.line))

    def pieces(self, piece: Piece) -> Iterator[Piece]:
        """A piece of the inner text's map, cut where the file interrupts it."""
        start, end = piece.source.start, piece.source.end
        if not piece.exact:
            yield replace(piece, source=self._at(start), line=self.line(piece.line))
        elif len(piece.text) != len(piece.source) or not piece.text:
            span = self._located.span(start, end)
            source = span or self._at(start)
            yield Piece(piece.text, source, self._outer.of(source.start), span is not None)
        else:
            shift = piece.text.start - start
            for kind, first, last, outer_first, outer_last in self._located.within(start, end):
                text = Span(first + shift, last + shift)
                line = self._outer.of(outer_first)
                yield Piece(text, Span(outer_first, outer_last), line, kind != "unknown")

    def spans(self, span: Span) -> Iterator[Span]:
        """The stretches of the file for a stretch of the inner text."""
        for item in self._located.within(span.start, span.end):
            if item.kind == "copy":
                yield Span(item.source_start, item.source_end)

    def _at(self, start: int) -> Span:
        offset = self._located.near(start)
        return Span(offset, offset)
