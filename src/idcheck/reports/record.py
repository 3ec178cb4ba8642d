"""A work in words: title, who wrote it, where and when, and its link."""

from __future__ import annotations

from typing import TYPE_CHECKING

from idcheck.reports.visible import visible

if TYPE_CHECKING:
    from idcheck.works import Work

_LONGEST = 200
"""Code points of a title, a name or a journal that are shown."""


def title(work: Work) -> str:
    """The title."""
    return _cut(work.title) or "untitled"


def details(work: Work) -> str:
    """First author, container and year, as far as they are known."""
    return ", ".join(part for part in (_authors(work), _cut(work.container), _year(work)) if part)


def url(work: Work) -> str:
    """The link to paste, "" for a work without an identifier."""
    return visible(work.identifiers[0].url) if work.identifiers else ""


def _authors(work: Work) -> str:
    if not work.authors:
        return ""
    return _cut(str(work.authors[0])) + (" et al." if len(work.authors) > 1 else "")


def _year(work: Work) -> str:
    return "" if work.year is None else str(work.year)


def _cut(text: str) -> str:
    """The text on one line, cut where it is long."""
    return visible(text) if len(text) <= _LONGEST else f"{visible(text[:_LONGEST])}…"
