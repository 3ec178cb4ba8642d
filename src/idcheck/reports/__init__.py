"""Reports: one module each, with `render(outcome, look) -> str`.

A new report is a new module and its name in `REPORTS`, which are the output formats that can be
chosen; `statistics` is one that an option of its own asks for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

from msgspec import Struct

from idcheck.messages import ENGLISH

if TYPE_CHECKING:
    from idcheck.checking import Outcome

REPORTS = ("text", "grouped", "json", "github", "gitlab", "junit", "markdown", "sarif")
FOR_TERMINALS = ("text", "grouped", "statistics")
"""The reports in the encoding of the terminal; the others are in UTF-8 wherever they go."""


class Look(Struct, frozen=True):
    """How a report for people is shown: in colour, with the counts in its last line, with advice.

    `hints` are the commands that could repair something; they fit files, not piped text.
    `language` is the tag of the language that it is written in.
    """

    colour: bool = False
    summary: bool = True
    hints: bool = False
    language: str = ENGLISH


def render(name: str, outcome: Outcome, look: Look) -> str:
    """The report of a run, with a line end at its end unless it is empty."""
    if name not in {*REPORTS, *FOR_TERMINALS}:
        raise ValueError(f"no such report: {name}")
    told = outcome.in_language(look.language)
    return cast("str", import_module(f"idcheck.reports.{name}").render(told, look))
