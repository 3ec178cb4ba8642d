"""From offsets to lines and columns, worked out once for each file."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from idcheck import lazy

if TYPE_CHECKING:
    from idcheck.post import Place

Units = Literal["utf-8", "utf-16", "utf-32"]
"""What columns count in: bytes of UTF-8, the halves of UTF-16, or code points."""
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

    def column(self, offset: int, units: Units) -> tuple[int, int]:
        """The line and the column of an offset, both from 0, as editors count them."""
        position = self.at(offset)
        start = self._starts[position.line - 1]
        return position.line - 1, _length(self.source[start:offset], units)

    def offset(self, line: int, column: int, units: Units) -> int:
        """The offset of a line and a column as editors count them.

        One that is beyond the end of its line is that end; the middle of a character is its start.
        """
        if line >= len(self._starts):
            return len(self.source)
        text = self.line(line + 1)
        low, high = 0, len(text)
        while low < high:  # the last offset that is not beyond the column
            middle = (low + high + 1) // 2
            if _length(text[:middle], units) <= column:
                low = middle
            else:
                high = middle - 1
        return self._starts[line] + low


def _length(text: str, units: Units) -> int:
    if units == "utf-32" or text.isascii():
        return len(text)
    if units == "utf-16":
        return len(text.encode("utf-16-le", "surrogatepass")) // 2
    return len(text.encode("utf-8", "surrogatepass"))
