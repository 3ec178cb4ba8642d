"""Finding the mentions of a post: the finders are run block by block, then everything is bound."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from msgspec.structs import replace

from idcheck import lazy
from idcheck.mentions import cues, language
from idcheck.mentions.anchors import anchors
from idcheck.mentions.announced_page import page_mention
from idcheck.mentions.author_year import author_years
from idcheck.mentions.binding import bind
from idcheck.mentions.blocks import blocks, plainly_spaced, promising, within
from idcheck.mentions.bound_mention import mention_of
from idcheck.mentions.citations import citations
from idcheck.mentions.informal import announcements
from idcheck.mentions.passages import likely_mention
from idcheck.mentions.repeats import without_repeats
from idcheck.mentions.short_posts import whole_mention
from idcheck.mentions.title_signs import LED_IN, LISTED
from idcheck.mentions.titles import titles
from idcheck.post import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from idcheck.mentions.anchors import Anchor
    from idcheck.mentions.announced_page import PageType
    from idcheck.mentions.blocks import Block
    from idcheck.mentions.cues import Cues
    from idcheck.mentions.mention import Mention
    from idcheck.mentions.sighting import Sighting
    from idcheck.post import Post

_LOOSE = (titles, announcements, author_years)
_MARGIN = 8
_CLAUSE = lazy.pattern(r"[^\n.;:!?,()，。]{0,140}(?=[\n.;:!?,()，。]|$)")
_RANK = {"citation": 0, "title": 1, "informal": 2, "link": 3}


def find(post: Post, page: PageType = "auto", nouns: tuple[str, ...] = ()) -> tuple[Mention, ...]:
    """The mentions of a post in order of their place, each work once.

    `page` tells whether the front matter is itself a publication; `nouns` name publications
    besides those of the language.
    """
    post = plainly_spaced(post)
    tongue = language.language_of(post)
    words = cues.with_nouns(tongue, nouns)
    held = blocks(post)
    links = anchors(post, words)
    beside = _beside_linked_titles(held, links)
    sightings: list[Sighting] = []
    listed = titled = False
    for block in held:
        if not promising(post, block, words.stems):
            listed = titled = False
            continue
        passage = within(post, block.span)
        titled = (titled and "item" in block.kinds) or block.span in beside
        here = replace(block, listed=listed, titled=titled)
        seen = list(_seen(passage, here, words))
        sightings += _distinct(_outside_code(passage, seen))
        listed = any(_is_entry(sighting) for sighting in seen)
        titled = any(_is_listed_title(sighting) for sighting in seen)
    groups = bind(post, sightings, links, held, words)
    found = [mention_of(post, group, tongue) for group in groups]
    if not found and (said := whole_mention(post, tongue)):
        return (said,)
    whole = page_mention(post, tongue, page)
    mentions = without_repeats(([whole] if whole else []) + _said_once(post, found))
    told = [_with_topic(post, mention) for mention in mentions]
    likely = None if whole else likely_mention(post, tongue, told)
    return tuple(sorted([*told, *([likely] if likely else ())], key=_placed))


def _placed(mention: Mention) -> int:
    return (mention.place.span or mention.span).start


def _beside_linked_titles(blocks: Sequence[Block], links: Sequence[Anchor]) -> frozenset[Span]:
    """The items of lists next to one that is, but for a few words, the linked title of a work."""
    starts = [block.span.start for block in blocks]
    found: set[Span] = set()
    places = (bisect_right(starts, link.span.start) - 1 for link in links if link.link)
    linked = {starts[at] for at in places if at >= 0}
    for link in links:
        at = bisect_right(starts, link.span.start) - 1
        if at < 0 or not link.scholarly or link.generic or link.link is None:
            continue
        block = blocks[at].span
        if "item" in blocks[at].kinds and 2 * len(link.span) > len(block) > _MARGIN:
            found |= {
                near.span
                for near in blocks[max(0, at - 1) : at + 2]
                if "item" in near.kinds and near.span.start not in linked
            }
    return frozenset(found)


def _with_topic(post: Post, mention: Mention) -> Mention:
    """An unlinked announcement with what it says of its work: "our paper on keeping cells warm"."""
    if mention.tracked != "no" or "topic after" not in mention.signs:
        return mention
    said = _CLAUSE.match(post.text, mention.span.end)
    if said is None or not said.group().strip():
        return mention
    span = Span(
        mention.span.start,
        mention.span.start + len(post.text[mention.span.start : said.end()].rstrip()),
    )
    return replace(mention, span=span, place=post.place(span))


def _seen(passage: Post, block: Block, words: Cues) -> Iterator[Sighting]:
    """What the finders see in a block; one that is a single reference holds nothing else."""
    entries = list(citations(passage, block, words))
    yield from entries
    if len(entries) == 1 and len(block.span) - len(entries[0].span) < _MARGIN:
        return
    for finder in _LOOSE:
        yield from finder(passage, block, words)


def _is_entry(sighting: Sighting) -> bool:
    """Whether a sighting is a reference that takes up its block."""
    return sighting.kind == "citation" and sighting.span.start - sighting.block.start < _MARGIN


def _is_listed_title(sighting: Sighting) -> bool:
    """Whether a sighting is a title in a list of such."""
    return sighting.alone and not {LED_IN, LISTED}.isdisjoint(sighting.signs)


def _said_once(post: Post, mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions without announcements that say the same words again ("the Polypolish paper")."""
    said: set[str] = set()
    kept = []
    for mention in mentions:
        words = mention.span.of(post.text).casefold()
        if mention.kind != "informal" or mention.identifiers or words not in said:
            kept.append(mention)
        said.add(words)
    return kept


def _outside_code(post: Post, sightings: Iterable[Sighting]) -> Iterator[Sighting]:
    codes = [region.span for region in post.regions_of("code")]
    return (
        sighting for sighting in sightings if not any(code.covers(sighting.span) for code in codes)
    )


def _distinct(sightings: Iterable[Sighting]) -> list[Sighting]:
    """One sighting a stretch: where two overlap, the more telling kind, then the surer one."""
    kept: list[Sighting] = []
    for sighting in sorted(sightings, key=lambda s: (_RANK[s.kind], not s.alone, s.span)):
        at = bisect_left(kept, sighting.span, key=lambda other: other.span)
        if not any(sighting.span.overlaps(other.span) for other in kept[max(0, at - 1) : at + 1]):
            kept.insert(at, sighting)
    return kept
