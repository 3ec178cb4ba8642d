"""Putting a post together: text, map, regions and links, while a reader walks through a source."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from msgspec import Struct

from idcheck import lazy
from idcheck.post.model import CitationKey, Link, Piece, Place, Region, SourceMap, Span, Unrendered
from idcheck.post.template_codes import values
from idcheck.post.templates import FILLERS, TEMPLATE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from idcheck.post.model import LinkOrigin, RegionKind, UnrenderedKind
    from idcheck.post.template_codes import Value

_LINE_END = lazy.pattern(r"\r\n|\n|\r")
_SPACE = " \t\n\r\f"
_UNEVEN = lazy.pattern(
    rf"[{_SPACE}{FILLERS}]{{2,}}|[\t\n\r\f{FILLERS}]|\A |(?<=[^ ]) \Z"
)  # everything but a lone space between words
_BLANK = lazy.pattern(rf"[{_SPACE}]")

_LONG = 4_000  # so that the lines inside a piece are soon counted


class Lines:
    """The lines of a source, counted from 1; they end with CR LF, LF or CR."""

    def __init__(self, source: str) -> None:
        self.starts = [0, *(match.end() for match in _LINE_END.finditer(source))]

    def of(self, offset: int) -> int:
        """The line on which an offset lies."""
        return bisect_right(self.starts, offset)

    def place(self, start: int, end: int) -> Place:
        """The place of a source stretch."""
        return Place(self.of(start), Span(start, end))


class Mark(Struct, eq=False):
    """A stretch of the text that is being written. Its offsets come with the first character."""

    kind: RegionKind | None = None
    label: str = ""
    start: int = -1
    end: int = -1


class _Anchor(Struct, frozen=True):
    mark: Mark
    target: str
    origin: LinkOrigin
    target_place: Place
    whole_place: Place
    visible: bool


class _Run(Struct, eq=False):
    """A stretch of the text with its source; what follows on a `copied` one lengthens it.

    `line` is 0 where the source stretch is known.
    """

    text_start: int
    text_end: int
    source_start: int
    source_end: int
    line: int
    copied: bool


class Assembly:
    """Collects what a reader of the post sees, in reading order.

    `shown` is the source with template code replaced by filler, of the same length. White space
    is collapsed as a browser does it, filler is dropped, and blocks are kept apart by an empty
    line; none of them ever begins or ends with white space. `codes` are the stretches of template
    code, in order; what they say of links and citations is taken up where they stand in text.
    """

    def __init__(self, source: str, shown: str, codes: Sequence[Span] = ()) -> None:
        self.source = source
        self.shown = shown
        self.lines = Lines(source)
        self._codes = codes
        self._code_starts = [code.start for code in codes]
        self._cited: list[tuple[Mark, str, Place]] = []
        self._unrendered: list[Unrendered] = []
        self._parts: list[str] = []
        self._length = 0
        self._pieces: list[_Run] = []
        self._gap: tuple[str, int, int] | None = None
        self._marks: list[Mark] = []
        self._unplaced: list[Mark] = []
        self._anchors: list[_Anchor] = []

    def text(self, start: int, end: int) -> None:
        """Add a stretch of the source as it is."""
        chunk = self.shown[start:end]
        if chunk.isprintable() and "  " not in chunk:
            self._even(chunk, start, end)
            return
        at = 0
        for match in _UNEVEN.finditer(chunk):
            if match.start() > at:
                self._write(chunk[at : match.start()], start + at, start + match.start())
            at = match.end()
            gap, begin = match.group(), start + match.start()
            if self._codes and TEMPLATE in gap:
                gap, begin = self._template(gap, begin)
            if _BLANK.search(gap):
                self.space(begin, start + at)
        if at < len(chunk):
            self._write(chunk[at:], start + at, end)

    def _even(self, chunk: str, start: int, end: int) -> None:
        """Add a stretch whose words are a lone space apart."""
        if chunk[:1] == " ":
            self.space(start, start + 1)
            start += 1
        if start < end and chunk[-1] == " ":
            if end - start > 1:
                self._write(self.shown[start : end - 1], start, end - 1)
            self.space(end - 1, end)
        elif start < end:
            self._write(self.shown[start:end], start, end)

    def instead(self, seen: str, start: int, end: int) -> None:
        """Add other characters than those that stand in the source stretch (an entity)."""
        if seen and not seen.strip(_SPACE):
            self.space(start, end)
        elif seen:
            self._write(seen, start, end)

    def loose(self, seen: str, line: int) -> None:
        """Add text of which only the 1-based line is known."""
        words = seen.strip(_SPACE + FILLERS)
        at = self.lines.starts[min(line, len(self.lines.starts)) - 1]
        if seen[:1].isspace():
            self.space(at, at)
        if words:
            self._write(_UNEVEN.sub(" ", words), at, at, line)
        if seen[-1:].isspace():
            self.space(at, at)

    def space(self, start: int, end: int) -> None:
        """Add white space; runs of it count once, and none stands at the edge of a block."""
        if self._gap is None and self._length:
            self._gap = (" ", start, end)

    def line_break(self, start: int, end: int) -> None:
        """Add a hard line break. Two of them leave an empty line."""
        if not self._length:
            return
        breaks = self._gap[0].count("\n") if self._gap else 0
        if not breaks:
            self._gap = ("\n", start, end)
        elif self._gap and breaks == 1:
            self._gap = ("\n\n", self._gap[1], end)

    def block(self) -> None:
        """End a block here."""
        if self._length:
            self._gap = ("\n\n", -1, -1)

    def open(self, kind: RegionKind | None, label: str = "") -> Mark:
        """Begin a region, or with None a stretch that becomes none. `close` ends it."""
        mark = Mark(kind, label)
        self._unplaced.append(mark)
        if kind:
            self._marks.append(mark)
        return mark

    def close(self, mark: Mark) -> None:
        """End a stretch at the last character written."""
        if mark.start < 0:
            mark.start = self._length
        mark.end = max(self._length, mark.start)

    def link(
        self,
        mark: Mark,
        target: str,
        origin: LinkOrigin,
        places: tuple[Place, Place],
        *,
        visible: bool = True,
    ) -> None:
        """Make a closed stretch the label of a link; `places` are its target's and its own."""
        self._anchors.append(_Anchor(mark, target, origin, *places, visible))

    def unrendered(self, kind: UnrenderedKind, text: str, place: Place, name: str = "") -> None:
        """Note what the file says here without showing it."""
        self._unrendered.append(Unrendered(kind, text, place, self._length, name))

    def cite(self, key: str, place: Place) -> None:
        """Note a citation by the key of a bibliography, for which nothing stands here yet."""
        mark = self.open(None)
        self.close(mark)
        self._cited.append((mark, key, place))

    def _template(self, gap: str, begin: int) -> tuple[str, int]:
        """Take up what template code in a gap at the source offset `begin` says.

        Gives what is left of the gap, and where that begins.
        """
        before, after = gap.index(TEMPLATE), gap.rindex(TEMPLATE) + 1
        if _BLANK.search(gap[:before]):
            self.space(begin, begin + before)
        first = bisect_left(self._code_starts, begin)
        for code in self._codes[first : bisect_left(self._code_starts, begin + after)]:
            for value in values(self.source, code.start, code.end):
                self._value(value, code)
        return gap[after:], begin + after

    def _value(self, value: Value, code: Span) -> None:
        place = self.lines.place(value.start, value.end)
        if value.kind == "attribute":
            self.unrendered("attribute", value.text, place, value.name)
            return
        mark = self.open(None)
        if value.kind == "link" and value.text:
            self._write(value.text, value.start, value.end)
        self.close(mark)
        if value.kind == "link":
            whole = self.lines.place(code.start, code.end)
            self.link(mark, value.target, "shortcode", (place, whole))
        else:
            self._cited.append((mark, value.text, place))

    def _write(self, seen: str, start: int, end: int, line: int = 0) -> None:
        if self._gap is not None:
            gap, gap_start, gap_end = self._gap
            self._gap = None
            if gap_start < 0:
                gap_start = min(self._pieces[-1].source_end, start)
                gap_end = start
            self._append(gap, gap_start, gap_end, line)
        if self._unplaced:
            for mark in self._unplaced:
                if mark.start < 0:
                    mark.start = self._length
            self._unplaced.clear()
        self._append(seen, start, end, line)

    def _append(self, seen: str, start: int, end: int, line: int) -> None:
        length = self._length
        self._parts.append(seen)
        self._length = length + len(seen)
        copied = (
            not line
            and len(seen) == end - start
            and (self.shown.startswith(seen, start) or (seen == " " and self.shown[start] != "\r"))
        )
        if copied and self._pieces:
            last = self._pieces[-1]
            if last.copied and last.source_end == start and start - last.source_start < _LONG:
                last.text_end, last.source_end = self._length, end
                return
        self._pieces.append(_Run(length, self._length, start, end, line, copied))

    def _piece(self, run: _Run) -> Piece:
        return Piece(
            Span(run.text_start, run.text_end),
            Span(run.source_start, run.source_end),
            run.line or self.lines.of(run.source_start),
            not run.line,
        )

    def finish(self) -> Finished:
        """Everything collected. Marks still open end here."""
        text = "".join(self._parts)
        for mark in self._marks:
            if mark.end < 0:
                self.close(mark)
        regions = [
            Region(mark.kind, Span(mark.start, mark.end), mark.label)
            for mark in self._marks
            if mark.kind and (mark.end > mark.start or mark.kind in {"note-marker", "more"})
        ]
        links = [
            Link(
                item.target,
                text[item.mark.start : item.mark.end],
                Span(item.mark.start, item.mark.end),
                item.origin,
                item.target_place,
                item.whole_place,
                item.visible,
            )
            for item in self._anchors
        ]
        return Finished(
            text,
            SourceMap(tuple(self._piece(run) for run in self._pieces)),
            tuple(sorted(links, key=lambda link: link.span)),
            tuple(sorted(regions, key=lambda region: (region.span.start, -region.span.end))),
            tuple(
                CitationKey(key, Span(mark.start, mark.end), place)
                for mark, key, place in self._cited
            ),
            tuple(self._unrendered),
        )


class Finished(Struct, frozen=True):
    """What an assembly made."""

    text: str
    map: SourceMap
    links: tuple[Link, ...]
    regions: tuple[Region, ...]
    citation_keys: tuple[CitationKey, ...]
    unrendered: tuple[Unrendered, ...]
