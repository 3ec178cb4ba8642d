"""Works as rows of a catalogue: their columns, what finds them, and when two are one."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from idcheck.identifiers import Identifier
from idcheck.works import Author, Work
from idcheck.works.normal import first_page, fold, name_key
from idcheck.works.stems import stem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_SHORTEST_TITLE = 20
"""Folded characters a title must have to tell works apart by title, author and year alone."""
MOST_AUTHORS = 60
"""Authors that are kept of a work; a collaboration can have thousands."""
_SEARCHED_AUTHORS = 8
_ONE_TO_A_WORK = frozenset({"doi", "pmid", "pmcid", "arxiv"})
_AS_IDENTIFIER = "="
"""Stands for a key that only repeats the first identifier."""

COLUMNS = (
    "title", "authors", "container", "year", "volume", "issue", "pages", "publisher", "type",
    "identifiers", "source", "key", "ours",
)  # fmt: skip
SHARED = frozenset({"container", "publisher", "type", "source"})
"""Columns whose texts are kept once, in a table of their own."""


def row_of(work: Work, number_of: Callable[[str], int | None]) -> tuple[Any, ...]:
    """The columns of a work; `number_of` tells where a shared text is kept."""
    key = work.key
    if work.identifiers and key == str(work.identifiers[0]):
        key = _AS_IDENTIFIER
    return (
        work.title,
        _names(work.authors[:MOST_AUTHORS]),
        number_of(work.container),
        work.year,
        work.volume,
        work.issue,
        work.pages,
        number_of(work.publisher),
        number_of(work.type),
        "\n".join(map(str, work.identifiers)),
        number_of(work.source),
        key,
        work.ours or None,
    )


def work_of(row: Sequence[Any], text_of: Callable[[int | None], str]) -> Work:
    """The work of a row. Raises ValueError, TypeError or LookupError if the row is damaged."""
    (
        title, authors, container, year, volume, issue, pages, publisher, kind, identifiers,
        source, key, ours,
    ) = row  # fmt: skip
    named = tuple(
        Identifier(scheme, value)
        for scheme, _, value in (line.partition(":") for line in identifiers.split("\n"))
        if value
    )
    return Work(
        title=title,
        authors=tuple(Author(*line.split("\t")) for line in authors.split("\n") if line),
        container=text_of(container),
        year=year,
        volume=volume,
        issue=issue,
        pages=pages,
        publisher=text_of(publisher),
        type=text_of(kind),
        identifiers=named,
        source=text_of(source),
        key=str(named[0]) if key == _AS_IDENTIFIER else key,
        ours=bool(ours),
    )


def _names(authors: tuple[Author, ...]) -> str:
    """A line each: the family name, a tab, the given name."""
    text = "\n".join([f"{one.family}\t{one.given}" for one in authors])
    if text.count("\n") < len(authors) and text.count("\t") == len(authors):
        return text
    return "\n".join(f"{_flat(one.family)}\t{_flat(one.given)}" for one in authors)


def _flat(name: str) -> str:
    return " ".join(name.split())


def searched(work: Work) -> str:
    """The words that are searched of a work: of title, authors, container, and its first page."""
    families = [_named(author.family) for author in work.authors[:_SEARCHED_AUTHORS]]
    title = _stemmed(fold(work.title))
    return " ".join([title, *families, _contained(work.container), first_page(work.pages)])


def _stemmed(folded: str) -> str:
    return " ".join(map(stem, folded.split()))


@lru_cache(maxsize=16384)
def _named(family: str) -> str:
    return _stemmed(f"{fold(family)} {name_key(family)}")


@lru_cache(maxsize=16384)
def _contained(container: str) -> str:
    return _stemmed(fold(container))


def clues(work: Work) -> Iterator[str]:
    """What few works share: volume and page, year and page, first author and year."""
    page = first_page(work.pages)
    volume = first_page(work.volume)
    if page and page != "1":
        if volume:
            yield f"v{volume} {page}"
        if work.year:
            yield f"y{work.year} {page}"
    if work.year and work.authors:
        yield f"a{name_key(work.authors[0].family)} {work.year}"


def same_text_key(work: Work) -> str:
    """Title, first author and year for finding a work entered twice; "" where they tell too little."""
    title = fold(work.title).replace(" ", "")
    if len(title) < _SHORTEST_TITLE or not work.authors or work.year is None:
        return ""
    return f"{title}|{name_key(work.authors[0].family)}|{work.year}"


def may_be_one(one: Work, other: Work) -> bool:
    """Whether two works that share an identifier or a key are one: no identifier contradicts.

    An ISBN alone is shared by the parts of a book, so the titles have to be equal too.
    """
    mine, theirs = (_values(work) for work in (one, other))
    if any(mine[scheme].isdisjoint(theirs[scheme]) for scheme in mine.keys() & theirs.keys()):
        return False
    shared = any(mine[scheme] & theirs[scheme] for scheme in mine.keys() & theirs.keys())
    return shared or fold(one.title) == fold(other.title)


def _values(work: Work) -> dict[str, set[str]]:
    values: dict[str, set[str]] = {}
    for each in work.identifiers:
        if each.scheme in _ONE_TO_A_WORK:
            values.setdefault(each.scheme, set()).add(each.value)
    return values


def joined(old: Work, new: Work) -> Work:
    """The two records as one: the newer one's fields count, the older one fills gaps."""
    identifiers = tuple(dict.fromkeys(new.identifiers + old.identifiers))
    return replace(
        new,
        authors=new.authors if len(new.authors) >= len(old.authors) else old.authors,
        container=new.container or old.container,
        year=new.year if new.year is not None else old.year,
        volume=new.volume or old.volume,
        issue=new.issue or old.issue,
        pages=new.pages or old.pages,
        publisher=new.publisher or old.publisher,
        key=new.key or old.key,
        type=new.type if new.type != "other" else old.type,
        identifiers=identifiers,
        ours=new.ours or old.ours,
    )
