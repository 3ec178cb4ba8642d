"""Where the definitions of reference links (`[label]: target`) have their targets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, cast

from idcheck import lazy
from idcheck.post.model import Place, Span

if TYPE_CHECKING:
    from collections.abc import Mapping

    from idcheck.post.markdown_blocks import SourceLines

_LABEL = lazy.pattern(r"\[(?:[^\[\]\\]|\\.)++\]:", re.DOTALL)
_PREFIX = lazy.pattern(r"[ \t\r\n>]*+")
_TARGET = lazy.pattern(r"<((?:[^<>\\\r\n]|\\.)*+)>|(\S++)")


class References:
    """The targets of definitions."""

    def __init__(self, environment: Mapping[str, object], lines: SourceLines, first: int) -> None:
        self._known = cast("Mapping[str, Mapping[str, Any]]", environment.get("references", {}))
        self._lines = lines
        self._first = first

    def place(self, label: str, fallback: Place) -> Place:
        """The place of the target that a normalised label stands for."""
        known = self._known.get(label)
        if known is None:
            return Place(fallback.line)
        first, last = (self._first + line for line in known["map"])
        stretch, start = self._lines.stretch(first, last)
        opener = _LABEL.search(stretch)
        match = None
        if opener:
            prefix = _PREFIX.match(stretch, opener.end())
            match = _TARGET.match(stretch, prefix.end() if prefix else opener.end())
        if match is None:
            return Place(first + 1)
        begin, end = match.span(1 if match[1] is not None else 2)
        line = first + 1 + len(re.findall(r"\r\n|\r|\n", stretch[:begin]))
        return Place(line, Span(start + begin, start + end))
