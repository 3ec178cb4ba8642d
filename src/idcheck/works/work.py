"""Works as registries describe them, and references as texts describe them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from idcheck.identifiers import Identifier

type_names = (
    "article", "preprint", "conference-paper", "book", "chapter", "thesis", "report",
    "dataset", "software", "review", "erratum", "other",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Author:
    """A person or a group as an author. `given` holds given names or initials, "" if unknown."""

    family: str
    given: str = ""

    def __str__(self) -> str:
        return f"{self.given} {self.family}".strip()


@dataclass(frozen=True, slots=True)
class Work:
    """A bibliographic record: what a registry or a catalogue says of one work.

    Fields that the source does not state are "" or None or empty. `container` is the journal,
    proceedings or book that holds the work. `identifiers` are all of the same work, best first.
    `key` is what its publication list calls it (a BibTeX key, an `id`).
    """

    title: str
    authors: tuple[Author, ...] = ()
    container: str = ""
    year: int | None = None
    volume: str = ""
    issue: str = ""
    pages: str = ""
    publisher: str = ""
    type: str = "other"
    identifiers: tuple[Identifier, ...] = ()
    source: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """What a text says of a work: the fields that could be read off, and the words around.

    `title` and the rest are as written, without markup; "" or None or empty where the text is
    silent. `words` is the sentence or entry the fields were read from.
    """

    title: str = ""
    authors: tuple[Author, ...] = ()
    container: str = ""
    year: int | None = None
    volume: str = ""
    issue: str = ""
    pages: str = ""
    publisher: str = ""
    type: str = ""
    words: str = ""


Verdict = Literal["same", "different", "cannot tell"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A work that a reference may mean, with the evidence.

    `agree` and `differ` name fields of `Reference` (`title`, `authors`, `year`, `container`,
    `volume`, `pages`, `type`); fields in neither are silent on one side. `score` is in 0..1 and
    orders candidates; the verdict alone says whether it is the same work.
    """

    work: Work
    verdict: Verdict
    score: float
    agree: tuple[str, ...] = ()
    differ: tuple[str, ...] = ()
    source: str = field(default="catalogue")
