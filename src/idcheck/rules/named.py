"""What rules about the works of identifiers share: which works a post names, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from idcheck.identifiers import from_url
from idcheck.messages import Message
from idcheck.rules.diagnostic import Edit, Fix
from idcheck.rules.leading import led_to

if TYPE_CHECKING:
    from collections.abc import Iterator

    from idcheck.identifiers import Identifier
    from idcheck.mentions import Bound, Mention
    from idcheck.post import Post
    from idcheck.post.model import RegionKind
    from idcheck.rules.diagnostic import Applicability
    from idcheck.rules.rule import Judged
    from idcheck.works import Work

_PASSAGES: tuple[RegionKind, ...] = ("paragraph", "item", "cell", "quote", "heading", "footnote")


class Named(NamedTuple):
    """A work that an identifier names, and the index of the mention that it stands with."""

    mention: int
    bound: Bound
    work: Work


def named(judged: Judged) -> Iterator[Named]:
    """The works that registries know, each once for each mention, best bound first."""
    for index, mention in enumerate(judged.mentions):
        seen: set[Identifier] = set()
        for bound in mention.identifiers:
            work = judged.answers.work(bound.identifier)
            if work is not None and seen.isdisjoint(work.identifiers):
                seen.update(work.identifiers)
                yield Named(index, bound, work)


def written(bound: Bound) -> bool:
    """Whether an identifier stands there itself, in text or in a resolver's address.

    One read from a publisher's address proves nothing if it is wrong: the link works all the same.
    """
    return bound.link is None or from_url(bound.link.target).kind == "resolver"


def passage(post: Post, mention: Mention) -> str:
    """The block of the text that a mention stands in."""
    around = [
        region.span for region in post.regions_of(*_PASSAGES) if region.span.covers(mention.span)
    ]
    return min(around, key=len).of(post.text) if around else post.text


def replaced(
    post: Post, bound: Bound, by: Identifier, applicability: Applicability
) -> tuple[Fix, ...]:
    """The fix that puts another identifier in the place of one; none where that is not exact."""
    if bound.link is not None:
        return led_to(post, bound.link, by.url, applicability)
    span = bound.place.span
    words = span.of(post.source) if span else ""
    at = words.lower().find(bound.identifier.value)
    if span is None or at < 0:
        return ()
    start = span.start + at
    edit = Edit(type(span)(start, start + len(bound.identifier.value)), by.value)
    return (Fix(Message("write {value}", value=by.value), (edit,), applicability),)
