"""From offsets to lines and columns, worked out once for each file."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from idcheck import lazy

if TYPE_CHECKING:
    from idcheck.post import Place

_LINE_END = lazy.pattern(r"\r\n?|\n")


class Position(Struct, frozen=True):
    """Where something is: 1-based line and column in code points, offset in code points.

    `column` and `offset` are None where only the line is known.
    """

    line: int
    column: int | None
    offset: int | None


class Lines(Struct, frozen=True, dict=True):
    r"""The lines of a text. `\n`, `\r\n` and a lone `\r` end a line."""

    source: str

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return 0, *(match.end() for match in _LINE_END.finditer(self.source))

    def at(self, offset: int) -> Position:
        """The position of an offset."""
        line = bisect_right(self._starts, offset)
        return Position(line, offset - self._starts[line - 1] + 1, offset)

    def ends_of(self, place: Place) -> tuple[Position, Position]:
        """Where a place begins and where it ends; the end is the first position after it."""
        if place.span is None:
            line = Position(place.line, None, None)
            return line, line
        return self.at(place.span.start), self.at(place.span.end)

    def line(self, number: int) -> str:
        """A line without its end, "" for a number that is none of this text's."""
        if not 1 <= number <= len(self._starts):
            return ""
        start = self._starts[number - 1]
        until = self._starts[number] if number < len(self._starts) else len(self.source)
        return self.source[start:until].rstrip("\r\n")
