"""Feeds (RSS, Atom): a post for each entry, as readers and trackers get it.

The text is that of `content:encoded` or `content`, else of `description` or `summary`.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from msgspec.structs import replace

from idcheck.post import html, plain
from idcheck.post.decoding import UnreadableError
from idcheck.post.embedded import Embedding
from idcheck.post.model import MetaField, Place
from idcheck.post.xml_text import Element, parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from idcheck.post.model import Post

_ENTRIES = ("item", "entry")
_CONTENTS = (("encoded",), ("content",), ("description",), ("summary",))
_DATA = {
    "title": "title", "link": "link", "guid": "id", "id": "id", "pubdate": "date", "published": "date",
    "updated": "updated", "date": "date", "creator": "author",
}  # fmt: skip
_MAPS = frozenset({"urlset", "sitemapindex"})


def read(source: str, *, path: str, channel: str, bare_links: bool) -> tuple[Post, ...]:
    """The posts of a feed. Raises UnreadableError for what is no feed; a sitemap holds no posts."""
    root = parse(source)
    if root.name in _MAPS:
        count = len(addresses(source))
        raise UnreadableError(
            f"this sitemap lists {count} addresses and holds no posts; check the pages themselves, or the site's feed"
        )
    if root.name not in {"rss", "feed", "rdf"}:
        raise UnreadableError(f"this XML is no feed and no sitemap (it begins with `{root.name}`)")
    embedding = Embedding(source)
    language = _language(source, root)
    return tuple(
        replace(post, language=post.language or language)
        for entry in root.every(*_ENTRIES)
        for post in _posts(embedding, entry, path, channel, bare_links)
    )


def addresses(source: str) -> tuple[str, ...]:
    """The addresses that a sitemap lists. Raises UnreadableError for what is not well-formed."""
    return tuple(
        found.located(source).text.strip()
        for entry in parse(source).every("url", "sitemap")
        if (found := entry.child("loc"))
    )


def _posts(
    embedding: Embedding, entry: Element, path: str, channel: str, bare_links: bool
) -> Iterator[Post]:
    source = embedding.source
    content = next(
        (found for names in _CONTENTS if (found := _filled(source, entry, *names))), None
    )
    kind = content.attributes.get("type", "html").lower() if content else "html"
    meta = tuple(_data(embedding, entry))
    if content is None:
        return
    marked_up = bool(content.children) or kind in {"xhtml", "application/xhtml+xml"}
    located = content.markup(source) if marked_up else content.located(source)
    reader = plain if kind in {"text", "text/plain"} else html
    for post in reader.read(located.text, path=path, channel=channel, bare_links=bare_links):
        verbatim = marked_up or bool(content.raw)
        lifted = embedding.lift(post, located)
        yield replace(lifted, format="html" if verbatim and reader is html else "feed", meta=meta)


def _filled(source: str, entry: Element, *names: str) -> Element | None:
    """The first element of a name that holds something."""
    return next(
        (
            item
            for item in entry.children
            if item.name in names and source[item.inside : item.outside].strip()
        ),
        None,
    )


def _data(embedding: Embedding, entry: Element) -> Iterator[MetaField]:
    """Title, address, date and author of an entry."""
    for item in entry.children:
        key = _DATA.get(item.name)
        if not key or (
            item.name == "link" and item.attributes.get("rel", "alternate") != "alternate"
        ):
            continue
        value = item.attributes.get("href") or item.located(embedding.source).text.strip()
        if value:
            span = item.located(embedding.source).span(0, 1)
            yield MetaField(
                key, value, Place(embedding.lines.of(span.start if span else item.start))
            )


def _language(source: str, root: Element) -> str:
    found = next(root.every("language"), None)
    said = root.attributes.get("lang", "") or (found.located(source).text if found else "")
    return said.strip().lower().replace("_", "-").split("-")[0]


def link(label: str, target: str) -> str:
    """How a link is written in HTML whose markup is escaped."""
    return escape(html.link(label, target), quote=False)


def target(address: str) -> str:
    """How an address is written in an attribute of HTML whose markup is escaped."""
    return escape(html.target(address), quote=False)
