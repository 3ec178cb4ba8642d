"""Reading what a service sent without trusting its shape: what is odd counts as absent."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import msgspec

from idcheck import lazy
from idcheck.identifiers import Identifier, parse
from idcheck.sources.exchange import SurpriseError
from idcheck.sources.registries.markup import plain
from idcheck.works import Ambiguous, Found, NotFound

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from xml.etree.ElementTree import Element

    from idcheck.sources.exchange import Reply
    from idcheck.works import Answer, Work

_MOST = 1000
"""Items of a list that are looked at."""
_DAY = lazy.pattern(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?!\d)")
_DOI = lazy.pattern(r"10\.\d{4,9}/\S+")


def json_of(reply: Reply) -> Any:
    """The JSON of a reply. Raises SurpriseError."""
    try:
        return msgspec.json.decode(reply.body)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        raise SurpriseError("sent something else than was asked for") from None


def xml_of(reply: Reply) -> Element:
    """The XML of a reply. Raises SurpriseError; definitions of entities are refused."""
    from xml.etree import ElementTree

    if b"<!ENTITY" in reply.body or b"\0" in reply.body[:200]:
        raise SurpriseError("sent something else than was asked for")
    try:
        return ElementTree.fromstring(reply.body)  # noqa: S314 - no entities, and small
    except (ElementTree.ParseError, ValueError, LookupError, RecursionError):
        raise SurpriseError("sent something else than was asked for") from None


def row(value: Any) -> dict[str, Any]:
    """An object; an empty one for anything else."""
    return value if isinstance(value, dict) else {}


def rows(value: Any) -> list[dict[str, Any]]:
    """The objects of a list; a single object counts as a list of one."""
    if isinstance(value, dict):
        return [value]
    return (
        [item for item in value[:_MOST] if isinstance(item, dict)]
        if isinstance(value, list)
        else []
    )


def text(value: Any) -> str:
    """A text or a number on one line, without markup; "" for anything else."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return plain(value) if isinstance(value, str) else ""


def texts(value: Any) -> list[str]:
    """The texts of a list that say something; a single text counts as a list of one."""
    items = value[:_MOST] if isinstance(value, list) else [value]
    return [found for item in items if (found := text(item))]


def first(value: Any) -> str:
    """The first text of a list that says something, else ""."""
    return next(iter(texts(value)), "")


def year(value: Any) -> int | None:
    """A year as number or text, None if it is none."""
    found = re.search(r"(?<!\d)(1[4-9]\d\d|20\d\d)(?!\d)", text(value))
    return int(found[1]) if found else None


def day(value: Any) -> str:
    """The day at the beginning of a text as `2024`, `2024-05` or `2024-05-17`, else ""."""
    found = _DAY.match(text(value))
    if not found or found[1] == "0000":
        return ""
    return "-".join([found[1], *(part.zfill(2) for part in found.groups()[1:] if part)])


def day_of_parts(value: Any) -> str:
    """A day of `{"date-parts": [[2024, 5, 17]]}`, else ""."""
    listed = row(value).get("date-parts")
    parts = listed[0] if isinstance(listed, list) and listed else None
    if not isinstance(parts, list) or not parts:
        return ""
    return day("-".join(text(part) for part in parts[:3] if text(part)))


def doi(value: Any) -> Identifier | None:
    """The DOI in a field for one, however written."""
    stated = text(value)
    if not stated or len(stated) > 500:
        return None
    if (found := parse("doi", stated)) is not None:
        return found
    # A registry's own DOI stands, even if prose would not be read like that.
    bare = _DOI.search(stated)
    return Identifier("doi", bare[0].lower()) if bare else None


def identifier(scheme: str, value: Any) -> Identifier | None:
    """The identifier in a field for one."""
    if scheme == "doi":
        return doi(value)
    stated = text(value)
    if scheme in {"pmid", "pmcid"}:
        digits = re.search(r"(?<!\d)[1-9]\d{0,8}(?!\d)", stated)
        if digits is None:
            return None
        return Identifier(scheme, digits[0] if scheme == "pmid" else f"PMC{digits[0]}")
    return parse(scheme, stated) if stated else None


def matched(asked: Iterable[Identifier], works: Sequence[Work]) -> dict[Identifier, Answer]:
    """The answer for each identifier asked for, from the works that came back.

    Raises SurpriseError if works came back of which none was asked for.
    """
    found: dict[Identifier, list[Work]] = {}
    for work in works:
        for each in work.identifiers:
            found.setdefault(each, []).append(work)
    wanted = list(asked)
    if works and not any(each in found for each in wanted):
        raise SurpriseError("sent something else than was asked for")
    return {each: _answer(found.get(each, [])) for each in wanted}


def _answer(works: list[Work]) -> Answer:
    distinct = list(dict.fromkeys(works))
    if not distinct:
        return NotFound()
    return Found(distinct[0]) if len(distinct) == 1 else Ambiguous(tuple(distinct))
