"""The report of an audit: a page for people, tables for spreadsheets, and all numbers for programs.

`written(audit, edition)` gives the files of the report's folder; nothing here counts or decides.
"""

from __future__ import annotations

from importlib import import_module
from os.path import commonprefix
from typing import TYPE_CHECKING

from msgspec import Struct

from idcheck.messages import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from idcheck.auditing.audit import Audit

PAGE, NUMBERS = "index.html", "audit.json"
TABLES = (
    "time",
    "sections",
    "authors",
    "channels",
    "trackers",
    "defects",
    "repairs",
    "posts",
    "ours",
)
"""The tables, each a file of comma-separated values."""
FILES = frozenset({PAGE, NUMBERS, *(f"{name}.csv" for name in TABLES)})
"""All files that a report can have."""


class Edition(Struct, frozen=True):
    """What a report is of: the places that were named, the day, the version of idcheck, and the page's language."""

    places: tuple[str, ...]
    day: date
    version: str
    language: str = ENGLISH

    def short(self, path: str) -> str:
        """A path as it is seen from the place that was named, or from the folder that several share."""
        shared = commonprefix([f"{place.rstrip('/')}/" for place in self.places])  # noqa: RUF071 - cut at a slash below
        return path.removeprefix(shared[: shared.rfind("/") + 1])


def written(audit: Audit, edition: Edition) -> Mapping[str, bytes]:
    """The files of a report by their names."""
    page, tables, numbers = (
        import_module(f"{__name__}.{name}") for name in ("page", "tables", "numbers")
    )
    texts = {
        PAGE: page.render(audit, edition),
        NUMBERS: numbers.render(audit, edition),
        **{f"{name}.csv": text for name, text in tables.render(audit).items()},
    }
    return {name: text.encode("utf-8", "backslashreplace") for name, text in texts.items()}
