"""Annotations of GitHub Actions: workflow commands that mark lines in the files of a pull request.

A step shows ten annotations of a kind at most, so the gravest ten findings are marked. The rest
stands in the job summary, which the command line writes with the report `markdown`.
Source: GitHub's documentation, "Workflow commands for GitHub Actions", and the `core` package of
its toolkit for what is escaped.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from idcheck.messages import Message, joined
from idcheck.reports.findings import advice, findings, gravest_first
from idcheck.reports.text import last_line
from idcheck.reports.visible import visible

if TYPE_CHECKING:
    from idcheck.checking import Outcome
    from idcheck.reports import Look
    from idcheck.reports.findings import Finding

MOST = 10
_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}
_ESCAPED = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_ESCAPED_PROPERTY = {**_ESCAPED, ord(":"): "%3A", ord(","): "%2C"}


def render(outcome: Outcome, look: Look) -> str:
    """One command a line for the gravest findings, then the counts."""
    found = gravest_first(findings(outcome))
    lines = [_command(each) for each in found[:MOST]]
    if look.summary:
        told = [last_line(outcome)]
        if (more := len(found) - MOST) > 0:
            told.append(_more(more))
        lines.append(joined(" ", told).in_language(look.language))
    return "".join(f"{line}\n" for line in lines)


def _more(count: int) -> Message:
    return Message("{count} more in the job summary.", count=count)


def _command(found: Finding) -> str:
    item = found.item
    place: dict[str, object] = {"file": _path(found.file.path), "line": found.start.line}
    if found.end.line != found.start.line:
        place["endLine"] = found.end.line
    elif found.start.column and found.end.column:
        place |= {"col": found.start.column, "endColumn": found.end.column}
    place["title"] = f"{item.code} {item.name}"
    properties = ",".join(f"{name}={_property(value)}" for name, value in place.items())
    told = "\n".join(part for part in (visible(item.message), advice(item)) if part)
    return f"::{_COMMANDS[item.severity]} {properties}::{told.translate(_ESCAPED)}"


def _path(path: str) -> str:
    """The path as GitHub knows it; `./` at its beginning would hide the annotation."""
    return path.removeprefix("./")


def _property(value: object) -> str:
    return visible(str(value)).translate(_ESCAPED_PROPERTY)
