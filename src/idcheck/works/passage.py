"""What a passage says of a work whose identifier stands with it, against the work on record.

Three outcomes: the same, different, or not to be told. `different` needs a field that the passage
states and the record contradicts; that words are missing in a passage says nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from msgspec.structs import replace

from idcheck.works.agreement import about_a_work, titles
from idcheck.works.comparison import compare
from idcheck.works.normal import fold, telling_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from idcheck.works import Candidate, Reference, Work

Level = Literal[
    "component", "supplement", "part", "chapter", "book", "container", "review", "version"
]
_ALIKE = 0.9
_SURE = frozenset({"pages", "volume"})
_PARTS = ("fig", "figure", "figures", "table", "tables", "supplement", "supplementary", "supporting", "information", "material", "materials", "appendix", "data", "dataset", "datasets", "file", "files", "video", "movie", "abbildung", "tabelle", "figura", "tableau")  # fmt: skip
_REVIEWS = ("review", "decision", "author response", "reviewer", "peer review", "referee")
_ALL_VERSIONS = ("all versions", "latest version", "any version", "concept doi")
_LONG_NAME = 15
"""Folded characters from which a book's title in the words is no accident."""
_LEAST_TITLE = 3
"""Telling words a stated title must have to contradict a record."""


def against_record(reference: Reference, work: Work) -> Candidate:
    """The work on record as a candidate for what the passage says.

    Titles in another language and the record's subtitle are tried too; the best counts.
    """
    candidates = [compare(reference, each) for each in _forms(work)]
    best = min(candidates, key=lambda each: (len(each.differ), -each.score))
    best = replace(best, work=work)
    if best.verdict == "different" and not _contradicts(reference, best):
        return replace(best, verdict="cannot tell")
    return best


def _forms(work: Work) -> Iterator[Work]:
    """The work under each of its titles and containers."""
    yield work
    if work.subtitle:
        yield replace(work, title=f"{work.title}: {work.subtitle}")
    for title in work.other_titles:
        yield replace(work, title=title)
    if work.short_container:
        yield replace(work, container=work.short_container)


def _contradicts(reference: Reference, candidate: Candidate) -> bool:
    """Whether what the passage states is enough to say that it means another work."""
    differ, agree = set(candidate.differ), set(candidate.agree)
    if "title" in differ:
        if len(telling_words(reference.title)) < _LEAST_TITLE:
            return bool(differ & {"authors", "container"}) and "authors" not in agree
        # A translated title stands with the same authors and place.
        return not ("authors" in agree and (_SURE & agree or {"container", "year"} <= agree))
    return "title" not in agree and {"authors"} < differ


def other_level(reference: Reference, work: Work) -> Level | None:
    """What the identifier names instead of the work that the passage means, None if it fits.

    A figure or supplement of the article, the review of it, the chapter for the book or the book
    for the chapter, the journal, or one version where all are meant.
    """
    words = f" {fold(reference.words)} "
    if work.parent is not None and work.parent.kind != "chapter":
        return None if any(f" {part} " in words for part in _PARTS) else work.parent.kind
    if work.type == "review" and reference.type != "review" and _is_about(reference, work):
        return None if any(f" {word}" in words for word in _REVIEWS) else "review"
    if any(f" {phrase} " in words for phrase in _ALL_VERSIONS) and _is_version(work):
        return "version"
    return _book_or_journal(reference, work)


def _is_about(reference: Reference, work: Work) -> bool:
    """Whether a review names the title of the work that the passage names."""
    folded, named = fold(work.title), fold(reference.title)
    return about_a_work(folded) or (bool(named) and named in folded and named != folded)


def _is_version(work: Work) -> bool:
    return any(each.kind == "is-version-of" for each in work.versions)


def _holds(reference: Reference, work: Work) -> bool:
    """Whether the passage names the work as what holds the one it means."""
    if reference.container and (titles(reference.container, work.title) or 0.0) >= _ALIKE:
        return True
    name = fold(work.title)
    return (
        work.type == "book"
        and len(name) >= _LONG_NAME
        and f" {name} " in f" {fold(reference.words)} "
    )


def _book_or_journal(reference: Reference, work: Work) -> Level | None:
    same = titles(reference.title, work.title) if reference.title else None
    if same is None:
        return None
    if work.type == "chapter" or (work.parent is not None and work.parent.kind == "chapter"):
        whole = titles(reference.title, work.container) or 0.0
        elsewhere = fold(reference.container) not in fold(work.publisher)
        return "chapter" if same < _ALIKE <= whole and not elsewhere else None
    if same < _ALIKE and _holds(reference, work):
        return "book" if work.type == "book" else "container" if not work.container else None
    return None
