"""The section of a site that a post is in: what the settings or the post say, else its folder."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from idcheck import lazy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from idcheck.auditing.facts import PostFacts

_DATED = lazy.pattern(r"\d{4}(?:[-_.]\d\d?)*")
"""A folder of a year, a month or a day, which is no section."""


def sections(posts: Sequence[PostFacts]) -> tuple[str, ...]:
    """The section of each post, "" for one that says none and lies in no folder of a section.

    A folder is the first one below the folders that all posts share: `content/news/2024/a.md` is in
    `news` where all posts are in `content`.
    """
    shared = _shared([post.folders for post in posts if not post.section])
    return tuple(post.section or _folder(post.folders[shared:]) for post in posts)


def _shared(places: Sequence[tuple[str, ...]]) -> int:
    """How many folders all places begin with."""
    if not places:
        return 0
    alike = (one == other for one, other in zip(min(places), max(places), strict=False))
    return sum(takewhile(bool, alike))


def _folder(folders: Sequence[str]) -> str:
    first = folders[0] if folders else ""
    return "" if _DATED.fullmatch(first) else first
