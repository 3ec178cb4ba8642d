"""What registries and repositories give out as JSON: Crossref, DataCite, OpenAlex, ORCID, Pure.

The fields are those of the services' public documentation, read in 2026: Crossref REST API `works`,
DataCite REST API `dois`, OpenAlex `works`, ORCID 3.0 `works`, Pure Web API 5 `research-outputs`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from idcheck.sources.publications import csl_json
from idcheck.sources.publications.names import author
from idcheck.sources.publications.record import Record
from idcheck.works import Author

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from idcheck.works import Work

_WRAPPERS = (
    "message",
    "items",
    "data",
    "results",
    "group",
    "work-summary",
    "works",
    "response",
    "docs",
)
"""Keys under which the services put their lists, from the outside in."""
_DATACITE = {
    "dataset": "dataset", "software": "software", "journalarticle": "article", "book": "book",
    "bookchapter": "chapter", "conferencepaper": "conference-paper", "dissertation": "thesis",
    "preprint": "preprint", "report": "report", "datapaper": "article", "peerreview": "review",
}  # fmt: skip
_OPENALEX = {
    "article": "article", "book": "book", "book-chapter": "chapter", "dataset": "dataset",
    "dissertation": "thesis", "preprint": "preprint", "report": "report", "review": "article",
    "erratum": "erratum", "peer-review": "review", "software": "software",
}  # fmt: skip
_ORCID = {
    "journal-article": "article", "book": "book", "book-chapter": "chapter", "data-set": "dataset",
    "conference-paper": "conference-paper", "dissertation-thesis": "thesis", "dissertation": "thesis",
    "preprint": "preprint", "report": "report", "software": "software", "review": "review",
    "book-review": "review", "working-paper": "preprint",
}  # fmt: skip
_OWN_SCHEMES = {"doi": "doi", "pmid": "pmid", "pmc": "pmcid", "pmcid": "pmcid", "arxiv": "arxiv", "isbn": "isbn"}  # fmt: skip


def unwrapped(value: Any) -> Iterator[Any]:
    """The items of an answer, whatever the service wraps around its list."""
    if isinstance(value, list):
        for each in value:
            yield from unwrapped(each) if _is_wrapper(each) else (each,)
    elif _is_wrapper(value):
        yield from unwrapped(next(value[key] for key in _WRAPPERS if key in value))
    else:
        yield value


def _is_wrapper(value: Any) -> bool:
    """Whether an object only holds others; ORCID's groups hold several records of one work."""
    if not isinstance(value, dict) or "title" in value or "titles" in value:
        return False
    return any(isinstance(value.get(key), list | dict) for key in _WRAPPERS)


def reader_of(item: dict[str, Any]) -> Callable[[dict[str, Any], str], Work | None] | None:
    """What reads an item of one of the services, None if it is of none."""
    if isinstance(item.get("attributes"), dict) or isinstance(item.get("titles"), list):
        return _datacite
    if "authorships" in item or str(item.get("id", "")).startswith("https://openalex.org/"):
        return _openalex
    if "external-ids" in item or "put-code" in item:
        return _orcid
    if "pureId" in item or "publicationStatuses" in item or "electronicVersions" in item:
        return _pure
    return None


def _datacite(item: dict[str, Any], source: str) -> Work | None:
    fields = _object(item, "attributes") or item
    container = _object(fields, "container")
    kind = _text(_object(fields, "types"), "resourceTypeGeneral").lower()
    doi = _text(fields, "doi") or _text(item, "id")
    return Record(
        title=next((_text(each, "title") for each in _objects(fields, "titles")), ""),
        authors=list(_datacite_names(fields)),
        container=_text(container, "title"),
        year=_text(fields, "publicationYear") or _text(fields, "published"),
        volume=_text(container, "volume"),
        issue=_text(container, "issue"),
        pages=_span(_text(container, "firstPage"), _text(container, "lastPage")),
        publisher=_text(fields, "publisher") or _text(_object(fields, "publisher"), "name"),
        type=_DATACITE.get(kind, "other"),
        labelled=[("doi", doi)] if doi else [],
    ).work(source)


def _datacite_names(fields: dict[str, Any]) -> Iterator[Author]:
    for each in _objects(fields, "creators"):
        family = _text(each, "familyName")
        one = Author(family, _text(each, "givenName")) if family else author(_text(each, "name"))
        if one is not None:
            yield one


def _openalex(item: dict[str, Any], source: str) -> Work | None:
    biblio = _object(item, "biblio")
    place = _object(_object(item, "primary_location"), "source")
    named = [
        _text(_object(each, "author"), "display_name") for each in _objects(item, "authorships")
    ]
    identifiers = {"doi": _text(item, "doi"), **_object(item, "ids")}
    return Record(
        title=_text(item, "title") or _text(item, "display_name"),
        authors=[one for name in named if (one := author(name)) is not None],
        container=_text(place, "display_name"),
        year=_text(item, "publication_year"),
        volume=_text(biblio, "volume"),
        issue=_text(biblio, "issue"),
        pages=_span(_text(biblio, "first_page"), _text(biblio, "last_page")),
        publisher=_text(place, "host_organization_name"),
        type=_OPENALEX.get(_text(item, "type"), "other"),
        labelled=[
            (ours, value)
            for key, ours in (("doi", "doi"), ("pmid", "pmid"), ("pmcid", "pmcid"))
            if (value := _text(identifiers, key))
        ],
    ).work(source)  # fmt: skip


def _orcid(item: dict[str, Any], source: str) -> Work | None:
    ids = _objects(_object(item, "external-ids"), "external-id")
    title = _object(item, "title")
    credited = _objects(_object(item, "contributors"), "contributor")
    names = [_text(_object(each, "credit-name"), "value") for each in credited]
    main, subtitle = (_text(_object(title, key), "value") for key in ("title", "subtitle"))
    return Record(
        title=f"{main}: {subtitle}" if main and subtitle else main,
        authors=[one for name in names if (one := author(name)) is not None],
        container=_text(_object(item, "journal-title"), "value"),
        year=_text(_object(_object(item, "publication-date"), "year"), "value"),
        type=_ORCID.get(_text(item, "type").lower().replace("_", "-"), "other"),
        labelled=[
            (_OWN_SCHEMES[kind], _text(each, "external-id-value"))
            for each in ids
            if (kind := _text(each, "external-id-type").lower()) in _OWN_SCHEMES
            and _text(each, "external-id-relationship").lower() in {"", "self"}
        ],
    ).work(source)  # fmt: skip


def _pure(item: dict[str, Any], source: str) -> Work | None:
    title, subtitle = (_value(item.get(key)) for key in ("title", "subTitle"))
    people = _objects(item, "contributors") or _objects(item, "personAssociations")
    names = [_object(each, "name") for each in people]
    dates = [_object(each, "publicationDate") for each in _objects(item, "publicationStatuses")]
    journal = _object(_object(item, "journalAssociation"), "title")
    dois = [_text(each, "doi") for each in _objects(item, "electronicVersions")]
    return Record(
        title=f"{title}: {subtitle}" if title and subtitle else title,
        authors=[
            Author(_text(each, "lastName"), _text(each, "firstName"))
            for each in names
            if _text(each, "lastName")
        ],
        container=_value(journal) or _value(journal.get("title")) or _value(item.get("hostPublicationTitle")),
        year=next((year for each in dates if (year := _text(each, "year"))), ""),
        volume=_text(item, "volume"),
        issue=_text(item, "journalNumber"),
        pages=_text(item, "pages"),
        key=_text(item, "pureId"),
        labelled=[("doi", doi) for doi in dois if doi],
    ).work(source)  # fmt: skip


def _value(value: Any) -> str:
    """A text of Pure: plain, or by language."""
    if isinstance(value, dict):
        texts = [_value(value.get(key)) for key in ("value", "text", "en_GB", "en_US")]
        return next((text for text in texts if text), "")
    if isinstance(value, list):
        return next((text for each in value if (text := _value(each))), "")
    return value if isinstance(value, str) else ""


def _span(first: str, last: str) -> str:
    return f"{first}-{last}" if first and last and last != first else first


def _object(item: dict[str, Any], key: str) -> dict[str, Any]:
    value = item.get(key)
    return value if isinstance(value, dict) else {}


def _objects(item: dict[str, Any], key: str) -> list[dict[str, Any]]:
    value = item.get(key)
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _text(item: dict[str, Any], key: str) -> str:
    return csl_json.text_of(item.get(key))
