"""What registries answer. "Could not ask" is an answer of its own and never means "wrong"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

from idcheck.works.work import Work  # noqa: TC001 - msgspec reads the annotations

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from idcheck.identifiers import Identifier
    from idcheck.works.work import Reference


class Found(Struct, frozen=True):
    """The identifier names this work."""

    work: Work


class NotFound(Struct, frozen=True):
    """Those whose word counts say that there is no such identifier.

    For a DOI that is doi.org itself, asked twice. For an ISBN it says only that no index at hand
    has the book, since nobody knows all.
    """


class NotYet(Struct, frozen=True):
    """The identifier is registered, and no index has a description of the work yet.

    `agency` is the registration agency, "" if unknown; `landing_page` is where it leads.
    """

    agency: str = ""
    landing_page: str = ""


class Ambiguous(Struct, frozen=True):
    """The identifier stands for several works (an ISBN used twice)."""

    works: tuple[Work, ...]


class Unavailable(Struct, frozen=True):
    """Nobody could be asked, or what came back could not be understood. `reason` is for people."""

    reason: str


Answer = Found | NotFound | NotYet | Ambiguous | Unavailable


class Search(Struct, frozen=True):
    """The works that sources offered for a reference, best first as each source ranks them.

    Nothing says that one of them is the work meant. `unavailable` are the reasons of the sources
    that could not be asked: only if it is empty does an absent work mean anything.
    """

    works: tuple[Work, ...] = ()
    unavailable: tuple[str, ...] = ()


class Questions(Struct, frozen=True):
    """What is to be asked: identifiers to verify, and references whose works are to be found."""

    identifiers: frozenset[Identifier] = frozenset()
    references: frozenset[Reference] = frozenset()


def together(asked: Iterable[Questions]) -> Questions:
    """All questions, each once."""
    identifiers: set[Identifier] = set()
    references: set[Reference] = set()
    for each in asked:
        identifiers |= each.identifiers
        references |= each.references
    return Questions(frozenset(identifiers), frozenset(references))


class Answers(Struct, frozen=True):
    """All answers of a run: of identifiers, and of references searched for.

    What was not asked is absent. An empty table is that of a run without network. `asked` is the
    time in UTC as `2026-11-28T07:00:00Z`, "" if nobody was asked.
    """

    identifiers: Mapping[Identifier, Answer] = field(default_factory=dict)
    searches: Mapping[Reference, Search] = field(default_factory=dict)
    asked: str = ""

    def of(self, identifier: Identifier) -> Answer | None:
        """The answer for an identifier, None if nobody was asked."""
        return self.identifiers.get(identifier)

    def work(self, identifier: Identifier) -> Work | None:
        """The work that an identifier names, where that is known."""
        answer = self.of(identifier)
        return answer.work if isinstance(answer, Found) else None

    def searched(self, reference: Reference) -> Search | None:
        """What a search for a reference brought, None if nobody was asked."""
        return self.searches.get(reference)

    def reason(self, identifier: Identifier) -> str:
        """Why nothing is known of an identifier: `offline` where nobody was asked, "" if it is."""
        answer = self.of(identifier)
        if answer is None:
            return "offline"
        return answer.reason if isinstance(answer, Unavailable) else ""
