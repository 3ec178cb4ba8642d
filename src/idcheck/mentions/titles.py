"""Publications named by their title: quoted, emphasised or linked words with a cue around them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from idcheck.mentions import blocks as reading
from idcheck.mentions import venues
from idcheck.mentions.anchors import generic_label
from idcheck.mentions.author_year import is_author_year
from idcheck.mentions.cues import alternatives
from idcheck.mentions.sighting import Sighting
from idcheck.post import Span
from idcheck.works import Author, Reference

if TYPE_CHECKING:
    from collections.abc import Iterator

    from idcheck.mentions.blocks import Block
    from idcheck.mentions.cues import Cues
    from idcheck.post import Post

_QUOTED = re.compile(
    r"(?<!\w)[\"“«„‘'](?P<title>[A-ZÀ-Þ\d][^\"“”«»„\n]{10,250}?)[,.]?[\"”»“](?!\w)|《(?P<book>[^《》\n]{2,80})》|『(?P<work>[^『』\n]{4,80})』"
)
_PERSON = r"[A-ZÀ-Þ][\w’'-]+(?: (?:[A-Z]\.|van|von|de|der))*(?: [A-ZÀ-Þ][\w’'-]+){1,2}"
_BY = re.compile(rf"[\"”»*)]?,?[ ](?:by|von|av|par|por|di)[ ](?P<name>{_PERSON})")
_CREDITED = re.compile(
    r"[\"”»*]?,?[ ]\([^()\d]{2,60}(?:et al\.?|and [^()\d]{2,30}|& [^()\d]{2,30}),?[ ](?:19|20)\d\d[^()]{0,80}\)"
)
_IMPRINT = re.compile(
    r"[\"”»*]?\.?[ ]?\((?P<press>[A-ZÀ-Þ][^()\n]{2,60}?,? )?(?P<year>(?:1[89]|20)\d\d)\)"
)
_PRESS = re.compile(r"\b(?:Press|Books|Verlag|Publish\w+|Editions?|Éditions|Förlag)\b")
_ENOUGH_WORDS = 3
_QUOTES = frozenset("\"“«„‘'")
_MARGIN = 3
_LEAD = 200
_LEAST_BOOK_WORDS = 2


@dataclass(frozen=True, slots=True)
class _Patterns:
    before: re.Pattern[str]
    after: re.Pattern[str]


@cache
def _patterns(cues: Cues) -> _Patterns:
    noun = rf"(?P<noun>{cues.noun})"
    titled = alternatives(cues.words("titled"))
    deictic = alternatives(cues.words("deictic"))
    out = alternatives(cues.words("out"))
    return _Patterns(
        before=re.compile(
            rf"(?:(?<![\w-])(?P<deictic>(?:{deictic})[ ])?{noun}(?:(?:[ ](?:is|was|are))?[ ](?P<titled>{titled})|[ ]\([^()]{{1,40}}\))?|(?<!\w)(?P<title_of>{titled}))"
            r"[,:;]?[ ]?[\"“«„‘'(*]?$",
            re.IGNORECASE,
        ),
        after=re.compile(
            rf"[\"”»*)]?,?[ ](?:(?:(?:has|have|was|is|were|been|just|now|recently|got|which)[ ]){{0,3}}(?:{out})|(?:[\w-]+[ ]){{0,2}}(?P<noun>{cues.noun})(?!\w))",
            re.IGNORECASE,
        ),
    )


def titles(post: Post, block: Block, cues: Cues) -> Iterator[Sighting]:
    """The titles of a block. Without a cue around it, a title needs a link to count."""
    labelled = _labelled(post, block, cues)
    if labelled:
        yield labelled
        return
    seen: list[Span] = []
    yield from _imprinted(post, block, cues)
    yield from _named_books(post, block, cues)
    for span in _marked(post, block):
        words = len(span.of(post.text).split())
        if (words < _LEAST_BOOK_WORDS and not _cjk(span.of(post.text))) or any(
            span.overlaps(other) for other in seen
        ):
            continue
        sentence = reading.sentence_at(post.text, block.span, span.start, cues)
        sighting = _judged(
            post,
            block,
            span,
            Span(min(sentence.start, span.start), max(sentence.end, span.end)),
            cues,
        )
        if sighting:
            seen.append(span)
            yield sighting


def _labelled(post: Post, block: Block, cues: Cues) -> Sighting | None:
    """A block of the shape "Title: ...", as lists of fields have it."""
    labels = alternatives(cues.words("title_label"))
    match = re.match(
        rf"\s*(?:{labels}):\s*(?P<title>\S.*\S)", block.span.of(post.text), re.IGNORECASE
    )
    if match is None or not _titlelike(match["title"]) or re.search(r"\s\w+: ", match["title"]):
        return None
    span = Span(block.span.start + match.start("title"), block.span.start + match.end("title"))
    reference = Reference(title=" ".join(match["title"].split()), words=match["title"])
    return Sighting(span, "title", reference, True, block.span)


def _imprinted(post: Post, block: Block, cues: Cues) -> Iterator[Sighting]:
    """Books in unmarked text: "her book, Title: Subtitle (Some Press, 2011)"."""
    for match in _imprint_pattern(cues).finditer(post.text, block.span.start, block.span.end):
        press = venues.lookup(match["press"])
        if not (press and press.kind == "press") and not _PRESS.search(match["press"]):
            continue
        span = Span(*match.span("title"))
        reference = Reference(
            title=" ".join(match["title"].split()),
            year=int(match["year"]),
            publisher=press.title if press else match["press"],
            type="book",
            words=match.group(),
        )
        yield Sighting(span, "title", reference, True, block.span)


def _named_books(post: Post, block: Block, cues: Cues) -> Iterator[Sighting]:
    """Books in unmarked text by their capitals: "the book Statistics for People"."""
    for match in _book_pattern(cues).finditer(post.text, block.span.start, block.span.end):
        reference = Reference(title=match["title"], type="book", words=match.group())
        yield Sighting(Span(*match.span("title")), "title", reference, True, block.span)


@cache
def _book_pattern(cues: Cues) -> re.Pattern[str]:
    small = alternatives(cues.words("small"))
    owners = alternatives(
        [*cues.words("possessive"), *cues.words("articles"), *cues.words("fresh")]
    )
    capital = r"[A-ZÀ-Þ][\w'’-]*+"
    return re.compile(
        rf"(?<!\w)(?i:{owners})[ ](?i:{cues.book})[,:]?[ ](?P<title>{capital}(?:[ ](?:{small})(?=[ ])|:?[ ]{capital}){{1,12}}[ ]{capital})(?!\w)"
    )


@cache
def _imprint_pattern(cues: Cues) -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w)(?:{cues.book}),?[ ](?P<title>[A-ZÀ-Þ][^()\n“”\"]{{8,200}}?)[ ]"
        r"\((?P<press>[A-ZÀ-Þ][^()\n]{2,60}),[ ](?P<year>(?:1[89]|20)\d\d)\)"
    )


def _marked(post: Post, block: Block) -> Iterator[Span]:
    """Stretches that quotation marks, emphasis or a link set apart, the widest first."""
    found = [
        Span(*match.span(match.lastgroup or 0))
        for match in _QUOTED.finditer(post.text, block.span.start, block.span.end)
    ]
    found += [
        region.span
        for region in post.regions_of("emphasis", "strong")
        if block.span.covers(region.span)
    ]
    found += [link.span for link in post.links if block.span.covers(link.span) and len(link.span)]
    yield from sorted(found, key=lambda span: (-len(span), span.start))


def _judged(post: Post, block: Block, span: Span, sentence: Span, cues: Cues) -> Sighting | None:
    text, patterns = post.text, _patterns(cues)
    title = span.of(text).strip(' \t\n*_"“”«».,;:')
    before = patterns.before.search(text[max(sentence.start, span.start - 70) : span.start])
    after = patterns.after.match(text, span.end, sentence.end)
    by = _BY.match(text, span.end, sentence.end)
    imprint = _IMPRINT.match(text, span.end, block.span.end)
    noun = (before["noun"] if before else after["noun"] if after else None) or ""
    other_thing = cues.not_titled.search(text, max(sentence.start, span.start - 90), span.start)
    quoted = text[span.start - 1 : span.start] in _QUOTES
    kind = cues.noun_types.get(noun.lower(), "")
    long_enough = _titlelike(title) or (
        kind in {"book", "chapter", "thesis"} and title[:1].isupper()
    )
    press = venues.lookup(imprint["press"].strip(" ,")) if imprint and imprint["press"] else None
    alone = long_enough and bool(
        (
            before
            and before["noun"]
            and not before["deictic"]
            and (before["titled"] or kind != "article" or _titlelike(title))
        )
        or (after and after["noun"] is None and _titlelike(title))
        or (before and before["title_of"] and quoted and not other_thing)
        or (imprint and (press or by or kind))
        or _CREDITED.match(text, span.end, block.span.end)
        or (_titlelike(title) and _led_in(post, block, span, cues))
        or (by and kind)
    )
    if (
        (not alone and not _titlelike(title))
        or is_author_year(title, cues)
        or generic_label(title, cues)
    ):
        return None
    if cues.not_works.search(text, max(sentence.start, span.start - 40), span.start):
        alone = False
    author = by["name"] if by else ""
    reference = Reference(
        title=" ".join(title.split()),
        authors=(Author(author.split()[-1], " ".join(author.split()[:-1])),) if author else (),
        year=int(imprint["year"]) if imprint else None,
        publisher=press.title if press and press.kind == "press" else "",
        type=kind,
        words=reading.around(text, sentence, span),
    )
    return Sighting(span, "title", reference, alone, block.span)


def _led_in(post: Post, block: Block, span: Span, cues: Cues) -> bool:
    """Whether the title is a block of its own, led in by a sentence on a publication and a colon."""
    if span.start - block.span.start > _MARGIN or block.span.end - span.end > _MARGIN:
        return False
    if not any(region.span.covers(span) for region in post.regions_of("strong")):
        return False
    lead = post.text[max(0, block.span.start - _LEAD) : block.span.start].rstrip()
    return lead.endswith(":") and bool(
        re.search(rf"(?<![\w-])(?:{cues.noun})(?![\w-])[^.?!]*:$", lead, re.IGNORECASE)
    )


def _titlelike(title: str) -> bool:
    """Several words that begin like a title, rather than an emphasised phrase or an address."""
    words = title.split()
    if _cjk(title):
        return len(title) >= _ENOUGH_WORDS
    return (
        len(words) > _ENOUGH_WORDS
        and (title[:1].isupper() or title[:1].isdigit())
        and "://" not in title
        and not re.search(r"[.!?][ ][A-ZÀ-Þ]\w+ \w+ ", title)
        and not title.endswith(("?!", "!!"))
    )


def _cjk(title: str) -> bool:
    return bool(re.search(r"[\u3040-\u30ff\u4e00-\u9fff]", title))
