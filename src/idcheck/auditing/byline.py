"""When a post was published, by whom, under which title, and in which part of the site, as far as the post says so."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from msgspec import Struct

from idcheck import lazy
from idcheck.auditing.days import day_in_path, day_of
from idcheck.post.html_head import said_of_itself

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from idcheck.post import Post

_DATES = (
    "date", "pubdate", "publishdate", "publish_date", "date_published", "published", "publication_date", "datepublished",
    "article:published_time", "og:article:published_time", "dc.date", "dc.date.issued", "dcterms.issued", "dcterms.created",
    "created", "scheduled", "scheduled_at", "scheduled date", "time",
)  # fmt: skip
"""Fields that tell when a post was or will be published, the most outspoken first: front matter of Hugo, Jekyll,
Quarto, Pelican and ABlog; meta elements of Open Graph and Dublin Core; schema.org's `datePublished`; `<time>`."""
_AUTHORS = ("author", "authors", "by", "byline", "creator", "article:author", "dc.creator", "dcterms.creator")  # fmt: skip
_SECTIONS = ("section", "article:section", "articlesection")
_TITLES = ("title", "og:title", "headline", "dc.title")
_NAMES = ("name", "literal", "")
"""Where a field of an author that has fields of its own holds the name."""
_INDEX = lazy.pattern(r"\.\d+(?=\.|$)")
_ADDRESS = lazy.pattern(r"https?://|@\w")
_LONGEST = 120
_MOST_AUTHORS = 20


class Byline(Struct, frozen=True):
    """What a post says of itself. `date` is `2024-05-17`, `2024-05`, `2024`, or "" if it says none.

    `section` is "" and `authors` empty where the post does not name them.
    """

    title: str
    date: str
    authors: tuple[str, ...]
    section: str


def byline_of(post: Post) -> Byline:
    """The byline of a post: its front matter says it, else the head of the page, else (the date) its path."""
    said = _said(post)
    dates = (day_of(value) for key in _DATES for value in said.get(key, ()))
    return Byline(
        title=_first(said, _TITLES) or _heading(post),
        date=next(filter(None, dates), "") or day_in_path(post.path),
        authors=_authors(said),
        section=_first(said, _SECTIONS),
    )


def _said(post: Post) -> Mapping[str, Sequence[str]]:
    """The fields of a post by their keys in lower case, without the numbers of lists."""
    head = said_of_itself(post.source) if post.format == "html" and "<" in post.source else ()
    fields = ((_INDEX.sub("", each.key).lower(), each.value) for each in post.meta)
    said: defaultdict[str, list[str]] = defaultdict(list)
    for key, value in (*fields, *head):
        said[key].append(value)
    return said


def _first(said: Mapping[str, Sequence[str]], keys: Iterable[str]) -> str:
    values = (_flat(value) for key in keys for value in said.get(key, ()))
    return next(filter(None, values), "")


def _authors(said: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """The authors that one field names; addresses are not names."""
    for key in _AUTHORS:
        for part in _NAMES:
            values = map(_flat, said.get(f"{key}.{part}".strip("."), ()))
            names = [value for value in values if value and not _ADDRESS.search(value)]
            if names:
                return tuple(dict.fromkeys(names))[:_MOST_AUTHORS]
    return ()


def _heading(post: Post) -> str:
    first = next(iter(post.regions_of("heading")), None)
    return _flat(first.span.of(post.text)) if first else ""


def _flat(text: str) -> str:
    """A text on one line, cut where it is long."""
    line = " ".join(text[: 4 * _LONGEST].split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"
