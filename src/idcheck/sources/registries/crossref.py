"""Crossref: works by DOI, in batches, and searched for by what a reference says.

Shapes and limits as recorded and published up to November 2026 (api.crossref.org/swagger-ui).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote

from msgspec.structs import replace

from idcheck import lazy
from idcheck.sources.exchange import Request, SurpriseError
from idcheck.sources.registries.query import said
from idcheck.sources.registries.shape import (
    day_of_parts,
    doi,
    first,
    identifier,
    json_of,
    matched,
    row,
    rows,
    text,
    texts,
)
from idcheck.works import Author, NotFound, Parent, Update, Version, Work

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from idcheck.identifiers import Identifier
    from idcheck.sources.exchange import Reply
    from idcheck.works import Answer, Reference, UpdateKind

NAME = "crossref"
BATCH = 50
_FIELDS = (
    "DOI", "title", "subtitle", "original-title", "short-title", "author", "container-title",
    "short-container-title", "issued", "published-print", "published-online", "published", "posted",
    "type", "volume", "issue", "page", "article-number", "publisher", "ISBN", "relation", "update-to",
    "updated-by", "resource", "alternative-id",
)  # fmt: skip
_FILTERS = {"doi": "doi", "isbn": "isbn", "pii": "alternative-id"}
_TYPES = {
    "journal-article": "article", "posted-content": "preprint", "proceedings-article": "conference-paper",
    "book": "book", "monograph": "book", "edited-book": "book", "reference-book": "book", "proceedings": "book",
    "book-chapter": "chapter", "book-section": "chapter", "book-part": "chapter", "reference-entry": "chapter",
    "dissertation": "thesis", "report": "report", "dataset": "dataset", "database": "dataset",
    "software": "software", "peer-review": "review",
}  # fmt: skip
_UPDATES: dict[str, UpdateKind] = {
    "retraction": "retraction", "partial-retraction": "partial-retraction", "withdrawal": "withdrawal",
    "removal": "removal", "expression-of-concern": "concern", "correction": "correction",
    "erratum": "correction", "corrigendum": "correction", "addendum": "correction",
    "clarification": "correction", "new-version": "new-version", "new-edition": "new-version",
    "reinstatement": "reinstatement",
}  # fmt: skip
_VERSIONS = frozenset(
    {
        "is-preprint-of", "has-preprint", "is-version-of", "has-version", "is-identical-to",
        "is-same-as", "is-replaced-by", "replaces", "is-translation-of", "has-translation",
        "is-original-form-of", "is-variant-form-of", "is-manifestation-of", "has-manifestation",
    }
)  # fmt: skip
_PARENTS = {
    "is-component-of": "component",
    "is-supplement-to": "supplement",
    "is-part-of": "part",
}
_STAMP = lazy.pattern(
    r"[\[(*]{0,2}(?:(?P<loud>RETRACTED|WITHDRAWN|REMOVED)\b|(?P<kind>(?i:retracted|withdrawn|removed))(?: (?:article|paper|chapter|manuscript)\b|[\])]))"
)
"""A stamp stands in capitals, in brackets, or says what was retracted; "Removed: a history" is a title."""
_STAMPS: dict[str, UpdateKind] = {
    "retracted": "retraction",
    "withdrawn": "withdrawal",
    "removed": "removal",
}
_NOTICE = lazy.pattern(
    r"(?:erratum|errata|corrigendum|corrigenda|correction|retraction|addendum|expression of concern)\b",
    re.IGNORECASE,
)


def get(asked: Sequence[Identifier]) -> Request:
    """The request for works by DOI: one record by its address, several by a filter."""
    if len(asked) == 1 and asked[0].scheme == "doi":
        return Request(NAME, f"/works/{quote(asked[0].value, safe='/')}", {})
    names = ",".join(f"{_FILTERS[each.scheme]}:{each.value}" for each in asked)
    if asked[0].scheme == "isbn":
        names += "".join(f",type:{kind}" for kind, ours in _TYPES.items() if ours == "book")
    return _listed({"filter": names, "rows": str(2 * len(asked))})


def _listed(query: dict[str, str]) -> Request:
    """A request for a list, with fewer fields; without that where the service will not have it."""
    whole = Request(NAME, "/works", query, "list")
    return replace(whole, query=query | {"select": ",".join(_FIELDS)}, instead=whole)


def read(asked: Sequence[Identifier], reply: Reply) -> dict[Identifier, Answer]:
    """The answers in a reply. Raises SurpriseError."""
    if reply.status == 404 and len(asked) == 1 and b"Resource not found" in reply.body[:100]:
        return {asked[0]: NotFound()}
    message = _message(reply)
    if "items" in message:
        return matched(asked, _works(message))
    work = work_of(message)
    if work is None:
        raise SurpriseError("sent something else than was asked for")
    if len(asked) == 1 and asked[0] not in work.identifiers:
        if asked[0].value in unquote(reply.url).lower():
            raise SurpriseError("sent another work than was asked for")
        # An alias was followed to the DOI that counts.
        work = replace(work, identifiers=(*work.identifiers, asked[0]))
    return matched(asked, [work])


def search(reference: Reference) -> Request | None:
    """The request for works that a reference may mean, None if it says too little."""
    words = said(reference)
    return _listed({"query.bibliographic": words, "rows": "5"}) if words else None


def hits(reply: Reply) -> tuple[Work, ...]:
    """The works that a search brought, in their order. Raises SurpriseError."""
    message = _message(reply)
    if not isinstance(message.get("items"), list):
        raise SurpriseError("sent something else than was asked for")
    return tuple(_works(message))


def _message(reply: Reply) -> dict[str, Any]:
    if reply.status != 200:
        raise SurpriseError(f"did not understand the question ({reply.status})")
    message = row(row(json_of(reply)).get("message"))
    if not message:
        raise SurpriseError("sent something else than was asked for")
    return message


def _works(message: dict[str, Any]) -> list[Work]:
    items = rows(message.get("items"))
    works = [work for item in items if (work := work_of(item)) is not None]
    if items and not works:
        raise SurpriseError("sent something else than was asked for")
    return works


def work_of(item: dict[str, Any]) -> Work | None:
    """The work of a record, None if it has no DOI or is no record of a work."""
    own = doi(item.get("DOI"))
    if own is None or not any(key in item for key in ("title", "type", "publisher")):
        return None
    kind = _TYPES.get(text(item.get("type")), "other")
    if kind == "preprint" and text(item.get("subtype")) not in {"", "preprint"}:
        kind = "other"
    titles, originals = texts(item.get("title")), texts(item.get("original-title"))
    title = next(iter(titles + originals), "")
    containers = texts(item.get("container-title"))
    dates = tuple(_dates(item))
    notices = tuple(_notices_of(item, own))
    updates = tuple(_updates(item, title))
    if notices and _NOTICE.match(title):
        kind = "erratum"
    isbns = tuple(one for each in texts(item.get("ISBN")) if (one := identifier("isbn", each)))
    return Work(
        title=title,
        subtitle=first(item.get("subtitle")),
        other_titles=tuple(dict.fromkeys([*titles[1:], *originals])),
        authors=tuple(_authors(item)),
        container=containers[0] if containers else "",
        short_container=first(item.get("short-container-title")),
        year=int(dates[0][1][:4]) if dates else None,
        dates=dates,
        volume=text(item.get("volume")),
        issue=text(item.get("issue")),
        pages=text(item.get("page")) or text(item.get("article-number")),
        publisher=text(item.get("publisher")),
        type=kind,
        identifiers=tuple(
            dict.fromkeys([own, *_aliases(item), *(isbns if kind == "book" else ())])
        ),
        versions=tuple(_versions(item)),
        updates=updates,
        updates_of=notices,
        parent=_parent(item, kind, isbns),
        landing_page=text(row(row(item.get("resource")).get("primary")).get("URL")),
        source=NAME,
    )


def _authors(item: dict[str, Any]) -> Iterator[Author]:
    for each in rows(item.get("author")) or rows(item.get("editor")):
        family = text(each.get("family")) or text(each.get("name"))
        if family:
            yield Author(family, text(each.get("given")))


def _aliases(item: dict[str, Any]) -> Iterator[Identifier]:
    for each in texts(item.get("aliases")):
        if (alias := doi(each)) is not None:
            yield alias
    for each in texts(item.get("alternative-id")):
        if (pii := identifier("pii", each)) is not None:
            yield pii


def _dates(item: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The dates, the one that counts as that of publication first."""
    words = {
        "issued": "issued", "published": "issued", "posted": "posted",
        "published-print": "print", "published-online": "online",
    }  # fmt: skip
    seen = set()
    for key, word in words.items():
        if word not in seen and (found := day_of_parts(item.get(key))):
            seen.add(word)
            yield word, found


def _versions(item: dict[str, Any]) -> Iterator[Version]:
    for kind, related in _relations(item):
        if kind in _VERSIONS:
            yield Version(kind, related, NAME)


def _relations(item: dict[str, Any]) -> Iterator[tuple[str, Identifier]]:
    seen = set()
    for name, listed in row(item.get("relation")).items():
        kind = name.replace("_", "-").lower()
        for each in rows(listed):
            scheme = text(each.get("id-type")).lower()
            if scheme in {"doi", "arxiv", "isbn", "pmid", "pmcid"}:
                found = identifier(scheme, each.get("id"))
                if found is not None and (kind, found) not in seen:
                    seen.add((kind, found))
                    yield kind, found


def _parent(item: dict[str, Any], kind: str, isbns: tuple[Identifier, ...]) -> Parent | None:
    for relation, found in _relations(item):
        if relation in _PARENTS:
            return Parent(_PARENTS[relation], found)  # type: ignore[arg-type]
    return Parent("chapter", isbns[0]) if kind == "chapter" and isbns else None


def _updates(item: dict[str, Any], title: str) -> Iterator[Update]:
    """The notices about the work: those on record, and a stamp in its title."""
    seen = set()
    for each in rows(item.get("updated-by")):
        kind = _UPDATES.get(text(each.get("type")).replace("_", "-").lower(), "other")
        update = Update(
            kind, doi(each.get("DOI")), day_of_parts(each.get("updated")), text(each.get("source"))
        )
        if (kind, update.notice) not in seen:
            seen.add((kind, update.notice))
            yield update
    if (stamp := _STAMP.match(title)) is not None:
        stamped = _STAMPS[(stamp["loud"] or stamp["kind"]).lower()]
        if not any(kind == stamped for kind, _ in seen):
            yield Update(stamped, source="title")


def _notices_of(item: dict[str, Any], own: Identifier) -> Iterator[tuple[UpdateKind, Identifier]]:
    for each in rows(item.get("update-to")):
        updated = doi(each.get("DOI"))
        if updated is not None and updated != own:
            yield _UPDATES.get(text(each.get("type")).replace("_", "-").lower(), "other"), updated
