"""The report for people: each finding with its line, what may be meant, and what to paste."""

from __future__ import annotations

from typing import TYPE_CHECKING

from idcheck.reports import record
from idcheck.reports.excerpt import excerpt
from idcheck.reports.positions import Lines
from idcheck.reports.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from idcheck.checking import CheckedFile, Outcome, Summary
    from idcheck.reports import Look
    from idcheck.reports.positions import Position
    from idcheck.rules import Diagnostic
    from idcheck.works import Candidate

_RED, _YELLOW, _CYAN, _BOLD, _FAINT = "31", "33", "36", "1", "2"
_PAINTS = {"error": _RED, "warning": _YELLOW, "info": _CYAN}
_MILD = {"warning": "warning: ", "info": "note: "}
"""What stands before a message that is no error, for those who see no colour."""
_FIELDS = {"container": "journal or book", "pages": "page numbers", "type": "kind of publication"}
"""What readers call a field, where the field's own word would not do."""


def render(outcome: Outcome, look: Look) -> str:
    """The findings of all files with empty lines between them, and the counts in the last line."""
    parts = [
        "".join(f"{line}\n" for line in _finding(file, lines, item, _Brush(look.colour)))
        for file in outcome.files
        for lines in (Lines(file.source),)
        for post in file.posts
        for item in post.diagnostics
    ]
    if look.summary:
        parts.append(f"{last_line(outcome)}\n")
    return "\n".join(parts)


class _Brush:
    """Paints words, if colour is wanted."""

    def __init__(self, colour: bool) -> None:
        self._colour = colour

    def __call__(self, words: str, *codes: str) -> str:
        return f"\x1b[{';'.join(codes)}m{words}\x1b[0m" if self._colour and words else words


def _finding(file: CheckedFile, lines: Lines, item: Diagnostic, paint: _Brush) -> Iterator[str]:
    start, end = lines.ends_of(item.place)
    where = ":".join(str(part) for part in (start.line, start.column) if part is not None)
    code = paint(item.code, _BOLD, _PAINTS[item.severity])
    path = paint(visible(file.path), _BOLD)
    mild = _MILD.get(item.severity, "")
    yield f"{path}:{where}: {code} {mild}{visible(item.message)} {paint(f'[{item.name}]', _FAINT)}"
    yield from _line(lines.line(start.line), start, end, paint)
    if item.suggestion:
        yield f"    {visible(item.suggestion)}{':' if item.candidates else ''}"
    numbered = len(item.candidates) > 1
    for number, candidate in enumerate(item.candidates, 1):
        yield from _candidate(candidate, f"{number}. " if numbered else "", paint)


def _line(line: str, start: Position, end: Position, paint: _Brush) -> Iterator[str]:
    """The source line and its underline."""
    shown = excerpt(line, start, end)
    if shown is None:
        return
    yield f"    {shown.before.text}{shown.meant.text}{shown.after.text}".rstrip()
    yield f"    {' ' * shown.before.width}{paint('^' * max(1, shown.meant.width), _RED)}"


def _candidate(candidate: Candidate, number: str, paint: _Brush) -> Iterator[str]:
    """A work that may be meant: what it is, what speaks for and against it, and its link."""
    work = candidate.work
    inset = " " * len(number)
    yield f"      {number}{record.title(work)}"
    if described := "; ".join(
        part for part in (record.details(work), *_evidence(candidate)) if part
    ):
        yield f"      {inset}{described}"
    if url := record.url(work):
        yield f"      {inset}{paint(url, _CYAN)}"


def _evidence(candidate: Candidate) -> Iterator[str]:
    for word, fields in (("fits", candidate.agree), ("does not fit", candidate.differ)):
        if fields:
            yield f"{word}: {', '.join(_FIELDS.get(field, field) for field in fields)}"


def last_line(outcome: Outcome) -> str:
    """The counts of a run in words."""
    summary = outcome.summary()
    return f"{_mentions(summary, outcome.reasons())} {_findings(summary)}"


def _mentions(summary: Summary, reasons: Mapping[str, int]) -> str:
    if not summary.mentions:
        return "No mentions of publications found."
    parts = ((summary.tracked, "tracked"), (summary.weak, "weak"), (summary.untracked, "untracked"))
    kinds = ", ".join(f"{count} {word}" for count, word in parts if count)
    unsure = "".join(f"; {count} not verified ({visible(why)})" for why, count in reasons.items())
    return f"{_counted(summary.mentions, 'mention')}: {kinds}{unsure}."


def _findings(summary: Summary) -> str:
    counts = (
        (summary.errors, "error"), (summary.warnings, "warning"), (summary.infos, "note"),
    )  # fmt: skip
    checked = summary.files - summary.skipped - summary.failed
    found = ", ".join(_counted(count, word) for count, word in counts if count)
    if found:
        where = f"{found} in {summary.flagged} of {_counted(checked, 'file')}"
    else:
        where = f"No errors or warnings in {_counted(checked, 'file')}"
    left = ((summary.skipped, "skipped"), (summary.failed, "could not be read"))
    return "; ".join((where, *(f"{count} {word}" for count, word in left if count))) + "."


def _counted(count: int, word: str) -> str:
    return f"{count} {word}{'' if count == 1 else 's'}"
