"""Europe PMC: works by PMID, PMCID or DOI, and by title (europepmc.org/RestfulWebService)."""

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
from idcheck.works import Author, Update, Version, Work

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from idcheck.identifiers import Identifier
    from idcheck.sources.exchange import Reply
    from idcheck.works import Answer, Reference, UpdateKind

NAME = "europepmc"
BATCH = 20
_FORMS = {"doi": 'DOI:"{}"', "pmid": "(EXT_ID:{} AND SRC:MED)", "pmcid": "PMCID:{}"}
_NOTICES: dict[str, UpdateKind] = {
    "retraction in": "retraction", "partial retraction in": "partial-retraction",
    "expression of concern in": "concern", "erratum in": "correction",
    "corrected and republished in": "correction",
}  # fmt: skip
_VERSIONS = {"preprint in": "has-preprint", "preprint of": "is-preprint-of"}


def get(asked: Sequence[Identifier]) -> Request:
    """The request for works by their identifiers."""
    names = " OR ".join(_FORMS[each.scheme].format(each.value) for each in asked)
    return _query(names, 3 * len(asked))


def read(asked: Sequence[Identifier], reply: Reply) -> dict[Identifier, Answer]:
    """The answers in a reply. Raises SurpriseError."""
    return matched(asked, hits(reply))


def search(reference: Reference) -> Request | None:
    """The request for works with the title of a reference."""
    title = query.title(reference)
    return _query(f'TITLE:"{title}"', 5) if title else None


def _query(words: str, size: int) -> Request:
    parameters = {"query": words, "format": "json", "resultType": "core", "pageSize": str(size)}
    return Request(NAME, "/search", parameters, "list")


def hits(reply: Reply) -> tuple[Work, ...]:
    """The works in a reply. Raises SurpriseError: errors come with status 200 and without a count."""
    content = row(json_of(reply))
    if reply.status != 200 or not isinstance(content.get("hitCount"), int):
        raise SurpriseError("did not understand the question")
    listed = row(content.get("resultList")).get("result")
    if not isinstance(listed, list) and content["hitCount"]:
        raise SurpriseError("sent something else than was asked for")
    return tuple(work for item in rows(listed) if (work := _work(item)) is not None)


def _work(item: dict[str, Any]) -> Work | None:
    ids = tuple(
        one
        for field in ("doi", "pmid", "pmcid")
        if (one := identifier(field, item.get(field))) is not None
    )
    if not ids:
        return None
    journal = row(row(item.get("journalInfo")).get("journal"))
    info = row(item.get("journalInfo"))
    kinds = [each.casefold() for each in texts(row(item.get("pubTypeList")).get("pubType"))]
    kinds += text(item.get("pubType")).casefold().split("; ")
    when = day(item.get("firstPublicationDate"))
    preprint = text(item.get("source")) == "PPR" or "preprint" in kinds
    updates = tuple(_updates(item))
    if "retracted publication" in kinds and not any(each.kind == "retraction" for each in updates):
        updates += (Update("retraction", source=NAME),)
    return Work(
        title=text(item.get("title")).rstrip("."),
        authors=tuple(_authors(item)),
        container=text(journal.get("title")) or text(item.get("journalTitle")),
        short_container=text(journal.get("isoabbreviation")),
        year=year(item.get("pubYear")) or (int(when[:4]) if when else None),
        dates=(("online", when),) if when else (),
        volume=text(info.get("volume")) or text(item.get("journalVolume")),
        issue=text(info.get("issue")) or text(item.get("issue")),
        pages=text(item.get("pageInfo")),
        type="preprint" if preprint else "erratum" if "published erratum" in kinds else "article",
        identifiers=ids,
        versions=tuple(_versions(item)),
        updates=updates,
        source=NAME,
    )


def _authors(item: dict[str, Any]) -> Iterator[Author]:
    listed = rows(row(item.get("authorList")).get("author"))
    for each in listed:
        family = text(each.get("lastName")) or text(each.get("collectiveName"))
        if family:
            yield Author(family, text(each.get("firstName")) or text(each.get("initials")))
    if not listed:
        for name in text(item.get("authorString")).rstrip(".").split(", "):
            if (made := named(name)) is not None:
                yield made


def _related(item: dict[str, Any]) -> Iterator[tuple[str, Identifier | None]]:
    listed = row(item.get("commentCorrectionList")).get("commentCorrection")
    for each in rows(listed):
        scheme = "doi" if text(each.get("id")).startswith("10.") else "pmid"
        other = identifier(scheme, each.get("id")) if text(each.get("source")) == "MED" else None
        yield text(each.get("type")).casefold(), other


def _updates(item: dict[str, Any]) -> Iterator[Update]:
    for kind, notice in _related(item):
        if kind in _NOTICES:
            yield Update(_NOTICES[kind], notice, source=NAME)


def _versions(item: dict[str, Any]) -> Iterator[Version]:
    for kind, other in _related(item):
        if kind in _VERSIONS and other is not None:
            yield Version(_VERSIONS[kind], other, NAME)
