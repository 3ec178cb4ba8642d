"""Publications named by their title: quoted, emphasised, linked or standing by itself.

Stretches that may be titles are gathered (`title_places.py`), and the signs around and inside each
are weighed (`scoring.py`).
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from idcheck import lazy
from idcheck.mentions import blocks as reading
from idcheck.mentions import entry, scoring, title_places, venues, wording
from idcheck.mentions.anchors import generic_label
from idcheck.mentions.author_year import is_author_year
from idcheck.mentions.cues import alternatives
from idcheck.mentions.lowered import has_any
from idcheck.mentions.names import author_list
from idcheck.mentions.sighting import Sighting
from idcheck.post import Span
from idcheck.works import Author, Reference

if TYPE_CHECKING:
    from collections.abc import Iterator

    from idcheck.mentions.blocks import Block
    from idcheck.mentions.cues import Cues
    from idcheck.mentions.title_places import Place
    from idcheck.post import Post

MODEL = "title"
LED_IN, LISTED = "led in", "in a list of titles"
_PERSON = r"[A-ZÀ-Þ][\w’'-]+(?: (?:[A-Z]\.|van|von|de|der))*(?: [A-ZÀ-Þ][\w’'-]+){1,2}"
_CREDITED = lazy.pattern(
    r"[\"”»*]?,?[ ][(（][^()\d]{2,60}(?:et al\.?|and [^()\d]{2,30}|& [^()\d]{2,30}|，|, ?),?[ ]?(?:19|20)\d\d[^()]{0,80}[)）]"
)
_IMPRINT = lazy.pattern(
    r"[\"”»*]?\.?[ ]?\((?P<press>[A-ZÀ-Þ][^()\n]{2,60}?,? )?(?P<year>(?:1[89]|20)\d\d)\)"
)
_IN_ROW = lazy.pattern(r"[\"“«„][^\"“”«»„\n]{4,150}[\"”»“],?[ ](?:[\w]{1,3}[ ])?[\"“«„]$")
_QUOTES = frozenset("\"“«„‘'")
_LEAD = 200
_AROUND = 300
_SENTENCES = 3
"""Words of prose around a stretch from which on it stands among sentences, not in a reference."""
_FOREIGN = "a foreign stretch"
_MARGIN = 3
_BESIDE = 160
_MOSTLY = 0.7
_LEAST_REST = 8
_SET_APART = frozenset({"quoted", "emphasised", "in title marks", "link label"})
_FAINT = frozenset(
    {"few words", "one word", "small beginning", "two sentences", "exclamation", "address inside"}
)
"""Signs of stretches that no link makes a title."""


def titles(post: Post, block: Block, cues: Cues) -> Iterator[Sighting]:
    """The titles of a block, of those that overlap the likeliest; a faint one needs a link to count."""
    weighed = [
        (scoring.score(MODEL, sighting.signs), sighting)
        for sighting in candidates(post, block, cues)
    ]
    kept: list[Span] = []
    for _, sighting in sorted(weighed, key=lambda pair: (-pair[0], pair[1].span)):
        if not sighting.alone and (
            sighting.signs[0] not in _SET_APART or _FAINT.intersection(sighting.signs)
        ):
            continue
        if not any(sighting.span.overlaps(other) for other in kept):
            kept.append(sighting.span)
            yield sighting


def candidates(post: Post, block: Block, cues: Cues) -> Iterator[Sighting]:
    """All stretches of a block that may be titles, with their signs; they may overlap."""
    seen: set[Span] = set()
    for place in title_places.places(post, block, cues):
        if place.span not in seen:
            seen.add(place.span)
            sighting = _weighed(post, block, place, cues)
            if sighting:
                yield sighting


def _weighed(post: Post, block: Block, place: Place, cues: Cues) -> Sighting | None:
    text, span = post.text, place.span
    title = span.of(text).strip(' \t\n*_"“”«».,;:')
    if (
        not title
        or is_author_year(title, cues)
        or generic_label(title, cues)
        or re.fullmatch(r"[\W\d]*|et\.? al\.?", title)
        or venues.lookup(title)
        or (
            _people(title)
            and not (wording.cjk(text[span.end : span.end + 4]) and place.how == _FOREIGN)
        )
        or _unfinished(cues).search(title)
        or (place.how not in _SET_APART and _pair(cues).fullmatch(title))
    ):
        return None
    sentence = reading.sentence_at(text, block.span, span.start, cues)
    last = reading.sentence_at(text, block.span, span.end, cues)
    sentence = Span(min(sentence.start, span.start), max(sentence.end, last.end, span.end))
    patterns = _patterns(cues)
    lead = Span(max(sentence.start, span.start - 70), span.start)
    before = patterns.before.search(lead.of(text)) if has_any(text, lead, cues.titled_low) else None
    after = patterns.after.match(text, span.end, sentence.end)
    by = patterns.by.match(text, span.end, sentence.end)
    imprint = _IMPRINT.match(text, span.end, block.span.end)
    press = venues.lookup(imprint["press"].strip(" ,")) if imprint and imprint["press"] else None
    noun = (before["noun"] if before else after["noun"] if after else None) or ""
    kind = cues.noun_types.get(noun.lower(), "")
    row = _row_start(text, sentence, span)
    other = _other_thing(text, Span(max(sentence.start, row - 90), row), cues)
    signs = [
        *_own_signs(title, place, cues),
        *_noun_signs(before, span.start, kind, other=other, text=text),
        *(("other thing before",) if other else ()),
        *_cues_before(text, sentence, span, cues),
        *(("noun after",) if after and after["noun"] else ("out after",) if after else ()),
        *_block_signs(post, block, span, cues),
    ]
    if place.how == _FOREIGN and after and after["noun"] and after.start("noun") - span.end < 2:
        signs.append("noun right after")
    if before and before["noun"] and place.how in _SET_APART and len(title.split()) > 2:
        signs.append("set apart after a noun")
    if place.how == "a sentence of its own" and _among_prose(text, block, span, cues):
        signs.append("among prose")
    if by:
        signs.append("byline")
    if imprint:
        signs.append("imprint" if imprint["press"] else "year in brackets")
    if _CREDITED.match(text, span.end, block.span.end):
        signs.append("authors in brackets")
    signs += _record_signs(post, block, span)
    author = by["name"] if by else ""
    reference = Reference(
        title=" ".join(title.split()),
        authors=(Author(author.split()[-1], " ".join(author.split()[:-1])),) if author else (),
        year=int(imprint["year"]) if imprint else None,
        publisher=press.title if press and press.kind == "press" else "",
        type=kind,
        words=reading.around(text, sentence, span),
    )
    alone = scoring.score(MODEL, signs) >= 0
    return Sighting(span, "title", reference, alone, block.span, MODEL, tuple(signs))


def _among_prose(text: str, block: Block, span: Span, cues: Cues) -> bool:
    """Whether the words around the stretch in its block are those of sentences."""
    start, end = (
        max(block.span.start, span.start - _AROUND),
        min(block.span.end, span.end + _AROUND),
    )
    around = text[start : span.start] + " " + text[span.end : end]
    return len(cues.prose.findall(around)) >= _SENTENCES


def _row_start(text: str, sentence: Span, span: Span) -> int:
    """Where a row of quoted titles begins that ends with this one ("the projects «A», «B»")."""
    start = span.start
    while before := _IN_ROW.search(text[max(sentence.start, start - _LEAD) : start]):
        start -= len(before.group())
    return start


def _people(title: str) -> bool:
    """Whether the words are names of people, or little more than that."""
    authors = author_list(title, 0, len(title))
    return authors is not None and len(title) - authors.end < _MARGIN


@cache
def _unfinished(cues: Cues) -> re.Pattern[str]:
    """Words that end in the middle of a phrase ("8 teams from the"), as cut by emphasis."""
    words = (*cues.words("small"), *cues.words("articles"))
    return lazy.pattern(rf"\s(?:{alternatives(words)})$", re.IGNORECASE)


@cache
def _pair(cues: Cues) -> re.Pattern[str]:
    """Two names in running text: "Liao and Zigler", "Anna Berg and I"."""
    name = r"[A-ZÀ-Þ][\w’'-]+"
    return lazy.pattern(
        rf"(?:{name}[ ]){{0,3}}{name}[ ](?:{cues.joint})[ ](?:I|{name}(?:[ ]{name})?)"
    )


def _own_signs(title: str, place: Place, cues: Cues) -> Iterator[str]:
    """What the words themselves show."""
    yield place.how
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


def _noun_signs(
    before: re.Match[str] | None, at: int, kind: str, *, other: bool, text: str
) -> Iterator[str]:
    """What leads in the title."""
    if before is None:
        return
    if before["title_of"]:
        marked = text[at - 1 : at] in _QUOTES
        yield "other thing called" if other else "called" if marked else "called, unmarked"
        return
    yield "noun before"
    yield f"{kind or 'article'} noun"
    if before["titled"]:
        yield "noun and called"
    if before["deictic"]:
        yield "deictic before"


def _other_thing(text: str, span: Span, cues: Cues) -> bool:
    """Whether a stretch has a word for things that have titles too."""
    return has_any(text, span, cues.not_titled_low) and bool(
        cues.not_titled.search(text, span.start, span.end)
    )


def _cues_before(text: str, sentence: Span, span: Span, cues: Cues) -> Iterator[str]:
    """The cue words before the title in its sentence."""
    lead = Span(max(sentence.start, span.start - 120), span.start)
    nouns = has_any(text, lead, cues.nouns_low)
    if nouns and cues.one_noun.search(text, lead.start, lead.end):
        yield "noun in the sentence"
    lead = Span(max(sentence.start, span.start - 40), span.start)
    if (
        nouns
        and has_any(text, lead, cues.not_works_low)
        and cues.not_works.search(text, lead.start, lead.end)
    ):
        yield "no work before"
    if cues.prose.search(text, span.start, span.end):
        yield "prose words"
    if re.search(r":[ ]?[\"“«]?$", text[max(0, span.start - 3) : span.start]):
        yield "colon before"


def _block_signs(post: Post, block: Block, span: Span, cues: Cues) -> Iterator[str]:
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
    if any(link.span.overlaps(span) for link in post.links):
        yield "linked"
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


def _record_signs(post: Post, block: Block, span: Span) -> Iterator[str]:
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


class _Patterns:
    """The patterns around a title in one language."""

    def __init__(self, cues: Cues) -> None:
        edge, end = (r"(?<![\w-])", r"(?!\w)") if cues.spaced else ("", "")
        join = "|".join
        titled = join(map(re.escape, cues.words("titled"))) or "(?!)"
        deictic = join(map(re.escape, cues.words("deictic"))) or "(?!)"
        out = cues.pattern("out").pattern
        auxiliaries = join(map(re.escape, [*cues.words("auxiliaries"), *cues.words("came_out")]))
        byline = join(map(re.escape, cues.words("byline"))) or "(?!)"
        copula = join(map(re.escape, cues.words("came_out"))) or "(?!)"
        space = "[ ]" if cues.spaced else "[ ]?"
        between = r"(?:[\w-]+[ ]){0,2}" if cues.spaced else r"[^\s。，、]{0,4}?"
        self.before = lazy.pattern(
            rf"(?:{edge}(?P<deictic>(?:{deictic}){space})?(?P<noun>{cues.noun})(?:(?:[ ](?:{copula}))?{space}(?P<titled>{titled})|[ ]\([^()]{{1,40}}\))?|{edge}(?P<title_of>{titled}))"
            r"[,:;：]?[ ]?[\"“«„‘'(*《『「]?$",
            re.IGNORECASE,
        )
        self.after = lazy.pattern(
            rf"[\"”»*)》』」]?,?{space}(?:(?:(?:{auxiliaries})[ ]){{0,3}}{out}|{between}(?P<noun>{cues.noun}){end})",
            re.IGNORECASE,
        )
        self.by = lazy.pattern(rf"[\"”»*)]?,?[ ](?:{byline})[ ](?P<name>{_PERSON})")


@cache
def _patterns(cues: Cues) -> _Patterns:
    return _Patterns(cues)
