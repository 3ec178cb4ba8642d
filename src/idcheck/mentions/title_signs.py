"""What a stretch shows that may be a title: its own words, where it stands, what it is linked to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from idcheck import lazy
from idcheck.mentions import entry, wording
from idcheck.mentions.names import author_list
from idcheck.post import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from idcheck.mentions.blocks import Block
    from idcheck.mentions.cues import Cues
    from idcheck.post import Post

LED_IN, LISTED = "led in", "in a list of titles"
_WITHIN_SITE = lazy.pattern(r"/(?!/)|\.\.?/|\{")
"""How targets begin that lead to a page of the same site, templates included."""
_DATED_PAGE = lazy.pattern(r"/(?:blog|posts?|news|noticias|aktuelles|(?:19|20)\d\d/\d\d?)/")
"""Parts of addresses of blog posts and news."""
_OTHER_FILE = lazy.pattern(
    r"\.(?:xlsx?|csv|tsv|json|zip|png|jpe?g|gif|svg|mp[34]|pptx?|ics)(?:[?#]|$)", re.IGNORECASE
)
"""Ends of addresses of files that hold no publication."""
_BESIDE = 160
_MOSTLY = 0.7
_LEAST_REST = 8
_LEAD = 200
_MARGIN = 3


def word_signs(title: str, cues: Cues) -> Iterator[str]:
    """What the words themselves show."""
    if wording.cjk(title):
        yield "chinese or japanese"
        if "://" in title or cues.pattern("prose").search(title):
            yield "address inside"
        return
    if cues.language != "en" and wording.known(title) > _MOSTLY:
        yield "foreign words"
    count = len(title.split())
    yield (
        "one word"
        if count == 1
        else "few words"
        if count < 4
        else "many words"
        if count > 7
        else "some words"
    )
    yield f"learned words {wording.step(title)}"
    share = wording.capitals(title)
    yield (
        "all capitalised"
        if share > 0.9
        else "half capitalised"
        if share > 0.4
        else "little capitalised"
    )
    if ": " in title[3:]:
        yield "subtitle"
    if title.endswith("?"):
        yield "question"
    if title.endswith(("!", "…", "...")):
        yield "exclamation"
    if not (title[:1].isupper() or title[:1].isdigit()):
        yield "small beginning"
    if re.search(r"[.!?] [A-ZÀ-Þ]\w+ \w+ ", title):
        yield "two sentences"
    if "://" in title or "@" in title:
        yield "address inside"
    if cues.pattern("organisations").search(title):
        yield "organisation"


def block_signs(post: Post, block: Block, span: Span, cues: Cues) -> Iterator[str]:
    """Where the title stands."""
    yield from (
        f"in a {kind}"
        for kind in sorted(block.kinds & {"heading", "item", "cell", "footnote", "quote"})
    )
    if block.under in cues.reference_headings:
        yield "in a list of references"
    elif cues.not_titled.search(block.under):
        yield "under a heading of other things"
    if block.short:
        yield "in a short post"
    if span.start - block.span.start <= _MARGIN:
        yield "begins its block"
        if block.span.end - span.end <= _MARGIN:
            yield "fills its block"
    if any(region.span.overlaps(span) for region in post.regions_of("strong")):
        yield "strong"
    if any(region.span.covers(span) for region in post.regions_of("emphasis")):
        yield "emphasis"
    lead = post.text[max(0, block.span.start - _LEAD) : block.span.start].rstrip()
    last = re.split(r"[.?!]\s", lead)[-1]
    begins = span.start - block.span.start <= _MARGIN
    if begins and lead.endswith((":", "：")) and cues.nouns.search(last):
        yield LED_IN
    elif begins and block.titled:
        yield LISTED


def link_signs(post: Post, span: Span) -> Iterator[str]:
    """Where the links on a title lead."""
    targets = [link.target for link in post.links if link.span.overlaps(span)]
    if targets:
        yield "linked"
    if any(map(_WITHIN_SITE.match, targets)):
        yield "page of the site"
    elif any(map(_DATED_PAGE.search, targets)):
        yield "page of a blog"
    elif any(map(_OTHER_FILE.search, targets)):
        yield "another file"


def record_signs(post: Post, block: Block, span: Span) -> Iterator[str]:
    """Parts of a reference that stand beside the title in its block."""
    rest = Span(span.end, min(block.span.end, span.end + _BESIDE))
    if len(rest) < _LEAST_REST:
        return
    if entry.numbers(post.text, rest):
        yield "volume or pages after"
    at = rest.start
    while at < rest.end and not post.text[at].isalnum():
        at += 1
    authors = author_list(post.text, at, rest.end)
    if authors and (len(authors.authors) > 1 or authors.et_al):
        yield "authors after"
    if entry.container(post, rest):
        yield "venue after"
