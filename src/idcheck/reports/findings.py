"""The findings of a run, one row each, as the reports that list them take them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct

from idcheck.messages import Message
from idcheck.reports import record
from idcheck.reports.positions import Lines, Position
from idcheck.reports.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from idcheck.checking import CheckedFile, Outcome
    from idcheck.rules import Applicability, Diagnostic

SEVERITIES = ("error", "warning", "info")
"""The gravest first."""
SEVERITY_WORDS = {
    "error": Message("error"),
    "warning": Message("warning"),
    "info": Message("note"),
}
"""What readers call the severities."""


class Finding(Struct, frozen=True):
    """A diagnostic with its place. `words` is the stretch of the file, "" where only its line is known.

    `nth` counts, from 0, the findings of the same rule in the same words of the same file.
    """

    file: CheckedFile
    item: Diagnostic
    start: Position
    end: Position
    line: str
    words: str
    nth: int

    @property
    def where(self) -> str:
        """Line and column, as far as they are known."""
        return ":".join(str(part) for part in (self.start.line, self.start.column) if part)

    def fingerprint(self) -> str:
        """What stays the same when the lines around the finding move: 64 hexadecimal digits."""
        from hashlib import (
            sha256,
        )  # comes with a cryptography library, which text reports do without

        told = (self.item.code, " ".join((self.words or self.line).split()), str(self.nth))
        return sha256("\0".join(told).encode("utf-8", "surrogatepass")).hexdigest()


def findings(outcome: Outcome) -> tuple[Finding, ...]:
    """The findings of all files, in their order."""
    return tuple(found for file in outcome.files for found in findings_of(file))


def findings_of(file: CheckedFile) -> Iterator[Finding]:
    """The findings of one file."""
    return placed(file, (item for post in file.posts for item in post.diagnostics))


def placed(file: CheckedFile, items: Iterable[Diagnostic]) -> Iterator[Finding]:
    """Diagnostics of a file with their places in it."""
    lines = Lines(file.source)
    seen: Counter[tuple[str, str]] = Counter()
    for item in items:
        start, end = lines.ends_of(item.place)
        line = lines.line(start.line)
        words = item.place.span.of(file.source) if item.place.span else ""
        key = (item.code, words or line)
        yield Finding(file, item, start, end, line, words, seen[key])
        seen[key] += 1


def gravest_first(found: Iterable[Finding]) -> list[Finding]:
    """The findings by severity; equally grave ones stay in order."""
    return sorted(found, key=lambda each: SEVERITIES.index(each.item.severity))


def links(item: Diagnostic) -> tuple[tuple[str, str], ...]:
    """Title and address of the works that a finding suggests, the likeliest first."""
    return tuple(
        (record.title(candidate.work), url)
        for candidate in item.candidates
        if (url := record.url(candidate.work))
    )


def advice(item: Diagnostic) -> str:
    """What to do about a finding, on one line: the suggestion, and the links that it is about."""
    offered = "; ".join(f"{url} ({title})" for title, url in links(item))
    return ": ".join(part for part in (visible(item.suggestion), offered) if part)


def has_fix(item: Diagnostic, applicability: Applicability) -> bool:
    """Whether a finding offers a fix of a kind."""
    return any(fix.applicability == applicability for fix in item.fixes)
