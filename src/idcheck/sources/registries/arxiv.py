"""arXiv: works by arXiv id, and by title (info.arxiv.org/help/api/user-manual.html)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from idcheck import lazy
from idcheck.identifiers import parse
from idcheck.sources.exchange import Request, SurpriseError
from idcheck.sources.publications.names import author as named
from idcheck.sources.registries import query
from idcheck.sources.registries.markup import plain
from idcheck.sources.registries.shape import day, doi, matched, xml_of
from idcheck.works import Update, Version, Work

if TYPE_CHECKING:
    from collections.abc import Sequence
    from xml.etree.ElementTree import Element

    from idcheck.identifiers import Identifier
    from idcheck.sources.exchange import Reply
    from idcheck.works import Answer, Reference

NAME = "arxiv"
BATCH = 100
_ATOM = "{http://www.w3.org/2005/Atom}"
_OWN = "{http://arxiv.org/schemas/atom}"
_WITHDRAWN = lazy.pattern(
    r"^\W{0,3}withdrawn\b|\b(?:paper|article|manuscript|submission|preprint|work)\b[^.]{0,30}\bwithdrawn\b|\bwithdrawn by\b",
    re.IGNORECASE,
)


def get(asked: Sequence[Identifier]) -> Request:
    """The request for works by arXiv id."""
    ids = ",".join(each.value for each in asked)
    wanted = {"id_list": ids, "max_results": str(len(asked))}
    return Request(NAME, "/query", wanted, "list", accept="application/atom+xml")


def read(asked: Sequence[Identifier], reply: Reply) -> dict[Identifier, Answer]:
    """The answers in a reply; an unknown id is left out. Raises SurpriseError."""
    return matched(asked, hits(reply))


def search(reference: Reference) -> Request | None:
    """The request for works with the title of a reference."""
    title = query.title(reference)
    if not title:
        return None
    words = f'ti:"{title}"'
    if reference.authors:
        words += f' AND au:"{query.name(reference)}"'
    wanted = {"search_query": words, "max_results": "5"}
    return Request(NAME, "/query", wanted, "list", accept="application/atom+xml")


def hits(reply: Reply) -> tuple[Work, ...]:
    """The works of a feed. Raises SurpriseError: an error comes as an entry."""
    if reply.status != 200:
        raise SurpriseError(f"did not understand the question ({reply.status})")
    root = xml_of(reply)
    if root.tag != f"{_ATOM}feed":
        raise SurpriseError("sent something else than was asked for")
    entries = root.findall(f"{_ATOM}entry")
    if any("/api/errors" in _of(each, f"{_ATOM}id") for each in entries):
        raise SurpriseError("did not understand the question")
    return tuple(work for each in entries if (work := _work(each)) is not None)


def _work(entry: Element) -> Work | None:
    own = parse("arxiv", _of(entry, f"{_ATOM}id"))
    if own is None:
        return None
    published, journal = day(_of(entry, f"{_ATOM}published")), doi(_of(entry, f"{_OWN}doi"))
    comment = _of(entry, f"{_OWN}comment")
    authors = [named(_of(each, f"{_ATOM}name")) for each in entry.findall(f"{_ATOM}author")]
    withdrawn = _WITHDRAWN.search(comment) is not None
    arxiv_doi = doi(f"10.48550/arxiv.{own.value}")
    return Work(
        title=_of(entry, f"{_ATOM}title"),
        authors=tuple(each for each in authors if each is not None),
        container="arXiv",
        year=int(published[:4]) if published else None,
        dates=(("posted", published),) if published else (),
        type="preprint",
        identifiers=tuple(each for each in (own, arxiv_doi) if each is not None),
        versions=(Version("is-preprint-of", journal, NAME),) if journal and journal != arxiv_doi else (),
        updates=(Update("withdrawal", source=NAME),) if withdrawn else (),
        landing_page=f"https://arxiv.org/abs/{own.value}",
        source=NAME,
    )  # fmt: skip


def _of(element: Element, path: str) -> str:
    found = element.find(path)
    return plain("".join(found.itertext())) if found is not None else ""
