"""doi.org: which agency a DOI is registered with, whether it exists, and what other agencies say of it.

Existence is asked here alone; a publisher's page never tells (www.doi.org/factsheets/DOIProxy.html).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from idcheck.sources.exchange import Request, SurpriseError
from idcheck.sources.registries.shape import (
    day_of_parts,
    doi,
    first,
    identifier,
    json_of,
    row,
    rows,
    text,
)
from idcheck.works import Author, Found, NotFound, NotYet, Unavailable, Work

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from idcheck.identifiers import Identifier
    from idcheck.sources.exchange import Reply
    from idcheck.works import Answer

NAME = "doi-org"
BATCH = 25
_ABSENT = "does not exist"
_CSL = "application/vnd.citationstyles.csl+json"
_TYPES = {
    "article-journal": "article", "journal-article": "article", "article": "article", "book": "book",
    "monograph": "book", "chapter": "chapter", "book-chapter": "chapter", "thesis": "thesis",
    "dissertation": "thesis", "report": "report", "dataset": "dataset", "software": "software",
    "paper-conference": "conference-paper", "proceedings-article": "conference-paper",
    "posted-content": "preprint",
}  # fmt: skip


def agencies(asked: Sequence[Identifier]) -> Request:
    """The request for the registration agencies of several DOIs."""
    names = ",".join(quote(each.value, safe="/") for each in asked)
    return Request(NAME, f"/doiRA/{names}", {}, "list")


def read_agencies(asked: Sequence[Identifier], reply: Reply) -> dict[Identifier, Answer]:
    """Whether each DOI is registered, and with whom. Raises SurpriseError."""
    listed = json_of(reply)
    if reply.status != 200 or not isinstance(listed, list) or len(listed) != len(asked):
        raise SurpriseError("sent something else than was asked for")
    found: dict[Identifier, Answer] = {}
    for each, stated in zip(asked, map(row, listed), strict=True):
        agency, status = text(stated.get("RA")), text(stated.get("status")).casefold()
        if text(stated.get("DOI")).lower() != each.value:  # that of the prefix alone says nothing
            raise SurpriseError("sent something else than was asked for")
        if agency:
            found[each] = NotYet(agency)
        elif _ABSENT in status:
            found[each] = NotFound()
        else:
            found[each] = Unavailable("doi.org names no agency")
    return found


def handle(asked: Sequence[Identifier]) -> Request:
    """The request for where a DOI leads."""
    return Request(NAME, f"/api/handles/{quote(asked[0].value, safe='/')}", {"type": "URL"})


def read_handle(asked: Sequence[Identifier], reply: Reply) -> dict[Identifier, Answer]:
    """Whether a DOI exists: registered and where it leads, or not. Raises SurpriseError."""
    stated = row(json_of(reply))
    code = stated.get("responseCode")
    if text(stated.get("handle")).lower() != asked[0].value:
        raise SurpriseError("sent something else than was asked for")
    if reply.status == 404 and code == 100:
        return {asked[0]: NotFound()}
    if reply.status == 200 and code in {1, 200}:
        pages = [
            text(row(each.get("data")).get("value"))
            for each in rows(stated.get("values"))
            if each.get("type") == "URL"
        ]
        return {asked[0]: NotYet(landing_page=first(pages))}
    raise SurpriseError("sent something else than was asked for")


def get(asked: Sequence[Identifier]) -> Request:
    """The request for a description of the work by whatever agency has it."""
    return Request(NAME, f"/{quote(asked[0].value, safe='/')}", {}, accept=_CSL)


def read(asked: Sequence[Identifier], reply: Reply) -> dict[Identifier, Answer]:
    """The description in a reply; not found means that there is none in this form. Raises SurpriseError."""
    if reply.status in {404, 406}:
        return {asked[0]: NotFound()}
    if reply.status != 200:
        raise SurpriseError(f"did not understand the question ({reply.status})")
    work = work_of(row(json_of(reply)))
    if work is None or asked[0] not in work.identifiers:
        raise SurpriseError("sent something else than was asked for")
    return {asked[0]: Found(work)}


def work_of(item: dict[str, Any]) -> Work | None:
    """The work of a CSL record, None if it has neither DOI nor title."""
    own, title = doi(item.get("DOI")), first(item.get("title"))
    if own is None or not title:
        return None
    issued = day_of_parts(item.get("issued"))
    return Work(
        title=title,
        subtitle=first(item.get("subtitle")),
        authors=tuple(_authors(item)),
        container=first(item.get("container-title")),
        short_container=first(item.get("container-title-short")),
        year=int(issued[:4]) if issued else None,
        dates=(("issued", issued),) if issued else (),
        volume=text(item.get("volume")),
        issue=text(item.get("issue")),
        pages=text(item.get("page")),
        publisher=text(item.get("publisher")),
        type=_TYPES.get(text(item.get("type")), "other"),
        identifiers=(own, *_same(item)),
        landing_page=text(item.get("URL")),
        source=NAME,
    )


def _authors(item: dict[str, Any]) -> Iterator[Author]:
    for each in rows(item.get("author")):
        if family := text(each.get("family")) or text(each.get("literal")):
            yield Author(family, text(each.get("given")))


def _same(item: dict[str, Any]) -> Iterator[Identifier]:
    for field, scheme in (("PMID", "pmid"), ("PMCID", "pmcid")):
        if (found := identifier(scheme, item.get(field))) is not None:
            yield found
