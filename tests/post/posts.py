"""Posts made from a few words, and what must hold of every post."""

from __future__ import annotations

import re
from bisect import bisect_right
from html import unescape
from typing import TYPE_CHECKING

from idcheck.post import Span, read

if TYPE_CHECKING:
    from idcheck.post import Post, RegionKind

_WORD = re.compile(r"\w+")


def markdown(source: str, *, bare_links: bool | None = None, path: str = "a.md") -> Post:
    (post,) = read(source, path=path, format="markdown", bare_links=bare_links)
    assert_sound(post)
    return post


def html(source: str, *, bare_links: bool | None = None) -> Post:
    (post,) = read(source, path="a.html", format="html", bare_links=bare_links)
    assert_sound(post)
    return post


def plain(source: str, *, bare_links: bool | None = None) -> Post:
    (post,) = read(source, path="a.txt", format="plain", bare_links=bare_links)
    assert_sound(post)
    return post


def rst(source: str) -> Post:
    (post,) = read(source, path="a.rst", format="rst")
    assert_sound(post)
    return post


def posts_of(source: str, path: str, name: str, channel: str = "blog") -> tuple[Post, ...]:
    posts = read(source, path=path, format=name, channel=channel)
    for post in posts:
        assert_sound(post)
    return posts


def marked(post: Post, *kinds: RegionKind) -> list[str]:
    """The words of the regions of these kinds."""
    return [region.span.of(post.text) for region in post.regions_of(*kinds)]


def links(post: Post) -> list[tuple[str, str, str]]:
    """Origin, label and target of each link."""
    return [(link.origin, link.label, link.target) for link in post.links]


def written(post: Post, words: str) -> str:
    """How some words of the text are written in the source."""
    start = post.text.index(words)
    place = post.place(Span(start, start + len(words)))
    assert place.span is not None
    return place.span.of(post.source)


def assert_sound(post: Post) -> None:
    """What must hold of every post: pieces cover the text in order, and copies are copies."""
    at = 0
    for piece in post.map.pieces:
        assert piece.text.start == at
        at = piece.text.end
        assert 0 <= piece.source.start <= piece.source.end <= len(post.source)
        seen, stands = piece.text.of(post.text), piece.source.of(post.source)
        assert seen
        if piece.exact and len(seen) == len(stands) and seen.strip(" \n"):
            assert folded(seen) == folded(stands.replace("\0", "\ufffd"))
    assert at == len(post.text)
    for link in post.links:
        for place in (link.target_place, link.whole_place):
            assert place.span is None or 0 <= place.span.start <= place.span.end <= len(post.source)
    for region in post.regions:
        assert 0 <= region.span.start <= region.span.end <= at
    assert list(post.regions) == sorted(post.regions, key=lambda item: item.span.start)
    for link in post.links:
        assert link.label == link.span.of(post.text)


def folded(text: str) -> str:
    """Text in which any white space is as good as another, one for one."""
    return text.translate({ord(char): " " for char in "\t\n\r\f"})


def assert_words_placed(post: Post) -> int:
    """Each word stands in the source where its place says, markup inside it aside; gives the
    number of words without a place."""
    starts = [0, *(match.end() for match in re.finditer(r"\r\n|\r|\n", post.source))]
    pieces = post.map.pieces
    begins = [piece.text.start for piece in pieces]
    unplaced = 0
    for match in _WORD.finditer(post.text):
        place = post.place(Span(*match.span()))
        if place.span is None:
            unplaced += 1
            continue
        assert place.line == bisect_right(starts, place.span.start)
        first = bisect_right(begins, match.start()) - 1
        last = bisect_right(begins, match.end() - 1)
        at = place.span.start
        for piece in pieces[first:last]:
            part = Span(max(match.start(), piece.text.start), min(match.end(), piece.text.end))
            found = post.place(part).span
            assert found is not None
            assert at <= found.start <= found.end <= place.span.end
            at = found.end
            seen, stands = part.of(post.text), found.of(post.source).replace("\0", "\ufffd")
            assert (
                stands == seen
                or unescape(stands) == piece.text.of(post.text)
                or stands == f"\\{seen}"
            )
        assert at == place.span.end
    return unplaced
