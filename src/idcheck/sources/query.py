"""The words of a reference to search for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from idcheck.works.normal import EVERYDAY, first_page, name_key, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from idcheck.works import Reference

_OF_AN_ENTRY, _OF_PROSE = 14, 30
"""How many of the rarest words are asked for: prose says the same in more and commoner words."""
_MOST = 120
"""Words looked at; a longer text is no reference."""


def asked_words(reference: Reference) -> list[str]:
    """The folded words that may lead to the work, each once: of its fields, else of its text."""
    found = dict.fromkeys(_words(reference))
    return [word for word in found if word not in EVERYDAY][:_MOST]


def how_many(reference: Reference) -> int:
    """How many of the words to ask for, the rarest first."""
    if reference.title or sum(word.isdecimal() for word in words(reference.words)) >= 2:
        return _OF_AN_ENTRY
    return _OF_PROSE


def _words(reference: Reference) -> Iterator[str]:
    yield from words(reference.title)
    for author in reference.authors[:4]:
        yield from words(author.family)
        yield name_key(author.family)
    yield from words(reference.container)
    yield from words(f"{reference.year or ''} {reference.volume}")
    yield from words(first_page(reference.pages))
    if not reference.title:
        yield from words(reference.words)
