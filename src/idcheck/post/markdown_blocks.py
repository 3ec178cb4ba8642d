"""Where the content of a Markdown block stands in the source.

The parser tells the lines of a block and its content without the markers of quotes, lists and
headings. A content line is the tail of its source line; that, too, is checked.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from idcheck import lazy
from idcheck.post.located import Located, Stretch

if TYPE_CHECKING:
    from collections.abc import Sequence

_BLANK = " \t\v\f"
_CELL_END = lazy.pattern(r"\\*+\|")
_PREFIX = lazy.pattern(
    r"(?:[ \t]*+(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t])|\[\^[^\]\s]++\]:))*+[ \t]*+"
)


class SourceLines:
    """The lines of a source without their ends, and the offset at which each begins."""

    def __init__(self, shown: str, starts: Sequence[int]) -> None:
        self.starts = starts
        self._shown = shown
        ends = [*starts[1:], len(shown)]
        self.lines = [
            shown[start:end].rstrip("\r\n") for start, end in zip(starts, ends, strict=True)
        ]

    def whole(self) -> Located:
        """The source as it is shown."""
        return Located.whole(self._shown)

    def stretch(self, first: int, last: int) -> tuple[str, int]:
        """The lines `first` to before `last` (from 0) with their ends, and their offset."""
        start = self._start(first)
        end = self.starts[last] if last < len(self.starts) else len(self._shown)
        return self._shown[start:end], start

    def locate(self, content: str, first: int, end: int) -> Located:
        """The content of a block that takes the source's lines `first` (from 0) to before `end`."""
        stretches: list[Stretch] = []
        at = 0
        rows = content.split("\n")
        last = len(rows) - 1
        first += self._trimmed_before(rows, first, end)
        for number, row in enumerate(rows):
            body = row.lstrip(_BLANK)
            found = self._tail(body, first + number, trimmed=number == last)
            begin = at + len(row) - len(body)
            self._gap(stretches, begin, found if found >= 0 else self._start(first + number))
            end = at + len(row)
            if found >= 0:
                stretches.append(Stretch("copy", begin, end, found, found + len(body)))
            elif body:
                start = self._start(first + number)
                stretches.append(Stretch("unknown", begin, end, start, start))
            at = end + 1
        return Located(content, tuple(stretches))

    def locate_heading(self, content: str, line: int, level: int) -> Located:
        """The content of a heading that begins with `#`."""
        text = self.lines[line] if line < len(self.lines) else ""
        marker = re.search(rf"(?<!#)#{{{level}}}[ \t]+", text)
        if marker is None and text.strip(_BLANK) == content:  # an admonition's title
            return self._copied(content, line, text.index(content))
        column = text.find(content, marker.end()) if marker else -1
        if marker is None or column < 0 or text[marker.end() : column].strip():
            return self._unknown(content, line)
        return self._copied(content, line, column)

    def locate_cells(self, contents: Sequence[str], line: int) -> list[Located]:
        """The cells of a table row."""
        text = self.lines[line] if line < len(self.lines) else ""
        prefix = _PREFIX.match(text)
        begin = prefix.end() if prefix else 0
        while begin > 0 and text[begin - 1 : begin] == "-" and text[:begin].strip(_BLANK) == "-":
            begin -= 1
        bounds = _cell_bounds(text, begin)
        cells = []
        for number, content in enumerate(contents):
            cell = self._cell(content, text, bounds[number], line) if number < len(bounds) else None
            cells.append(cell or self._unknown(content, line))
        return cells

    def _cell(self, content: str, text: str, bound: tuple[int, int], line: int) -> Located | None:
        begin, end = bound
        raw = text[begin:end]
        begin += len(raw) - len(raw.lstrip())
        stretches: list[Stretch] = []
        at = 0
        for part in re.split(r"\\(?=\|)", raw.strip()):
            start = self._start(line) + begin
            stretches.append(Stretch("copy", at, at + len(part), start, start + len(part)))
            at += len(part)
            begin += len(part) + 1
        if raw.strip().replace("\\|", "|") != content:
            return None
        return Located(content, tuple(stretches))

    def _trimmed_before(self, rows: Sequence[str], first: int, end: int) -> int:
        """How many lines of the block the parser trimmed off before its content.

        They hold nothing but white space such as a no-break space, which leaves no line empty.
        """
        body = rows[0].lstrip(_BLANK)
        spare = max(0, end - first - len(rows))
        whole = len(rows) == 1
        fits = (n for n in range(spare) if self._tail(body, first + n, trimmed=whole) >= 0)
        return next(fits, spare)

    def _copied(self, content: str, line: int, column: int) -> Located:
        start = self._start(line) + column
        return Located(content, (Stretch("copy", 0, len(content), start, start + len(content)),))

    def _unknown(self, content: str, line: int) -> Located:
        start = self._start(line)
        return Located(content, (Stretch("unknown", 0, len(content), start, start),))

    def _start(self, line: int) -> int:
        return self.starts[min(line, len(self.starts) - 1)]

    def _tail(self, body: str, line: int, *, trimmed: bool) -> int:
        """The offset of a line's tail, -1 if the line does not end so."""
        if line >= len(self.lines):
            return -1
        text = self.lines[line]
        column = len(text) - len(body)
        if trimmed and not text.endswith(body):
            column = text.rfind(body)
            if text[column + len(body) :].strip():
                return -1
        return self._start(line) + column if text.startswith(body, max(column, 0)) else -1

    def _gap(self, stretches: list[Stretch], end: int, source_end: int) -> None:
        """Fill what lies before the text offset `end` with white space."""
        begin = stretches[-1].end if stretches else 0
        if end > begin:
            start = stretches[-1].source_end if stretches else source_end
            stretches.append(Stretch("gap", begin, end, min(start, source_end), source_end))


def _cell_bounds(text: str, begin: int) -> list[tuple[int, int]]:
    """The bounds of a row's cells. A pipe right after a backslash parts none."""
    bounds = []
    if text.startswith("|", begin):
        begin += 1
    for match in _CELL_END.finditer(text, begin):
        if match.group() == "|":
            bounds.append((begin, match.start()))
            begin = match.end()
    bounds.append((begin, len(text)))
    return bounds
