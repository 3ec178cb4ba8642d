"""The report for people: each finding with its line, what may be meant, and what to paste."""

from __future__ import annotations

from typing import TYPE_CHECKING

from idcheck.reports import record
from idcheck.reports.excerpt import excerpt
from idcheck.reports.findings import MILD, findings, has_fix
from idcheck.reports.painting import CYAN, PAINTS, RED, Brush
from idcheck.reports.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from idcheck.checking import Outcome, Summary
    from idcheck.reports import Look
    from idcheck.reports.findings import Finding
    from idcheck.reports.positions import Position
    from idcheck.works import Candidate

_FIELDS = {"container": "journal or book", "pages": "page numbers", "type": "kind of publication"}
"""What readers call a field, where the field's own word would not do."""
_REMEDIES = {"offline": "offline; ask with --online"}
"""What would help, where a person can."""


def render(outcome: Outcome, look: Look) -> str:
    """The findings of all files with empty lines between them, and the counts in the last lines."""
    paint = Brush(look.colour)
    found = findings(outcome)
    parts = ["".join(f"{line}\n" for line in _finding(each, paint)) for each in found]
    if look.summary:
        if len(found) > 1:
            parts.insert(0, f"{paint.bold(headline(outcome))}; what to do stands below each.\n")
        parts.append("".join(f"{line}\n" for line in closing(outcome, look)))
    return "\n".join(parts)


def _finding(found: Finding, paint: Brush) -> Iterator[str]:
    item = found.item
    code = paint.bold(item.code, PAINTS[item.severity])
    path = paint.bold(visible(found.file.path))
    told = f"{MILD.get(item.severity, '')}{visible(item.message)}"
    yield f"{path}:{found.where}: {code} {told} {paint.faint(f'[{item.name}]')}"
    yield from _line(found.line, found.start, found.end, paint)
    if item.suggestion:
        yield f"    {visible(item.suggestion)}{':' if item.candidates else ''}"
    numbered = len(item.candidates) > 1
    for number, candidate in enumerate(item.candidates, 1):
        yield from _candidate(candidate, f"{number}. " if numbered else "", paint)


def _line(line: str, start: Position, end: Position, paint: Brush) -> Iterator[str]:
    """The source line and its underline."""
    shown = excerpt(line, start, end)
    if shown is None:
        return
    yield f"    {shown.before.text}{shown.meant.text}{shown.after.text}".rstrip()
    yield f"    {' ' * shown.before.width}{paint('^' * max(1, shown.meant.width), RED)}"


def _candidate(candidate: Candidate, number: str, paint: Brush) -> Iterator[str]:
    """A work that may be meant: what it is, what speaks for and against it, and its link."""
    work = candidate.work
    inset = " " * len(number)
    yield f"      {number}{record.title(work)}"
    if described := "; ".join(
        part for part in (record.details(work), *_evidence(candidate)) if part
    ):
        yield f"      {inset}{described}"
    if url := record.url(work):
        yield f"      {inset}{paint(url, CYAN)}"


def _evidence(candidate: Candidate) -> Iterator[str]:
    for word, fields in (("fits", candidate.agree), ("does not fit", candidate.differ)):
        if fields:
            yield f"{word}: {', '.join(_FIELDS.get(field, field) for field in fields)}"


def headline(outcome: Outcome) -> str:
    """What the findings come to, in a few words."""
    posts = [post for file in outcome.files for post in file.posts]
    lost = sum(
        item.mention is not None and post.mentions[item.mention].tracked == "no"
        for post in posts
        for item in post.diagnostics
    )
    others = sum(len(post.diagnostics) for post in posts) - lost
    parts = []
    if lost:
        parts.append(f"{_counted(lost, 'mention')} that trackers cannot count")
    if others:
        parts.append(f"{_counted(others, 'other finding' if lost else 'finding')}")
    return ", ".join(parts) or "nothing to repair"


def closing(outcome: Outcome, look: Look) -> tuple[str, ...]:
    """The counts of a run, and the command that repairs something."""
    return (last_line(outcome), *(_hints(outcome) if look.hints else ()))


def _hints(outcome: Outcome) -> Iterator[str]:
    items = [item for file in outcome.files for post in file.posts for item in post.diagnostics]
    safe = sum(has_fix(item, "safe") for item in items)
    if safe:
        yield f"`idcheck check --fix` repairs {safe} of {_counted(len(items), 'finding')}."
    if any(has_fix(item, "unsafe") for item in items):
        yield "`idcheck fix -i` shows the suggestions one by one and writes the link you choose."


def last_line(outcome: Outcome) -> str:
    """The counts of a run in words."""
    summary = outcome.summary()
    return f"{_mentions(summary, outcome.reasons())} {_findings(summary)}{_not_run(outcome)}"


def _not_run(outcome: Outcome) -> str:
    """The rules that could not judge something, by what they lacked."""
    lacked: dict[str, list[str]] = {}
    for row in outcome.not_run:
        lacked.setdefault(row.reason, []).append(row.code)
    told = "; ".join(f"{', '.join(codes)} ({visible(why)})" for why, codes in lacked.items())
    return f" Not run: {told}." if told else ""


def _mentions(summary: Summary, reasons: Mapping[str, int]) -> str:
    if not summary.mentions:
        return "No mentions of publications found."
    parts = ((summary.tracked, "tracked"), (summary.weak, "weak"), (summary.untracked, "untracked"))
    kinds = ", ".join(f"{count} {word}" for count, word in parts if count)
    unsure = "".join(
        f"; {count} not verified ({_REMEDIES.get(why) or visible(why)})"
        for why, count in reasons.items()
    )
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
    left = (
        (summary.silenced, "silenced"), (summary.known, "in the baseline"),
        (summary.skipped, "skipped"), (summary.failed, "could not be read"),
    )  # fmt: skip
    return "; ".join((where, *(f"{count} {word}" for count, word in left if count))) + "."


def _counted(count: int, word: str) -> str:
    return f"{count} {word}{'' if count == 1 else 's'}"
