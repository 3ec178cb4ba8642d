"""ORCID: the works that a person lists on their record (public API 3.0)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from idcheck.sources.exchange import Request, SurpriseError
from idcheck.sources.publications.registry_json import reader_of
from idcheck.sources.registries.shape import json_of, row, rows

if TYPE_CHECKING:
    from idcheck.sources.exchange import Reply
    from idcheck.works import Work

NAME = "orcid"
_CLOSED = 409
"""The status for records that their owner or ORCID has closed."""


def listed(person: str) -> Request:
    """The request for the works on the record of a person, all at once."""
    return Request(NAME, f"/{person}/works", {}, "list")


def works(reply: Reply) -> tuple[Work, ...]:
    """The works in a reply, without authors, since the list names none. Raises SurpriseError."""
    if reply.status == 404:
        raise SurpriseError("knows no such person")
    if reply.status == _CLOSED:
        raise SurpriseError("has closed this record")
    content = row(json_of(reply))
    if reply.status != 200 or not isinstance(content.get("group"), list):
        raise SurpriseError("sent something else than was asked for")
    found = (_work(group) for group in content["group"] if isinstance(group, dict))
    return tuple(work for work in found if work is not None)


def _work(group: dict[str, Any]) -> Work | None:
    """The work of a group of records: as its owner prefers it, with the identifiers of all."""
    records = rows(group.get("work-summary"))
    if not records:
        return None
    own = row(group.get("external-ids"))
    record = records[0] | ({"external-ids": own} if rows(own.get("external-id")) else {})
    read = reader_of(record)
    return read(record, NAME) if read else None
