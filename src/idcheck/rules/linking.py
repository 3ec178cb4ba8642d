"""How a mention becomes a link: a title as a whole, an announcement at its noun, a reference at its end."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from idcheck import lazy
from idcheck.mentions.anchors import leads_nowhere
from idcheck.mentions.cues import load
from idcheck.mentions.language import language_of
from idcheck.messages import Message
from idcheck.post import formats
from idcheck.post.model import Span
from idcheck.rules.diagnostic import Edit, Fix
from idcheck.rules.leading import led_to

if TYPE_CHECKING:
    from collections.abc import Sequence

    from idcheck.mentions import Mention
    from idcheck.post import Post
    from idcheck.rules.rule import Judged

_IN_JSON = frozenset({"notebook", "json_posts"})
"""Formats whose texts are strings of JSON."""
_MOST = 3
"""Works that are offered for a mention."""
_RAW = "\ue000"
_STOP = lazy.pattern(r"(?<=[.!?…])(?=\s)|(?=[ \t]*+(?:\n|\r|\Z))")
_DETERMINERS = r"(?:an?|the|our|my|your|his|her|its|their|this|that|these|those|one|of|in)\b"
_TAG = lazy.pattern(r"<(/?)(?:i|em|b|strong|sub|sup|cite|span)\b[^<>]*>", re.IGNORECASE)


def linking(post: Post, mention: Mention, url: str) -> Edit | None:
    """The edit that links a mention to its work; None where it cannot be written there."""
    unfinished = next((link for link in mention.links if leads_nowhere(link.target)), None)
    if unfinished is not None:
        gap = unfinished.target_place.span
        return Edit(gap, formats.target(post.format, url)) if gap else None
    place = mention.place.span
    if place is None:
        return None
    if mention.kind == "citation":
        return at_end(post, place, url)
    if post.format == "plain":
        return after_sentence(post, place, url)
    noun = around_noun(post, place, url) if mention.kind == "informal" else None
    return noun or around(post, place, url)


def suggested(judged: Judged, index: int, advice: Message) -> dict[str, Any]:
    """What a diagnostic on a mention offers: the works that it may be, else the advice."""
    candidates = judged.candidates.get(index, ())[:_MOST]
    fixes = (
        Fix(Message("link to {title}", title=candidate.work.title), (edit,), "unsafe")
        for candidate in candidates
        for identifier in candidate.work.identifiers[:1]
        if (edit := linking(judged.post, judged.mentions[index], identifier.url))
    )
    suggestion = advice
    if candidates:
        sure = candidates[0].verdict == "same"
        suggestion = (
            Message("link it") if sure else Message("it may be one of these; link the right one")
        )
    return {
        "mention": index, "suggestion": suggestion, "candidates": candidates, "fixes": tuple(fixes),
    }  # fmt: skip


def at_end(post: Post, place: Span, url: str) -> Edit:
    """The address as a link after what stands at a place."""
    return Edit(Span(place.end, place.end), f" {written(post, place, url, url)}")


def after_sentence(post: Post, place: Span, url: str) -> Edit:
    """The bare address after the sentence of a place, as plain text and social networks want it."""
    stop = _STOP.search(post.source, place.end)
    end = stop.start() if stop else len(post.source.rstrip())
    return Edit(Span(end, end), f" {url}")


def around(post: Post, place: Span, url: str) -> Edit | None:
    """The words at a place as a link, with the emphasis that is in them."""
    words = place.of(post.source)
    if _verbatim(post, place):
        return Edit(place, written(post, place, words, url))
    if not _wraps(post.format, words):
        return None
    return Edit(place, written(post, place, _RAW, url).replace(_RAW, words))


def around_noun(post: Post, place: Span, url: str) -> Edit | None:
    """The first word at a place that means a publication as a link, with its adjective."""
    pattern = _noun(language_of(post))
    for piece in post.map.pieces:
        if piece.source.start >= place.end or len(piece.text) != len(piece.source):
            continue
        start, end = max(piece.source.start, place.start), min(piece.source.end, place.end)
        if start < end and (found := pattern.search(post.source, start, end)):
            return around(post, Span(*found.span("phrase")), url)
    return None


def written(post: Post, place: Span, label: str, url: str) -> str:
    """A link as it is written where a source stretch stands."""
    raw = post.regions_of("html") if post.format != "html" else ()
    inside = any(
        held.covers(place) for region in raw if (held := post.place(region.span).span) is not None
    )
    if not inside:
        return formats.link(post.format, label, url)
    link = formats.link("html", label, url)
    if post.format not in _IN_JSON:
        return link
    import json

    return json.dumps(link, ensure_ascii=False)[1:-1]


def fixed_by_hand(posts: Sequence[Post], place: Span, url: str) -> Fix | None:
    """The fix that leads the link at a place to an address a person named, or links its words to it."""
    for post in posts:
        for each in post.links:
            target, whole = each.target_place.span, each.whole_place.span
            if target == place or (target and whole and whole.overlaps(place)):
                return led_to(post, each, url, "unsafe")[0]
    for post in posts:
        if edit := around_noun(post, place, url) or around(post, place, url):
            return Fix(Message("link to {url}", url=url), (edit,), "unsafe")
    return None


def _verbatim(post: Post, place: Span) -> bool:
    """Whether what is read at a place are the characters that stand there."""
    return any(
        piece.exact and piece.source.covers(place) and len(piece.source) == len(piece.text)
        for piece in post.map.pieces
    )


def _wraps(format: str, words: str) -> bool:  # noqa: A002 - the word of the field
    """Whether words with markup in them can be the label of a link as they are."""
    if format == "markdown":
        even = all(words.count(mark) % 2 == 0 for mark in "*_")
        return even and not re.search(r"[][<>`\\!{}|\n]", words)
    tags = [match[1] for match in _TAG.finditer(words)]
    known = "<" not in _TAG.sub("", words)
    return format == "html" and known and tags.count("/") * 2 == len(tags)


@cache
def _noun(language: str) -> re.Pattern[str]:
    adjective = rf"(?:(?!{_DETERMINERS})[\w-]+[ ])?" if language == "en" else ""
    return lazy.pattern(rf"\b(?P<phrase>{adjective}(?:{load(language).noun}))\b", re.IGNORECASE)
