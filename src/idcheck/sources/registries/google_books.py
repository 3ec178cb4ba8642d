"""Google Books: books by ISBN, only with a key: without one its quota is nought.

developers.google.com/books/docs/v1/using
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from idcheck.sources.exchange import Request, SurpriseError
from idcheck.sources.publications.names import author as named
from idcheck.sources.registries import query
from idcheck.sources.registries.shape import (
    day,
    identifier,
    json_of,
    matched,
    row,
    rows,
    text,
    texts,
    year,
)
from idcheck.works import Work

if TYPE_CHECKING:
    from collections.abc import Sequence

    from idcheck.identifiers import Identifier
    from idcheck.sources.exchange import Reply
    from idcheck.works import Answer, Reference

NAME = "google-books"
BATCH = 1


def get(asked: Sequence[Identifier]) -> Request:
    """The request for books by ISBN."""
    return Request(NAME, "/volumes", {"q": f"isbn:{asked[0].value}", "country": "SE"})


def read(asked: Sequence[Identifier], reply: Reply) -> dict[Identifier, Answer]:
    """The answers in a reply. Raises SurpriseError."""
    return matched(asked, hits(reply))


def search(reference: Reference) -> Request | None:
    """The request for books with the title and author of a reference."""
    title = query.title(reference)
    if not title:
        return None
    author = query.name(reference)
    words = f'intitle:"{title}"' + (f'+inauthor:"{author}"' if author else "")
    return Request(NAME, "/volumes", {"q": words, "maxResults": "5", "country": "SE"})


def hits(reply: Reply) -> tuple[Work, ...]:
    """The books in a reply, one or a list. Raises SurpriseError."""
    content = row(json_of(reply))
    if reply.status != 200 or not (
        "volumeInfo" in content or isinstance(content.get("totalItems"), int)
    ):
        raise SurpriseError("did not understand the question")
    listed = [content] if "volumeInfo" in content else rows(content.get("items"))
    return tuple(
        work for item in listed if (work := _work(row(item.get("volumeInfo")))) is not None
    )


def _work(item: dict[str, Any]) -> Work | None:
    title = text(item.get("title"))
    if not title:
        return None
    isbns = [
        identifier("isbn", each.get("identifier"))
        for each in rows(item.get("industryIdentifiers"))
        if text(each.get("type")) in {"ISBN_13", "ISBN_10"}
    ]
    authors = [named(name) for name in texts(item.get("authors"))]
    when = day(item.get("publishedDate"))
    return Work(
        title=title,
        subtitle=text(item.get("subtitle")),
        authors=tuple(each for each in authors if each is not None),
        year=year(item.get("publishedDate")),
        dates=(("issued", when),) if when else (),
        publisher=text(item.get("publisher")),
        type="book",
        identifiers=tuple(dict.fromkeys(each for each in isbns if each is not None)),
        landing_page=text(item.get("canonicalVolumeLink")),
        source=NAME,
    )
