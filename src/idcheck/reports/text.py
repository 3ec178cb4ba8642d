"""The report for people: each finding with its line, what may be meant, and what to paste."""

from __future__ import annotations

from typing import TYPE_CHECKING

from idcheck.messages import NOTHING, Message, joined
from idcheck.reports import record
from idcheck.reports.excerpt import excerpt
from idcheck.reports.findings import SEVERITY_WORDS, findings, has_fix
from idcheck.reports.painting import CYAN, PAINTS, RED, Brush
from idcheck.reports.visible import visible
from idcheck.works.field_words import field_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from idcheck.checking import Outcome, Summary
    from idcheck.reports import Look
    from idcheck.reports.findings import Finding
    from idcheck.reports.positions import Position
    from idcheck.works import Candidate

_REMEDIES = {"offline": Message("offline; ask with --online")}
"""What would help, where a person can."""
_REASONS = {"offline": Message("offline")}


def render(outcome: Outcome, look: Look) -> str:
    """The findings of all files with empty lines between them, and the counts in the last lines."""
    paint = Brush(look.colour)
    found = findings(outcome)
    parts = [
        "".join(f"{line}\n" for line in _finding(each, paint, look.language)) for each in found
    ]
    if look.summary:
        if len(found) > 1:
            first = Message("{lost}; what to do stands below each.", lost=headline(outcome))
            parts.insert(0, f"{paint.bold(first.in_language(look.language))}\n")
        parts.append("".join(f"{line}\n" for line in closing(outcome, look)))
    return "\n".join(parts)


def _finding(found: Finding, paint: Brush, language: str) -> Iterator[str]:
    item = found.item
    code = paint.bold(item.code, PAINTS[item.severity])
    path = paint.bold(visible(found.file.path))
    told = visible(item.message)
    if item.severity != "error":  # for those who see no colour
        told = f"{SEVERITY_WORDS[item.severity].in_language(language)}: {told}"
    yield f"{path}:{found.where}: {code} {told} {paint.faint(f'[{item.name}]')}"
    yield from _line(found.line, found.start, found.end, paint)
    if item.suggestion:
        yield f"    {visible(item.suggestion)}{':' if item.candidates else ''}"
    numbers = (f"{number}. " for number in range(1, len(item.candidates) + 1))
    for number, candidate in zip(numbers, item.candidates, strict=True):
        yield from _candidate(
            candidate, number if len(item.candidates) > 1 else "", paint, language
        )


def _line(line: str, start: Position, end: Position, paint: Brush) -> Iterator[str]:
    """The source line and its underline."""
    shown = excerpt(line, start, end)
    if shown is None:
        return
    yield f"    {shown.before.text}{shown.meant.text}{shown.after.text}".rstrip()
    yield f"    {' ' * shown.before.width}{paint('^' * max(1, shown.meant.width), RED)}"


def _candidate(candidate: Candidate, number: str, paint: Brush, language: str) -> Iterator[str]:
    """A work that may be meant: what it is, what speaks for and against it, and its link."""
    work = candidate.work
    inset = " " * len(number)
    yield f"      {number}{record.title(work)}"
    if described := "; ".join(
        part for part in (record.details(work), *evidence(candidate, language)) if part
    ):
        yield f"      {inset}{described}"
    if url := record.url(work):
        yield f"      {inset}{paint(url, CYAN)}"


def evidence(candidate: Candidate, language: str) -> Iterator[str]:
    """What speaks for a work and what against it."""
    if candidate.agree:
        fits = Message("fits: {fields}", fields=field_words(candidate.agree))
        yield fits.in_language(language)
    if candidate.differ:
        differs = Message("does not fit: {fields}", fields=field_words(candidate.differ))
        yield differs.in_language(language)


def headline(outcome: Outcome) -> Message:
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
        parts.append(
            Message(
                "{count} mentions that trackers cannot count",
                one="{count} mention that trackers cannot count",
                count=lost,
            )
        )
    if others and lost:
        parts.append(Message("{count} other findings", one="{count} other finding", count=others))
    elif others:
        parts.append(_findings(others))
    return joined(", ", parts) if parts else Message("nothing to repair")


def closing(outcome: Outcome, look: Look) -> tuple[str, ...]:
    """The counts of a run, and the command that repairs something."""
    told = (last_line(outcome), *(_hints(outcome) if look.hints else ()))
    return tuple(each.in_language(look.language) for each in told)


def _hints(outcome: Outcome) -> Iterator[Message]:
    items = [item for file in outcome.files for post in file.posts for item in post.diagnostics]
    safe = sum(has_fix(item, "safe") for item in items)
    if safe:
        all_ = _findings(len(items))
        yield Message("`idcheck check --fix` repairs {safe} of {all}.", safe=safe, all=all_)
    if any(has_fix(item, "unsafe") for item in items):
        yield Message(
            "`idcheck fix -i` shows the suggestions one by one and writes the link you choose."
        )


def last_line(outcome: Outcome) -> Message:
    """The counts of a run in words."""
    summary = outcome.summary()
    told = (_mentioned(summary, outcome.reasons()), _found(summary), _not_run(outcome))
    return joined(" ", (part for part in told if part))


def _not_run(outcome: Outcome) -> Message:
    """The rules that could not judge something, by what they lacked."""
    lacked: dict[str, list[str]] = {}
    for row in outcome.not_run:
        lacked.setdefault(row.reason, []).append(row.code)
    told = [
        joined("", (", ".join(codes), " (", _REASONS.get(why) or _shown(why), ")"))
        for why, codes in lacked.items()
    ]
    return Message("Not run: {rules}.", rules=joined("; ", told)) if told else NOTHING


def _shown(why: str) -> str:
    """A reason that is safe to print: a message is ours, anything else may quote a service."""
    return why if isinstance(why, Message) else visible(why)


def _mentioned(summary: Summary, reasons: Mapping[str, int]) -> Message:
    if not summary.mentions:
        return Message("No mentions of publications found.")
    kinds = (
        Message("{count} tracked", count=summary.tracked),
        Message("{count} weak", count=summary.weak),
        Message("{count} untracked", count=summary.untracked),
    )
    unsure = [
        Message(
            "{count} not verified ({why})",
            count=count,
            why=_REMEDIES.get(why) or _shown(why),
        )
        for why, count in reasons.items()
    ]
    return Message(
        "{count} mentions: {kinds}.",
        one="{count} mention: {kinds}.",
        count=summary.mentions,
        kinds=joined("; ", (joined(", ", _counted(kinds)), *unsure)),
    )


def _found(summary: Summary) -> Message:
    checked = summary.files - summary.skipped - summary.failed
    files = Message("{count} files", one="{count} file", count=checked)
    found = (
        Message("{count} errors", one="{count} error", count=summary.errors),
        Message("{count} warnings", one="{count} warning", count=summary.warnings),
        Message("{count} notes", one="{count} note", count=summary.infos),
    )
    if kinds := _counted(found):
        where = Message(
            "{findings} in {flagged} of {files}",
            findings=kinds, flagged=summary.flagged, files=files,
        )  # fmt: skip
    else:
        where = Message("No errors or warnings in {files}", files=files)
    left = (
        Message("{count} silenced", count=summary.silenced),
        Message("{count} in the baseline", count=summary.known),
        Message("{count} skipped", count=summary.skipped),
        Message("{count} could not be read", count=summary.failed),
    )
    return joined("", (joined("; ", (where, *_counted(left))), "."))


def _counted(messages: Iterable[Message]) -> tuple[Message, ...]:
    """The messages that count something."""
    return tuple(message for message in messages if message.values["count"])


def _findings(count: int) -> Message:
    return Message("{count} findings", one="{count} finding", count=count)
