"""What is sent to a service and what comes back, as values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping


class Request(Struct, frozen=True):
    """A question to a service.

    `path` begins with a slash and is escaped; it is added to the service's base. `form` is sent
    in the body of a POST. `accept` is the media type wanted. `kind` says which of the service's
    limits holds. `instead` is what to ask where the service does not understand this (400).
    """

    service: str
    path: str
    query: Mapping[str, str]
    kind: Literal["single", "list"] = "single"
    form: Mapping[str, str] | None = None
    accept: str = "application/json"
    instead: Request | None = None


class Reply(Struct, frozen=True):
    """An answer as it came: status, media type, decoded body, and the address that gave it."""

    status: int
    media: str
    body: bytes
    url: str = ""


class SurpriseError(Exception):
    """A reply that does not have the shape of an answer. The message is for people."""
