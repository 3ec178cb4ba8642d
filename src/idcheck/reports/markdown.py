"""A Markdown report for a comment on a pull request and for the summary of a CI job.

It begins with a comment that nobody sees, by which a later run finds its own comment again. Words
of posts and registries are escaped, so that they neither mark up the report nor call people
(`@name`) or issues (`#1`) by it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from idcheck import lazy
from idcheck.messages import Message
from idcheck.reports.findings import SEVERITY_WORDS, findings, gravest_first, links
from idcheck.reports.text import headline, last_line
from idcheck.reports.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from idcheck.checking import Outcome
    from idcheck.reports import Look
    from idcheck.reports.findings import Finding
    from idcheck.rules import Diagnostic

MARK = "<!-- idcheck -->"
_ROOM = 60_000
"""Code points of all rows. GitHub takes 65,536 in a comment, and GitLab a million."""
_LONGEST = 300
_PUNCTUATION = lazy.pattern(r"[!-/:-@\[-`{-~]")
_CALL = lazy.pattern(r"(?<=[@#!])(?=\w)")
_TICKS = lazy.pattern("`+")
IN_ADDRESS = ":/?#[]@!$&'*+,;=%~"
"""What stays in the target of a link: all that an address may hold but brackets and pipes."""


def render(outcome: Outcome, look: Look) -> str:
    """A table of the findings, the gravest first, and the counts."""

    def said(message: Message) -> str:
        return message.in_language(look.language)

    found = gravest_first(findings(outcome))
    parts = [f"{MARK}\n### idcheck: {prose(said(headline(outcome)))}\n"]
    if found:
        rows = list(_fitting(found, look.language))
        heads = (Message("where"), Message("what"), Message("link to use"))
        table = [f"| {' | '.join(map(said, heads))} |", "| --- | --- | --- |", *rows]
        parts.append("".join(f"{line}\n" for line in table))
        if len(rows) < len(found):
            more = Message(
                "And {count} more, which did not fit in here.",
                count=len(found) - len(rows),
            )
            parts.append(f"{said(more)}\n")
    if look.summary:
        parts.append(f"{prose(said(last_line(outcome)))}\n")
    return "\n".join(parts)


def _fitting(found: list[Finding], language: str) -> Iterator[str]:
    room = _ROOM
    for each in found:
        row = _row(each, language)
        room -= len(row) + 1
        if room < 0:
            break
        yield row


def _row(found: Finding, language: str) -> str:
    item = found.item
    where = code(f"{found.file.path}:{found.start.line}")
    word = SEVERITY_WORDS[item.severity].in_language(language)
    sign = f"**{word}**" if item.severity == "error" else word
    what = f"{sign} {item.code}: {prose(item.message)}"
    if words := " ".join(found.words.split()):
        what += f"<br>{code(words)}"
    return f"| {where} | {what} | {_what_to_use(item)} |"


def _what_to_use(item: Diagnostic) -> str:
    offered = links(item)
    if not offered:
        return prose(item.suggestion)
    shown = "<br>".join(link(title, url) for title, url in offered)
    return shown if len(offered) == 1 else f"{prose(item.suggestion)}:<br>{shown}"


def prose(text: str) -> str:
    """Text that means nothing but itself in a paragraph or a cell of a table."""
    return _CALL.sub("&#8203;", _PUNCTUATION.sub(r"\\\g<0>", visible(_cut(text))))


def code(text: str) -> str:
    """Text as a code span for a cell of a table."""
    shown = visible(_cut(text)).replace("|", r"\|")
    ticks = "`" * (max((len(run) for run in _TICKS.findall(shown)), default=0) + 1)
    pad = " " if shown.startswith("`") or shown.endswith("`") else ""
    return f"{ticks}{pad}{shown}{pad}{ticks}"


def link(title: str, url: str) -> str:
    """A link with its address, so that it can be copied from a mail too."""
    return f"[{prose(title)}](<{quote(url, safe=IN_ADDRESS)}>)<br>{code(url)}"


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
