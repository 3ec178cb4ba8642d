"""Formatted references: entries of reference lists, and references in running text."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from idcheck import lazy
from idcheck.mentions import blocks as reading
from idcheck.mentions.cues import alternatives
from idcheck.mentions.entry import read_entry
from idcheck.mentions.lowered import has_any
from idcheck.mentions.names import author_list
from idcheck.mentions.sighting import Sighting
from idcheck.post import Span
from idcheck.works import Reference

if TYPE_CHECKING:
    from collections.abc import Iterator

    from idcheck.mentions.blocks import Block
    from idcheck.mentions.cues import Cues
    from idcheck.post import Post

_NUMBERING = lazy.pattern(r"\s*(?:\[\d{1,3}\]|\(\d{1,3}\)|\d{1,3}[.)]|[•*–-])?\s*[\"“«]?")
_YEAR_AFTER = lazy.pattern(
    r"[,.:]?\s*(?:\((?P<paren>(?:1[6-9]|20)\d\d)[a-z]?(?:,[^()\n]{1,24})?\)|(?P<bare>(?:1[6-9]|20)\d\d)[a-z]?)(?=\s*[.,:;\s)])"
)
_AFTER_COLON = lazy.pattern(r"(?<=:)\s+(?=[A-ZÀ-Þ])|(?<=: \*)(?=\S)")
_LABEL = lazy.pattern(r"[A-ZÀ-Þ][\w ]{2,30}:\s+")
_LABEL_LENGTH = 30
_LONGEST = 1500
_DATED = ("press", "forthcoming", "preprint", "accepted", "doi")
"""Of which every reference has one, or a digit."""
_ENOUGH = 3
_LONG_TITLE = 300
_DIGIT = lazy.pattern(r"\d")
_COLONS = lazy.pattern(r"[|:：]")
_RECORDED = lazy.pattern(
    r"\b(?:doi|isbn|pmid|arxiv|journal|publication|publisher)\b", re.IGNORECASE
)
"""What a list of the fields of a work names, and one of the fields of a post does not."""
_NEAR = 80


def citations(post: Post, block: Block, cues: Cues) -> Iterator[Sighting]:
    """The formatted references of a block: whole lines first, else those inside its sentences."""
    if "heading" in block.kinds or _own(post, block, cues):
        return
    record = _record(post.text, block, cues)
    if record is not None:
        yield record
        return
    for line in reading.lines(post.text, block.span):
        whole = _line_entry(post, block, line, cues)
        if whole is not None:
            yield whole
        else:
            yield from _inside(post, block, line, cues)


def _record(text: str, block: Block, cues: Cues) -> Sighting | None:
    """A block that lists the fields of one work: "Title | ... Authors | ... Publication | ..."."""
    if not _COLONS.search(text, block.span.start, block.span.end) or not has_any(
        text, block.span, cues.low_words("title_label")
    ):
        return None
    titled = _record_title(cues).search(text, block.span.start, block.span.end)
    if titled is None:
        return None
    named = _record_field(cues).search(
        text, titled.end(), min(block.span.end, titled.end() + _LONG_TITLE)
    )
    if named is None or not _RECORDED.search(text, titled.end(), block.span.end):
        return None
    title = " ".join(text[titled.end() : named.start()].split()).strip(" |:")
    span = Span(titled.end(), block.span.end)
    reference = Reference(title=title, words=span.of(text)[:_LONGEST].strip())
    return Sighting(_trimmed(text, span), "citation", reference, True, block.span)


@cache
def _record_title(cues: Cues) -> re.Pattern[str]:
    return lazy.pattern(
        rf"{cues.whole(alternatives(cues.words('title_label')))}\s*[|:：]\s*", re.IGNORECASE
    )


@cache
def _record_field(cues: Cues) -> re.Pattern[str]:
    labels = alternatives(cues.words("author_label"))
    return lazy.pattern(rf"{cues.whole(labels)}\s*[|:：]", re.IGNORECASE)


def _line_entry(post: Post, block: Block, line: Span, cues: Cues) -> Sighting | None:
    """The line as one reference, if it is one."""
    if len(line) > _LONGEST or not (
        _DIGIT.search(post.text, line.start, line.end) or has_any(post.text, line, _DATED)
    ):
        return None
    numbering = _NUMBERING.match(post.text, line.start, line.end)
    first = numbering.end() if numbering else line.start
    listed = 1.0 if block.listed or block.under in cues.reference_headings else 0.0
    best: tuple[float, int, Sighting] | None = None
    for start in {first, *_after_label(post, Span(first, line.end))}:
        entry = Span(start, line.end)
        evidence = read_entry(post, entry)
        if evidence.score + listed >= _ENOUGH:
            found = Sighting(
                _trimmed(post.text, entry), "citation", evidence.reference, True, block.span
            )
            best = max(
                filter(None, [best, (evidence.score, start, found)]), key=lambda entry: entry[:2]
            )
    return best[2] if best else None


def _after_label(post: Post, line: Span) -> Iterator[int]:
    """Where a reference may begin after a label such as "Publication:", in bold or not."""
    labelled = _LABEL.match(post.text, line.start, line.end)
    if labelled:
        yield labelled.end()
    for region in post.regions_of("strong"):
        if region.span.start - line.start <= 1 and len(region.span) <= _LABEL_LENGTH:
            after = region.span.end
            while after < line.end and post.text[after] in " :*":
                after += 1
            yield after


def _own(post: Post, block: Block, cues: Cues) -> bool:
    """Whether the block tells how to cite the post itself."""
    near = Span(max(0, block.span.start - _NEAR), block.span.end)
    return has_any(post.text, near, cues.own_words) and bool(
        cues.own_citation.search(near.of(post.text))
    )


def _inside(post: Post, block: Block, line: Span, cues: Cues) -> Iterator[Sighting]:
    """References inside running text: an author list followed by its year begins each."""
    ends = [sentence.start for sentence in reading.sentences(post.text, line, cues)]
    colons = [match.end() for match in _AFTER_COLON.finditer(post.text, line.start, line.end)]
    starts = []
    for at in sorted({*ends, *colons}):
        authors = author_list(post.text, at, min(line.end, at + _LONGEST))
        if authors and _YEAR_AFTER.match(post.text, authors.end, line.end):
            starts.append(at)
    for at, following in pairwise([*starts, line.end]):
        entry = Span(at, min(following, at + _LONGEST))
        evidence = read_entry(post, entry)
        if evidence.score >= _ENOUGH:
            yield Sighting(
                _trimmed(post.text, entry), "citation", evidence.reference, True, block.span
            )


def _trimmed(text: str, span: Span) -> Span:
    held = span.of(text)
    return Span(
        span.start + len(held) - len(held.lstrip()),
        max(span.start + 1, span.start + len(held.rstrip())),
    )
