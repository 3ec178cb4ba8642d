"""RIS: what EndNote, Zotero and publishers' pages export."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from idcheck import lazy
from idcheck.sources.publications.names import author
from idcheck.sources.publications.record import MISSING_TITLE, Record
from idcheck.sources.publications.unreadable import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from idcheck.works import Work

_KINDS = {
    "JOUR": "article", "EJOUR": "article", "MGZN": "article", "NEWS": "article", "ABST": "article",
    "INPR": "article", "UNPB": "preprint", "CONF": "conference-paper", "CPAPER": "conference-paper",
    "BOOK": "book", "EBOOK": "book", "EDBOOK": "book", "CHAP": "chapter", "ECHAP": "chapter",
    "THES": "thesis", "RPRT": "report", "DATA": "dataset", "COMP": "software",
}  # fmt: skip
_TAG = lazy.pattern(r"([A-Z][A-Z0-9])  ?-(?: |$)")
_MOST = 5000
"""Lines that one record may have; a file that is no RIS has no end tags."""


def read(lines: Iterable[str], source: str) -> Iterator[Work | Unreadable]:
    """The works of the lines; `source` is noted in each."""
    for number, record in _records(lines):
        yield _read_one(number, record, source)


def _records(lines: Iterable[str]) -> Iterator[tuple[int, list[str]]]:
    start, held = 0, list[str]()
    for number, raw in enumerate(lines, start=1):
        line = raw.rstrip("\r\n").lstrip("\ufeff")
        found = _TAG.match(line)
        tag = found[1] if found else ""
        if tag == "TY":
            if held:
                yield start, held
            start, held = number, [f"TY  - {line[found.end() :] if found else ''}"]
        elif tag == "ER" and held:
            yield start, held
            held = []
        elif held and len(held) < _MOST:
            held.append(f"{tag}  - {line[found.end() :]}" if found else line)
        elif not held and line.strip():
            yield number, [line]
    if held:
        yield start, held


def _read_one(number: int, record: list[str], source: str) -> Work | Unreadable:
    from rispy.parser import RisParser

    if not record[0].startswith("TY"):
        return Unreadable(number, "it stands outside of any record (a record begins with `TY  - `)")
    try:
        (fields,) = RisParser(enforce_list_tags=False).parse_lines(iter([*record, "ER  - "]))
    except (KeyError, TypeError, ValueError, AttributeError):
        return Unreadable(number, "its lines are not in the form `AU  - text`")
    return _record(fields).work(source) or Unreadable(number, MISSING_TITLE)


def _record(fields: dict[str, Any]) -> Record:
    begin, end = _text(fields, "start_page"), _text(fields, "end_page")
    kind = _KINDS.get(_text(fields, "type_of_reference"), "other")
    return Record(
        title=_text(fields, "title", "primary_title"),
        authors=[one for name in _names(fields) if (one := author(name)) is not None],
        container=_text(fields, "secondary_title", "journal_name", "alternate_title3", "alternate_title2"),
        year=_text(fields, "year", "publication_year", "date"),
        volume=_text(fields, "volume"),
        issue=_text(fields, "number"),
        pages=f"{begin}-{end}" if end and "-" not in begin else begin,
        publisher=_text(fields, "publisher"),
        type=kind,
        key=_text(fields, "id"),
        labelled=[
            *(("doi", value) for value in _texts(fields, "doi")),
            *(("isbn", value) for value in _texts(fields, "issn") if kind in {"book", "other"}),
        ],
        urls=_texts(fields, "urls"),
        notes=_texts(fields, "accession_number", "note", "notes", "custom2", "custom3", "custom7"),
    )  # fmt: skip


def _names(fields: dict[str, Any]) -> list[str]:
    return _texts(fields, "authors") or _texts(fields, "first_authors")


def _texts(fields: dict[str, Any], *keys: str) -> list[str]:
    found = list[str]()
    for key in keys:
        value = fields.get(key)
        found += value if isinstance(value, list) else [value] if value else []
    return found


def _text(fields: dict[str, Any], *keys: str) -> str:
    return next((value for value in _texts(fields, *keys) if value), "")
