"""What readers call the fields that are compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from idcheck.messages import Message

if TYPE_CHECKING:
    from collections.abc import Iterable

_WORDS = {
    "title": Message("title"),
    "authors": Message("authors"),
    "container": Message("journal or book"),
    "year": Message("year"),
    "volume": Message("volume"),
    "issue": Message("issue"),
    "pages": Message("page numbers"),
    "type": Message("kind of publication"),
}


def field_words(fields: Iterable[str]) -> tuple[str, ...]:
    """The words for fields, in their order."""
    return tuple(_WORDS.get(field, field) for field in fields)
