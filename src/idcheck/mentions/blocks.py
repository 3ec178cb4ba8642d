"""Blocks and sentences of a post: the stretches that mentions are looked for in."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from idcheck import lazy
from idcheck.mentions.lowered import has_any
from idcheck.post import Link, Region, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from idcheck.mentions.cues import Cues
    from idcheck.post import Post, RegionKind

_T = TypeVar("_T", Link, Region)
_BLOCK = lazy.pattern(r"[^\n]++(?:\n(?!\n)[^\n]++)*+")
_LINE = lazy.pattern(r"[^\n]++")
# It begins with one class of characters: such a pattern is looked for many times faster than others.
_STOP = lazy.pattern(
    r"[.!?。！？](?:(?<=[。！？])|[\"'”’)\]»]{0,3}\s++(?=[\"'“‘«(\[]{0,2}[^\sa-z]))"
)
_SPACES = lazy.pattern(r"[\xa0\u2002-\u200a\u202f\u205f]")
_SHORT = 1500
_DENSE = lazy.pattern(r"[\u3040-\u30ff\u4e00-\u9fff]{3}")
_FAR = 500
_WHOLE = 300
_MARK = lazy.pattern(r"[\d\"“«„‘《『「@]")
_TWO_CAPITALS = lazy.pattern(r"[A-ZÀ-Þ]\w*[ ][A-ZÀ-Þ]")
_ET_AL = lazy.pattern(r"\bet\.? al")
_WIDE = 2000
_LAST_WORD = lazy.pattern(r"([\w.'’-]+)\.[\"'”’)\]»]{0,3}$")


class Block(Struct, frozen=True):
    """A paragraph, heading, list item, table cell or footnote of the text.

    `kinds` are the kinds of the regions that hold all of it. `under` is the last heading above
    it, folded to lower case. `short` tells that the whole post is about as long as a paragraph,
    `listed` that the block before it is a reference, `titled` that it is an item of a list whose
    items before it begin with titles.
    """

    span: Span
    kinds: frozenset[RegionKind]
    under: str = ""
    short: bool = False
    listed: bool = False
    titled: bool = False


def blocks(post: Post) -> tuple[Block, ...]:
    """The blocks of a post in order, without what surrounds its content (navigation, footers)."""
    holders = post.regions_of(
        "paragraph", "heading", "item", "cell", "quote", "footnote", "furniture"
    )
    heading = ""
    dense = 3 if _DENSE.search(post.text, 0, _SHORT) else 1
    short = len(post.text) * dense < _SHORT and not post.regions_of("heading")
    found = []
    waiting = list(reversed(holders))
    open_regions: list[tuple[Span, RegionKind]] = []
    for match in _BLOCK.finditer(post.text):
        span = Span(*match.span())
        while waiting and waiting[-1].span.start <= span.start:
            region = waiting.pop()
            open_regions.append((region.span, region.kind))
        open_regions = [entry for entry in open_regions if entry[0].end > span.start]
        kinds = frozenset(
            kind for held, kind in open_regions if held.covers(_core(post.text, span))
        )
        if "furniture" in kinds:
            continue
        found.append(Block(span, kinds, heading, short))
        if "heading" in kinds:
            heading = match.group().strip(" \t:#*.").lower()
    return tuple(found)


def promising(post: Post, block: Block, stems: tuple[str, ...]) -> bool:
    """Whether anything in a block could be part of a mention: a quick look that spares a long one.

    Short blocks may be a title as a whole; a long one needs a link, a mark, a digit, two capitalised
    words in a row, or a word that names publications: one of the `stems`.
    """
    span = block.span
    if len(span) < _WHOLE or starting_in(post.links, span):
        return True
    words = span.of(post.text)
    return (
        _MARK.search(words) is not None
        or _TWO_CAPITALS.search(words) is not None
        or (" al" in words and _ET_AL.search(words) is not None)
        or any(r.kind in {"emphasis", "strong"} for r in starting_in(post.regions, span))
        or has_any(post.text, span, stems)
    )


def plainly_spaced(post: Post) -> Post:
    """The post with plain spaces for those that keep words together or are narrow; offsets stay."""
    if post.text.isascii() or not _SPACES.search(post.text):
        return post
    return replace(post, text=_SPACES.sub(" ", post.text))


def within(post: Post, span: Span) -> Post:
    """The post with only the links and regions that begin inside a stretch; offsets stay."""
    return replace(
        post,
        links=starting_in(post.links, span),
        regions=starting_in(post.regions, span),
    )


def starting_in(items: tuple[_T, ...], span: Span) -> tuple[_T, ...]:
    """The links or regions of a post that begin in a stretch."""
    first = bisect_left(items, span.start, key=lambda item: item.span.start)
    last = bisect_right(items, span.end, key=lambda item: item.span.start)
    return items[first:last]


def _core(text: str, span: Span) -> Span:
    """The span without white space around it."""
    held = span.of(text)
    start = span.start + len(held) - len(held.lstrip())
    return Span(start, max(start, span.start + len(held.rstrip())))


def lines(text: str, span: Span) -> Iterator[Span]:
    """The lines of a stretch, as a reader sees them (hard breaks only)."""
    for match in _LINE.finditer(text, span.start, span.end):
        yield Span(*match.span())


@lru_cache(maxsize=256)
def sentences(text: str, span: Span, cues: Cues) -> tuple[Span, ...]:
    """The sentences of a stretch. Abbreviations and initials do not end one, lines do.

    Kept, since each finder asks for those of the same block.
    """
    return tuple(_sentences(text, span, cues))


def _sentences(text: str, span: Span, cues: Cues) -> Iterator[Span]:
    for line in lines(text, span):
        start = line.start
        for match in _STOP.finditer(text, line.start, line.end):
            stop = match.start() + 1
            if stop > start and not _abbreviated(text, start, stop, cues):
                yield Span(start, stop)
                start = match.end()
        if start < line.end:
            yield Span(start, line.end)


def _abbreviated(text: str, start: int, stop: int, cues: Cues) -> bool:
    word = _LAST_WORD.search(text, max(start, stop - 24), stop)
    if word is None:
        return False
    last = word[1]
    initial = len(last) == 1 and last.isupper()
    return initial or last.lower() in cues.abbreviations


def around(text: str, sentence: Span, span: Span) -> str:
    """The words of a sentence, of an endless one those near the stretch."""
    start = max(sentence.start, span.start - _FAR)
    return text[start : min(sentence.end, span.end + _FAR)].strip()


def sentence_at(text: str, block: Span, offset: int, cues: Cues) -> Span:
    """The sentence of a block that holds an offset; of an endless block, of what is near it."""
    start = max(block.start, offset - _WIDE)
    stretch = Span(start, min(block.end, offset + _WIDE))
    last = stretch
    # Those of a whole block are kept; those around an offset are read no further than it.
    for sentence in (sentences if stretch == block else _sentences)(text, stretch, cues):
        last = sentence
        if offset < sentence.end:
            break
    return last
