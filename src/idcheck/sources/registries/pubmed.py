"""PubMed: works by PMID in batches, with their notices; PMIDs by DOI and by title.

E-utilities as of NCBI Bookshelf NBK25499. Errors come with status 200; unknown ids are left out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from idcheck import lazy
from idcheck.identifiers import Identifier, find
from idcheck.sources.exchange import Request, SurpriseError
from idcheck.sources.publications.names import author as named
from idcheck.sources.registries import query
from idcheck.sources.registries.markup import plain
from idcheck.sources.registries.shape import (
    identifier,
    json_of,
    matched,
    row,
    rows,
    text,
    texts,
    xml_of,
    year,
)
from idcheck.works import Author, Update, Version, Work

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from xml.etree.ElementTree import Element

    from idcheck.sources.exchange import Reply
    from idcheck.works import Answer, Reference, UpdateKind

NAME = "pubmed"
BATCH = 200
_SCHEMES = {"pubmed": "pmid", "doi": "doi", "pmc": "pmcid"}
_SUMMARY_SCHEMES = _SCHEMES | {"pmid": "pmid", "pmcid": "pmcid"}
_MONTHS = {
    name: f"{number:02}"
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}
_NOTICES: dict[str, UpdateKind] = {
    "RetractionIn": "retraction", "PartialRetractionIn": "partial-retraction",
    "ExpressionOfConcernIn": "concern", "ErratumIn": "correction", "CorrectedandRepublishedIn": "correction",
    "RetractedandRepublishedIn": "retraction",
}  # fmt: skip
_NOTICES_OF: dict[str, UpdateKind] = {
    "RetractionOf": "retraction", "PartialRetractionOf": "partial-retraction",
    "ExpressionOfConcernFor": "concern", "ErratumFor": "correction",
}  # fmt: skip
_VERSIONS = {"UpdateOf": "has-preprint", "UpdateIn": "is-preprint-of"}
_PREPRINT_SERVERS = lazy.pattern(r"rxiv|research square|ssrn|preprints", re.IGNORECASE)


def get(asked: Sequence[Identifier]) -> Request:
    """The request for works by PMID."""
    query = {"db": "pubmed", "retmode": "xml"}
    ids = ",".join(each.value for each in asked)
    return Request(NAME, "/efetch.fcgi", query, "list", form={"id": ids}, accept="application/xml")


def read(asked: Sequence[Identifier], reply: Reply) -> dict[Identifier, Answer]:
    """The answers in a reply; a PMID that is left out of a good one is unknown. Raises SurpriseError."""
    return matched(asked, hits(reply))


def hits(reply: Reply) -> tuple[Work, ...]:
    """The works in a reply, as records or as summaries. Raises SurpriseError."""
    if reply.status != 200:
        raise SurpriseError(f"did not understand the question ({reply.status})")
    if reply.body.lstrip()[:1] == b"{":
        return tuple(_summaries(row(json_of(reply))))
    root = xml_of(reply)
    if root.tag != "PubmedArticleSet":
        raise SurpriseError("sent something else than was asked for")
    found = [_work(each) for each in root]
    if None in found:
        raise SurpriseError("sent something else than was asked for")
    return tuple(work for work in found if work is not None)


def search(reference: Reference) -> Request | None:
    """The request for the PMIDs of works with the title of a reference."""
    title = query.title(reference)
    if not title:
        return None
    wanted = {"db": "pubmed", "retmode": "json", "retmax": "5", "term": f"{title}[ti]"}
    return Request(NAME, "/esearch.fcgi", wanted, "list")


def found_ids(reply: Reply) -> tuple[Identifier, ...]:
    """The PMIDs that a search brought. Raises SurpriseError."""
    if reply.status != 200:
        raise SurpriseError(f"did not understand the question ({reply.status})")
    if reply.body.lstrip()[:1] == b"{":
        result = row(row(json_of(reply)).get("esearchresult"))
        listed: Any = result.get("idlist")
        if "ERROR" in result or not isinstance(listed, list):
            raise SurpriseError("did not understand the question")
    else:
        root = xml_of(reply)
        if root.tag != "eSearchResult" or root.find("ERROR") is not None:
            raise SurpriseError("did not understand the question")
        listed = [each.text for each in root.findall("IdList/Id")]
    return tuple(found for each in texts(listed) if (found := identifier("pmid", each)) is not None)


def _work(element: Element) -> Work | None:
    """The work of a record, None if it has no PMID."""
    book = element.tag == "PubmedBookArticle"
    citation = element.find("BookDocument" if book else "MedlineCitation")
    article = citation if book or citation is None else citation.find("Article")
    if citation is None or article is None:
        return None
    own = identifier("pmid", _of(citation, "PMID"))
    if own is None:
        return None
    journal = article.find("Journal")
    issued = _date(article.find("Journal/JournalIssue/PubDate" if not book else "Book/PubDate"))
    online = _date(article.find("ArticleDate"))
    dates = [(word, when) for word, when in (("issued", issued), ("online", online)) if when]
    kinds = [text(each.text) for each in article.iter("PublicationType")]
    updates = tuple(_notices(citation))
    if "Retracted Publication" in kinds and not any(each.kind == "retraction" for each in updates):
        updates += (Update("retraction", source=NAME),)
    container = _of(journal, "Title") or _of(article, "Book/BookTitle")
    return Work(
        title=_of(article, "ArticleTitle").strip("[]").rstrip(".") or _of(article, "VernacularTitle") or container,
        other_titles=tuple(filter(None, [_of(article, "VernacularTitle")])),
        authors=tuple(_authors(article)),
        container=container,
        short_container=_of(journal, "ISOAbbreviation"),
        year=year(issued) or year(online),
        dates=tuple(dates),
        volume=_of(journal, "JournalIssue/Volume"),
        issue=_of(journal, "JournalIssue/Issue"),
        pages=_of(article, "Pagination/MedlinePgn"),
        type=_type(kinds, container, book=book),
        identifiers=tuple(dict.fromkeys(_identifiers(element, article, own))),
        versions=tuple(_versions(citation)),
        updates=updates,
        updates_of=tuple(_notices_of(citation)),
        source=NAME,
    )  # fmt: skip


def _of(element: Element | None, path: str) -> str:
    found = element.find(path) if element is not None else None
    return plain("".join(found.itertext())) if found is not None else ""


def _type(kinds: list[str], container: str, *, book: bool) -> str:
    if book:
        return "chapter"
    if "Preprint" in kinds:
        return "preprint"
    if any("Erratum" in kind or kind.startswith("Retraction of") for kind in kinds):
        return "erratum"
    return "preprint" if _PREPRINT_SERVERS.search(container) else "article"


def _authors(article: Element) -> Iterator[Author]:
    for each in article.iterfind("AuthorList/Author"):
        family = _of(each, "LastName") or _of(each, "CollectiveName")
        if family:
            yield Author(family, _of(each, "ForeName") or _of(each, "Initials"))


def _date(element: Element | None) -> str:
    stated = _of(element, "Year") or _of(element, "MedlineDate")
    found = year(stated)
    if found is None:
        return ""
    month, day = _of(element, "Month"), _of(element, "Day")
    number = month.zfill(2) if month.isdecimal() else _MONTHS.get(month[:3].lower(), "")
    parts = [str(found), number, day.zfill(2) if number and day.isdecimal() else ""]
    return "-".join(part for part in parts if part)


def _identifiers(element: Element, article: Element, own: Identifier) -> Iterator[Identifier]:
    """Those of the article itself, the DOI first: reference lists have such elements too."""
    listed = [
        (text(each.get("IdType")), each.text)
        for path in ("PubmedData/ArticleIdList", "PubmedBookData/ArticleIdList", "BookDocument/ArticleIdList")
        for each in element.iterfind(f"{path}/ArticleId")
    ]  # fmt: skip
    listed += [
        (text(each.get("EIdType")), each.text)
        for each in article.iterfind("ELocationID")
        if each.get("ValidYN", "Y") == "Y"
    ]
    stated = [identifier(_SCHEMES[kind], value) for kind, value in listed if kind in _SCHEMES]
    yield from (each for each in stated if each is not None and each.scheme == "doi")
    yield own
    yield from (each for each in stated if each is not None and each.scheme == "pmcid")


def _related(citation: Element) -> Iterator[tuple[str, Identifier | None]]:
    """Notices and versions: their kind, and the DOI in their citation or else their PMID."""
    for each in citation.iterfind("CommentsCorrectionsList/CommentsCorrections"):
        dois = [
            hit.identifier for hit in find(_of(each, "RefSource")) if hit.identifier.scheme == "doi"
        ]
        yield text(each.get("RefType")), dois[0] if dois else identifier("pmid", _of(each, "PMID"))


def _notices(citation: Element) -> Iterator[Update]:
    for kind, notice in _related(citation):
        if kind in _NOTICES:
            yield Update(_NOTICES[kind], notice, source=NAME)


def _notices_of(citation: Element) -> Iterator[tuple[UpdateKind, Identifier]]:
    for kind, work in _related(citation):
        if kind in _NOTICES_OF and work is not None:
            yield _NOTICES_OF[kind], work


def _versions(citation: Element) -> Iterator[Version]:
    for kind, other in _related(citation):
        if kind in _VERSIONS and other is not None:
            yield Version(_VERSIONS[kind], other, NAME)


def _summaries(content: dict[str, Any]) -> Iterator[Work]:
    result = row(content.get("result"))
    if not isinstance(result.get("uids"), list):
        raise SurpriseError("sent something else than was asked for")
    for uid in texts(result["uids"]):
        item = row(result.get(uid))
        if "error" not in item and item.get("title"):
            yield _summary(uid, item)


def _summary(uid: str, item: dict[str, Any]) -> Work:
    ids = [
        identifier(_SUMMARY_SCHEMES[kind], each.get("value"))
        for each in rows(item.get("articleids"))
        if (kind := text(each.get("idtype"))) in _SUMMARY_SCHEMES
    ]
    known = dict.fromkeys(each for each in ids if each is not None) or {
        Identifier("pmid", uid): None
    }
    ordered = sorted(known, key=lambda each: ("doi", "pmid", "pmcid").index(each.scheme))
    authors = [named(text(each.get("name"))) for each in rows(item.get("authors"))]
    return Work(
        title=text(item.get("title")).rstrip("."),
        authors=tuple(each for each in authors if each is not None),
        container=text(item.get("fulljournalname")),
        short_container=text(item.get("source")),
        year=year(item.get("pubdate")) or year(item.get("epubdate")),
        volume=text(item.get("volume")),
        issue=text(item.get("issue")),
        pages=text(item.get("pages")),
        type="article",
        identifiers=tuple(ordered),
        updates=(Update("retraction", source=NAME),) if "Retracted Publication" in texts(item.get("pubtype")) else (),
        source=NAME,
    )  # fmt: skip
