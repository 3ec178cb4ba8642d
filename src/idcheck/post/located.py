"""Text that was cut out of a source, each stretch of it knowing where it came from."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

from msgspec import Struct

from idcheck.post.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

StretchKind = Literal["copy", "gap", "escape", "unknown"]
"""`copy` is verbatim, `gap` white space that stands for markup and line ends, `escape` what is
written in other characters, and has their place as a whole, `unknown` text of which only the line
is known."""


class Stretch(NamedTuple):
    """A stretch of cut-out text and its stretch of the source; for `unknown`, its line's start."""

    kind: StretchKind
    start: int
    end: int
    source_start: int
    source_end: int


class Located(Struct, frozen=True, dict=True):
    """Cut-out text with the stretches that make it up, in order and without holes."""

    text: str
    stretches: tuple[Stretch, ...]

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(item.start for item in self.stretches)

    @classmethod
    def whole(cls, source: str) -> Located:
        """A source as it is."""
        return cls(source, (Stretch("copy", 0, len(source), 0, len(source)),))

    def within(self, start: int, end: int) -> Iterator[Stretch]:
        """The stretches, cut to the text offsets `start`..`end`."""
        if len(self.stretches) == 1 and (only := self.stretches[0]).kind == "copy":
            low, high = max(start, only.start), min(end, only.end)
            if low < high:
                shift = only.source_start - only.start
                yield Stretch("copy", low, high, low + shift, high + shift)
            return
        for index in range(max(0, bisect_right(self._starts, start) - 1), len(self.stretches)):
            kind, first, last, source_first, source_last = self.stretches[index]
            if first >= end:
                return
            low, high = max(first, start), min(last, end)
            if low >= high:
                continue
            if kind == "copy":
                yield Stretch(
                    kind, low, high, source_first + low - first, source_first + high - first
                )
            else:
                yield Stretch(kind, low, high, source_first, source_last)

    def span(self, start: int, end: int) -> Span | None:
        """The source stretch of `start`..`end`, None where an edge of it is not known."""
        if start == end:
            at = next(self.within(start, start + 1), None) or next(
                self.within(start - 1, start), None
            )
            if at is None or at.kind != "copy":
                return None
            offset = at.source_start if at.start == start else at.source_end
            return Span(offset, offset)
        first = next(self.within(start, start + 1), None)
        last = next(self.within(end - 1, end), None)
        if first is None or last is None or "unknown" in {first.kind, last.kind}:
            return None
        return Span(first.source_start, last.source_end)

    def near(self, offset: int) -> int:
        """A source offset on the line of a text offset."""
        at = next(self.within(offset, offset + 1), None)
        return at.source_start if at else self.stretches[-1].source_end if self.stretches else 0


class Cutting:
    """Puts located text together, in order, from stretches of a source."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._parts: list[str] = []
        self._stretches: list[Stretch] = []
        self._at = 0

    def copy(self, start: int, end: int) -> None:
        """Add a stretch of the source as it is."""
        if end > start:
            self._add("copy", self._source[start:end], start, end)

    def escape(self, seen: str, start: int, end: int) -> None:
        """Add characters that are written in another way."""
        if seen:
            self._add("escape", seen, start, end)

    def gap(self, seen: str, at: int) -> None:
        """Add white space that is not in the source."""
        self._add("gap", seen, at, at)

    def loose(self, seen: str, at: int) -> None:
        """Add text of which only the line is known: that of the offset `at`."""
        if seen:
            self._add("unknown", seen, at, at)

    def done(self) -> Located:
        """All that was added."""
        return Located("".join(self._parts), tuple(self._stretches))

    def _add(self, kind: StretchKind, seen: str, start: int, end: int) -> None:
        self._stretches.append(Stretch(kind, self._at, self._at + len(seen), start, end))
        self._parts.append(seen)
        self._at += len(seen)
