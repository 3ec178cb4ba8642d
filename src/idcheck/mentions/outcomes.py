"""Announcements without a noun for the work: "our results have been accepted at NeurIPS"."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from idcheck import lazy
from idcheck.mentions import blocks as reading
from idcheck.mentions.cues import alternatives
from idcheck.mentions.lowered import has_any
from idcheck.mentions.sighting import Sighting
from idcheck.post import Span
from idcheck.works import Reference

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from idcheck.mentions.blocks import Block
    from idcheck.mentions.cues import Cues
    from idcheck.mentions.venue_names import Named

NO_NOUN = "no noun"
"""The sign of an announcement that names no work."""
_REACH = 140
"""Code points before a venue in which what came out is looked for."""
_NEAR = 80
_AFTER = 40
_BESIDE = 12
"""Code points in which Chinese says before a venue that something came out in it."""
_FEW = 8
"""Words between a verb of telling and its venue: "write a team from Lund this week in"."""
_LEADING = 4
"""Words before a venue that a sentence begins with: "In the scientific journal"."""
_NEXT_TO = lazy.pattern(r"[」』》〉]?(?:誌|雜誌|杂志|期刊)?(?:电子版|オンライン版)?[上にで]?")
"""What stands between a venue and what happened there, in Japanese and Chinese."""
_PLAIN = frozenset({"journal", "preprint-server"})
"""Venues in which work is never only shown."""


def results(
    text: str, block: Block, sentence: Span, named: Sequence[Named], cues: Cues
) -> Iterator[Sighting]:
    """The announcement of a sentence that names no work, at most one."""
    for name in named:
        if name.venue.kind in {"repository", "press"}:
            continue
        begin = _begin(text, sentence, name, cues)
        if begin is not None:
            span = Span(begin, name.span.end)
            reference = Reference(
                container=name.venue.title, words=reading.around(text, sentence, span)
            )
            signs = (NO_NOUN, "published", "venue after")
            yield Sighting(span, "informal", reference, True, block.span, "", signs)
            return


def _begin(text: str, sentence: Span, name: Named, cues: Cues) -> int | None:
    """Where an announcement begins that ends with a venue, None if there is none."""
    lead = Span(max(sentence.start, name.span.start - _REACH), name.span.start)
    if lead.start == sentence.start and (at := _opened(text, lead, name, cues)) is not None:
        return at
    unsure = ("unpublished", "supposing")
    if any(cues.finds(each, text, lead.start, lead.end) for each in unsure):
        return None
    if name.doubtful:
        return _surely(text, lead, name, sentence, cues)
    if not cues.spaced:
        return _told_around(text, lead, name, sentence, cues)
    owned = _own_results(cues).search(text, lead.start, lead.end)
    if owned and owned.end() == lead.end and name.venue.kind in _PLAIN and not name.venue.ambiguous:
        return owned.start()
    came = _told_before(text, lead, name, sentence, cues)
    return _written(text, lead, name, sentence, cues) if came is None else came


def _opened(text: str, lead: Span, name: Named, cues: Cues) -> int | None:
    """Where a sentence begins that does not name what came out: "Writing in", "Out now in"."""
    opening = _opening(cues).match(text, lead.start, lead.end)
    if opening:
        return opening.start()
    now = _out_now(cues).match(text, lead.start, lead.end) if name.inside else None
    return now.start("said") if now else None


def _surely(text: str, lead: Span, name: Named, sentence: Span, cues: Cues) -> int | None:
    """Where a result came out in what may be an everyday word: "results were published in Nature"."""
    if not name.inside:
        return None
    result = cues.pattern("results").search(text, lead.start, lead.end)
    came = _published_in(cues).search(text, result.end(), lead.end) if result else None
    after = _in_published(cues).match(text, name.span.end, sentence.end)
    return result.start() if result and (came or after) else None


def _told_before(text: str, lead: Span, name: Named, sentence: Span, cues: Cues) -> int | None:
    """Where a result is told to have come out before its venue, or right after it."""
    result = cues.pattern("results").search(text, lead.start, lead.end)
    came_out = (_came_out(cues), cues.pattern("out")) if result else (_came_out(cues),)
    outs = [match for each in came_out for match in each.finditer(text, lead.start, lead.end)]
    near = [match for match in outs if lead.end - match.end() <= _NEAR]
    if result and any(match.start() > result.start() for match in near):
        return result.start()
    verb = Span(name.span.end, min(sentence.end, name.span.end + _AFTER))
    if result and cues.pattern("published").search(text, verb.start, verb.end):
        return result.start()
    return near[0].start() if near else None


def _written(text: str, lead: Span, name: Named, sentence: Span, cues: Cues) -> int | None:
    """Where somebody writes in a venue what they found: "the researchers report in PLOS Biology"."""
    asked = text[sentence.start : sentence.end].rstrip().endswith("?")
    if not name.inside or name.venue.kind not in _PLAIN or asked:
        return None
    if cues.finds("publishing", text, lead.start, lead.end):
        return None  # "the library describes how to publish in PLOS ONE"
    before = _telling_in(cues).search(text, lead.start, lead.end)
    if before:
        return before.start()
    told = _in_told(cues).match(text, name.span.end, sentence.end)
    words = text[sentence.start : name.span.start].lower().split()
    at_start = len(words) <= _LEADING and words[:1] and words[0] in cues.words("venue_in")
    return name.span.start if told and (at_start or not told["subject"]) else None


def _told_around(text: str, lead: Span, name: Named, sentence: Span, cues: Cues) -> int | None:
    """The same where words have no edges: the verb may follow the venue, and the result the verb."""
    after = Span(name.span.end, min(sentence.end, name.span.end + _AFTER))
    verbs = cues.pattern("published")
    result = cues.pattern("results").search(text, lead.start, lead.end)
    before = Span(max(lead.start, lead.end - _BESIDE), lead.end)
    if result and verbs.search(text, before.start, before.end):
        return result.start()
    if not verbs.search(text, after.start, after.end):
        return None
    if result:
        return result.start()
    follows = _NEXT_TO.match(text, name.span.end, after.end)
    right_after = verbs.match(text, follows.end(), after.end) if follows else None
    told = right_after or cues.finds("results", text, after.start, after.end)
    return name.span.start if told else None


def comes_out(text: str, sentence: Span, cues: Cues) -> bool:
    """Whether a sentence has what one that announces a work without a noun for it must have."""
    return (
        (
            has_any(text, sentence, cues.outs_low)
            and bool(_out(cues).search(text, sentence.start, sentence.end))
        )
        or (
            has_any(text, sentence, cues.low_words("results"))
            and bool(_own_results(cues).search(text, sentence.start, sentence.end))
        )
        or cues.finds("telling", text, sentence.start, sentence.end)
        or cues.finds("out_now", text, sentence.start, sentence.end)
    )


@cache
def _out(cues: Cues) -> re.Pattern[str]:
    """What a sentence that announces a work without a noun for it must have."""
    return lazy.pattern(
        f"{cues.pattern('out', 'published').pattern}|{_opening(cues).pattern}", re.IGNORECASE
    )


@cache
def _opening(cues: Cues) -> re.Pattern[str]:
    return lazy.pattern(rf"(?:{alternatives(cues.words('opening'))})(?!\w)")


@cache
def _own_results(cues: Cues) -> re.Pattern[str]:
    """Whose results they are, right before a venue: "our latest work in"."""
    owners, fresh = alternatives(cues.words("possessive")), alternatives(cues.words("fresh"))
    results, where = alternatives(cues.words("results")), alternatives(cues.words("venue_in"))
    return lazy.pattern(
        rf"(?<!\w)(?:{owners})[ ](?:(?:{fresh})[ ])?(?:{results})[ ](?:{where})[ ](?:\w{{1,4}}[ ])?[\"“«„*]?",
        re.IGNORECASE,
    )


@cache
def _telling_in(cues: Cues) -> re.Pattern[str]:
    """A verb of telling, and the words of its clause up to a venue: "write the authors in"."""
    return lazy.pattern(
        rf"{cues.pattern('telling').pattern}(?:[ ][\w'’/-]{{1,30}}+){{0,{_FEW}}}[ ](?:[\w'’]{{1,30}}+)?[\"“«„*‘]?\Z",
        re.IGNORECASE,
    )


@cache
def _in_told(cues: Cues) -> re.Pattern[str]:
    """A verb of telling that follows its venue: "(in) PLOS Biology, the researchers report"."""
    return lazy.pattern(
        rf"[\"”“»*’]?(?P<subject>,?(?:[ ][\w-]{{1,30}}+){{1,5}}?)?[ ]{cues.pattern('telling').pattern}",
        re.IGNORECASE,
    )


@cache
def _out_now(cues: Cues) -> re.Pattern[str]:
    """A sentence that begins with where to read what was told before it: "Out now in"."""
    now = alternatives(cues.words("out_now"))
    return lazy.pattern(
        rf"\W*(?P<said>(?:{now})(?:[ ]\w{{1,5}}){{0,2}}[ ]?[\"“«„*]?)\Z", re.IGNORECASE
    )


@cache
def _published_in(cues: Cues) -> re.Pattern[str]:
    where = alternatives(cues.words("venue_in"))
    return lazy.pattern(rf"{cues.pattern('published').pattern}[ ](?:{where})[ ]\Z", re.IGNORECASE)


@cache
def _in_published(cues: Cues) -> re.Pattern[str]:
    return lazy.pattern(rf"[ ]{cues.pattern('published').pattern}", re.IGNORECASE)


@cache
def _came_out(cues: Cues) -> re.Pattern[str]:
    came, published = cues.words("came_out"), cues.words("published")
    return lazy.pattern(
        rf"(?<!\w)(?:{alternatives(came)})[ ](?:[\w-]{{1,20}}+[ ]){{0,2}}?(?:{alternatives(published)})(?!\w)",
        re.IGNORECASE,
    )
