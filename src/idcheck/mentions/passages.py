"""Passages fed by themselves that likely refer to a publication, though none is named plainly.

"Our experience in making this reproducible may be useful" is the sentence that its author linked a
paper from. Such words are judged only where one paragraph without a link is all there is: a teaser,
an entry of a schedule. In a whole post they would raise more alarms than they are worth.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from idcheck import lazy
from idcheck.mentions import blocks as reading
from idcheck.mentions import cues, informal, scoring, titles, wording
from idcheck.mentions.mention import Mention
from idcheck.mentions.short_posts import SOCIAL
from idcheck.post import Span
from idcheck.works import Reference

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from idcheck.post import Post

MODEL = "passage"
_LEARNED = frozenset({"en", "und"})
"""Languages that the weights were learned in, and what short English texts may be taken for."""
_LEAST, _MOST = 100, 3000
"""Code points of a passage that is judged: shorter ones say too little."""
_LEAST_REST = 40
_WORD = lazy.pattern(r"[a-z][a-z'’-]+")
_LENGTHS = (8, 15, 25, 40, 60, 90, 130)
_SCORES = (-4.0, -3.0, -2.5, -2.0, -1.5, -1.0, -0.5, 0.0)
_SHOWN = (
    ("et al.", lazy.pattern(r"\bet\.? al")),
    ("a year", lazy.pattern(r"\b(?:19|20)\d\d\b")),
    ("a year in brackets", lazy.pattern(r"\([^()]{0,80}(?:19|20)\d\d\)")),
    ("doi", lazy.pattern(r"doi|10\.\d{4}")),
    ("quotation marks", lazy.pattern(r"[\"“”]")),
    ("volume or pages", lazy.pattern(r"\d+\s?\(\d+\)|\d+[–-]\d+")),
    ("we", lazy.pattern(r"\b(?:we|our|i|my)\b")),
    ("no full stop", lazy.pattern(r"[^.!?:\s]\s*$")),
    ("a gap", lazy.pattern(r"[:：]\s*$|\(\s*\)|\s\.\s*$|, \.|: \.")),
)
"""Signs and what shows them in the passage in lower case."""


def likely_mention(post: Post, language: str, found: Sequence[Mention]) -> Mention | None:
    """What in a post of one paragraph likely refers to a publication besides what was found.

    None for other posts, and where the paragraph does not read like that.
    """
    whole = _passage(post)
    if whole is None or language not in _LEARNED or any(map(_certain, found)):
        return None
    span = _rest(post, whole, found)
    if span is None:
        return None
    said = tuple(signs(post, whole))
    if scoring.score(MODEL, said) < 0:
        return None
    return Mention(
        span=span, kind="informal", reference=Reference(words=span.of(post.text)), language=language,
        tracked="no", place=post.place(span), model=MODEL, signs=said, likely=True,
    )  # fmt: skip


def signs(post: Post, span: Span) -> Iterator[str]:
    """What a passage shows, each sign once."""
    low = span.of(post.text).lower()
    yield from (f"word {word}" for word in sorted(set(_WORD.findall(low))))
    yield f"length {sum(len(low.split()) >= limit for limit in _LENGTHS)}"
    yield from (sign for sign, shown in _SHOWN if shown.search(low))
    yield f"learned words {wording.step(low)}"
    yield f"capitals {int(5 * wording.capitals(span.of(post.text)))}"
    words = cues.load("en")
    best = dict.fromkeys((informal.MODEL, titles.MODEL), _SCORES[0] - 1)
    for block in reading.blocks(post):
        for finder in (informal.announcements, titles.candidates):
            for sighting in finder(reading.within(post, block.span), block, words):
                if sighting.model in best:
                    total = scoring.score(sighting.model, sighting.signs)
                    best[sighting.model] = max(best[sighting.model], total)
    yield from (f"best {model} {sum(at >= s for s in _SCORES)}" for model, at in best.items())


def _certain(mention: Mention) -> bool:
    """Whether a mention leaves no doubt what the paragraph is about."""
    told = mention.kind in {"citation", "title"} or "out" in mention.signs
    return told or bool(mention.identifiers or mention.reference.container)


def _rest(post: Post, whole: Span, found: Sequence[Mention]) -> Span | None:
    """The longest run of sentences that no mention was found in, and no thanks for money."""
    runs: list[Span] = []
    open_run = False
    words = cues.load("en")
    for sentence in reading.sentences(post.text, whole, words):
        named = any(sentence.overlaps(mention.span) for mention in found)
        free = not named and not words.finds("funding", post.text, sentence.start, sentence.end)
        if free and open_run:
            runs[-1] = Span(runs[-1].start, sentence.end)
        elif free:
            runs.append(sentence)
        open_run = free
    longest = max(runs, key=len, default=None)
    return longest if longest and len(longest) >= _LEAST_REST else None


def _passage(post: Post) -> Span | None:
    """The one paragraph that a post consists of, if nothing in it is linked."""
    text = post.text.rstrip()
    start = len(text) - len(text.lstrip())
    if (
        post.channel in SOCIAL
        or post.links
        or "\n" in text[start:]
        or not _LEAST <= len(text) - start <= _MOST
    ):
        return None
    if post.regions_of("heading", "code"):
        return None
    return Span(start, len(text))
