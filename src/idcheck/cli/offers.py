"""What registries offer for the questions of `idcheck match` that no catalogue answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from idcheck.works import Found, Questions

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from idcheck.cli.registries import Registries
    from idcheck.identifiers import Identifier
    from idcheck.sources.access import Access
    from idcheck.sources.catalogue import Catalogue
    from idcheck.works import Answers, Reference, Work

Offers = dict["Reference", tuple["Work", ...]]


def offers(
    references: Sequence[Reference],
    catalogues: Sequence[Catalogue],
    registries: Registries,
    access: Access,
) -> Offers:
    """The works that registries find for each reference that the catalogues leave open."""
    from idcheck.mentions.field_reading import read_reference
    from idcheck.sources.suggesting import candidates

    left = [
        each
        for each in dict.fromkeys(references)
        if not any(found.verdict == "same" for found in candidates(each, catalogues))
    ]
    named = {each: _named(each) for each in left}
    # Services are searched by title and names, which a bare text has to be read for.
    asked = {each: each if each.title else read_reference(each) for each in left if not named[each]}
    answers = registries(
        access,
        Questions(
            frozenset(one for several in named.values() for one in several),
            frozenset(asked.values()),
        ),
    )
    return {each: tuple(_works(answers, named[each], asked.get(each))) for each in left}


def _named(reference: Reference) -> list[Identifier]:
    """The identifiers in the words that can be asked about."""
    from idcheck.enquiring import askable
    from idcheck.identifiers import find

    return [hit.identifier for hit in find(reference.words) if askable(hit.identifier)]


def _works(
    answers: Answers, named: Sequence[Identifier], asked: Reference | None
) -> Iterator[Work]:
    for identifier in named:
        if isinstance(answer := answers.of(identifier), Found):
            yield answer.work
    if asked is not None and (search := answers.searched(asked)) is not None:
        yield from search.works
