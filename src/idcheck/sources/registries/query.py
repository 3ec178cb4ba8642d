"""What is asked of a search: the words of a reference that tell its work from others."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from idcheck.works import Reference

_LONGEST = 300
"""Characters of a query."""
_SHORTEST_TITLE = 12


def said(reference: Reference) -> str:
    """Title, authors, container and year on one line; "" if that is too little to search by."""
    authors = " ".join(author.family for author in reference.authors[:3])
    parts: tuple[str, ...]
    if len(reference.title) >= _SHORTEST_TITLE:
        parts = (reference.title, authors, reference.container, str(reference.year or ""))
    elif reference.authors and reference.year and (reference.container or reference.volume):
        parts = (
            reference.title, authors, reference.container, str(reference.year), reference.volume,
            reference.pages,
        )  # fmt: skip
    else:
        return ""
    return " ".join(" ".join(parts).split())[:_LONGEST]


def title(reference: Reference) -> str:
    """The title as a phrase without quotation marks and operators; "" if it is too short."""
    words = "".join(one if one.isalnum() or one in "-'’" else " " for one in reference.title)
    cleaned = " ".join(words.split())[:_LONGEST]
    return cleaned if len(cleaned) >= _SHORTEST_TITLE else ""


def name(reference: Reference) -> str:
    """The family name of the first author, letters only."""
    family = reference.authors[0].family if reference.authors else ""
    return "".join(one if one.isalnum() or one in "-'’" else " " for one in family).strip()
