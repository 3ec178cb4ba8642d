"""What a passage says of a work, against the record of the identifier that stands with it."""

import pytest
from msgspec.structs import replace

from idcheck.identifiers import Identifier
from idcheck.works import Author, Parent, Reference, Version, Work
from idcheck.works.passage import against_record, other_level

CELLS = Work(
    title="Taking the temperature of living cells", authors=(Author("Müller", "Anna"), Author("Lee", "Jo")),
    container="Nature Physics", year=2020, volume="16", pages="10-19", type="article",
    identifiers=(Identifier("doi", "10.1000/cells"),),
)  # fmt: skip
STATED = Reference(
    title=CELLS.title, authors=CELLS.authors, container="Nat. Phys.", year=2020, volume="16",
    pages="10-19",
)  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "verdict"),
    [
        ({}, "same"),
        ({"year": 2019}, "same"),
        ({"title": "Taking the Temperature"}, "cannot tell"),
        ({"title": "Die Temperatur lebender Zellen messen"}, "cannot tell"),
        ({"title": "Orbits of asteroids near the sun", "authors": (Author("Berg"),)}, "different"),
        ({"title": "", "authors": (Author("Berg"),), "year": 1999, "volume": "3"}, "different"),
    ],
)
def test_three_outcomes(changes, verdict):
    assert against_record(replace(STATED, **changes), CELLS).verdict == verdict


@pytest.mark.parametrize("words", ["", "a new study shows", "our paper in Nature is out", "cells"])
def test_words_that_state_nothing_never_contradict(words):
    assert against_record(Reference(words=words), CELLS).verdict == "cannot tell"


def test_titles_in_other_languages_and_forms_are_tried():
    german = Reference(title="Die Temperatur lebender Zellen messen", authors=CELLS.authors)
    record = replace(CELLS, other_titles=(german.title,))
    assert against_record(german, record).verdict == "same"
    whole = Reference(title=f"{CELLS.title}: a quantum approach", authors=CELLS.authors)
    assert against_record(whole, replace(CELLS, subtitle="A quantum approach")).verdict == "same"


def test_levels():
    figure = Work("Figure 1", parent=Parent("component", Identifier("doi", "10.1000/cells")))
    assert other_level(STATED, figure) == "component"
    assert other_level(replace(STATED, words="see Fig. 1 of our paper"), figure) is None
    book = Work("Handbook of thermal biology", type="book")
    assert other_level(replace(STATED, container=book.title), book) == "book"
    chapter = Work("Measuring heat", container=book.title, type="chapter")
    assert other_level(Reference(title=book.title), chapter) == "chapter"
    assert other_level(Reference(title=chapter.title, container=book.title), chapter) is None
    journal = Work("Nature Physics")
    assert other_level(replace(STATED, container="Nature Physics"), journal) == "container"
    report = Work(f"Review of: {CELLS.title}", type="review")
    assert other_level(STATED, report) == "review"
    assert other_level(replace(STATED, words="the peer review of it"), report) is None
    release = Work("tool 1.2", versions=(Version("is-version-of", Identifier("doi", "10.5281/1")),))
    assert other_level(Reference(words="all versions of our tool"), release) == "version"
    assert other_level(STATED, CELLS) is None
