"""Short posts on social media that refer to a publication in so few words that only the whole tells.

"Coffee linked to longer life https://news.example/..." names no paper, yet readers and annotators
take it as a reference to one. The words of the post, the words of the addresses it links to and
the sort of place they lead to are weighed together (`scoring.py`).
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from idcheck import data, lazy
from idcheck.identifiers import from_url
from idcheck.mentions import scoring
from idcheck.mentions.mention import Mention
from idcheck.post import Span
from idcheck.works import Reference

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from idcheck.post import Post

MODEL = "short post"
SOCIAL = frozenset({
    "x", "bluesky", "mastodon", "threads", "facebook", "linkedin", "instagram", "reddit", "social",
})  # fmt: skip
_LONGEST = 1500
"""Code points of the longest post that is judged as a whole."""
_URL = lazy.pattern(r"https?://(?:www\.)?(?P<host>[^\s/?#]+)(?P<path>\S*)")
_WORD = lazy.pattern(r"[a-z][a-z'’-]+")
_ADDRESS_WORD = lazy.pattern(r"[a-z]{3,}")
_TAG = lazy.pattern(r"[@#]\w+")
_LEARNED_PATH = lazy.pattern(
    r"scien|stud(?:y|ies)|research|journal|publication|article|paper|health"
)
_LINKS = ("no link", "one link", "several links")
_KNOWN = ("work", "resolver", "copy", "pdf")


def whole_mention(post: Post, language: str) -> Mention | None:
    """The mention that a short post is as a whole, None for other posts."""
    if post.channel not in SOCIAL or not 0 < len(post.text) <= _LONGEST:
        return None
    said = tuple(signs(post))
    if scoring.score(MODEL, said) < 0:
        return None
    span = _words(post)
    return Mention(
        span=span, kind="informal", reference=Reference(words=span.of(post.text)),
        language=language, tracked="weak" if post.links else "no", place=post.place(span),
        links=post.links, model=MODEL, signs=said,
    )  # fmt: skip


def signs(post: Post) -> Iterator[str]:
    """What the words and the addresses of a post show, each sign once."""
    addresses = list(_URL.finditer(post.text))
    words = _TAG.sub(" ", _URL.sub(" ", post.text)).lower()
    yield from (f"word {word}" for word in sorted(set(_WORD.findall(words))))
    hosts = [match["host"].lower() for match in addresses]
    within = " ".join(match.group().lower() for match in addresses)
    yield from (f"address word {word}" for word in sorted(set(_ADDRESS_WORD.findall(within))))
    kinds = {from_url(match.group()).kind for match in addresses}
    yield from (f"link to a {kind}" for kind in _KNOWN if kind in kinds)
    told = {kind for host in hosts for kind in [_kind_of(host)] if kind}
    yield from sorted(told)
    if hosts and not told:
        yield "host unknown"
    if any(_LEARNED_PATH.search(match["path"].lower()) for match in addresses):
        yield "learned address"
    yield _LINKS[min(2, len(addresses))]


def _words(post: Post) -> Span:
    """The text up to its first address, or all of it."""
    first = _URL.search(post.text)
    end = first.start() if first and first.start() > 10 else len(post.text)
    return Span(0, max(1, len(post.text[:end].rstrip())))


def _kind_of(host: str) -> str:
    """What sort of place a host is: "science host", "news host", "academic host", "" if unknown."""
    table, labels = _hosts(), host.split(".")
    for start in range(len(labels) - 1):
        kind = table.get(".".join(labels[start:]))
        if kind:
            return f"{kind} host"
    academic = labels[-1] == "edu" or labels[-2:-1] in (["ac"], ["edu"])
    return "academic host" if academic else "government host" if "gov" in labels[-2:] else ""


@cache
def _hosts() -> Mapping[str, str]:
    return {row[0]: row[1] for row in data.rows("media_hosts.tsv")}
