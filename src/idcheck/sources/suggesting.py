"""Works that references may mean, from all catalogues at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from idcheck.sources.catalogue import Catalogue
    from idcheck.works import Candidate, Reference, Work

_PROSE = 0.12
"""The share of numbers and initials below which a text is prose."""
MOST = 25
"""Candidates for a reference at most."""
_COMPARED = 10
"""Works of a catalogue that a reference is compared with: the right one is hardly ever further down."""


def suggest(
    references: Iterable[Reference], catalogues: Sequence[Catalogue]
) -> tuple[tuple[Candidate, ...], ...]:
    """For each reference, in order, at most three candidates, best first.

    Equal references are asked once. Raises CatalogueError if a catalogue cannot be searched.
    """
    from idcheck.works.ranking import rank

    asked = list(references)
    answers = {
        reference: rank(
            reference, [work for catalogue in catalogues for work in catalogue.search(reference)]
        )
        for reference in dict.fromkeys(asked)
    }
    return tuple(answers[reference] for reference in asked)


def candidates(
    reference: Reference, catalogues: Sequence[Catalogue], offered: Sequence[Work] = ()
) -> tuple[Candidate, ...]:
    """At most 25 candidates, best first, also for texts that name no title.

    `offered` are works that registries found; they are compared like those of the catalogues.

    Works that are the same come first; then, for prose, those whose titles say what it says.
    Raises CatalogueError if a catalogue cannot be searched.
    """
    from idcheck.works.normal import words
    from idcheck.works.occurrence import terseness
    from idcheck.works.ranking import ranked

    named = _named(reference, catalogues, offered)
    found = dict.fromkeys([*named, *_searched(reference, catalogues)])
    known = {identifier for work in found for identifier in work.identifiers}
    found |= dict.fromkeys(work for work in offered if known.isdisjoint(work.identifiers))
    ordered = tuple(
        replace(each, verdict="same")
        if each.work in named and each.verdict == "cannot tell" and "title" in each.agree
        else each
        for each in ranked(reference, found)
    )
    answered = any(each.verdict == "same" for each in ordered)
    if not answered and not reference.title and terseness(words(reference.words)) < _PROSE:
        return _fitting(reference, catalogues, found)
    return ordered[:MOST]


def _fitting(
    reference: Reference, catalogues: Sequence[Catalogue], found: Iterable[Work]
) -> tuple[Candidate, ...]:
    """Candidates for prose: those whose titles say what it says come before those `found` otherwise."""
    from idcheck.works.ranking import ranked

    several = [catalogue.search_prose(reference.words, MOST) for catalogue in catalogues]
    places = {work: place for works in several for place, work in enumerate(works)}

    def place(each: Candidate) -> tuple[bool, int]:
        return each.verdict != "same", places.get(each.work, MOST)

    return tuple(sorted(ranked(reference, [*found, *places]), key=place)[:MOST])


def _named(
    reference: Reference, catalogues: Sequence[Catalogue], offered: Sequence[Work]
) -> list[Work]:
    """The works that bear an identifier that stands in the words."""
    from idcheck.identifiers import find

    identifiers = [hit.identifier for hit in find(reference.words)] if reference.words else []
    works = (each.get(identifier) for each in catalogues for identifier in identifiers)
    held = [work for work in works if work is not None]
    return held or [work for work in offered if not set(identifiers).isdisjoint(work.identifiers)]


def _searched(reference: Reference, catalogues: Sequence[Catalogue]) -> Iterator[Work]:
    for catalogue in catalogues:
        yield from catalogue.search(reference, _COMPARED)
