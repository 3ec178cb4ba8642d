"""CSL-JSON: what Zotero, Crossref's converter and many others export."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from idcheck.sources.publications.names import author
from idcheck.sources.publications.record import MISSING_TITLE, Record
from idcheck.sources.publications.unreadable import PublicationListError, Unreadable
from idcheck.works import Author

if TYPE_CHECKING:
    from collections.abc import Iterator

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


def read(text: str, source: str) -> Iterator[Work | Unreadable]:
    """The works of a CSL-JSON text, a list of items or one; `source` is noted in each.

    An item has no line of its own in JSON, so its line is worked out from where it begins.
    Raises PublicationListError if the text is no JSON.
    """
    for line, item in _items(text):
        found = work(item, source) if isinstance(item, dict) else None
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
            inner = item.get("items")
            yield from ((1, each) for each in (inner if isinstance(inner, list) else [item]))
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
            yield line, item
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
        container=_text(item.get("container-title")),
        year=_year(item.get("issued")) or _text(item.get("year")),
        volume=_text(item.get("volume")),
        issue=_text(item.get("issue")),
        pages=_text(item.get("page")) or _text(item.get("number")),
        publisher=_text(item.get("publisher")),
        type=kind(_text(item.get("type"))),
        key=_text(item.get("id")),
        labelled=[(ours, value) for key, ours in _IDENTIFIERS if (value := _text(item.get(key)))],
        urls=[url] if (url := _text(item.get("URL"))) else [],
        notes=[note for key in ("note", "archive_location", "number") if (note := _text(item.get(key)))],
    )  # fmt: skip
    return record.work(source)


def person(name: object) -> Author | None:
    """The author of a CSL name object, None for no name at all."""
    if not isinstance(name, dict):
        return None
    family = _text(name.get("family"))
    particle = _text(name.get("non-dropping-particle"))
    if family:
        return Author(f"{particle} {family}".strip(), _text(name.get("given")))
    whole = _text(name.get("literal")) or _text(name.get("name"))
    return author(whole) if "," in whole else (Author(whole) if whole else None)


def _titles(item: dict[str, Any]) -> str:
    title, subtitle = _text(item.get("title")), _text(item.get("subtitle"))
    return f"{title}: {subtitle}" if title and subtitle else title


def _year(date: object) -> str:
    if not isinstance(date, dict):
        return _text(date)
    for parts in _list(date.get("date-parts")):
        if _list(parts):
            return _text(parts[0])
    return _text(date.get("raw")) or _text(date.get("literal"))


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _text(value: object) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value)
