"""Edits of a source: applying them, and where things stand afterwards."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from idcheck.post.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from idcheck.rules import Edit


class Edits:
    """Edits of one source that do not touch one another, in order of their place."""

    def __init__(self, edits: Iterable[Edit]) -> None:
        self.all = tuple(sorted(set(edits), key=lambda edit: edit.span))
        self._ends = [edit.span.end for edit in self.all]
        growth = (len(edit.replacement) - len(edit.span) for edit in self.all)
        self._moved = [0, *accumulate(growth)]

    def apply(self, source: str) -> str:
        """The source after the edits."""
        parts, at = [], 0
        for edit in self.all:
            parts += [source[at : edit.span.start], edit.replacement]
            at = edit.span.end
        return "".join([*parts, source[at:]])

    def moved(self, offset: int) -> int:
        """Where an offset that no edit covers stands afterwards."""
        return offset + self._moved[bisect_right(self._ends, offset)]

    def before(self) -> tuple[Span, ...]:
        """The stretches that are replaced."""
        return tuple(edit.span for edit in self.all)

    def after(self) -> tuple[Span, ...]:
        """The stretches of the replacements, in the source after the edits."""
        return tuple(
            Span(edit.span.start + moved, edit.span.start + moved + len(edit.replacement))
            for edit, moved in zip(self.all, self._moved, strict=False)
        )


def touch(one: Span, other: Span) -> bool:
    """Whether two stretches overlap or meet."""
    return one.start <= other.end and other.start <= one.end
