"""What speaks for and against a work being the one a reference means, field by field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from idcheck.works import agreement, occurrence
from idcheck.works.normal import telling_words

if TYPE_CHECKING:
    from idcheck.works import Author, Reference, Work

FIELDS = ("title", "authors", "container", "year", "volume", "issue", "pages", "type")
SUPPORT = ("authors", "container", "year", "volume", "pages")
"""Fields that tell works apart beside the title."""
_MOST_LACKING = 3
"""Fields that may be lacking in an entry that is looked at more closely."""


class Evidence(Struct, frozen=True):
    """How far the fields agree, 0 to 1, None where one side is silent.

    `words` is the share of the title's telling words that occur. `co_authors` is the share of
    the further authors that occur. `stated` names the fields that the reference states as such;
    the others were looked for in its words. `length` is that of the title, in folded characters.
    `explained` is the share of an entry's words that the work has, 0 if it was taken apart.
    `cut_off` says that an entry ends with the work's title, so that what is missing says nothing.
    """

    title: float | None
    words: float
    authors: float | None
    co_authors: float | None
    container: float | None
    year: float | None
    volume: float | None
    issue: float | None
    pages: float | None
    type: float | None
    stated: frozenset[str]
    length: int
    explained: float = 0.0
    cut_off: bool = False

    def agrees(self, field: str) -> bool:
        """Whether a field speaks for the work."""
        value: float | None = getattr(self, field)
        enough = agreement.AGREE if field in self.stated or field == "title" else occurrence.PRESENT
        return value is not None and value >= enough

    def differs(self, field: str) -> bool:
        """Whether a field that the reference states is another one in the work."""
        value: float | None = getattr(self, field)
        return field in self.stated and value is not None and value < agreement.DIFFER

    def lacks(self, field: str) -> bool:
        """Whether a field should be there and is not, or is another one."""
        value: float | None = getattr(self, field)
        return value is not None and value < agreement.DIFFER


def gather(reference: Reference, work: Work) -> Evidence:
    """The evidence on a work, from the reference's fields where it has them, else its words."""
    text = occurrence.prepared(reference.words)
    stated = frozenset(field for field in FIELDS if getattr(reference, field))
    stated -= {"type"} if not stated & {"title", "authors", "container"} else frozenset()
    # In an entry that nobody has taken apart, what is not there counts too.
    strict = text.entry and not stated

    def found(value: float | None) -> float | None:
        return value if strict or (value or 0.0) >= occurrence.PRESENT else None

    def either(field: str, compared: float | None, sought: float | None) -> float | None:
        return compared if field in stated else found(sought)

    first = work.authors[0] if work.authors else None
    titled = "title" in stated
    evidence = Evidence(
        title=agreement.titles(reference.title, work.title)
        if titled
        else occurrence.title(work.title, text),
        words=_shared(reference.title, work.title)
        if titled
        else occurrence.title_words(work.title, text),
        authors=either(
            "authors",
            agreement.authors(reference.authors, work.authors),
            occurrence.author(first, text) if first else None,
        ),
        co_authors=_co_authors(reference, work.authors[1:4], text),
        container=either(
            "container",
            agreement.containers(reference.container, work.container),
            occurrence.container(work.container, text),
        ),
        year=either(
            "year",
            agreement.years(reference.year, work.year),
            occurrence.year(work.year, text),
        ),
        volume=either(
            "volume",
            agreement.numbers(reference.volume, work.volume),
            occurrence.number(work.volume, text),
        ),
        issue=agreement.numbers(reference.issue, work.issue),
        pages=either(
            "pages",
            agreement.pages(reference.pages, work.pages),
            occurrence.first_page(work.pages, text),
        ),
        type=agreement.types(reference.type, work.type),
        stated=stated,
        length=len(occurrence.compact(work.title)),
    )
    lacking = sum(map(evidence.lacks, SUPPORT))
    if stated or lacking > _MOST_LACKING:
        return evidence
    return replace(
        evidence,
        explained=occurrence.explained(work, text),
        cut_off=strict and evidence.title == 1.0 and occurrence.ends_with(work.title, text),
    )


def _shared(ours: str, theirs: str) -> float:
    wanted, known = telling_words(theirs), set(telling_words(ours))
    total = sum(map(len, wanted))
    return sum(len(word) for word in wanted if word in known) / total if total else 0.0


def _co_authors(
    reference: Reference, rest: tuple[Author, ...], text: occurrence.Text
) -> float | None:
    if not rest:
        return None
    if len(reference.authors) > 1:
        return agreement.share(reference.authors[1:], rest)
    found = sum(occurrence.author(each, text) >= occurrence.PRESENT for each in rest) / len(rest)
    return found or None
