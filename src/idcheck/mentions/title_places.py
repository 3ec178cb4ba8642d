"""Where a title may stand: in quotes or emphasis, as a link, after a label, or by itself."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from msgspec import Struct

from idcheck import lazy
from idcheck.mentions import blocks as reading
from idcheck.mentions import wording
from idcheck.mentions.author_year import is_author_year
from idcheck.mentions.cues import alternatives
from idcheck.mentions.lowered import has_any
from idcheck.post import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from idcheck.mentions.blocks import Block
    from idcheck.mentions.cues import Cues
    from idcheck.post import Post

_QUOTED = lazy.pattern(
    r"(?<!\w)(?:[\"“„‘']|«[ ]?)(?P<title>[^\s\"“”«»„][^\"“”«»„\n]{6,250}?)[,.]?(?:[\"”“’']|[ ]?»)(?!\w)|《(?P<book>[^《》\n]{2,80})》|『(?P<work>[^『』\n]{4,80})』|「(?P<piece>[^「」\n]{6,80})」"
)
_QUOTE = lazy.pattern(r"[\"“«„‘'《『「]")
_MARKED = ("book", "work", "piece")
_LATIN_RUN = lazy.pattern(r"[A-Z][A-Za-z'’-]+(?:[:,]? [A-Za-z0-9/'’.-]+){1,30}\??")
_ADDRESS_PART = lazy.pattern(r"[:w](?:(?<=:)\S|ww\.)")
_ENDS = lazy.pattern(r"(?:\s*\(\w{1,12}\))?[\s.,;:!?\"”’')\]*_–—-]*$")
_TRAILING = ".,;:!?\"”’')]*_–—- \t\n\r\v\f\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
_BRACKET = 14
_ADDRESS = lazy.pattern(r"\s*(?:https?://\S+|www\.\S+|\bdoi:\S+)")
_LEAD = lazy.pattern(r"[\s(\[*_•·–—-]*")
_SHORT, _LONG = 15, 300
_BRIEF = 60
_LONG_WORD = lazy.pattern(r"[^\W\d_][\w'’-]{3,}")
_LEAST, _MOST = 4, 40


FOREIGN = "a foreign stretch"
SET_APART = frozenset({"quoted", "emphasised", "in title marks", "link label"})
"""How stretches are set apart from the words around them."""


class Place(Struct, frozen=True):
    """A stretch that may be a title, and how it is set apart."""

    span: Span
    how: str


def places(post: Post, block: Block, cues: Cues) -> Iterator[Place]:
    """The stretches of a block that may be titles, the most plainly marked first."""
    yield from _labelled(post.text, block, cues)
    yield from _imprinted(post.text, block, cues)
    yield from _credited(post.text, block, cues)
    yield from _up_to_comma(post.text, block, cues)
    yield from _marked(post, block, cues)
    yield from _called(post.text, block, cues)
    if cues.spaced:
        yield from _capitalised(post.text, block, cues)
    else:
        yield from _latin(post.text, block)
    yield from _by_itself(post.text, block, cues)


def _labelled(text: str, block: Block, cues: Cues) -> Iterator[Place]:
    """A block of the shape "Title: ...", as lists of fields have it."""
    match = _label_pattern(cues).match(text, block.span.start, block.span.end)
    if match and not re.search(r"\s\w+: ", match["title"]):
        yield Place(Span(*match.span("title")), "labelled as title")


def _imprinted(text: str, block: Block, cues: Cues) -> Iterator[Place]:
    """Books in unmarked text: "her book, Title: Subtitle (Some Press, 2011)"."""
    if "(" not in block.span.of(text) or not has_any(text, block.span, cues.books_low):
        return
    for match in _imprint_pattern(cues).finditer(text, block.span.start, block.span.end):
        yield Place(Span(*match.span("title")), "before an imprint")


def _credited(text: str, block: Block, cues: Cues) -> Iterator[Place]:
    """Works in unmarked text before their authors: "the paper Cells keep warm (Lee et al., 2020)"."""
    if "(" not in block.span.of(text) or not has_any(text, block.span, cues.nouns_low):
        return
    for match in _credit_pattern(cues).finditer(text, block.span.start, block.span.end):
        if len(match["title"].split()) >= _LEAST and is_author_year(match["credit"], cues):
            yield Place(Span(*match.span("title")), "before its authors")


def _up_to_comma(text: str, block: Block, cues: Cues) -> Iterator[Place]:
    """Books in sentence case between their noun and a comma: "su libro El frío en la casa, Ana Ruiz".

    Only where the writer is named after the comma, or what follows says that the book is out:
    else nothing tells a title from the words of a clause.
    """
    if not cues.spaced or not has_any(text, block.span, cues.books_low):
        return
    for match in _comma_pattern(cues).finditer(text, block.span.start, block.span.end):
        yield Place(Span(*match.span(match.lastgroup or "title")), "before an imprint")


def _capitalised(text: str, block: Block, cues: Cues) -> Iterator[Place]:
    """Titles in unmarked text by their capitals: "the book Statistics for People"."""
    if not _capital_run(cues).search(text, block.span.start, block.span.end):
        return
    for match in _capital_pattern(cues).finditer(text, block.span.start, block.span.end):
        words = match.group("title").split()
        how = "capitals after a noun" if match["lead"] else "capitals"
        if len(words) >= (2 if match["lead"] else _LEAST):
            yield Place(Span(*match.span("title")), how)


def _marked(post: Post, block: Block, cues: Cues) -> Iterator[Place]:
    """Stretches that quotation marks, emphasis or a link set apart, the widest first."""
    found = []
    books = has_any(post.text, block.span, cues.books_low)
    quotes = _QUOTE.search(post.text, block.span.start, block.span.end)
    for match in _QUOTED.finditer(post.text, quotes.start(), block.span.end) if quotes else ():
        group = match.lastgroup or ""
        how = "in title marks" if group in _MARKED else "quoted"
        found.append(Place(Span(*match.span(group)), how))
    found += [
        Place(region.span, "emphasised")
        for region in post.regions_of("emphasis", "strong")
        if block.span.covers(region.span)
    ]
    found += [
        Place(link.span, "link label")
        for link in post.links
        if block.span.covers(link.span) and len(link.span)
    ]
    yield from sorted(
        (
            place for place in found
            if len(place.span.of(post.text).split()) > 1 or place.how == "in title marks"
            or (books and place.how == "emphasised") or wording.cjk(place.span.of(post.text))
        ),
        key=lambda place: (-len(place.span), place.span.start),
    )  # fmt: skip


def _called(text: str, block: Block, cues: Cues) -> Iterator[Place]:
    """What follows "titled" or "the article:" up to the end of the clause."""
    if not has_any(text, block.span, cues.titled_low):
        return
    for match in _called_pattern(cues).finditer(text, block.span.start, block.span.end):
        asks = cues.finds("asking", text, *match.span("title"))
        if not asks and not cues.one_noun.match(re.sub(r"^\S+\s", "", match["title"])):
            yield Place(_in_capitals(text, Span(*match.span("title"))), "after its label")


def _in_capitals(text: str, span: Span) -> Span:
    """The stretch up to its last capital, if it begins as titles in capitals do."""
    words = list(_LONG_WORD.finditer(text, span.start, span.end))
    capitals = [word for word in words if word.group()[0].isupper()]
    begins = words[:_LEAST]
    if len(begins) < _LEAST or any(word not in capitals for word in begins):
        return span
    return Span(span.start, capitals[-1].end())


def _by_itself(text: str, block: Block, cues: Cues) -> Iterator[Place]:
    """Lines and sentences without the words of prose, as titles are."""
    for line in reading.lines(text, block.span):
        whole = _core(text, line)
        sourced = _source(text, line, cues)
        if sourced and _possible(text, sourced, cues):
            yield Place(sourced, "after its label")
        if _possible(text, whole, cues):
            yield Place(whole, "a line of its own")
            continue
        for sentence in reading.sentences(text, line, cues):
            for part in _parts(text, sentence):
                if _possible(text, part, cues):
                    yield Place(part, "a sentence of its own")


def _source(text: str, line: Span, cues: Cues) -> Span | None:
    """What follows "Source of the data:" at the beginning of a line."""
    colon = text.find(": ", line.start, min(line.end, line.start + _BRIEF))
    if colon < 0 or not cues.finds("source_label", text, line.start, colon):
        return None
    return _core(text, Span(colon + 2, line.end))


def _parts(text: str, sentence: Span) -> Iterator[Span]:
    """The sentence, and what follows its last colon."""
    yield _core(text, sentence)
    colon = text.rfind(": ", sentence.start, sentence.end)
    if colon > 0:
        yield _core(text, Span(colon + 2, sentence.end))


def _core(text: str, span: Span) -> Span:
    """A stretch without addresses at its end and punctuation around it."""
    held = span.of(text)
    address = _ADDRESS.search(held) if _ADDRESS_PART.search(held) else None
    if address and address.start() > 10:
        held = held[: address.start()]
    lead = _LEAD.match(held)
    start = span.start + (lead.end() if lead else 0)
    end = span.start + _end(held) + ("?" in held[-2:] and held.rstrip().endswith("?"))
    return Span(start, max(start, min(end, span.end)))


def _end(held: str) -> int:
    """Where the words of a stretch end: before the punctuation at its end, and a short bracket there."""
    start = max(0, len(held.rstrip(_TRAILING)) - _BRACKET)
    while start and held[start - 1].isspace():
        start -= 1
    found = _ENDS.search(held, start)
    return found.start() if found else len(held)


def _possible(text: str, span: Span, cues: Cues) -> bool:
    if not _SHORT <= len(span) < _LONG:
        return False
    held = span.of(text)
    return (
        _LEAST <= len(held.split()) <= _MOST
        and (held[0].isupper() or held[0].isdigit())
        and "@" not in held
        and not wording.cjk(held)
        and wording.learnedness(held) > 0.0
        and len(cues.prose.findall(held)) <= 1
    )


def _latin(text: str, block: Block) -> Iterator[Place]:
    """Stretches of English among Chinese or Japanese."""
    for match in _LATIN_RUN.finditer(text, block.span.start, block.span.end):
        if wording.cjk(text[max(block.span.start, match.start() - 30) : match.end() + 30]):
            yield Place(Span(*match.span()), FOREIGN)


@cache
def _label_pattern(cues: Cues) -> re.Pattern[str]:
    labels = alternatives(cues.words("title_label"))
    return lazy.pattern(rf"\s*(?:{labels})[:：]\s*(?P<title>\S.*\S)", re.IGNORECASE)


@cache
def _imprint_pattern(cues: Cues) -> re.Pattern[str]:
    return lazy.pattern(
        rf"(?<!\w)(?i:{cues.book}),?[ ](?P<title>[A-ZÀ-Þ][^()\n“”\"]{{8,200}}?)[ ]"
        r"(?=\([A-ZÀ-Þ][^()\n]{2,60},[ ](?:1[89]|20)\d\d\))"
    )


@cache
def _comma_pattern(cues: Cues) -> re.Pattern[str]:
    title = r"[A-ZÀ-Þ][\w'’-]*(?:[ ][\w'’-]{1,30}){1,12}"
    owners, out = alternatives(cues.words("possessive")), alternatives(cues.words("out"))
    writer = r"[A-ZÀ-Þ][a-zß-ÿ]+[ ](?:(?:de|von|van|la)[ ])?[A-ZÀ-Þ][a-zß-ÿ]+[ ]"
    return lazy.pattern(
        rf"(?<!\w)(?:(?i:{owners})[ ](?:[a-zß-ÿ]{{1,20}}[ ]){{0,2}}(?i:{cues.book})[ ](?P<title>{title}),[ ]{writer}"
        rf"|(?i:{cues.book})[ ](?P<told>{title}),[ ](?:\w{{1,6}}[ ])?(?i:{out})(?!\w))"
    )


@cache
def _credit_pattern(cues: Cues) -> re.Pattern[str]:
    return lazy.pattern(
        rf"(?<![\w-])(?i:{cues.noun}),?[ ](?P<title>[A-ZÀ-Þ][^()\n“”\".;]{{15,200}}?)[ ]"
        r"\((?P<credit>[A-ZÀ-Þ][^()\n]{2,60},?[ ](?:1[89]|20)\d\d[a-z]?)\)"
    )


@cache
def _capital_pattern(cues: Cues) -> re.Pattern[str]:
    edge = r"(?<![\w-])" if cues.spaced else ""
    return lazy.pattern(
        rf"{edge}(?P<lead>(?i:{cues.noun})[,:]?[ ])?(?P<title>{_capitals(cues)})(?!\w)"
    )


@cache
def _capital_run(cues: Cues) -> re.Pattern[str]:
    """Matches where a title in capitals may be, much faster than the whole pattern."""
    return lazy.pattern(_capitals(cues))


def _capitals(cues: Cues) -> str:
    small = alternatives(cues.words("small"))
    capital = r"[A-ZÀ-Þ][\w'’-]*+"
    return rf"{capital}(?:[ ](?:{small})(?=[ ])|:?[ ]{capital}){{0,15}}:?[ ]{capital}"


@cache
def _called_pattern(cues: Cues) -> re.Pattern[str]:
    titled = alternatives(cues.words("titled"))
    space = "[ ]" if cues.spaced else "[ ]?"
    return lazy.pattern(
        rf"{cues.whole(f'(?:{titled}|(?:{cues.noun})[:：])')}[:：]?{space}(?P<title>[A-ZÀ-Þ\d][^\n\"“”«»]{{10,250}}?)(?=[.?!](?:\s|$)|, (?:and|which|by|und|och|et|y|e)\b|[ ]\(|，|。|\n|$)",
    )
