"""Sightings: what the finders see before anything is bound to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from idcheck.mentions.mention import MentionKind
    from idcheck.post import Span
    from idcheck.works import Reference


class Sighting(Struct, frozen=True):
    """Words that may refer to a publication.

    `alone` tells whether the words are enough for a mention; otherwise they are one only
    together with a link or an identifier. `block` is the block that holds them. `signs` are what
    speaks for or against them in the words of `model`, whose weights say how much.
    """

    span: Span
    kind: MentionKind
    reference: Reference
    alone: bool
    block: Span
    model: str = ""
    signs: tuple[str, ...] = ()
