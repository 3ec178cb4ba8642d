"""CSL-JSON: what Zotero, Crossref's converter and many others export."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from idcheck.sources.publications.names import author
from idcheck.sources.publications.record import Record
from idcheck.works import Author

if TYPE_CHECKING:
    from idcheck.works import Work

_KINDS = {
    "article-journal": "article", "article": "preprint", "article-magazine": "article",
    "article-newspaper": "article", "journal-article": "article", "preprint": "preprint",
    "paper-conference": "conference-paper", "proceedings-article": "conference-paper",
    "book": "book", "monograph": "book", "edited-book": "book", "chapter": "chapter",
    "book-chapter": "chapter", "entry-encyclopedia": "chapter", "thesis": "thesis",
    "dissertation": "thesis", "report": "report", "dataset": "dataset", "software": "software",
    "review": "review", "review-book": "review",
}  # fmt: skip
_IDENTIFIERS = (("DOI", "doi"), ("PMID", "pmid"), ("PMCID", "pmcid"), ("ISBN", "isbn"))
_MARKS = frozenset({"container-title", "issued", "DOI", "ISBN", "PMID", "PMCID", "URL", "publisher-place"})  # fmt: skip


def looks_like(row: dict[str, Any]) -> bool:
    """Whether an object has fields that only CSL-JSON has."""
    return not _MARKS.isdisjoint(row)


def kind(name: str) -> str:
    """The type of a work by the type's name in CSL or Crossref."""
    return _KINDS.get(name, "other")


def work(item: dict[str, Any], source: str) -> Work | None:
    """The work of an item, None if it has no title."""
    record = Record(
        title=_titles(item),
        authors=[one for each in _list(item.get("author")) if (one := person(each)) is not None],
        container=text_of(item.get("container-title")),
        year=_year(item.get("issued")) or text_of(item.get("year")),
        volume=text_of(item.get("volume")),
        issue=text_of(item.get("issue")),
        pages=text_of(item.get("page")) or text_of(item.get("number")),
        publisher=text_of(item.get("publisher")),
        type=kind(text_of(item.get("type"))),
        key=text_of(item.get("id")),
        labelled=[(ours, value) for key, ours in _IDENTIFIERS if (value := text_of(item.get(key)))],
        urls=[url] if (url := text_of(item.get("URL"))) else [],
        notes=[note for key in ("note", "archive_location", "number") if (note := text_of(item.get(key)))],
    )  # fmt: skip
    return record.work(source)


def person(name: object) -> Author | None:
    """The author of a CSL name object, None for no name at all."""
    if not isinstance(name, dict):
        return None
    family = text_of(name.get("family"))
    particle = text_of(name.get("non-dropping-particle"))
    if family:
        return Author(f"{particle} {family}".strip(), text_of(name.get("given")))
    whole = text_of(name.get("literal")) or text_of(name.get("name"))
    return author(whole) if "," in whole else (Author(whole) if whole else None)


def _titles(item: dict[str, Any]) -> str:
    title, subtitle = text_of(item.get("title")), text_of(item.get("subtitle"))
    return f"{title}: {subtitle}" if title and subtitle else title


def _year(date: object) -> str:
    if not isinstance(date, dict):
        return text_of(date)
    for parts in _list(date.get("date-parts")):
        if _list(parts):
            return text_of(parts[0])
    return text_of(date.get("raw")) or text_of(date.get("literal"))


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def text_of(value: object) -> str:
    """A JSON value as text: numbers as written, the first of a list, else ""."""
    if value.__class__ is str:
        return value
    if value is None:
        return ""
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value)
