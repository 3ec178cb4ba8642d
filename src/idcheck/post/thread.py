"""Threads: several posts of a social network in one file, parted by rules or by numbers."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec.structs import replace

from idcheck import lazy
from idcheck.post.embedded import Embedding
from idcheck.post.front_matter import read_front_matter
from idcheck.post.located import Cutting

if TYPE_CHECKING:
    from collections.abc import Callable

    from idcheck.post.model import Post

SOCIAL = frozenset({
    "x", "bluesky", "mastodon", "threads", "facebook", "linkedin", "instagram", "tiktok", "untracked",
})  # fmt: skip
"""Channels on which a file can hold a thread."""
_RULE = lazy.pattern(
    r"^[ \t]*(?:-{3,}|\*{3,}|_{3,}|={3,}|—+|(?:- ){2,}-|(?:\* ){2,}\*)[ \t]*$", re.MULTILINE
)
_NUMBER_FIRST = lazy.pattern(
    r"^[^\w\r\n]{0,6}(?P<number>\d{1,2})[ \t]?(?:/[ \t]?(?P<count>\d{1,2})?(?![\w/])|\)(?=\s))",
    re.MULTILINE,
)
_NUMBER_LAST = lazy.pattern(
    r"(?<![\w/.])(?P<number>\d{1,2})/(?P<count>\d{1,2})?[^\w\r\n/]{0,6}$", re.MULTILINE
)


def split(whole: Post, read: Callable[[str], tuple[Post, ...]]) -> tuple[Post, ...]:
    """The posts of a thread that was read as one; `read` reads each. The one post if it is no thread."""
    embedding = Embedding(whole.source)
    stretches = parts(whole.source, read_front_matter(whole.source, embedding.lines).end)
    if len(stretches) == 1:
        return (whole,)
    posts = []
    for start, end in stretches:
        cutting = Cutting(whole.source)
        cutting.copy(start, end)
        located = cutting.done()
        for post in read(located.text):
            lifted = embedding.lift(post, located)
            posts.append(
                replace(lifted, channel=whole.channel, meta=whole.meta, language=whole.language)
            )
    return tuple(posts)


def parts(source: str, start: int = 0) -> list[tuple[int, int]]:
    """The stretches of the posts in a text from `start` on: one if it is no thread."""
    if ruled := _between(source, start, list(_RULE.finditer(source, start))):
        return ruled
    first = _run(list(_NUMBER_FIRST.finditer(source, start)))
    if first:
        begins = [start, *(match.start() for match in first[1:]), len(source)]
        return [*pairwise(begins)]
    last = _run(list(_NUMBER_LAST.finditer(source, start)))
    if last:
        ends = [start, *(match.end() for match in last[:-1]), len(source)]
        return [*pairwise(ends)]
    return [(start, len(source))]


def _between(source: str, start: int, rules: list[re.Match[str]]) -> list[tuple[int, int]]:
    """The stretches between rules that hold words; none if there are fewer than two."""
    begins = [start, *(match.end() for match in rules)]
    ends = [*(match.start() for match in rules), len(source)]
    held = [(a, b) for a, b in zip(begins, ends, strict=True) if source[a:b].strip()]
    return held if len(held) > 1 else []


def _run(numbers: list[re.Match[str]]) -> list[re.Match[str]]:
    """The numbers that count from one without a gap, two at least, all of them out of the same many."""
    found: list[re.Match[str]] = []
    for match in numbers:
        if int(match["number"]) == len(found) + 1 and (
            not found or match["count"] == found[0]["count"]
        ):
            found.append(match)
    counted = found and found[0]["count"] and len(found) > int(found[0]["count"])
    return found if len(found) > 1 and not counted else []
