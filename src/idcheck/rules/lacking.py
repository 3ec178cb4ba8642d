"""What an untracked mention lacks, so that one rule alone speaks of each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

from msgspec import Struct

from idcheck import lazy
from idcheck.identifiers import find, from_url, names_work
from idcheck.messages import NOTHING, Message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from idcheck.identifiers import Identifier
    from idcheck.mentions import Mention
    from idcheck.post import Link, Place, Post
    from idcheck.rules.rule import Judged

_NEAR = 200
"""Code points between a mention and a link to a story about it."""
_BESIDE = 60
"""Code points between a mention and the citation key that is of it."""
_OUTPUTS = frozenset({"thesis", "report", "dataset", "software", "trial"})
_STORY = lazy.pattern(
    r"/(?:[\w-]+-)?(?:news|newsroom|stories|story|press|press-?releases?|media-?releases?|presse?|pressemitteilung(?:en)?"
    r"|pressmeddelanden?|nyheter|nyhet|aktuellt|aktuelles|actualites?|noticias?|nieuws|uutiset|notizie)(?:[/_-]|$)",
    re.IGNORECASE,
)
_READ_BY_FEEDS = frozenset({"blog", "news", "web"})
_BLOGS_DOIS = ("10.59350/", "10.59349/", "10.59348/", "10.53731/", "10.54900/", "10.57689/", "10.64000/", "10.13003/", "10.5438/")  # fmt: skip
"""Prefixes under which blogs register their own posts: Rogue Scholar's, Crossref's, DataCite's."""
_META = lazy.pattern(
    r"(?:^|[._-])(?:doi|pmid|pmcid|arxiv|isbn)$|paper|article|publication", re.IGNORECASE
)
_CLAIM = {
    "comment": Message("a comment"), "meta": Message("a meta tag"), "json-ld": Message("JSON-LD"), "coins": Message("COinS data"),
    "attribute": Message("an attribute"), "code": Message("a block of code"), "hidden": Message("a hidden element"),
    "frame": Message("an embedded frame"), "form": Message("the address of a form"),
}  # fmt: skip


class Lack(Struct, frozen=True):
    """What is wrong with an untracked mention.

    `aside`: the link to a work stands beside the text of the post; `story`: the link beside it leads to a story about the work; `unseen`: the identifier stands
    where no tracker looks; `book` and `output`: of that kind and without a link; `link`: nothing.
    """

    kind: Literal["story", "aside", "unseen", "book", "output", "link"]
    link: Link | None = None
    identifier: Identifier | None = None
    place: Place | None = None
    where: Message = NOTHING


def lack_of(judged: Judged, index: int) -> Lack | None:
    """What a mention lacks, None if something stands with it that leads to the work."""
    mention = judged.mentions[index]
    if mention.identifiers or mention.tracked == "yes" or _cited(judged.post, mention):
        return None
    story = next(_stories(judged.post, mention), None)
    if mention.tracked == "weak":
        return Lack("story", link=story) if story in mention.links and story else None
    if story:
        return Lack("story", link=story)
    untracked = [each for each in judged.mentions if each.tracked == "no"]
    if len(untracked) == 1 and (elsewhere := _aside(judged.post) or _unseen(judged.post)):
        return elsewhere
    if mention.reference.type == "book":
        return Lack("book")
    return Lack("output" if mention.reference.type in _OUTPUTS else "link")


def _cited(post: Post, mention: Mention) -> bool:
    """Whether a citation key follows, which the publishing program makes a reference of."""
    end = mention.span.end
    return any(
        end - 1 <= key.span.start <= end + _BESIDE and "\n" not in post.text[end : key.span.start]
        for key in post.citation_keys
    )


def _stories(post: Post, mention: Mention) -> Iterator[Link]:
    """The links on or beside a mention that lead to news about the work, in its paragraph."""
    start, end = mention.span.start, mention.span.end
    begin = max(0, start - _NEAR, post.text.rfind("\n\n", 0, start))
    stop = post.text.find("\n\n", end)
    stop = min(len(post.text) if stop < 0 else stop, end + _NEAR)
    for link in post.links:
        if begin <= link.span.start <= stop and link.visible and tells_a_story(link.target):
            yield link


def tells_a_story(target: str) -> bool:
    """Whether an address is one of news or of a press release."""
    address = from_url(target)
    if address.identifiers:
        return False
    if address.kind == "news":
        return True
    try:
        parts = urlsplit(address.url)
    except ValueError:
        return False
    return address.kind == "other" and bool(_STORY.search(parts.path)) and len(parts.path) > 12


def _aside(post: Post) -> Lack | None:
    """The only work that links outside the text lead to, on channels that are read by their feeds."""
    if post.channel not in _READ_BY_FEEDS:
        return None
    spans = [region.span for region in post.regions_of("furniture")]
    found = {
        identifier: Lack("aside", link, identifier, link.target_place)
        for link in post.links
        if any(span.covers(link.span) for span in spans)
        for identifier in from_url(link.target).identifiers[:1]
        if names_work(identifier)
    }
    return next(iter(found.values())) if len(found) == 1 else None


def _unseen(post: Post) -> Lack | None:
    """The only identifier of a work that the file holds out of sight, if there is just one."""
    seen = {
        found.identifier
        for text in (post.text, *(link.target for link in post.links))
        for found in find(text)
    }
    hidden: dict[Identifier, Lack] = {}
    for text, place, where in _hidden(post):
        for found in find(text):
            identifier = found.identifier
            if names_work(identifier) and not identifier.value.startswith(_BLOGS_DOIS):
                hidden.setdefault(identifier, Lack("unseen", None, identifier, place, where))
    left = [lack for identifier, lack in hidden.items() if identifier not in seen]
    return left[0] if len(left) == 1 and len(hidden) == 1 else None


def _hidden(post: Post) -> Iterator[tuple[str, Place, Message]]:
    for field in post.meta:
        if _META.search(field.key):
            label = field.key.rsplit(".", 1)[-1].lower()
            named = label if label in {"doi", "pmid", "pmcid", "arxiv", "isbn"} else ""
            yield f"{named}: {field.value}", field.place, Message("the front matter")
    for item in post.unrendered:
        yield item.text, item.place, _CLAIM[item.kind]
