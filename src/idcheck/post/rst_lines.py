"""Lines of reStructuredText, cut to the part that belongs to a block."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from idcheck import lazy
from idcheck.post.located import Located, Stretch

if TYPE_CHECKING:
    from collections.abc import Sequence

_TAB = 8
_INDENT = lazy.pattern(r"\s*+")


class Line(NamedTuple):
    """A part of a line of the source, without its end, from offset to offset."""

    start: int
    end: int


class Text:
    """The source with template code hidden, and what can be asked of its lines."""

    def __init__(self, shown: str, starts: Sequence[int], first: int) -> None:
        self.shown = shown
        ends = [*starts[1:], len(shown)]
        self.lines = [
            Line(start, start + len(shown[start:end].rstrip("\r\n")))
            for start, end in zip(starts, ends, strict=True)
            if start >= first
        ]

    def of(self, line: Line) -> str:
        """What stands in a line."""
        return self.shown[line.start : line.end].rstrip()

    def blank(self, line: Line) -> bool:
        """Whether nothing stands in a line."""
        return not self.shown[line.start : line.end].strip()

    def indent(self, line: Line) -> int:
        """The columns of white space at the head of a line; a tab goes on to the next eighth."""
        width = 0
        for char in self.shown[line.start : line.end]:
            if char == "\t":
                width += _TAB - width % _TAB
            elif char in " \v\f":
                width += 1
            else:
                break
        return width

    def without(self, line: Line, columns: int) -> Line:
        """A line without so many columns of white space."""
        width, at = 0, line.start
        while at < line.end and width < columns and self.shown[at] in " \t\v\f":
            width += _TAB - width % _TAB if self.shown[at] == "\t" else 1
            at += 1
        return Line(at, line.end)

    def indented(self, lines: Sequence[Line], at: int) -> tuple[list[Line], int]:
        """The indented block from `at` on, its indent taken away, and the index after it."""
        end = at
        while end < len(lines) and (self.blank(lines[end]) or self.indent(lines[end])):
            end += 1
        while end > at and self.blank(lines[end - 1]):
            end -= 1
        held = lines[at:end]
        least = min((self.indent(line) for line in held if not self.blank(line)), default=0)
        return [self.without(line, least) for line in held], end

    def hanging(self, lines: Sequence[Line], at: int, first: int) -> tuple[list[Line], int]:
        """What follows a marker: the rest of line `at` from offset `first`, and the block under it."""
        under, end = self.indented(lines, at + 1)
        return [Line(min(first, lines[at].end), lines[at].end), *under], end

    def joined(self, lines: Sequence[Line]) -> Located:
        """Lines put together to one text, a line end between them, white space at edges left out."""
        parts: list[str] = []
        stretches: list[Stretch] = []
        at = 0
        for line in lines:
            raw = self.shown[line.start : line.end]
            words = raw.strip()
            start = line.start + _INDENT.match(raw).end()  # type: ignore[union-attr] # matches anything
            if parts:
                before = stretches[-1].source_end
                stretches.append(Stretch("gap", at, at + 1, before, max(before, start)))
                parts.append("\n")
                at += 1
            if words or not parts:
                end = start + len(words)
                stretches.append(Stretch("copy", at, at + len(words), start, end))
                parts.append(words)
                at += len(words)
        return Located("".join(parts), tuple(stretches))
