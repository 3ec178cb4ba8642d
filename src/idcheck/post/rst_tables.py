"""Tables of reStructuredText, drawn in characters, cut into the lines of their cells."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from idcheck import lazy
from idcheck.post.rst_lines import Line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from idcheck.post.rst_lines import Text

_GRID = lazy.pattern(r"\+(?:-+\+)+")
_GRID_RULE = lazy.pattern(r"[+|](?:(?:-+|=+)\+|[^|+]*[+|])*")
_SIMPLE = lazy.pattern(r"=+(?: +=+)+")
_SIMPLE_RULE = lazy.pattern(r"(?:=+(?: +=+)*|-+(?: +-+)*)")


def is_grid(words: str) -> bool:
    """Whether a line begins a grid table."""
    return _GRID.fullmatch(words) is not None


def is_simple(words: str) -> bool:
    """Whether a line begins a simple table."""
    return _SIMPLE.fullmatch(words) is not None


def grid_cells(text: Text, lines: Sequence[Line], at: int) -> tuple[list[list[Line]], int]:
    """The cells of a grid table, row by row, and the index after it.

    Cells that span rows come in parts.
    """
    end = at
    while end < len(lines) and text.of(lines[end])[:1] in {"+", "|"}:
        end += 1
    cells: list[list[Line]] = []
    row: dict[int, list[Line]] = {}
    for line in lines[at:end]:
        words = text.of(line)
        if words[0] == "+" and set(words) <= set("+-="):
            cells += row.values()
            row = {}
            continue
        bars = [index for index, char in enumerate(words) if char in "|+"]
        bounds = _bounds(text, lines, at, end)
        bars = [bar for bar in bars if bar in bounds]
        for start, stop in pairwise(bars):
            if set(words[start + 1 : stop]) <= set("-="):
                continue
            cell = text.without(Line(line.start + start + 1, line.start + stop), 1)
            row.setdefault(start, []).append(cell)
    return [*cells, *row.values()], end


def _bounds(text: Text, lines: Sequence[Line], at: int, end: int) -> frozenset[int]:
    """The columns at which any rule of the table has a corner."""
    return frozenset(
        index for line in lines[at:end] for index, char in enumerate(text.of(line)) if char == "+"
    )


def simple_cells(text: Text, lines: Sequence[Line], at: int) -> tuple[list[list[Line]], int]:
    """The cells of a simple table, row by row, and the index after it."""
    rule = text.of(lines[at])
    starts = [match.start() for match in re.finditer(r"=+", rule)]
    end, rules = at + 1, 1
    while end < len(lines):
        words = text.of(lines[end])
        end += 1
        if words == rule or (words and _SIMPLE_RULE.fullmatch(words) and words[0] == "="):
            rules += 1
            if end >= len(lines) or text.blank(lines[end]):
                break
    rows: list[dict[int, list[Line]]] = []
    for line in lines[at + 1 : end]:
        words = text.of(line)
        if not words or _SIMPLE_RULE.fullmatch(words):
            continue
        cut = _columns(line, starts)
        if not rows or not text.blank(cut[0]):
            rows.append({})
        for column, part in enumerate(cut):
            if not text.blank(part):
                rows[-1].setdefault(column, []).append(text.without(part, text.indent(part)))
    return [cell for row in rows for cell in row.values()], end


def _columns(line: Line, starts: Sequence[int]) -> list[Line]:
    """A line cut at the columns; the last goes on to its end."""
    offsets = [min(line.start + start, line.end) for start in starts]
    return [Line(first, last) for first, last in pairwise([*offsets, line.end])]
