"""JSON Lines: one work a line, in simple fields.

`title` is needed. `authors` are names or objects with `family` and `given`; further
`container`, `year`, `volume`, `issue`, `pages` (or `page`), `publisher`, `type`, and the
identifiers `doi`, `pmid`, `pmcid`, `isbn`, `arxiv`, `url` or `id` (`doi:10.1000/1`). An object
in the fields of CSL-JSON or of a registry is read as such.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import msgspec

from idcheck.sources.publications import csl_json
from idcheck.sources.publications.csl_json import text_of as text
from idcheck.sources.publications.names import author
from idcheck.sources.publications.record import MISSING_TITLE, Record
from idcheck.sources.publications.registry_json import reader_of, unwrapped
from idcheck.sources.publications.unreadable import Unreadable
from idcheck.works.work import type_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from idcheck.works import Author, Work

SCHEMES = ("doi", "pmid", "pmcid", "isbn", "arxiv")
_TEXTS = frozenset(
    ["id", "title", "container", "journal", "year", "volume", "issue", "pages", "page", "publisher", "type", "url", *SCHEMES]
)  # fmt: skip


def read(lines: Iterable[str], source: str) -> Iterator[Work | Unreadable]:
    """The works of the lines; `source` is noted in each."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = _decoded(line)
        except (ValueError, RecursionError) as error:
            yield Unreadable(number, f"it is no JSON ({_brief(error)})")
            continue
        for each in unwrapped(row) if isinstance(row, dict) else (row,):
            yield _work(each, source) or Unreadable(number, _lack(each))


def _decoded(line: str) -> Any:
    """The value of a line. Raises ValueError or RecursionError if it is no JSON."""
    try:
        return msgspec.json.decode(line)
    except ValueError:
        return json.loads(line)  # Which takes more than the standard, and says what is wrong.


def _brief(error: Exception) -> str:
    return error.msg if isinstance(error, json.JSONDecodeError) else "it cannot be read"


def _lack(row: object) -> str:
    return MISSING_TITLE if isinstance(row, dict) else "it is no JSON object"


def _work(row: Any, source: str) -> Work | None:
    if not isinstance(row, dict):
        return None
    if (reader := reader_of(row)) is not None:
        return reader(row, source)
    if csl_json.looks_like(row):
        return csl_json.work(row, source)
    said = {key: text(value) for key, value in row.items() if key in _TEXTS}
    field = said.get
    kind = field("type", "")
    record = Record(
        title=field("title", ""),
        authors=list(_authors(row.get("authors", row.get("author")))),
        container=field("container") or field("journal", ""),
        year=field("year", ""),
        volume=field("volume", ""),
        issue=field("issue", ""),
        pages=field("pages") or field("page", ""),
        publisher=field("publisher", ""),
        type=kind if kind in type_names else csl_json.kind(kind),
        key=field("id", ""),
        labelled=_labelled(said),
        urls=[url] if (url := field("url")) else [],
    )
    return record.work(source)


def _labelled(said: Mapping[str, str]) -> list[tuple[str, str]]:
    scheme, _, value = said.get("id", "").partition(":")
    found = [(scheme, value)] if scheme in SCHEMES and value else []
    found += [(each, said[each]) for each in SCHEMES if said.get(each)]
    return list(dict.fromkeys(found))


def _authors(value: object) -> Iterator[Author]:
    if isinstance(value, str):
        value = value.split(";")
    for each in value if isinstance(value, list) else ():
        one = csl_json.person(each) if isinstance(each, dict) else author(text(each))
        if one is not None:
            yield one
