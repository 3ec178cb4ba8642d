"""Citations by key: "[@smith2020]" is the work that the bibliography beside the post has under it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from idcheck.mentions.mention import Bound, Mention
from idcheck.works import Reference

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from idcheck.post import CitationKey, Post
    from idcheck.works import Work

_NO_PUBLICATIONS = frozenset({"software"})
_BESIDE = 3
"""Code points between an announcement and the key that says which work it is of."""


def with_cited(
    post: Post, mentions: Sequence[Mention], works: Mapping[str, Work], language: str
) -> tuple[Mention, ...]:
    """The mentions, and those that citation keys stand for, each work once, in order of their place.

    `works` are those of the bibliographies, by key. A work with an identifier is tracked: the
    publishing program writes the reference out, with its link. A key right after an announcement
    ("our companion paper [@smith2020]") is of the same work.
    """
    kept = list(mentions)
    said = {bound.identifier for mention in mentions for bound in mention.identifiers}
    done: set[str] = set()
    for cited in post.citation_keys:
        work = works.get(cited.key)
        if work is None or cited.key in done or work.type in _NO_PUBLICATIONS:
            continue
        done.add(cited.key)
        if said.intersection(work.identifiers):
            continue
        at = _announced(kept, cited)
        if at is None:
            kept.append(_mention(post, cited, work, language))
        else:
            kept[at] = _named(kept[at], cited, work)
    return tuple(sorted(kept, key=lambda mention: (mention.place.span or mention.span).start))


def _announced(mentions: Sequence[Mention], cited: CitationKey) -> int | None:
    """The index of an unlinked announcement that ends right before a key, None if there is none."""
    for at, mention in enumerate(mentions):
        near = 0 <= cited.span.start - mention.span.end <= _BESIDE
        if near and mention.kind == "informal" and mention.tracked == "no":
            return at
    return None


def _named(mention: Mention, cited: CitationKey, work: Work) -> Mention:
    return replace(
        mention, reference=_reference(work, mention.reference.words), identifiers=_bound(cited, work),
        tracked="yes" if work.identifiers else "no",
    )  # fmt: skip


def _mention(post: Post, cited: CitationKey, work: Work, language: str) -> Mention:
    return Mention(
        span=cited.span, kind="informal", reference=_reference(work, cited.span.of(post.text)),
        language=language, tracked="yes" if work.identifiers else "no", place=cited.place,
        identifiers=_bound(cited, work), signs=("key of a bibliography",),
    )  # fmt: skip


def _bound(cited: CitationKey, work: Work) -> tuple[Bound, ...]:
    return tuple(Bound(each, "reference-entry", cited.place) for each in work.identifiers)


def _reference(work: Work, words: str) -> Reference:
    return Reference(
        title=work.title, authors=work.authors, container=work.container, year=work.year,
        volume=work.volume, issue=work.issue, pages=work.pages, publisher=work.publisher,
        type=work.type, words=words,
    )  # fmt: skip
