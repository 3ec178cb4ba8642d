"""SARIF 2.1.0, which code scanning services and editors read.

Columns and offsets count code points (`columnKind`). Fingerprints depend on the rule and the words
alone, so that a finding is known again when lines above it come or go. What no registry was
asked about, and what could not be read, stands in the invocation's notifications.
Source: OASIS, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0".
"""

from __future__ import annotations

import json
import re
from pathlib import PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from idcheck import __version__
from idcheck.reports.findings import advice, placed
from idcheck.reports.positions import Lines
from idcheck.reports.visible import visible
from idcheck.rules import catalogue

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from idcheck.checking import CheckedFile, Outcome
    from idcheck.reports import Look
    from idcheck.reports.findings import Finding
    from idcheck.reports.positions import Position
    from idcheck.rules import Edit, Fix, Rule
    from idcheck.silencing import Silenced

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_HOME = "https://github.com/idcheck/idcheck"
_LEVELS = {"error": "error", "warning": "warning", "info": "note", "off": "none"}
_ROOT = "%SRCROOT%"
_FINGERPRINT = "idcheckWords/v1"
_KNOWN = {"kind": "external", "justification": "in the baseline"}
_USUAL_CHANNEL = "blog"
"""The channel whose severities are told as those of the rules."""


def render(outcome: Outcome, look: Look) -> str:  # noqa: ARG001 - every report is called alike
    """The run as JSON in ASCII."""
    rules = {rule.code: rule for rule in catalogue()}
    numbers = {code: number for number, code in enumerate(rules)}
    run = {
        "tool": {"driver": _driver(rules)},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The folder idcheck ran in."}}},
        "invocations": [_invocation(outcome)],
        "results": [row for file in outcome.files for row in _results(file, numbers)],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _driver(rules: Mapping[str, Rule]) -> dict[str, Any]:
    return {
        "name": "idcheck",
        "version": __version__,
        "informationUri": _HOME,
        "rules": [_rule(rule) for rule in rules.values()],
    }


def _rule(rule: Rule) -> dict[str, Any]:
    level = _LEVELS[rule.severity(_USUAL_CHANNEL) or "off"]
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": f"{rule.summary}."},
        "help": {"text": rule.page.strip(), "markdown": _as_markdown(rule.page)},
        "defaultConfiguration": {"level": level, "enabled": not rule.optional},
    }


_EXAMPLES = ("Example", "Use instead")


def _as_markdown(page: str) -> str:
    """A rule's page with its sections under headings, its examples as code."""
    summary, *sections = re.split(r"\n\n(?=\S)", page.strip())
    parts = [summary]
    for section in sections:
        heading, _, text = section.partition("\n")
        body = "\n".join(line.removeprefix("    ") for line in text.split("\n"))
        parts += [f"**{heading}**", f"~~~~text\n{body}\n~~~~" if heading in _EXAMPLES else body]
    return "\n\n".join(parts)


def _invocation(outcome: Outcome) -> dict[str, Any]:
    unread = [file for file in outcome.files if file.status != "checked"]
    notes = [_unread(file) for file in unread]
    for reason, count in outcome.reasons().items():
        told = f"{count} {'mention' if count == 1 else 'mentions'} not verified: {reason}"
        notes.append({"level": "note", "message": _message(told)})
    return {
        "executionSuccessful": not any(file.status == "failed" for file in unread),
        "toolExecutionNotifications": notes,
    }


def _unread(file: CheckedFile) -> dict[str, Any]:
    return {
        "level": "error" if file.status == "failed" else "note",
        "message": _message(f"{file.status}: {file.reason or ''}"),
        "locations": [{"physicalLocation": {"artifactLocation": _artifact(file.path)}}],
    }


def _results(file: CheckedFile, numbers: Mapping[str, int]) -> Iterator[dict[str, Any]]:
    """The findings of a file, and after them those that are put aside, marked as such."""
    aside = [
        (item, suppression)
        for post in file.posts
        for item, suppression in (
            *((each.item, _suppression(each)) for each in post.silenced),
            *((item, _KNOWN) for item in post.known),
        )
    ]
    told = [item for post in file.posts for item in post.diagnostics]
    suppressions = [None] * len(told) + [suppression for _, suppression in aside]
    items = [*told, *(item for item, _ in aside)]
    for found, suppression in zip(placed(file, items), suppressions, strict=True):
        row = _result(found, numbers)
        if suppression:
            row["suppressions"] = [suppression]
        yield row


def _suppression(silenced: Silenced) -> dict[str, str]:
    kind = "inSource" if silenced.by == "comment" else "external"
    return {"kind": kind, "justification": visible(silenced.reason)}


def _result(found: Finding, numbers: Mapping[str, int]) -> dict[str, Any]:
    item = found.item
    told = ". ".join(part for part in (item.message, advice(item)) if part)
    row: dict[str, Any] = {
        "ruleId": item.code,
        "level": _LEVELS[item.severity],
        "message": _message(told),
        "locations": [_location(found)],
        "partialFingerprints": {_FINGERPRINT: found.fingerprint()},
    }
    if item.code in numbers:
        row["ruleIndex"] = numbers[item.code]
    fixes = [fix for fix in item.fixes if fix.applicability != "display" and fix.edits]
    if fixes:
        lines = Lines(found.file.source)
        row["fixes"] = [_fix(fix, found.file.path, lines) for fix in fixes]
    return row


def _location(found: Finding) -> dict[str, Any]:
    region = _region(found.start, found.end)
    if found.words:
        region["snippet"] = {"text": found.words}
    return {"physicalLocation": {"artifactLocation": _artifact(found.file.path), "region": region}}


def _region(start: Position, end: Position) -> dict[str, Any]:
    """A stretch; the whole line where no column is known."""
    region: dict[str, Any] = {"startLine": start.line}
    if start.offset is not None and end.offset is not None:
        region |= {
            "startColumn": start.column,
            "endLine": end.line,
            "endColumn": end.column,
            "charOffset": start.offset,
            "charLength": end.offset - start.offset,
        }
    return region


def _fix(fix: Fix, path: str, lines: Lines) -> dict[str, Any]:
    changes = {
        "artifactLocation": _artifact(path),
        "replacements": [_replacement(edit, lines) for edit in fix.edits],
    }
    return {
        "description": _message(fix.message),
        "artifactChanges": [changes],
        "properties": {"applicability": fix.applicability},
    }


def _replacement(edit: Edit, lines: Lines) -> dict[str, Any]:
    start, end = lines.at(edit.span.start), lines.at(edit.span.end)
    row: dict[str, Any] = {"deletedRegion": _region(start, end)}
    if edit.replacement:
        row["insertedContent"] = {"text": edit.replacement}
    return row


def _artifact(path: str) -> dict[str, Any]:
    """Where a file is, as an address: below the folder of the run, or anywhere."""
    if PurePosixPath(path).is_absolute() or PureWindowsPath(path).drive:
        return {"uri": f"file:///{_quoted(path.lstrip('/'))}"}
    return {"uri": _quoted("/".join(_names(path))), "uriBaseId": _ROOT}


def _names(path: str) -> Iterator[str]:
    return (name for name in path.split("/") if name not in {"", "."})


def _quoted(path: str) -> str:
    return quote(path.encode("utf-8", "surrogateescape"))


def _message(text: str) -> dict[str, str]:
    r"""A message. Brackets would begin a link, so they are escaped as the format asks: `\[`."""
    return {"text": re.sub(r"[\[\]\\]", r"\\\g<0>", visible(text))}
