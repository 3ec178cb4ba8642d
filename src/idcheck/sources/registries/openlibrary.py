"""Open Library: books by ISBN in batches, and by title and author (openlibrary.org/developers/api)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from idcheck.sources.exchange import Request, SurpriseError
from idcheck.sources.publications.names import author as named
from idcheck.sources.registries import query
from idcheck.sources.registries.shape import (
    first,
    identifier,
    json_of,
    matched,
    row,
    rows,
    text,
    texts,
    year,
)
from idcheck.works import Author, NotFound, Work

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from idcheck.identifiers import Identifier
    from idcheck.sources.exchange import Reply
    from idcheck.works import Answer, Reference

NAME = "openlibrary"
BATCH = 50
_FIELDS = "key,title,subtitle,author_name,isbn,first_publish_year,publisher"
_ISBNS = 40


def get(asked: Sequence[Identifier]) -> Request:
    """The request for books by ISBN."""
    keys = ",".join(f"ISBN:{each.value}" for each in asked)
    return Request(NAME, "/api/books", {"bibkeys": keys, "format": "json", "jscmd": "data"}, "list")


def read(asked: Sequence[Identifier], reply: Reply) -> dict[Identifier, Answer]:
    """The answers in a reply; an unknown ISBN is left out. Raises SurpriseError."""
    if reply.status == 404 and len(asked) == 1:
        return {asked[0]: NotFound()}
    content = json_of(reply)
    if reply.status != 200 or not isinstance(content, dict):
        raise SurpriseError("did not understand the question")
    if "title" in content:  # one edition by its own address
        return matched(asked, [_book(content)])
    books = []
    for key, value in content.items():
        isbn = identifier("isbn", key.removeprefix("ISBN:")) if key.startswith("ISBN:") else None
        if isbn is None or not row(value).get("title"):
            raise SurpriseError("sent something else than was asked for")
        books.append(_book(row(value), isbn))
    return matched(asked, books)


def search(reference: Reference) -> Request | None:
    """The request for books with the title and author of a reference."""
    title = query.title(reference)
    if not title:
        return None
    wanted = {"title": title, "fields": _FIELDS, "limit": "5"}
    if author := query.name(reference):
        wanted["author"] = author
    return Request(NAME, "/search.json", wanted, "list")


def hits(reply: Reply) -> tuple[Work, ...]:
    """The books that a search brought; those without ISBN have no identifier. Raises SurpriseError."""
    content = json_of(reply)
    listed = row(content).get("docs")
    if reply.status != 200 or not isinstance(listed, list):
        raise SurpriseError("sent something else than was asked for")
    return tuple(_hit(item) for item in rows(listed) if item.get("title"))


def _book(item: dict[str, Any], *known: Identifier) -> Work:
    numbers = row(item.get("identifiers"))
    stated = [
        *texts(numbers.get("isbn_13")),
        *texts(numbers.get("isbn_10")),
        *texts(item.get("isbn_13")),
        *texts(item.get("isbn_10")),
    ]
    when = text(item.get("publish_date"))
    return Work(
        title=text(item.get("title")),
        subtitle=text(item.get("subtitle")),
        authors=tuple(_authors(each.get("name") for each in rows(item.get("authors")))),
        year=year(when),
        publisher=next((text(each.get("name")) for each in rows(item.get("publishers"))), "") or first(item.get("publishers")),
        type="book",
        identifiers=tuple(dict.fromkeys([*known, *_isbns(stated)])),
        landing_page=text(item.get("url")),
        source=NAME,
    )  # fmt: skip


def _hit(item: dict[str, Any]) -> Work:
    isbns = sorted(_isbns(texts(item.get("isbn"))[:_ISBNS]))
    return Work(
        title=text(item.get("title")),
        subtitle=text(item.get("subtitle")),
        authors=tuple(_authors(item.get("author_name") or [])),
        year=year(item.get("first_publish_year")),
        publisher=first(item.get("publisher")),
        type="book",
        identifiers=tuple(dict.fromkeys(isbns)),
        source=NAME,
    )


def _authors(names: Any) -> Iterator[Author]:
    for name in names if not isinstance(names, str) else [names]:
        if (made := named(text(name))) is not None:
            yield made


def _isbns(stated: Sequence[str]) -> Iterator[Identifier]:
    for each in stated:
        if (isbn := identifier("isbn", each)) is not None:
            yield isbn
