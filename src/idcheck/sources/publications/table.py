"""Comma-separated tables with a line of headings, as DiVA and many repositories export them."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from idcheck import lazy
from idcheck.sources.publications import csl_json
from idcheck.sources.publications.names import author
from idcheck.sources.publications.record import MISSING_TITLE, Record
from idcheck.sources.publications.unreadable import PublicationListError, Unreadable
from idcheck.works.work import type_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from idcheck.works import Author, Work

_HEADINGS = {
    "title": ("title",), "subtitle": ("subtitle",), "authors": ("name", "authors", "author", "creator"),
    "container": ("journal", "hostpublication", "container", "conference", "publication title", "source title"),
    "year": ("year", "publication year", "date"), "volume": ("volume",), "issue": ("issue", "number"),
    "start": ("startpage", "start page"), "end": ("endpage", "end page"), "pages": ("pages", "page"),
    "publisher": ("publisher",), "type": ("publicationtype", "type", "item type"), "key": ("pid", "id", "key"),
    "doi": ("doi",), "pmid": ("pmid", "pubmedid"), "isbn": ("isbn",), "arxiv": ("arxivid", "arxiv"),
    "url": ("url", "fulltextlink"),
}  # fmt: skip
_TYPES = {
    "article in journal": "article", "article, review/survey": "article", "book": "book",
    "chapter in book": "chapter", "conference paper": "conference-paper", "report": "report",
    "doctoral thesis, monograph": "thesis", "doctoral thesis, comprehensive summary": "thesis",
    "data set": "dataset", "article, book review": "review", "collection (editor)": "book",
}  # fmt: skip
_AFFILIATION = lazy.pattern(r"\s*[\[(][^\])]{0,400}[\])]")
_SCHEMES = ("doi", "pmid", "isbn", "arxiv")


def looks_like(first_line: str) -> bool:
    """Whether a line holds the headings of such a table."""
    return "title" in _cells(first_line) and len(_cells(first_line)) > 1


def _cells(line: str) -> list[str]:
    row = next(csv.reader([line.lstrip("\ufeff")], delimiter=_delimiter(line)), [])
    return [cell.strip().lower() for cell in row]


def _delimiter(line: str) -> str:
    return max(",;\t", key=line.count)


def read(lines: Iterable[str], source: str) -> Iterator[Work | Unreadable]:
    """The works of the rows; `source` is noted in each."""
    lines = iter(lines)
    first = next(lines, "")
    columns = {name: number for number, name in enumerate(_cells(first)) if name}
    places = {
        field: next((columns[name] for name in names if name in columns), None)
        for field, names in _HEADINGS.items()
    }
    if places["title"] is None:
        raise PublicationListError("it has no column Title; choose an export with titles")
    rows = csv.reader(lines, delimiter=_delimiter(first))
    try:
        for row in rows:
            if any(row):
                fields = {
                    field: row[place].strip() if place is not None and place < len(row) else ""
                    for field, place in places.items()
                }
                work = _record(fields).work(source)
                yield work or Unreadable(rows.line_num + 1, MISSING_TITLE)
    except csv.Error as error:
        raise PublicationListError(f"row {rows.line_num + 1} cannot be read ({error})") from None


def _record(fields: dict[str, str]) -> Record:
    title, subtitle = fields["title"], fields["subtitle"]
    kind = fields["type"].lower()
    span = f"{fields['start']}-{fields['end']}" if fields["start"] and fields["end"] else fields["start"]  # fmt: skip
    return Record(
        title=f"{title}: {subtitle}" if title and subtitle else title,
        authors=list(_authors(fields["authors"])),
        container=fields["container"],
        year=fields["year"],
        volume=fields["volume"],
        issue=fields["issue"],
        pages=span or fields["pages"],
        publisher=fields["publisher"],
        type=_TYPES.get(kind) or (kind if kind in type_names else csl_json.kind(kind)),
        key=fields["key"],
        labelled=[(scheme, fields[scheme]) for scheme in _SCHEMES if fields[scheme]],
        urls=[fields["url"]] if fields["url"] else [],
    )


def _authors(names: str) -> Iterator[Author]:
    """Names with semicolons between them, and what DiVA adds in brackets left out."""
    for name in _AFFILIATION.sub("", names).split(";"):
        if (one := author(name)) is not None:
            yield one
