"""DataCite: works by DOI, in batches, and by title (support.datacite.org/docs/api-queries)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

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
from idcheck.works import Author, NotFound, Parent, Version, Work

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from idcheck.identifiers import Identifier
    from idcheck.sources.exchange import Reply
    from idcheck.works import Answer, Reference

NAME = "datacite"
BATCH = 25
_TYPES = {
    "JournalArticle": "article", "Preprint": "preprint", "ConferencePaper": "conference-paper",
    "Book": "book", "BookChapter": "chapter", "Dissertation": "thesis", "Report": "report",
    "Dataset": "dataset", "Software": "software", "PeerReview": "review", "DataPaper": "article",
}  # fmt: skip
_CITEPROC = {
    "article-journal": "article", "book": "book", "chapter": "chapter", "thesis": "thesis",
    "report": "report", "dataset": "dataset", "software": "software", "paper-conference": "conference-paper",
}  # fmt: skip
_VERSIONS = {
    "IsVersionOf": "is-version-of", "HasVersion": "has-version", "IsIdenticalTo": "is-identical-to",
    "IsPreviousVersionOf": "is-replaced-by", "IsNewVersionOf": "replaces", "IsObsoletedBy": "is-replaced-by",
    "Obsoletes": "replaces", "IsVariantFormOf": "is-variant-form-of", "IsOriginalFormOf": "is-original-form-of",
    "IsTranslationOf": "is-translation-of", "HasTranslation": "has-translation",
    "IsPublishedIn": "is-part-of",
}  # fmt: skip
_NOBODY = frozenset({":unav", ":tba", ":unap", ":null", "unknown", ":unkn"})


def get(asked: Sequence[Identifier]) -> Request:
    """The request for works by DOI."""
    if len(asked) == 1:
        return Request(NAME, f"/dois/{quote(asked[0].value, safe='/')}", {})
    phrases = " OR ".join(_phrase(each.value) for each in asked)
    return Request(
        NAME, "/dois", {"query": f"doi:({phrases})", "page[size]": str(len(asked))}, "list"
    )


def read(asked: Sequence[Identifier], reply: Reply) -> dict[Identifier, Answer]:
    """The answers in a reply. Raises SurpriseError."""
    if reply.status == 404 and len(asked) == 1 and "errors" in row(json_of(reply)):
        return {asked[0]: NotFound()}
    return matched(asked, hits(reply))


def search(reference: Reference) -> Request | None:
    """The request for works with the title of a reference."""
    title = query.title(reference)
    if not title:
        return None
    return Request(
        NAME, "/dois", {"query": f"titles.title:{_phrase(title)}", "page[size]": "5"}, "list"
    )


def hits(reply: Reply) -> tuple[Work, ...]:
    """The works in a reply. Raises SurpriseError."""
    if reply.status != 200:
        raise SurpriseError(f"did not understand the question ({reply.status})")
    content = row(json_of(reply))
    listed = [content] if "attributes" in content else content.get("data")
    if not isinstance(listed, list | dict):
        raise SurpriseError("sent something else than was asked for")
    found = [work_of(row(each.get("attributes"))) for each in rows(listed)]
    if None in found:
        raise SurpriseError("sent something else than was asked for")
    return tuple(work for work in found if work is not None)


def _phrase(words: str) -> str:
    escaped = words.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def work_of(item: dict[str, Any]) -> Work | None:
    """The work of a record's attributes, None if they have no DOI."""
    own = doi(item.get("doi"))
    if own is None:
        return None
    titles = [
        (text(each.get("title")), text(each.get("titleType"))) for each in rows(item.get("titles"))
    ]
    main = [
        title
        for title, kind in titles
        if title and kind not in {"Subtitle", "TranslatedTitle", "AlternativeTitle"}
    ]
    title = next(iter(main), next((title for title, _ in titles if title), ""))
    types, container = row(item.get("types")), row(item.get("container"))
    dates = tuple(_dates(item))
    kind = _TYPES.get(text(types.get("resourceTypeGeneral"))) or _CITEPROC.get(
        text(types.get("citeproc")), "other"
    )
    if own.value.startswith("10.48550/arxiv."):
        kind = "preprint"
    publisher = item.get("publisher")
    return Work(
        title=title,
        subtitle=next((title for title, kind in titles if kind == "Subtitle"), ""),
        other_titles=tuple(each for each, _ in titles if each and each != title),
        authors=tuple(_authors(item)),
        container=text(container.get("title")),
        volume=text(container.get("volume")),
        issue=text(container.get("issue")),
        pages=_pages(container),
        year=year(item.get("publicationYear")) or (int(dates[0][1][:4]) if dates else None),
        dates=dates,
        publisher=text(row(publisher).get("name")) or text(publisher),
        type=kind,
        identifiers=tuple(dict.fromkeys([own, *_same(item)])),
        versions=tuple(_versions(item)),
        parent=_parent(item),
        landing_page=text(item.get("url")),
        source=NAME,
    )


def _authors(item: dict[str, Any]) -> Iterator[Author]:
    for each in rows(item.get("creators")):
        family, name = text(each.get("familyName")), text(each.get("name"))
        if family:
            yield Author(family, text(each.get("givenName")))
        elif name.strip("() ").casefold() not in _NOBODY:
            made = Author(name) if text(each.get("nameType")) == "Organizational" else named(name)
            if made is not None:
                yield made


def _dates(item: dict[str, Any]) -> Iterator[tuple[str, str]]:
    words = {"Issued": "issued", "Available": "online", "Submitted": "posted", "Created": "created"}
    found: dict[str, str] = {}
    for each in rows(item.get("dates")):
        word, when = words.get(text(each.get("dateType"))), day(each.get("date"))
        if word and when:
            found.setdefault(word, when)
    if "issued" not in found and (when := day(item.get("publicationYear"))):
        found["issued"] = when
    for word in words.values():
        if word in found:
            yield word, found[word]


def _pages(container: dict[str, Any]) -> str:
    return "-".join(
        filter(None, (text(container.get("firstPage")), text(container.get("lastPage"))))
    )


def _same(item: dict[str, Any]) -> Iterator[Identifier]:
    """Other identifiers of the same work: an arXiv id, the ISBN of a book."""
    for each in (*rows(item.get("identifiers")), *rows(item.get("alternateIdentifiers"))):
        scheme = text(each.get("identifierType") or each.get("alternateIdentifierType")).lower()
        if scheme in {"arxiv", "isbn", "pmid", "pmcid"}:
            found = identifier(scheme, each.get("identifier") or each.get("alternateIdentifier"))
            if found is not None:
                yield found


def _related(item: dict[str, Any]) -> Iterator[tuple[str, Identifier]]:
    for each in rows(item.get("relatedIdentifiers")):
        scheme = text(each.get("relatedIdentifierType")).lower()
        if scheme in {"doi", "arxiv", "isbn", "pmid"}:
            found = identifier(scheme, each.get("relatedIdentifier"))
            if found is not None:
                yield text(each.get("relationType")), found


def _versions(item: dict[str, Any]) -> Iterator[Version]:
    seen = set()
    for relation, found in _related(item):
        kind = _VERSIONS.get(relation)
        if kind and kind != "is-part-of" and (kind, found) not in seen:
            seen.add((kind, found))
            yield Version(kind, found, NAME)


def _parent(item: dict[str, Any]) -> Parent | None:
    for relation, found in _related(item):
        if relation == "IsPartOf":
            return Parent("part", found)
        if relation == "IsSupplementTo":
            return Parent("supplement", found)
    return None
