"""The report by file: one line a finding under the name of its file, and what to do below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from idcheck.reports.findings import SEVERITY_WORDS, advice, findings_of
from idcheck.reports.painting import PAINTS, Brush
from idcheck.reports.text import closing
from idcheck.reports.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from idcheck.checking import CheckedFile, Outcome
    from idcheck.reports import Look

_PLACE = 9
"""Columns of the place; more where it is longer."""


def render(outcome: Outcome, look: Look) -> str:
    """The files with findings, and the counts in the last lines."""
    paint = Brush(look.colour)
    words = {level: word.in_language(look.language) for level, word in SEVERITY_WORDS.items()}
    parts = [
        "".join(f"{line}\n" for line in _file(file, paint, words))
        for file in outcome.files
        if any(post.diagnostics for post in file.posts)
    ]
    if look.summary:
        parts.append("".join(f"{line}\n" for line in closing(outcome, look)))
    return "\n".join(parts)


def _file(file: CheckedFile, paint: Brush, words: Mapping[str, str]) -> Iterator[str]:
    width = max(map(len, words.values())) + 1
    yield paint.bold(visible(file.path))
    for each in findings_of(file):
        item = each.item
        level = paint(f"{words[item.severity]:<{width}}", PAINTS[item.severity])
        yield f"  {each.where:<{_PLACE}}{level}{item.code}  {visible(item.message)}"
        if told := advice(item):
            yield f"  {'':<{_PLACE + width}}{'':<{len(item.code)}}  {told}"
