"""Works as registries describe them, and references as texts describe them."""

from __future__ import annotations

from operator import attrgetter
from typing import Literal

from msgspec import Struct

from idcheck.identifiers.identifier import Identifier  # noqa: TC001 - msgspec reads the annotations

type_names = (
    "article", "preprint", "conference-paper", "book", "chapter", "thesis", "report",
    "dataset", "software", "review", "erratum", "other",
)  # fmt: skip


class Author(Struct, frozen=True):
    """A person or a group as an author. `given` holds given names or initials, "" if unknown."""

    family: str
    given: str = ""

    def __str__(self) -> str:
        return f"{self.given} {self.family}".strip()


class Version(Struct, frozen=True):
    """Another version of a work, as a registry relates the two.

    `kind` is Crossref's word, read from the work that carries it: `is-preprint-of` names the
    article of a preprint, `has-preprint` the preprint of an article; `is-version-of`,
    `has-version`, `is-identical-to`, `is-replaced-by`, `replaces`, `is-translation-of`,
    `has-translation`.
    """

    kind: str
    identifier: Identifier
    source: str = ""


UpdateKind = Literal[
    "retraction", "partial-retraction", "withdrawal", "removal", "concern", "correction",
    "new-version", "reinstatement", "other",
]  # fmt: skip


class Update(Struct, frozen=True):
    """A notice about a work, on the work's own record whichever side stated it.

    `notice` is the identifier of the notice, `date` its day as `2024`, `2024-05` or `2024-05-17`
    ("" if unknown); `source` is who says so (`publisher`, `retraction-watch`, `pubmed` ...).
    """

    kind: UpdateKind
    notice: Identifier | None = None
    date: str = ""
    source: str = ""


class Parent(Struct, frozen=True):
    """What a work is a part of: the article of a figure or supplement, the book of a chapter."""

    kind: Literal["component", "chapter", "supplement", "part"]
    identifier: Identifier


class Stated(Struct, frozen=True):
    """Where facts of a work come from: the source, when it was asked, and which fields it gave.

    `asked` is the time in UTC as `2026-11-28T07:00:00Z`, "" for a file. `fields` are names of
    fields of `Work`.
    """

    source: str
    asked: str
    fields: tuple[str, ...]


class Work(Struct, frozen=True):
    """A bibliographic record: what a registry or a catalogue says of one work.

    Fields that the source does not state are "" or None or empty. `container` is the journal,
    proceedings or book that holds the work, `short_container` its abbreviated form. `identifiers`
    are all of the same work, best first; other versions are `versions`. `key` is what its
    publication list calls it (a BibTeX key, an `id`). `ours` says that it is of the user's own
    institution.

    `dates` are pairs of a word (`issued`, `print`, `online`, `posted`, `created`) and a day as
    `2024`, `2024-05` or `2024-05-17`; `year` is that of `issued`. `other_titles` are titles in
    another language or an earlier form. `updates` are notices about this work, `updates_of` the
    works that this one is a notice about. `landing_page` is where the DOI leads. `stated` tells
    where the facts come from and takes no part in comparisons of works.
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
    subtitle: str = ""
    other_titles: tuple[str, ...] = ()
    short_container: str = ""
    dates: tuple[tuple[str, str], ...] = ()
    versions: tuple[Version, ...] = ()
    updates: tuple[Update, ...] = ()
    updates_of: tuple[tuple[UpdateKind, Identifier], ...] = ()
    parent: Parent | None = None
    landing_page: str = ""
    stated: tuple[Stated, ...] = ()
    ours: bool = False

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Work) and _compared(self) == _compared(other)

    def __hash__(self) -> int:
        return hash(_compared(self))


_compared = attrgetter(*(name for name in Work.__struct_fields__ if name != "stated"))


class Reference(Struct, frozen=True):
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


class Candidate(Struct, frozen=True):
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
    source: str = "catalogue"
