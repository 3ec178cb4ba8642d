"""What readers of publication lists say of an entry, or of a list, that they cannot read."""

from __future__ import annotations

from msgspec import Struct


class Unreadable(Struct, frozen=True):
    """An entry that was skipped: its first line, counted from 1, and the reason in words."""

    line: int
    reason: str


class PublicationListError(Exception):
    """A publication list that cannot be read at all. The message says what to do."""
