"""Reports: one module each, with `render(outcome, look) -> str`.

A new report is a new module and its name in `REPORTS`.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from idcheck.checking import Outcome

REPORTS = ("text", "json")


@dataclass(frozen=True, slots=True)
class Look:
    """How a report for people is shown: in colour, and with the counts in its last line."""

    colour: bool = False
    summary: bool = True


def render(name: str, outcome: Outcome, look: Look) -> str:
    """The report of a run, with a line end at its end unless it is empty."""
    if name not in REPORTS:
        raise ValueError(f"no such report: {name}")
    return cast("str", import_module(f"idcheck.reports.{name}").render(outcome, look))
