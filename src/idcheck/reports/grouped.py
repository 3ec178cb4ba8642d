"""The report by file: one line a finding under the name of its file, and what to do below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from idcheck.reports.findings import advice, findings_of
from idcheck.reports.painting import PAINTS, Brush
from idcheck.reports.text import closing
from idcheck.reports.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from idcheck.checking import CheckedFile, Outcome
    from idcheck.reports import Look
    from idcheck.reports.findings import Finding

_WORDS = {"error": "error", "warning": "warning", "info": "note"}
_PLACE, _LEVEL = 9, 8
"""Columns of the place and of the severity; more where they are longer."""


def render(outcome: Outcome, look: Look) -> str:
    """The files with findings, and the counts in the last lines."""
    paint = Brush(look.colour)
    parts = [
        "".join(f"{line}\n" for line in _file(file, list(findings_of(file)), paint))
        for file in outcome.files
        if any(post.diagnostics for post in file.posts)
    ]
    if look.summary:
        parts.append("".join(f"{line}\n" for line in closing(outcome, look)))
    return "\n".join(parts)


def _file(file: CheckedFile, found: list[Finding], paint: Brush) -> Iterator[str]:
    yield paint.bold(visible(file.path))
    for each in found:
        item = each.item
        level = paint(f"{_WORDS[item.severity]:<{_LEVEL}}", PAINTS[item.severity])
        yield f"  {each.where:<{_PLACE}}{level}{item.code}  {visible(item.message)}"
        if told := advice(item):
            yield f"  {'':<{_PLACE + _LEVEL}}{'':<{len(item.code)}}  {told}"
