"""Which works of one's own institution a mention is of, as the catalogues tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from idcheck.auditing.facts import name_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from idcheck.checking import CheckedPost
    from idcheck.identifiers import Identifier
    from idcheck.sources.catalogue import Catalogue
    from idcheck.works import Work


class Ours:
    """Tells of which work of ours a mention is, if of any.

    First comes what the mention's identifiers say, by the catalogues or by what registries answered; then the work
    that was suggested for it, and for a mention with a link nobody suggests anything for, the work that its
    words fit beyond doubt. Raises CatalogueError if a catalogue cannot be read.
    """

    def __init__(self, catalogues: Sequence[Catalogue], names: Collection[str]) -> None:
        """`names` are those of our works, as `name_of` makes them."""
        self._catalogues = catalogues
        self._names = names

    def __call__(self, checked: CheckedPost, index: int) -> Work | None:
        """The work of ours that the mention of an index is of, None if it is of none."""
        if not self._names:
            return None
        found = next(self._named(checked, index), None) or self._meant(checked, index)
        return found if found and name_of(found) in self._names else None

    def _named(self, checked: CheckedPost, index: int) -> Iterator[Work]:
        """The works of the catalogues that bear an identifier of a mention."""
        for bound in checked.mentions[index].identifiers:
            known = checked.answers.work(bound.identifier)
            for identifier in (bound.identifier, *(known.identifiers if known else ())):
                yield from self._held(identifier)

    def _held(self, identifier: Identifier) -> Iterator[Work]:
        found = (catalogue.get(identifier) for catalogue in self._catalogues)
        return (work for work in found if work is not None)

    def _meant(self, checked: CheckedPost, index: int) -> Work | None:
        """The work that the words of a mention fit, if there is no doubt."""
        mention = checked.mentions[index]
        candidates = checked.candidates.get(index, ())
        if mention.tracked == "yes" and mention.reference.title:
            from idcheck.sources import suggest

            candidates = suggest([mention.reference], self._catalogues)[0]
        if not candidates or candidates[0].verdict != "same":
            return None
        best = candidates[0].work
        held = (work for each in best.identifiers for work in self._held(each))
        return next(held, best)
