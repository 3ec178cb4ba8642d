"""Mentions: stretches of a post that refer to a publication."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from msgspec import Struct

if TYPE_CHECKING:
    from idcheck.identifiers import Identifier
    from idcheck.post import Link, Place, Span
    from idcheck.works import Reference

MentionKind = Literal["citation", "title", "informal", "link"]
Tracked = Literal["yes", "weak", "no"]
BoundBy = Literal[
    "same-link",
    "same-sentence",
    "same-paragraph",
    "reference-entry",
    "footnote",
    "same-post",
    "front-matter",
]


class Bound(Struct, frozen=True):
    """An identifier that stands with a mention, why it is thought to, and where it was read.

    `link` is the link whose target holds it, None where it stands in plain text at `place`.
    """

    identifier: Identifier
    by: BoundBy
    place: Place
    link: Link | None = None


class Mention(Struct, frozen=True):
    """A stretch of the text that refers to one publication, or to a counted few.

    `span` is in text offsets. `identifiers` are distinct, best bound first; `links` are all links
    that stand with the mention, whether an identifier can be read from them or not.
    `tracked`: `yes` if a link trackers read is there, `weak` if only a plain identifier or a link
    they do not follow, `no` if nothing. `signs` are what was seen in and around the words, weighed
    by `model` (`scoring.py`). `place` overrides the place of the span (front matter).
    `likely` tells that only the whole of the words speaks for it (`passages.py`).
    """

    span: Span
    kind: MentionKind
    reference: Reference
    language: str
    tracked: Tracked
    place: Place
    identifiers: tuple[Bound, ...] = ()
    links: tuple[Link, ...] = ()
    model: str = ""
    signs: tuple[str, ...] = ()
    likely: bool = False
