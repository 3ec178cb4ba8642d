"""Pages of the user's own site, fetched once each, as a tracker sees them: no script is run.

The address was named by the user, so its host may be one of their own network (a preview of the
site); where it redirects to is held to the same limits as any answer.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

from msgspec.structs import replace

from idcheck.sources.exchange import Reply, Request
from idcheck.works.answer import Unavailable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from idcheck.sources.access import Access

_SERVICE = "site"
_ACCEPT = "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/xml;q=0.9, */*;q=0.5"


def fetch(
    access: Access,
    urls: Sequence[str],
    advance: Callable[[int, int], None] = lambda _done, _total: None,
) -> tuple[Reply | Unavailable, ...]:
    """What stands at addresses of the web, in their order: replies of status 200, or why there is none.

    All must be of one host. Raises ValueError for what is no address.
    """
    return asyncio.run(_fetched(access, urls, advance))


async def _fetched(
    access: Access, urls: Sequence[str], advance: Callable[[int, int], None]
) -> tuple[Reply | Unavailable, ...]:
    from idcheck.sources.client import Client

    own = replace(access, bases=(*access.bases, (_SERVICE, _root(urls[0]))))
    found: list[Reply | Unavailable] = []
    async with Client(own) as client:
        for url in urls:
            found.append(_page(await client.send(_request(url))))
            advance(len(found), len(urls))
    return tuple(found)


def _root(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _request(url: str) -> Request:
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    return Request(_SERVICE, parts.path or "/", query, accept=_ACCEPT)


def _page(reply: Reply | Unavailable) -> Reply | Unavailable:
    if isinstance(reply, Unavailable) or reply.status == 200:
        return reply
    gone = reply.status in {404, 410}
    return Unavailable("there is no such page" if gone else f"the site answers with {reply.status}")
