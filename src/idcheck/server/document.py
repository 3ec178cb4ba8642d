"""A document as an editor holds it, and the way between its positions and offsets."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from lsprotocol import types
from msgspec import Struct
from pygls.uris import to_fs_path

from idcheck.post.decoding import sound
from idcheck.post.formats import format_of
from idcheck.reports.positions import Lines

if TYPE_CHECKING:
    from idcheck.post.model import Place, Span
    from idcheck.reports.positions import Units

LARGEST = 2_000_000
"""Code points of the longest document that is checked while it is written."""
_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
_LANGUAGES = {
    "markdown": "markdown", "mdx": "markdown", "quarto": "markdown", "rmd": "markdown", "pandoc": "markdown",
    "html": "html", "xhtml": "html",
    "plaintext": "plain", "text": "plain", "plain text": "plain",
    "restructuredtext": "rst", "rst": "rst", "rest": "rst",
    "wikitext": "wikitext", "mediawiki": "wikitext", "mail": "mail",
}  # fmt: skip
"""Formats by the names that editors have for them, for documents without a telling suffix."""


class Document(Struct, frozen=True, dict=True):
    """The text of a document at one version. `units` are what its editor counts columns in."""

    uri: str
    version: int | None
    language: str
    units: Units
    text: str

    @cached_property
    def source(self) -> str:
        """The text as idcheck reads it: without a byte order mark, half characters replaced."""
        return self._lines.source.removeprefix(_MARK)

    @cached_property
    def _lines(self) -> Lines:
        return Lines(sound(self.text))

    @property
    def path(self) -> Path | None:
        """Where the document is kept, None for one that was never saved or is elsewhere."""
        if urlsplit(self.uri).scheme != "file":
            return None
        found = to_fs_path(self.uri)
        return Path(found) if found and "\0" not in found else None

    @property
    def name(self) -> str:
        """What it is called in messages."""
        return (self.path or PurePosixPath(unquote(urlsplit(self.uri).path) or "-")).as_posix()

    @property
    def format(self) -> str | None:
        """The format by its suffix, else by what the editor takes it for; None for none of ours."""
        found = format_of(self.name) or _LANGUAGES.get(self.language.lower())
        return None if found == "docx" else found

    def range(self, place: Place) -> types.Range:
        """Where a place is, the whole line if only that is known."""
        if place.span is None:
            length = len(self._lines.line(place.line))
            start = self._lines.offset(place.line - 1, 0, "utf-32")
            return types.Range(self._position(start), self._position(start + length))
        return self.range_of(place.span)

    def range_of(self, span: Span) -> types.Range:
        """Where a stretch of the source is."""
        mark = len(self._lines.source) - len(self.source)
        return types.Range(self._position(span.start + mark), self._position(span.end + mark))

    def offset(self, position: types.Position) -> int:
        """The offset in the source of a position."""
        mark = len(self._lines.source) - len(self.source)
        at = self._lines.offset(position.line, position.character, self.units)
        return max(0, at - mark)

    def _position(self, offset: int) -> types.Position:
        return types.Position(*self._lines.column(offset, self.units))
