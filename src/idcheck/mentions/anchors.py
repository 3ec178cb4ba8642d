"""Anchors: links and plain identifiers of a post that name a work, before they are bound."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from idcheck import lazy
from idcheck.identifiers import Identifier, find, from_url, names_work
from idcheck.mentions import venues
from idcheck.post import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from idcheck.identifiers import Address
    from idcheck.mentions.cues import Cues
    from idcheck.post import Link, Place, Post

TRACKED_KINDS = frozenset({"work", "resolver", "bookshop"})
"""Kinds of address that trackers follow to a work; the others are known, but lead nowhere for them."""
WEAK_KINDS = frozenset({"pdf", "copy", "catalogue"})
"""Kinds of address that hold a work, but that trackers do not follow."""
POSSIBLE_KINDS = WEAK_KINDS | {"shortener"}
"""Kinds of address that may lead to the work of a sentence if their label says nothing else."""
NOWHERE = "nowhere"
"""Kind of link that was begun and never finished: without an address, or to the front door of the resolver."""
_NOWHERE = lazy.pattern(r"#?|https?://(?:dx\.)?doi\.org/?")
_FEW, _MANY = 5, 8
_WORD = lazy.pattern(r"[^\W\d_][\w-]*+")


class Anchor(Struct, frozen=True):
    """A link, or an identifier in plain text, that can stand for a work.

    `identifiers` are those of works, best first; `tracked` tells whether trackers follow it,
    `scholarly` whether it names or leads to a work at all; `generic` whether its label says
    nothing of its own ("PDF", "here", the identifier itself; not a badge, which as a rule is of
    the post itself), `kind` what sort of address it is, "" for plain text.
    """

    span: Span
    identifiers: tuple[Identifier, ...]
    place: Place
    link: Link | None
    scholarly: bool
    tracked: bool
    generic: bool
    kind: str = ""


def anchors(post: Post, cues: Cues) -> tuple[Anchor, ...]:
    """All links of the post's content, and the identifiers in its plain text, in order."""
    furniture = tuple(region.span for region in post.regions_of("furniture"))
    found = [_link_anchor(link, cues) for link in post.links_outside("furniture")]
    found += _plain_anchors(post, furniture)
    return tuple(sorted(found, key=lambda anchor: (anchor.span.start, anchor.span.end)))


def _link_anchor(link: Link, cues: Cues) -> Anchor:
    address = from_url(link.target)
    works = tuple(identifier for identifier in address.identifiers if names_work(identifier))
    people = bool(address.identifiers) and not works
    scholarly = not people and _scholarly(address, works)
    return Anchor(
        span=link.span,
        identifiers=works,
        place=link.target_place,
        link=link,
        scholarly=scholarly or (address.kind in WEAK_KINDS and bool(works)),
        tracked=scholarly and link.visible and not address.wrappers and _resolves(address),
        generic=bool(link.label.strip()) and generic_label(link.label, cues),
        kind=NOWHERE if leads_nowhere(link.target) else address.kind,
    )


def leads_nowhere(target: str) -> bool:
    """Whether a link was left without its address: `[this paper]()`."""
    return _NOWHERE.fullmatch(target.strip()) is not None


_BROKEN = frozenset(
    {
        "missing-resolver",
        "misspelt-resolver",
        "missing-scheme",
        "misspelt-scheme",
        "doubled-resolver",
    }
)


def _resolves(address: Address) -> bool:
    """Whether the address works as it is written, whatever can be read out of it."""
    return _BROKEN.isdisjoint(address.defects)


def _scholarly(address: Address, works: tuple[Identifier, ...]) -> bool:
    if address.kind == "bookshop":
        return bool(works)
    return address.kind in TRACKED_KINDS and (bool(works) or address.kind == "work")


def _plain_anchors(post: Post, furniture: tuple[Span, ...]) -> Iterator[Anchor]:
    """Identifiers that stand in the text outside links and code."""
    covered = [link.span for link in post.links]
    covered += [region.span for region in post.regions_of("code")]
    for item in find(post.blotted([*covered, *furniture])):
        span = Span(*item.span)
        if not names_work(item.identifier):
            continue
        yield Anchor(
            span,
            (item.identifier,),
            post.place(span),
            None,
            scholarly=True,
            tracked=False,
            generic=True,
        )


def generic_label(label: str, cues: Cues) -> bool:
    """Whether a label stands for "the publication" rather than for something of its own.

    An identifier or an address as its own label is generic too, and so is the name of a venue
    ("published in Nature").
    """
    text = label.strip(" \t\n[](){}.,:;→»>-–\"'").lower()
    if not text or re.match(r"https?://|doi:|doi\.org/|10\.\d{4,9}/|www\.", text):
        return True
    words = [word.lower() for word in _WORD.findall(text)]
    telling = [word for word in words if word not in cues.generic_labels]
    return (
        not telling
        or (len(telling) < _FEW and venues.lookup(" ".join(telling)) is not None)
        or (bool(find(label)) and len(words) < _MANY)
    )
