"""Publication pages: pages whose front matter is the publication, rendered by the site."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from idcheck.identifiers import from_url, names_work, parse
from idcheck.mentions.mention import Bound, Mention
from idcheck.post import Span
from idcheck.works import Author, Reference

if TYPE_CHECKING:
    from collections.abc import Iterator

    from idcheck.post import MetaField, Post

PageType = Literal["auto", "post", "publication"]
"""Whether pages are publications: `auto` goes by the keys of their front matter."""
_MARKS = ("publication", "publication_types", "publication_short", "pub-info", "journal")
"""Keys that only publication pages have (Hugo Academic and its kin, publication lists of labs).
A `doi:` alone is no such mark: blogs with DOIs of their own carry it on every post."""
_EVENTS = ("event", "event_url", "talk")
_SCHEMES = ("doi", "pmid", "pmcid", "arxiv", "isbn")


def page_mention(post: Post, language: str, page: PageType = "auto") -> Mention | None:
    """The mention that a publication page is as a whole, at its `title:`; None for other pages."""
    keys = {field.key.split(".")[0].lower(): field for field in post.meta}
    title = next((field for field in post.meta if field.key.lower() == "title"), None)
    marked = any(key in keys for key in _MARKS) and not any(key in keys for key in _EVENTS)
    if page != "auto":
        marked = page == "publication"
    if title is None or not marked or not title.value.strip():
        return None
    bound = tuple(_identifiers(post))
    linked = bound or any("url" in field.key.lower() and field.value for field in post.meta)
    reference = Reference(
        title=" ".join(title.value.split()),
        authors=tuple(_authors(post)),
        container=_container(post),
        year=_year(post),
        words=title.value,
    )
    return Mention(
        span=Span(0, 0), kind="title", reference=reference, language=language,
        tracked="weak" if linked else "no", place=title.place, identifiers=bound,
    )  # fmt: skip


def _identifiers(post: Post) -> Iterator[Bound]:
    seen = set()
    for field in post.meta:
        key = field.key.lower().rsplit(".", 1)[-1]
        read = parse(key, field.value) if key in _SCHEMES else None
        found = (
            (read,) if read else from_url(field.value).identifiers if "://" in field.value else ()
        )
        for identifier in found:
            if names_work(identifier) and identifier not in seen:
                seen.add(identifier)
                yield Bound(identifier, "front-matter", field.place)


def _authors(post: Post) -> Iterator[Author]:
    for field in post.meta:
        parts = field.key.lower().split(".")
        names = field.value.replace("*", "").split()
        if (
            parts[0] in {"authors", "author"}
            and len(parts) <= 3
            and (len(parts) < 3 or parts[2] == "name")
            and names
        ):
            yield Author(names[-1], " ".join(names[:-1]))


def _container(post: Post) -> str:
    names: list[MetaField] = [
        field
        for field in post.meta
        if field.key.lower() in {"publication", "journal", "pub-info.journal"}
    ]
    return names[0].value.strip(" *_") if names else ""


def _year(post: Post) -> int | None:
    for field in post.meta:
        if field.key.lower() in {"date", "year", "publishdate"} and field.value[:4].isdigit():
            return int(field.value[:4])
    return None
