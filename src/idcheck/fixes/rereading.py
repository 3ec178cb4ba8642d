"""Whether edits changed what they were meant to change, and nothing else.

The posts are compared as they were read before and after: the words and links outside the edits
must be the same, shifted; inside, links may lead only to what was written.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import unquote

from idcheck import lazy
from idcheck.fixes.edits import Edits, touch
from idcheck.messages import Message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from idcheck.post import Link, Post, Span
    from idcheck.rules import Edit

_WORD = lazy.pattern(r"\S+")
_Run = tuple[int, int, str]
"""Source start and end, and the characters a reader sees; the end is -1 where only the line is known."""


def unintended(before: Sequence[Post], after: Sequence[Post], edits: Edits) -> str:
    """What the edits changed besides what they were for, "" if nothing."""
    if len(before) != len(after):
        return Message("the file would be read as another number of posts")
    if sum(len(post.problems) for post in after) > sum(len(post.problems) for post in before):
        return Message("a part of the file could no longer be read")
    old, new = edits.before(), edits.after()
    old_runs, new_runs = _runs(before), _runs(after)
    moved = [
        (edits.moved(start), end if end < 0 else edits.moved(start) + end - start, seen)
        for start, end, seen in _outside(old_runs, old)
    ]
    if _merged(moved) != _merged(_outside(new_runs, new)):
        return Message("other words than those to be changed would be shown differently")
    if not all(
        _shown(old_runs, was) == (seen := _shown(new_runs, now))
        or seen in _plain(edit.replacement)
        or "{{" in edit.replacement  # a template: the wiki writes it out
        for edit, was, now in zip(edits.all, old, new, strict=True)
    ):
        return Message("the words would not be shown as they were meant to be")
    return _links(before, after, edits)


def _runs(posts: Sequence[Post]) -> list[_Run]:
    """What is seen of the source, without white space, in order of the source."""
    runs: list[_Run] = []
    for post in posts:
        for piece in post.map.pieces:
            seen = piece.text.of(post.text)
            if not seen.strip():
                continue
            start, end = piece.source.start, piece.source.end
            if not piece.exact:
                runs.append((start, -1, "".join(seen.split())))
            elif len(piece.text) == len(piece.source):
                runs += [
                    (start + word.start(), start + word.end(), word[0])
                    for word in _WORD.finditer(seen)
                ]
            else:
                runs.append((start, end, seen))
    return sorted(runs)


def _outside(runs: list[_Run], spans: Sequence[Span]) -> Iterator[_Run]:
    """The runs without what the stretches cover."""
    ends = [span.end for span in spans]
    for start, end, seen in runs:
        if end < 0:
            yield start, end, seen
            continue
        at = start
        for span in spans[bisect_left(ends, start) :]:
            if span.start >= end:
                break
            if len(seen) != end - start and span.start < end and start < span.end:
                at = end  # another length: it goes as a whole
                break
            if span.start > at:
                yield at, span.start, seen[at - start : span.start - start]
            at = max(at, span.end)
        if at < end:
            yield at, end, seen[at - start :]


def _merged(runs: Iterator[_Run] | list[_Run]) -> list[_Run]:
    """Runs that continue one another, as one."""
    merged: list[_Run] = []
    for start, end, seen in runs:
        if merged and merged[-1][1] == start and end >= 0:
            first, _, words = merged[-1]
            merged[-1] = (first, end, words + seen)
        else:
            merged.append((start, end, seen))
    return merged


def _shown(runs: list[_Run], span: Span) -> str:
    """What is seen of a stretch."""
    first = bisect_left(runs, (span.start,)) - 1
    parts = []
    for start, end, seen in runs[max(0, first) :]:
        if start >= span.end:
            break
        if end > span.start:
            whole = len(seen) != end - start
            parts.append(seen if whole else seen[max(0, span.start - start) : span.end - start])
    return "".join(parts)


def _plain(written: str) -> str:
    """What is written, without white space and with entities and escapes undone."""
    return "".join(re.sub(r"\\([^\w\s])", r"\1", unescape(written)).split())


def _links(before: Sequence[Post], after: Sequence[Post], edits: Edits) -> str:
    old = [link for post in before for link in post.links]
    new = [link for post in after for link in post.links]
    spans = edits.after()
    untouched = Counter(_key(link, edits.moved) for link in old if not _met(link, edits.before()))
    if untouched != Counter(_key(link, lambda at: at) for link in new if not _met(link, spans)):
        return Message("other links than those to be changed would change")
    source = before[0].source if before else ""
    for edit, span in zip(edits.all, spans, strict=True):
        was = [link for link in old if _met(link, (edit.span,))]
        now = [link for link in new if _met(link, (span,))]
        if not _as_meant(edit, was, now, source):
            return Message("a link would not lead where it was meant to")
    return ""


def _as_meant(edit: Edit, was: list[Link], now: list[Link], source: str) -> bool:
    """Whether the links at an edit lead where they did, or where the edit says."""
    kept, expected = set(), set()
    for link in was:
        place = link.target_place.span
        if place and touch(place, edit.span):
            stretch = place.of(source)
            if place.covers(edit.span):
                start, end = edit.span.start - place.start, edit.span.end - place.start
                expected.add(_decoded(stretch[:start] + edit.replacement + stretch[end:]))
        else:
            kept.add(_decoded(link.target))
    targets = [_decoded(link.target) for link in now]
    written = _decoded(edit.replacement)
    known = kept | expected | {_decoded(link.target) for link in was}
    return (
        kept.issubset(targets)
        and len(now) >= max(len(was), "://" in edit.replacement)
        and all(target in known or target in written for target in targets)
    )


def _decoded(address: str) -> str:
    return unquote(unescape(address)).strip()


def _met(link: Link, spans: Sequence[Span]) -> bool:
    """Whether a stretch touches a link or the target it takes from elsewhere."""
    places = [
        place.span for place in (link.whole_place, link.target_place) if place.span is not None
    ]
    return any(touch(place, span) for place in places for span in spans)


def _key(link: Link, moved: Callable[[int], int]) -> tuple[object, ...]:
    place = link.whole_place.span
    return (
        link.target, link.label, link.origin, link.visible, moved(place.start) if place else None,
    )  # fmt: skip
