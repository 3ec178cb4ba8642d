"""Which brackets of wikitext belong together, and the parameters of a template."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from idcheck import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator

_BRACKET = lazy.pattern(
    r"<!--.*?(?:-->|\Z)|<nowiki>.*?(?:</nowiki>|\Z)|\{\{|\}\}|\[\[|\]\]", re.DOTALL | re.IGNORECASE
)
_CLOSERS = {"{{": "}}", "[[": "]]"}
_PIPE = lazy.pattern(r"[|]|\{\{|\[\[|<!--|<nowiki>", re.IGNORECASE)
_NAMED = lazy.pattern(r"\s*+([^=|{}\[\]<>\n]{1,60}?)\s*=")


class Parameter(NamedTuple):
    """A parameter of a template: its name in lower case or its number, and where its value stands."""

    name: str
    start: int
    end: int


class Braces:
    """The pairs of `{{ }}` and `[[ ]]` in a source, comments and nowiki aside."""

    def __init__(self, source: str) -> None:
        self.source = source
        self._ends: dict[int, int] = {}
        stack: list[tuple[str, int]] = []
        for match in _BRACKET.finditer(source):
            found = match.group()
            if found in _CLOSERS:
                stack.append((_CLOSERS[found], match.start()))
            elif found in {"}}", "]]"} and any(closer == found for closer, _ in stack[-8:]):
                while stack[-1][0] != found:
                    stack.pop()
                self._ends[stack.pop()[1]] = match.end()

    def end(self, start: int) -> int:
        """The offset after the bracket that closes the one at `start`, 0 if none does."""
        return self._ends.get(start, 0)

    def parts(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The stretches between the pipes of a stretch, those inside inner brackets aside."""
        begun = at = start
        while (match := _PIPE.search(self.source, at, end)) is not None:
            at = match.end()
            if match.group() == "|":
                yield begun, match.start()
                begun = at
            elif match.group() == "<!--":
                closed = self.source.find("-->", at, end)
                at = closed + 3 if closed >= 0 else end
            elif match.group() in _CLOSERS:
                at = min(self.end(match.start()) or at, end)
            else:
                closed = self.source.find("</", at, end)
                at = closed if closed >= 0 else end
        yield begun, end

    def parameters(self, start: int, end: int) -> tuple[str, list[Parameter]]:
        """The name of the template whose brackets hold `start`..`end`, and its parameters."""
        (first, last), *rest = self.parts(start, end)
        name = " ".join(self.source[first:last].replace("_", " ").split()).lower()
        found = []
        number = 0
        for begun, stop in rest:
            named = _NAMED.match(self.source, begun, stop)
            if named:
                key = " ".join(named[1].lower().replace("_", " ").split())
            else:
                number += 1
                key = str(number)
            value = named.end() if named else begun
            found.append(Parameter(key, *self.trimmed(value, stop)))
        return name, found

    def trimmed(self, start: int, end: int) -> tuple[int, int]:
        """A stretch without the white space at its edges."""
        raw = self.source[start:end]
        first = start + len(raw) - len(raw.lstrip())
        return first, max(first, end - len(raw) + len(raw.rstrip()))
