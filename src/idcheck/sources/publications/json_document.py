"""A JSON document: CSL-JSON, or what a registry or repository gives out."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from idcheck.sources.publications import csl_json
from idcheck.sources.publications.record import MISSING_TITLE
from idcheck.sources.publications.registry_json import reader_of, unwrapped
from idcheck.sources.publications.unreadable import PublicationListError, Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from idcheck.works import Work


def work_of(item: dict[str, Any], source: str) -> Work | None:
    """The work of an item, whichever service it is of; None if it has no title."""
    return (reader_of(item) or csl_json.work)(item, source)


def read(text: str, source: str) -> Iterator[Work | Unreadable]:
    """The works of a JSON text, a list of items or one; `source` is noted in each.

    An item has no line of its own in JSON, so its line is worked out from where it begins.
    Raises PublicationListError if the text is no JSON.
    """
    for line, item in _items(text):
        found = work_of(item, source) if isinstance(item, dict) else None
        if found is None:
            reason = MISSING_TITLE if isinstance(item, dict) else "it is no JSON object"
            yield Unreadable(line, reason)
        else:
            yield found


def _items(text: str) -> Iterator[tuple[int, Any]]:
    decoder = json.JSONDecoder()
    try:
        at = _past_blanks(text, 0)
        if text[at : at + 1] == "{":
            item, _ = decoder.raw_decode(text, at)
            yield from ((1, each) for each in unwrapped(item))
            return
        if text[at : at + 1] != "[":
            message = "it holds no list of items in JSON; export it as CSL-JSON again"
            raise PublicationListError(message)
        line, counted = 1, 0
        at = _past_blanks(text, at + 1)
        while text[at : at + 1] != "]":
            line += text.count("\n", counted, at)
            counted = at
            item, at = decoder.raw_decode(text, at)
            yield from ((line, each) for each in unwrapped([item]))
            at = _past_blanks(text, at)
            if text[at : at + 1] == ",":
                at = _past_blanks(text, at + 1)
    except json.JSONDecodeError as error:
        message = f"its JSON breaks off in line {error.lineno} ({error.msg}); export it again"
        raise PublicationListError(message) from None
    except RecursionError:
        raise PublicationListError("its JSON is nested too deeply; export it again") from None


def _past_blanks(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \t\r\n\ufeff":
        at += 1
    return at
