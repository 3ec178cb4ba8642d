"""What rules about the form of DOIs share: the DOIs that stand in the text itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from idcheck.identifiers import find, find_malformed, from_url
from idcheck.post.addresses import addresses
from idcheck.post.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from idcheck.identifiers import Found, Malformed
    from idcheck.post import Post

_WRITTEN_OUT = frozenset({"bare", "autolink"})


def prose(post: Post) -> str:
    """The text without code, furniture and the labels of links; addresses written out stay.

    Offsets are those of the text.
    """
    return post.blotted(
        [
            *(link.span for link in post.links if link.origin not in _WRITTEN_OUT),
            *(region.span for region in post.regions_of("code", "furniture")),
        ]
    )


def dois_in_prose(post: Post) -> Iterator[Found]:
    """The DOIs in the text, those inside the addresses of other sites than a resolver aside."""
    text = prose(post)
    elsewhere = [
        Span(start, end)
        for start, end, target in addresses(text)
        if from_url(target).kind != "resolver"
    ]
    for found in find(text):
        span = Span(*found.span)
        if found.identifier.scheme == "doi" and not any(each.covers(span) for each in elsewhere):
            yield found


def broken_dois_in_prose(post: Post) -> Iterator[Malformed]:
    """What the text calls a DOI and cannot be one as it stands."""
    return (item for item in find_malformed(prose(post)) if item.scheme == "doi")
