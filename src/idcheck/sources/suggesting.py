"""Works that references may mean, from all catalogues at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from idcheck.sources.catalogue import Catalogue
    from idcheck.works import Candidate, Reference


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
