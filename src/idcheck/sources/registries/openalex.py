"""OpenAlex: works by DOI, and by title where other indexes have none. Never the judge: it joins versions.

A request costs credits of a daily budget since February 2026 (developers.openalex.org).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from msgspec.structs import replace

from idcheck.sources.exchange import Request, SurpriseError
from idcheck.sources.publications.names import author as named
from idcheck.sources.registries import query
from idcheck.sources.registries.shape import (
    day,
    doi,
    identifier,
    json_of,
    matched,
    row,
    rows,
    text,
    year,
)
from idcheck.works import Author, NotFound, Update, Work

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from idcheck.identifiers import Identifier
    from idcheck.sources.exchange import Reply
    from idcheck.works import Answer, Reference

NAME = "openalex"
BATCH = 50
_FIELDS = "id,doi,title,display_name,publication_year,publication_date,ids,primary_location,type,authorships,biblio,is_retracted"
_TYPES = {
    "article": "article", "journal-article": "article", "preprint": "preprint", "book": "book",
    "book-chapter": "chapter", "dissertation": "thesis", "report": "report", "dataset": "dataset",
    "software": "software", "peer-review": "review", "review": "article", "letter": "article",
    "editorial": "article", "erratum": "erratum", "proceedings-article": "conference-paper",
    "posted-content": "preprint",
}  # fmt: skip


def get(asked: Sequence[Identifier]) -> Request:
    """The request for works by DOI."""
    if len(asked) == 1:
        address = f"https://doi.org/{asked[0].value}"
        return Request(NAME, f"/works/{quote(address, safe='/:')}", {})
    names = "|".join(each.value for each in asked)
    wanted = {"filter": f"doi:{names}", "per-page": str(len(asked)), "select": _FIELDS}
    return Request(NAME, "/works", wanted, "list")


def read(asked: Sequence[Identifier], reply: Reply) -> dict[Identifier, Answer]:
    """The answers in a reply; its page for unknown works is HTML. Raises SurpriseError."""
    if reply.status == 404 and len(asked) == 1:
        return {asked[0]: NotFound()}
    return matched(asked, hits(reply))


def search(reference: Reference) -> Request | None:
    """The request for works with the title of a reference."""
    title = query.title(reference)
    if not title:
        return None
    wanted = {"filter": f"title.search:{title}", "per-page": "5", "select": _FIELDS}
    return Request(NAME, "/works", wanted, "list")


def of_person(orcid: str) -> Request:
    """The request for the first works of a person."""
    return _listed(f"authorships.author.orcid:https://orcid.org/{orcid}")


def of_institution(ror: str) -> Request:
    """The request for the first works of an institution.

    OpenAlex knows parts by its own ids alone, so those of institutes have to be asked for apart.
    """
    return _listed(f"authorships.institutions.ror:https://ror.org/{ror}")


def _listed(whose: str) -> Request:
    wanted = {"filter": whose, "per-page": "100", "select": _FIELDS, "cursor": "*"}
    return Request(NAME, "/works", wanted, "list")


def page(request: Request, reply: Reply) -> tuple[tuple[Work, ...], Request | None]:
    """The works of a page of a list and the request for the next one. Raises SurpriseError."""
    works = hits(reply)
    content = row(json_of(reply))
    cursor = text(row(content.get("meta")).get("next_cursor"))
    if not cursor or not content.get("results") or cursor == request.query["cursor"]:
        return works, None
    return works, replace(request, query={**request.query, "cursor": cursor})


def hits(reply: Reply) -> tuple[Work, ...]:
    """The works in a reply, one or a list. Raises SurpriseError."""
    if reply.status != 200:
        raise SurpriseError(f"did not understand the question ({reply.status})")
    content = row(json_of(reply))
    listed = content.get("results") if "results" in content else [content]
    if not isinstance(listed, list) or not (
        content.get("doi") or content.get("id") or "results" in content
    ):
        raise SurpriseError("sent something else than was asked for")
    return tuple(work for item in rows(listed) if (work := _work(item)) is not None)


def _work(item: dict[str, Any]) -> Work | None:
    ids = tuple(_identifiers(item))
    title = text(item.get("title")) or text(item.get("display_name"))
    if not ids:
        return None
    when = day(item.get("publication_date"))
    place, numbers = row(item.get("primary_location")), row(item.get("biblio"))
    pages = (text(numbers.get("first_page")), text(numbers.get("last_page")))
    return Work(
        title=title,
        authors=tuple(_authors(item)),
        container=text(row(place.get("source")).get("display_name")),
        year=year(item.get("publication_year")),
        dates=(("issued", when),) if when else (),
        volume=text(numbers.get("volume")),
        issue=text(numbers.get("issue")),
        pages="-".join(dict.fromkeys(filter(None, pages))),
        type=_TYPES.get(text(item.get("type")), "other"),
        identifiers=ids,
        updates=(Update("retraction", source=NAME),) if item.get("is_retracted") is True else (),
        landing_page=text(place.get("landing_page_url")),
        source=NAME,
    )


def _identifiers(item: dict[str, Any]) -> Iterator[Identifier]:
    listed = row(item.get("ids"))
    for found in (
        doi(item.get("doi")) or doi(listed.get("doi")),
        identifier("pmid", listed.get("pmid")),
        identifier("pmcid", listed.get("pmcid")),
    ):
        if found is not None:
            yield found


def _authors(item: dict[str, Any]) -> Iterator[Author]:
    for each in rows(item.get("authorships")):
        name = text(row(each.get("author")).get("display_name")) or text(
            each.get("raw_author_name")
        )
        if (made := named(name)) is not None:
            yield made
