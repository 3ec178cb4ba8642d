"""Pages named by their address: fetched, decoded, and read like files."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from idcheck.cli.inputs import Failed, Skipped, Source, is_page
from idcheck.cli.problem import tell
from idcheck.cli.progress import progress
from idcheck.messages import Message
from idcheck.post.decoding import UnreadableError
from idcheck.post.formats import decode_as, format_by_content
from idcheck.works.answer import Unavailable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from idcheck.cli.inputs import Input
    from idcheck.sources.access import Access
    from idcheck.sources.exchange import Reply

_MEDIA = {
    "text/html": "html", "application/xhtml+xml": "html", "text/plain": "plain", "text/markdown": "markdown",
    "application/rss+xml": "feed", "application/atom+xml": "feed",
}  # fmt: skip
"""Media type to format; any other kind is told by how the text begins."""
_MOST_PAGES = 500
"""Pages that are fetched of one sitemap: a larger site is better checked from its source."""
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset=[\"']?([\w-]{2,20})", re.IGNORECASE)


def read_pages(url: str, access: Access) -> Iterator[Input]:
    """The page at an address; of a sitemap, the pages of the same site that it lists."""
    if not access.online:
        yield Failed(url, Message("a page is fetched only with --online"))
        return
    (first,) = _fetched([url], access)
    if isinstance(first, Source) and (listed := _listed(first)) is not None:
        yield from _of_sitemap(url, listed, access)
    else:
        yield first


def _listed(page: Source) -> tuple[str, ...] | None:
    """The addresses of a sitemap, None for any other page."""
    if page.format != "feed":
        return None
    from idcheck.post import feed

    try:
        return feed.addresses(page.text) or None
    except UnreadableError:
        return None


def _of_sitemap(url: str, listed: Sequence[str], access: Access) -> Iterator[Input]:
    site = urlsplit(url).netloc.lower()
    pages = [urljoin(url, each) for each in dict.fromkeys(listed)]
    own = [page for page in pages if is_page(page) and urlsplit(page).netloc.lower() == site]
    if len(own) < len(pages):
        tell(
            Message(
                "{url}: {count} addresses of other sites are passed over",
                url=url,
                count=len(pages) - len(own),
            )
        )
    if len(own) > _MOST_PAGES:
        tell(
            Message(
                "{url}: only the first {most} of {count} pages are fetched",
                url=url,
                most=_MOST_PAGES,
                count=len(own),
            )
        )
    yield from _fetched(own[:_MOST_PAGES], access)


def _fetched(urls: Sequence[str], access: Access) -> list[Input]:
    if not urls:
        return []
    from idcheck.sources.pages import fetch

    try:
        with progress(Message("Fetching pages")) as advance:
            replies = fetch(access, urls, advance)
    except ValueError:
        return [Failed(url, Message("is no address of the web")) for url in urls]
    return [_read(url, reply) for url, reply in zip(urls, replies, strict=True)]


def _read(url: str, reply: Reply | Unavailable) -> Input:
    if isinstance(reply, Unavailable):
        return Failed(url, Message("cannot be fetched: {reason}", reason=reply.reason))
    kind = _MEDIA.get(reply.media)
    try:
        text = _decoded(kind, reply.body)
    except UnreadableError as error:
        return Failed(url, str(error))
    kind = kind or format_by_content(text)
    if kind is None:
        return Skipped(
            url,
            Message(
                "is of no format that idcheck reads ({type})",
                type=reply.media or Message("no type"),
            ),
        )
    return Source(url, kind, text)


def _decoded(kind: str | None, body: bytes) -> str:
    """The text of a page: UTF-8, or what an HTML page says that it is written in."""
    try:
        return decode_as(kind, body)
    except UnreadableError:
        named = _CHARSET.search(body[:4096]) if kind == "html" else None
        if named is None:
            raise
        try:
            return body.decode(named[1].decode())
        except (LookupError, UnicodeDecodeError):
            raise UnreadableError("is in an encoding that cannot be read") from None
