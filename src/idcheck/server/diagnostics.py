"""Findings as editors underline them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from idcheck.messages import in_language
from idcheck.post.model import Place
from idcheck.reports.findings import advice
from idcheck.reports.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from idcheck.rules import Diagnostic
    from idcheck.server.checker import Checked
    from idcheck.server.document import Document

SOURCE = "idcheck"
_SEVERITIES = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "info": types.DiagnosticSeverity.Information,
}


def diagnostics(checked: Checked) -> list[types.Diagnostic]:
    """The findings of a document, and what of it could not be read."""
    return [*_problems(checked), *(diagnostic(checked.document, each) for each in items(checked))]


def items(checked: Checked) -> Iterator[Diagnostic]:
    """The findings of a document, in order."""
    if checked.file:
        yield from (item for post in checked.file.posts for item in post.diagnostics)


def diagnostic(document: Document, item: Diagnostic) -> types.Diagnostic:
    """A finding, with what to do about it on a line of its own."""
    said = [visible(item.message), advice(item)]
    return types.Diagnostic(
        document.range(item.place),
        "\n".join(filter(None, said)),
        severity=_SEVERITIES[item.severity],
        code=item.code,
        source=SOURCE,
    )


def _problems(checked: Checked) -> Iterator[types.Diagnostic]:
    told = [(problem.line, problem.message) for post in checked.posts for problem in post.problems]
    if checked.file and checked.file.reason:
        told.append((1, checked.file.reason))
    for line, message in told:
        yield types.Diagnostic(
            checked.document.range(Place(line)),
            visible(in_language(message, checked.language)),
            severity=types.DiagnosticSeverity.Information,
            source=SOURCE,
        )
