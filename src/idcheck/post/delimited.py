"""Tables with commas, semicolons or tabs between their fields, each field with its offsets.

RFC 4180 as spreadsheets write it: a field in quotation marks may hold line ends, and quotation marks
doubled.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from idcheck import lazy
from idcheck.post.located import Cutting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from idcheck.post.located import Located

_LINE_END = lazy.pattern(r"\r\n|\n|\r")
_SEPARATOR_LINE = lazy.pattern(r"sep=(.)[ \t]*(?:\r\n|\n|\r)", re.IGNORECASE)
DELIMITERS = ",;\t|"


class Field(NamedTuple):
    """A field between `start` and `end` of the source, without the quotation marks around it."""

    start: int
    end: int
    quoted: bool

    def value(self, source: str) -> str:
        """What the field says."""
        raw = source[self.start : self.end]
        return raw.replace('""', '"') if self.quoted else raw

    def cut(self, source: str, into: Cutting) -> None:
        """Add what the field says to a cutting, each character with its place."""
        at = self.start
        if self.quoted:
            for match in re.finditer('""', source[self.start : self.end]):
                begin = self.start + match.start()
                into.copy(at, begin)
                into.escape('"', begin, begin + 2)
                at = begin + 2
        into.copy(at, self.end)

    def located(self, source: str) -> Located:
        """What the field says, each character with its place."""
        cutting = Cutting(source)
        self.cut(source, cutting)
        return cutting.done()


def start_of(source: str) -> tuple[int, str]:
    """Where the rows begin, and the delimiter that the first line names (`sep=;`), else ""."""
    match = _SEPARATOR_LINE.match(source)
    return (match.end(), match[1]) if match else (0, "")


def rows(source: str, delimiter: str, at: int = 0) -> Iterator[list[Field]]:
    """The rows of a table; empty lines are none."""
    pattern = re.compile(
        rf'[ ]*+"((?:[^"]|"")*+)(?:"[^{re.escape(delimiter)}\r\n]*+|\Z)|([^{re.escape(delimiter)}\r\n]*+)'
    )
    row: list[Field] = []
    while at < len(source):
        match = pattern.match(source, at)
        if match is None:  # the pattern matches the empty text too
            return
        quoted = match[1] is not None
        row.append(Field(*match.span(1 if quoted else 2), quoted))
        at = match.end()
        if source.startswith(delimiter, at):
            at += 1
            if at == len(source):
                row.append(Field(at, at, quoted=False))
            continue
        if end := _LINE_END.match(source, at):
            at = end.end()
        if any(field.end > field.start for field in row):
            yield row
        row = []
    if any(field.end > field.start for field in row):
        yield row
