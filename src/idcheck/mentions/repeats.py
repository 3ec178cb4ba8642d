"""One work named twice in a post is one mention, at its most telling place."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec.structs import replace

from idcheck import lazy
from idcheck.identifiers import equivalents
from idcheck.mentions.outcomes import NO_NOUN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from idcheck.identifiers import Identifier
    from idcheck.mentions.mention import Mention
    from idcheck.works import Reference

_RANK = {"citation": 0, "title": 1, "informal": 2, "link": 3}
_STRENGTH = {"yes": 0, "weak": 1, "no": 2}
_APPOSED = 12
_BRACKET = 3
"""Code points between a title and its authors and year in brackets."""
_TELLING = 15
"""Characters from which a title tells one work from another."""
_NEXT = 120
_NEAR = 600
"""Code points between an announcement and the title or reference it announces."""
_TOPICS = frozenset({"topic after", "findings after", "named paper", "plural", "counted before"})
_POINTS_BACK = frozenset({"definite before", "at the start"})
_DESCRIBED = frozenset({"new", "adjective", "name before the noun", "byline", "topic after", "venue in the phrase"})  # fmt: skip
_SEVERAL = frozenset({"plural", "counted before"})
_WORD = lazy.pattern(r"\w+")


def without_repeats(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """The mentions with repeats joined: what stands with a repeat stands with the one kept."""
    mentions = _announcements_joined(mentions)
    groups: list[list[Mention]] = []
    rivals: dict[object, set[int]] = {}
    for mention in sorted(mentions, key=lambda m: (_RANK[m.kind], m.span)):
        shared = (rivals.get(item, ()) for item in _all_identifiers(mention))
        known = next((at for found in shared for at in found), None)
        near = sorted({at for key in _sought(mention) for at in rivals.get(key, ())})
        if known is None:
            known = next((at for at in near if same_work(groups[at][0], mention)), len(groups))
        if known == len(groups):
            groups.append([])
        groups[known].append(mention)
        for key in _offered(mention):
            rivals.setdefault(key, set()).add(known)
    return tuple(sorted(map(_joined, groups), key=lambda m: (m.place.span or m.span).start))


def _announcements_joined(mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions without announcements of what is referred to elsewhere in the post.

    "A recent article in PNAS" is the only reference to PNAS; "their recent publication" is the
    only reference there is.
    """
    cited = [mention for mention in mentions if mention.kind in {"citation", "title"}]
    venues = Counter(_folded(mention.reference.container) for mention in cited)
    alone = len(cited) == 1 and cited[0].kind == "citation"
    joined: list[Mention] = []
    types: set[str] = set()
    names: set[str] = set()
    for mention in mentions:
        said = mention.reference
        venue = _folded(said.container)
        bare = mention.kind == "informal" and not (said.authors or said.year or mention.identifiers)
        if _recalls(mention, types, names):
            continue
        if not bare or (venues[venue] != 1 if venue else not alone):
            joined.append(mention)
        types.add(said.type)
        names.update(_WORD.findall(said.words))
    return joined


def _recalls(mention: Mention, types: set[str], names: set[str]) -> bool:
    """Whether an announcement is of what the post named before: "the book", "Anna's paper".

    `types` are those of the works before it, `names` the words that stand with them.
    """
    said, signs = mention.reference, mention.signs
    linked = mention.links or mention.identifiers
    if mention.kind != "informal" or linked or said.year or not _DESCRIBED.isdisjoint(signs):
        return False
    if _POINTS_BACK.issubset(signs):
        return not types.isdisjoint({said.type, ""})
    named = "name before" in signs and not said.container and bool(said.authors)
    return named and said.authors[0].family in names


def _offered(mention: Mention) -> Iterator[object]:
    """What a later mention of the same work has at least one of in common with this one."""
    yield from _all_identifiers(mention)
    reference = mention.reference
    if reference.title:
        yield ("title", _folded(reference.title))
    if reference.authors:
        yield ("author", reference.authors[0].family.casefold(), reference.year)
    if reference.type == "thesis":
        yield ("thesis",)
    yield ("near", mention.span.start // _NEAR)


def _sought(mention: Mention) -> Iterator[object]:
    """What an earlier mention of the same work offers. Those with a title of their own ask for that."""
    yield from _all_identifiers(mention)
    if len(title := _folded(mention.reference.title)) > _TELLING:
        yield ("title", title)
    if mention.kind in {"informal", "link"}:
        yield from _offered(mention)
        stretch = mention.span.start // _NEAR
        yield from (("near", number) for number in (stretch - 1, stretch + 1))


def same_work(one: Mention, other: Mention) -> bool:
    """Whether two mentions of one post are of one work, as far as the post itself tells."""
    mine, theirs = _all_identifiers(one), _all_identifiers(other)
    if mine & theirs:
        return True
    if {item.scheme for item in mine} & {item.scheme for item in theirs}:
        return False
    return (
        _same_title(one.reference, other.reference)
        or _same_marker(one, other)
        or _cited(one, other)
        or _cited(other, one)
        or _credited(one, other)
        or _credited(other, one)
        or _announced(one, other)
        or _announced(other, one)
        or _said_again(one, other)
        or _said_again(other, one)
        or _told_of(one, other)
        or _told_of(other, one)
    )


def _all_identifiers(mention: Mention) -> set[Identifier]:
    if not mention.identifiers:
        return set()
    own = {bound.identifier for bound in mention.identifiers}
    return own | {equal for identifier in own for equal in equivalents(identifier)}


def _same_title(one: Reference, other: Reference) -> bool:
    mine, theirs = _folded(one.title), _folded(other.title)
    return len(mine) > _TELLING and mine == theirs


@lru_cache(maxsize=1024)
def _folded(title: str) -> str:
    return " ".join(_WORD.findall(title.casefold()))


def _same_marker(one: Mention, other: Mention) -> bool:
    """Two author-year references with the same names and year, or two words on one thesis."""
    mine, theirs = one.reference, other.reference
    plain = not (mine.title or theirs.title or mine.container or theirs.container)
    dated = bool(mine.authors) and mine.year is not None
    thesis = mine.type == theirs.type == "thesis" and not mine.authors
    return (
        plain and (dated or thesis) and (mine.authors, mine.year) == (theirs.authors, theirs.year)
    )


def _announced(announcement: Mention, named: Mention) -> bool:
    """Whether an announcement without title is of the work that is named right after it."""
    mine, theirs = announcement.reference, named.reference
    if announcement.kind != "informal" or mine.title or not theirs.title or mine.year:
        return False
    if theirs.type and theirs.type != (mine.type or "article"):
        return False
    same_line = announcement.place.line == named.place.line
    if same_line and 0 <= announcement.span.start - named.span.end <= _APPOSED:
        return True
    gap = named.span.start - announcement.span.end
    if mine.authors and gap > _NEXT // 2:
        return False
    if mine.container and theirs.container:
        return 0 <= gap <= _NEAR and _alike(mine.container, theirs.container)
    return 0 <= gap <= _NEXT


def _credited(marker: Mention, named: Mention) -> bool:
    """Whether authors and year stand right behind a title: "How cells keep warm" (Lee et al., 2020)."""
    mine, theirs = marker.reference, named.reference
    gap = marker.span.start - named.span.end
    signed = bool(mine.authors and mine.year and theirs.title) and not theirs.authors
    return marker.kind == "informal" and signed and 0 <= gap <= _BRACKET


def _said_again(announcement: Mention, other: Mention) -> bool:
    """Whether an announcement that tells nothing is followed by one of the same work."""
    gap = other.span.start - announcement.span.end
    said = other.reference
    return (
        other.kind == "informal"
        and not said.title
        and 0 <= gap <= _NEXT
        and _bare(announcement)
        and said.type == announcement.reference.type
    )


def _told_of(told: Mention, announcement: Mention) -> bool:
    """Whether "published in PNAS", which names no work, tells of the work that was announced before.

    Announcements of several works, or with another venue, are not meant.
    """
    said, theirs = told.reference, announcement.reference
    gap = told.span.start - announcement.span.end
    return (
        NO_NOUN in told.signs
        and announcement.kind == "informal"
        and not (theirs.title or theirs.year)
        and theirs.type in {"article", "preprint", ""}
        and _SEVERAL.isdisjoint(announcement.signs)
        and theirs.container in {"", said.container}
        and 0 <= gap <= _NEAR
    )


def _bare(mention: Mention) -> bool:
    """Whether an announcement says nothing of its work but that it is there ("our paper")."""
    said = mention.reference
    telling = said.title or said.authors or said.container or said.year
    return mention.kind == "informal" and not telling and _TOPICS.isdisjoint(mention.signs)


def _alike(one: str, other: str) -> bool:
    return _WORD.findall(one.casefold()) == _WORD.findall(other.casefold())


def _cited(marker: Mention, entry: Mention) -> bool:
    """Whether an author-year marker in the text points to a reference entry of the same post."""
    mine, theirs = marker.reference, entry.reference
    return (
        marker.kind in {"informal", "link"}
        and entry.kind in {"citation", "title"}
        and not mine.title
        and bool(mine.authors and theirs.authors)
        and mine.year is not None
        and mine.year == theirs.year
        and mine.authors[0].family.casefold() == theirs.authors[0].family.casefold()
    )


def _joined(group: Sequence[Mention]) -> Mention:
    """The most telling of a group, the first of such, with all that stands with the others."""
    told = (each for each in group if NO_NOUN in each.signs and each.kind == group[0].kind)
    telling = (each for each in group if each.identifiers or not _bare(each))
    out = (each for each in group if "out" in each.signs)
    kept = next(telling, next(out, group[0]))
    if not (kept.identifiers or kept.reference.container):
        kept = next(told, kept)
    repeats = [mention for mention in group if mention is not kept]
    if not repeats:
        return kept
    bound = {item.identifier: item for item in kept.identifiers}
    for repeat in repeats:
        for item in repeat.identifiers:
            bound.setdefault(item.identifier, replace(item, by="same-post"))
    # A page that only an announcement links to says nothing about the reference itself.
    strengths = [
        repeat.tracked for repeat in repeats if repeat.tracked == "yes" or repeat.identifiers
    ]
    links = {link.span: link for mention in group for link in mention.links}
    return replace(
        kept,
        tracked=min([kept.tracked, *strengths], key=_STRENGTH.__getitem__),
        identifiers=tuple(bound.values()),
        links=tuple(links.values()),
    )
