"""What stands around a stretch that may be a title: nouns, cue words, authors and imprint."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from msgspec import Struct

from idcheck import lazy
from idcheck.mentions import blocks as reading
from idcheck.mentions.cues import alternatives
from idcheck.mentions.lowered import has_any
from idcheck.mentions.title_places import FOREIGN, SET_APART
from idcheck.post import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from idcheck.mentions.blocks import Block
    from idcheck.mentions.cues import Cues
    from idcheck.mentions.title_places import Place

TELLING = 4
"""Words from which on a stretch after "on" is a title rather than a topic."""
_MARGIN = 3
_PERSON = r"[A-ZÀ-Þ][\w’'-]+(?: (?:[A-Z]\.|van|von|de|der))*(?: [A-ZÀ-Þ][\w’'-]+){1,2}"
_CREDITED = lazy.pattern(
    r"(?:[\"”*]|[ ]?»)?,?(?:[ ]\(|[ ]?（)[^()（）\d]{2,60}(?:et al\.?|and [^()\d]{2,30}|& [^()\d]{2,30}|，|, ?),?[ ]?(?:19|20)\d\d[^()]{0,80}[)）]"
)
_IMPRINT = lazy.pattern(
    r"(?:[\"”*]|[ ]?»)?\.?[ ]?\((?P<press>[A-ZÀ-Þ][^()\n]{2,60}?,? )?(?P<year>(?:1[89]|20)\d\d)\)"
)
_IN_ROW = lazy.pattern(r"[\"“«„][^\"“”«»„\n]{4,150}[\"”»“],?[ ](?:[\w]{1,3}[ ])?[\"“«„]$")
_QUOTES = frozenset("\"“«„‘'")
_BRACKETED = lazy.pattern(r"[,，][ ]?[^()（）\d]{2,40}[,，]?[ ]?(?:1[89]|20)\d\d年?[)）]")
_LEAD = 200
_AROUND = 300
_SENTENCES = 3
"""Words of prose around a stretch from which on it stands among sentences, not in a reference."""
_SENTENCE_LEAD, _THINGS = 70, 90
"""Code points before a title in which its noun and other things with titles are looked for."""
_TOUCHING = {FOREIGN: 2, "in title marks": 4}
"""Code points before a noun that such a stretch is the title of ("《How cells keep warm》一书")."""
_BRIEF = 45
"""Code points of the words that announce a title in a sentence of their own."""


class Around(Struct, frozen=True):
    """What stands around a stretch: words before and after it, author and imprint behind it.

    `kind` is the type of work of the noun before or after, `other` whether that is of another thing.
    """

    sentence: Span
    lead: Span
    before: re.Match[str] | None
    after: re.Match[str] | None
    by: re.Match[str] | None
    imprint: re.Match[str] | None
    kind: str
    other: bool


def around(text: str, block: Block, place: Place, title: str, cues: Cues) -> Around:
    """Look around a stretch whose words are `title`."""
    span = place.span
    sentence = reading.sentence_at(text, block.span, span.start, cues)
    last = reading.sentence_at(text, block.span, span.end, cues)
    sentence = Span(min(sentence.start, span.start), max(sentence.end, last.end, span.end))
    patterns = _patterns(cues)
    lead = Span(max(sentence.start, span.start - _SENTENCE_LEAD), span.start)
    before = patterns.before.search(lead.of(text)) if has_any(text, lead, cues.titled_low) else None
    if before and before["on"] and (place.how not in SET_APART or len(title.split()) < TELLING):
        before = None
    after = patterns.after.match(text, span.end, sentence.end)
    noun = (before["noun"] if before else after["noun"] if after else None) or ""
    row = _row_start(text, sentence, span)
    things = Span(max(sentence.start, row - _THINGS), row)
    if before and before["noun"]:  # "a conference abstract on" is of no conference
        end = lead.start + before.start("noun")
        things = Span(min(things.start, end), end)
    return Around(
        sentence, lead, before, after,
        by=patterns.by.match(text, span.end, sentence.end),
        imprint=_IMPRINT.match(text, span.end, block.span.end),
        kind=cues.noun_types.get(noun.lower(), ""),
        other=_other_thing(text, things, cues),
    )  # fmt: skip


def signs_beside(
    text: str, block: Block, place: Place, around: Around, cues: Cues
) -> Iterator[str]:
    """What stands right before and after a stretch."""
    span, after = place.span, around.after
    if around.other:
        yield "other thing before"
    if _patterns(cues).source.search(around.lead.of(text)):
        yield "source before"
    if after:
        yield "noun after" if after["noun"] else "out after"
        if after["noun"] and after.start("noun") - span.end < _TOUCHING.get(place.how, 0):
            yield "noun right after"
    if span.start - around.sentence.start <= _MARGIN and _announced(text, block, around, cues):
        yield "announced before"
    if place.how == "a sentence of its own" and _among_prose(text, block, span, cues):
        yield "among prose"
    if around.by:
        yield "byline"
    if around.imprint:
        yield "imprint" if around.imprint["press"] else "year in brackets"
    if _CREDITED.match(text, span.end, block.span.end) or _in_brackets(text, span):
        yield "authors in brackets"


def noun_signs(around: Around, text: str, span: Span) -> Iterator[str]:
    """What leads in the title."""
    before = around.before
    if before is None:
        return
    if before["title_of"]:
        marked = text[max(0, span.start - 2) : span.start].rstrip()[-1:] in _QUOTES
        yield "other thing called" if around.other else "called" if marked else "called, unmarked"
        return
    yield "noun before"
    yield f"{around.kind or 'article'} noun"
    if before["titled"]:
        yield "noun and called"
    elif not before["deictic"] and before.group()[before.end("noun") - before.start() :][:1] in {
        ":",
        "：",
    }:
        yield "noun and colon"
    if before["deictic"]:
        yield "deictic before"


def cues_before(text: str, sentence: Span, span: Span, cues: Cues) -> Iterator[str]:
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
    if re.search(r"[:：][ ]?[\"“«]?$", text[max(0, span.start - 3) : span.start]):
        yield "colon before"


def _in_brackets(text: str, span: Span) -> bool:
    """Whether the title stands in brackets with author and year: "(How cells keep warm, Lee, 2020)"."""
    return text[max(0, span.start - 1) : span.start] in {"(", "（"} and bool(
        _BRACKETED.match(text, span.end)
    )


def _announced(text: str, block: Block, around: Around, cues: Cues) -> bool:
    """Whether a few words before the sentence announce a work ("New paper!")."""
    start = around.sentence.start
    said = text[max(block.span.start, start - _BRIEF) : start].rstrip()
    last = re.split(r"[.?!:]\s", said)[-1] if len(said) < _BRIEF else ""
    noun = cues.one_noun.search(last)
    return bool(noun and len(last.split()) <= TELLING and cues.pattern("fresh").search(last))


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


def _other_thing(text: str, span: Span, cues: Cues) -> bool:
    """Whether a stretch has a word for things that have titles too."""
    return has_any(text, span, cues.not_titled_low) and bool(
        cues.not_titled.search(text, span.start, span.end)
    )


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
        topic = alternatives(cues.words("topic"))
        self.source = lazy.pattern(
            rf"{edge}(?:{alternatives(cues.words('source_label'))})(?:[ ][\w’'-]+){{0,4}}[:：][ ]?[\"“«„*]?$",
            re.IGNORECASE,
        )
        copula = join(map(re.escape, cues.words("came_out"))) or "(?!)"
        space = "[ ]" if cues.spaced else "[ ]?"
        between = r"(?:[\w-]+[ ]){0,2}" if cues.spaced else r"[^\s。，、]{0,4}?"
        self.before = lazy.pattern(
            rf"(?:{edge}(?P<deictic>(?:{deictic}){space})?(?P<noun>{cues.led_in_by})"
            rf"(?:(?:[ ](?:{copula}))?{space}(?P<titled>{titled})|[ ]\([^()]{{1,40}}\)|[ ](?P<on>{topic})|[ ](?:{byline})[ ][^,.;:()\"“«\n]{{2,50}},)?"
            rf"|{edge}(?P<title_of>{titled}))"
            r"[,:;：]?[ ]?(?:[\"“„‘'(*《『「]|«[ ]?)?$",
            re.IGNORECASE,
        )
        self.after = lazy.pattern(
            rf"(?:[\"”*)》』」]|[ ]?»)?,?{space}(?:(?:(?:{auxiliaries})[ ]){{0,3}}{out}|{between}(?P<noun>{cues.noun}){end})",
            re.IGNORECASE,
        )
        self.by = lazy.pattern(rf"(?:[\"”*)]|[ ]?»)?,?[ ](?:{byline})[ ](?P<name>{_PERSON})")


@cache
def _patterns(cues: Cues) -> _Patterns:
    return _Patterns(cues)
