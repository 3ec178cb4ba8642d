"""What is the same work, what is not, and what nobody can tell."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from idcheck.identifiers import Identifier
from idcheck.works import Author, Reference, Work
from idcheck.works.comparison import compare

CELLS = Work(
    title="Taking the Temperature of Living Cells: A Nanodiamond Approach",
    authors=(Author("Müller", "Anna B."), Author("Smith", "John"), Author("O'Neill", "Kate")),
    container="Proceedings of the National Academy of Sciences of the United States of America",
    year=2023,
    volume="120",
    issue="14",
    pages="e2301234",
    type="article",
    identifiers=(Identifier("doi", "10.1073/pnas.2301234"),),
)
LEARNING = Work(
    title="Deep learning", authors=(Author("LeCun", "Yann"),), container="Nature", year=2015,
    volume="521", pages="436-444", type="article",
)  # fmt: skip


def said(**fields):
    return Reference(**fields)


@pytest.mark.parametrize(
    "title",
    [
        "Taking the temperature of living cells: a nanodiamond approach",
        "TAKING THE TEMPERATURE OF LIVING CELLS—A NANODIAMOND APPROACH",
        "Taking the <i>Temperature</i> of Living Cells",
        "Taking the temperature of living cells - a nanodiamond approach.",
        "Taking the Temperature of Living Cells: A Nanodiamond",
        "Taking the Temprature of Living Cells: A Nanodiamond Approach",
        "Retracted: Taking the Temperature of Living Cells: A Nanodiamond Approach",
        r"Taking the {T}emperature of Living Cells: {A} Nanodiamond Approach",
    ],
)
def test_titles_that_are_one(title):
    candidate = compare(said(title=title, authors=(Author("Müller", "A."),)), CELLS)
    assert candidate.verdict == "same"
    assert candidate.agree == ("title", "authors")
    assert candidate.differ == ()


@pytest.mark.parametrize(
    "title",
    [
        "Erratum: Taking the Temperature of Living Cells: A Nanodiamond Approach",
        "Reply to: Taking the Temperature of Living Cells: A Nanodiamond Approach",
        "Taking the pulse of dying stars: a radio approach",
        "Dancing bees",
    ],
)
def test_titles_of_other_works(title):
    assert (
        compare(said(title=title, authors=(Author("Müller", "A."),)), CELLS).verdict == "different"
    )


def test_numbered_parts_are_not_one_work():
    first = replace(CELLS, title="The measurement of everything in cells. Part I", year=2020)
    reference = said(title="The measurement of everything in cells. Part II", year=2020)
    assert compare(reference, first).verdict != "same"


def test_titles_that_differ_in_one_telling_word_are_not_one():
    germanium = Work(
        "AM1 calculations for compounds containing germanium", (Author("Dewar", "M."),),
        "Organometallics", 1989, "8",
    )  # fmt: skip
    title = germanium.title.replace("germanium", "mercury")
    stated = said(title=title, authors=germanium.authors, container="Organometallics", year=1989)
    assert compare(stated, germanium).verdict != "same"
    string = said(words=f"Dewar, M. {title}. Organometallics 1989, 8, 1547-1549.")
    assert compare(string, germanium).verdict != "same"


def test_a_long_exact_title_alone_is_enough():
    assert compare(said(title=CELLS.title), CELLS).verdict == "same"


def test_a_short_title_alone_tells_nothing():
    assert compare(said(title="Deep learning"), LEARNING).verdict == "cannot tell"
    assert compare(said(title="Deep learning", year=2015), LEARNING).verdict == "cannot tell"


def test_a_short_title_with_three_fields_tells():
    reference = said(
        title="Deep Learning", authors=(Author("LeCun"),), container="Nature", year=2015
    )
    assert compare(reference, LEARNING).verdict == "same"


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"authors": (Author("Garcia"),)}, "authors"),
        ({"year": 2009}, "year"),
        ({"volume": "7"}, "volume"),
        ({"pages": "e9999999"}, "pages"),
    ],
)
def test_no_field_may_contradict(fields, named):
    candidate = compare(said(title=CELLS.title, **fields), CELLS)
    assert candidate.verdict == "cannot tell"
    assert candidate.differ == (named,)


def test_a_review_is_not_its_book():
    book = Work("Cells and their many temperatures", (Author("Lee"),), type="book", year=2001)
    reference = said(title=book.title, authors=book.authors, type="review")
    assert compare(reference, book).verdict == "different"


@pytest.mark.parametrize("year", [2022, 2024])
def test_a_year_apart_agrees(year):
    candidate = compare(said(title=CELLS.title, year=year), CELLS)
    assert candidate.verdict == "same"
    assert "year" in candidate.agree


@pytest.mark.parametrize(
    "container",
    ["PNAS", "Proc. Natl. Acad. Sci. USA", "Proc Natl Acad Sci U S A",
     "Proceedings of the National Academy of Sciences"],
)  # fmt: skip
def test_containers_that_are_one(container):
    assert "container" in compare(said(title=CELLS.title, container=container), CELLS).agree


@pytest.mark.parametrize(
    "author",
    [Author("Mueller", "Anna"), Author("Müller", "AB"), Author("MÜLLER"), Author("Muller", "A. B."),
     Author("Anna", "Müller")],
)  # fmt: skip
def test_authors_that_are_one(author):
    work = replace(CELLS, authors=(Author("Müller", "Anna"),))
    assert "authors" in compare(said(title=CELLS.title, authors=(author,)), work).agree


def test_another_given_name_is_another_person():
    reference = said(title=CELLS.title, authors=(Author("Müller", "Peter"),))
    assert "authors" in compare(reference, CELLS).differ


def test_a_preprint_server_does_not_contradict_the_journal():
    candidate = compare(said(title=CELLS.title, container="bioRxiv"), CELLS)
    assert candidate.verdict == "same"
    assert "container" not in candidate.differ


def test_fields_without_a_title_tell():
    reference = said(
        authors=CELLS.authors[:1], container="PNAS", year=2023, volume="120", pages="e2301234"
    )
    assert compare(reference, CELLS).verdict == "same"
    assert compare(replace(reference, pages="e1", volume="119"), CELLS).verdict == "different"


@pytest.mark.parametrize(
    "entry",
    [
        "Müller AB, Smith J, O'Neill K. Taking the temperature of living cells: a nanodiamond approach. Proc Natl Acad Sci U S A. 2023;120(14):e2301234.",
        "Müller, A. B., Smith, J., & O’Neill, K. (2023). Taking the Temperature of Living\nCells: A Nano-\ndiamond Approach. PNAS, 120(14), e2301234.",
        "[3] A.B. Müller, J. Smith, K. O'Neill, Proc. Natl. Acad. Sci. U.S.A. 120 (2023) e2301234.",
    ],
)
def test_an_entry_as_a_mere_string(entry):
    candidate = compare(said(words=entry), CELLS)
    assert candidate.verdict == "same"
    assert {"authors", "year", "volume", "pages"} <= set(candidate.agree)


def test_an_erratum_in_a_string_is_not_the_work():
    entry = "Müller AB. Erratum: Taking the temperature of living cells: a nanodiamond approach. PNAS 2023;120:e2301234"
    erratum = replace(
        CELLS, title="Erratum: " + CELLS.title, type="erratum", pages="e55", volume="121"
    )
    plain = entry.replace("Erratum: ", "")
    assert compare(said(words=plain), erratum).verdict != "same"


def test_a_sentence_about_a_work_cannot_tell():
    reference = said(
        words="Our new paper in PNAS on taking the temperature of living cells is out!",
        container="PNAS", type="article",
    )  # fmt: skip
    candidate = compare(reference, CELLS)
    assert candidate.verdict == "cannot tell"
    assert "container" in candidate.agree


def test_a_sentence_with_author_journal_and_year_tells():
    reference = said(
        words="Anna Müller's 2023 paper in PNAS took the temperature of living cells with a nanodiamond approach",
        container="PNAS", authors=(Author("Müller", "Anna"),), year=2023,
    )  # fmt: skip
    assert compare(reference, CELLS).verdict == "same"


def test_a_sentence_about_something_else_is_different():
    reference = said(words="Our new paper on the history of cheese is out!")
    assert compare(reference, CELLS).verdict == "different"


def test_a_full_title_in_a_sentence_tells():
    reference = said(words=f"Read “{CELLS.title}” by Anna Müller and friends.")
    assert compare(reference, CELLS).verdict == "same"


def test_a_one_word_title_in_a_sentence_tells_nothing():
    work = Work("Sleep", (Author("Wu"),), "Nature", 2001)
    assert compare(said(words="We all need sleep, says Nature in 2001"), work).verdict != "same"


NAMES = st.builds(Author, st.text(max_size=8), st.text(max_size=5))
COMMON = {
    "title": st.text(max_size=40),
    "authors": st.lists(NAMES, max_size=3).map(tuple),
    "container": st.text(max_size=20),
    "year": st.none() | st.integers(-10, 99999),
    "volume": st.text(max_size=4),
    "issue": st.text(max_size=4),
    "pages": st.text(max_size=8),
    "type": st.sampled_from(["", "article", "book", "review", "other"]),
}


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.builds(Reference, **COMMON, words=st.text(max_size=60)), st.builds(Work, **COMMON))
def test_any_text_compares(reference, work):
    candidate = compare(reference, work)
    assert 0 <= candidate.score <= 1
    assert not set(candidate.agree) & set(candidate.differ)
    if not any((reference.title, reference.words, reference.authors, reference.container)):
        assert candidate.verdict != "same"


@settings(max_examples=100)
@given(
    st.lists(st.sampled_from(["cells", "heat", "of", "the", "measuring", "quantum", "spin", "I", "II", "3", "4", ":", "-"]), max_size=9),
    st.lists(st.sampled_from(["cells", "heat", "of", "the", "measuring", "quantum", "spin", "I", "II", "3", "4", ":", "-"]), max_size=9),
)  # fmt: skip
def test_titles_agree_both_ways_round(one, other):
    first, second = " ".join(one), " ".join(other)
    there = compare(Reference(title=first), Work(second)).agree
    back = compare(Reference(title=second), Work(first)).agree
    assert there == back


def test_page_one_tells_nothing():
    reference = said(
        authors=(Author("Soullier"),), container="BMC Methods", year=2010, volume="10", pages="1"
    )
    other = Work("A tutorial on pilot studies", container="", year=2010, volume="10", pages="1-10")
    assert compare(reference, other).verdict != "same"


def test_numbers_alone_tell_nothing():
    reference = said(words="10 (2010) 355-360")
    other = Work("A tutorial on pilot studies", year=2010, volume="10", pages="355-360")
    assert compare(reference, other).verdict != "same"
