"""Works as rows of a catalogue: their text form, what is searched, and when two are one."""

from __future__ import annotations

import json
from dataclasses import replace

from idcheck.identifiers import Identifier
from idcheck.works import Author, Work
from idcheck.works.normal import first_page, fold, name_key

_SHORTEST_TITLE = 20
"""Folded characters a title must have to tell works apart by title, author and year alone."""
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_ONE_TO_A_WORK = frozenset({"doi", "pmid", "pmcid", "arxiv"})


def dumped(work: Work) -> str:
    """The work as text, for `loaded`."""
    return _ENCODER.encode(
        [
            work.title,
            [[author.family, author.given] for author in work.authors],
            work.container,
            work.year,
            work.volume,
            work.issue,
            work.pages,
            work.publisher,
            work.type,
            [[each.scheme, each.value] for each in work.identifiers],
            work.source,
            work.key,
        ]
    )


def loaded(text: str) -> Work:
    """The work of a row. Raises ValueError or TypeError if the row is damaged."""
    (
        title,
        authors,
        container,
        year,
        volume,
        issue,
        pages,
        publisher,
        kind,
        identifiers,
        source,
        key,
    ) = json.loads(text)
    return Work(
        title=title,
        authors=tuple(Author(*each) for each in authors),
        container=container,
        year=year,
        volume=volume,
        issue=issue,
        pages=pages,
        publisher=publisher,
        type=kind,
        identifiers=tuple(Identifier(*each) for each in identifiers),
        source=source,
        key=key,
    )


def searched(work: Work) -> tuple[str, str, str, str]:
    """What is searched of a work: title, authors, container, and its numbers."""
    numbers = " ".join(
        part for part in (str(work.year or ""), work.volume, first_page(work.pages)) if part
    )
    authors = " ".join(f"{author.family} {name_key(author.family)}" for author in work.authors)
    return fold(work.title), fold(authors), fold(work.container), fold(numbers)


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
    )
