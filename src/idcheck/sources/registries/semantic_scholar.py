"""Semantic Scholar: works by DOI and by title, as the last resort and only with a key.

Without one, all the world shares one small pool (www.semanticscholar.org/product/api).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

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
from idcheck.works import NotFound, Work

if TYPE_CHECKING:
    from collections.abc import Sequence

    from idcheck.identifiers import Identifier
    from idcheck.sources.exchange import Reply
    from idcheck.works import Answer, Reference

NAME = "semantic-scholar"
BATCH = 1
_FIELDS = "title,authors,year,venue,journal,externalIds,publicationDate,publicationTypes"
_IDS = (("DOI", "doi"), ("PubMed", "pmid"), ("PubMedCentral", "pmcid"), ("ArXiv", "arxiv"))


def get(asked: Sequence[Identifier]) -> Request:
    """The request for a work by DOI."""
    path = f"/paper/DOI:{quote(asked[0].value, safe='/')}"
    return Request(NAME, path, {"fields": _FIELDS})


def read(asked: Sequence[Identifier], reply: Reply) -> dict[Identifier, Answer]:
    """The answers in a reply. Raises SurpriseError."""
    if reply.status == 404 and "error" in row(json_of(reply)):
        return {asked[0]: NotFound()}
    works = hits(reply)
    if not works:
        raise SurpriseError("sent a record without identifiers")
    return matched(asked, works)


def search(reference: Reference) -> Request | None:
    """The request for the work whose title is nearest to that of a reference."""
    title = query.title(reference)
    if not title:
        return None
    return Request(NAME, "/paper/search/match", {"query": title, "fields": _FIELDS})


def hits(reply: Reply) -> tuple[Work, ...]:
    """The works in a reply: one, a list, or none. Raises SurpriseError."""
    content = json_of(reply)
    if reply.status == 404 and row(content).get("error") == "Title match not found":
        return ()
    if reply.status != 200:
        raise SurpriseError(f"did not understand the question ({reply.status})")
    if isinstance(content, dict) and content.get("total") == 0:
        return ()
    listed = content if isinstance(content, list) else row(content).get("data", [content])
    if not isinstance(listed, list) or not any("paperId" in each for each in rows(listed)):
        raise SurpriseError("sent something else than was asked for")
    return tuple(work for item in rows(listed) if (work := _work(item)) is not None)


def _work(item: dict[str, Any]) -> Work | None:
    ids = row(item.get("externalIds"))
    known = [identifier(scheme, ids.get(name)) for name, scheme in _IDS]
    identifiers = tuple(each for each in known if each is not None)
    journal, when = row(item.get("journal")), day(item.get("publicationDate"))
    authors = [named(text(each.get("name"))) for each in rows(item.get("authors"))]
    if not identifiers or not text(item.get("title")):
        return None
    return Work(
        title=text(item.get("title")),
        authors=tuple(each for each in authors if each is not None),
        container=text(journal.get("name")) or text(item.get("venue")),
        volume=text(journal.get("volume")),
        pages=text(journal.get("pages")).replace(" ", ""),
        year=year(item.get("year")),
        dates=(("issued", when),) if when else (),
        type="article" if "JournalArticle" in texts(item.get("publicationTypes")) else "other",
        identifiers=identifiers,
        source=NAME,
    )
