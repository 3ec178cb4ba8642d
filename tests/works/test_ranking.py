"""Which works are shown for a reference, and in which order."""

from msgspec.structs import replace

from idcheck.identifiers import Identifier
from idcheck.works import Author, Reference, Work
from idcheck.works.ranking import rank, ranked

ARTICLE = Work(
    "Measuring the heat of single living cells with diamonds", (Author("Lee", "Kim"),), "Nature", 2020,
    "5", pages="10-19", type="article", identifiers=(Identifier("doi", "10.1038/s1"),),
)  # fmt: skip
PREPRINT = replace(
    ARTICLE, container="bioRxiv", year=2019, volume="", pages="", type="preprint",
    identifiers=(Identifier("doi", "10.1101/2019.01.01.123"),),
)  # fmt: skip
OTHER = Work("The history of cheese making in alpine valleys", (Author("Rossi"),), "Cheese", 1999)


def test_versions_stand_together_with_the_version_of_record_first():
    found = rank(
        Reference(title=ARTICLE.title, authors=ARTICLE.authors), [PREPRINT, OTHER, ARTICLE]
    )
    assert [each.work for each in found] == [ARTICLE, PREPRINT]
    assert [each.verdict for each in found] == ["same", "same"]


def test_works_that_cannot_be_told_apart_are_both_unclear():
    one = Work("Annual report of the cell heat laboratory", (Author("Lee"),), "Reports", 2020)
    two = replace(one, year=2021)
    found = rank(Reference(title=one.title, authors=one.authors), [one, two])
    assert [each.verdict for each in found] == ["cannot tell", "cannot tell"]


def test_a_year_tells_two_reports_apart():
    one = Work("Annual report of the cell heat laboratory", (Author("Lee"),), "Reports", 2018)
    two = replace(one, year=2021)
    found = rank(Reference(title=one.title, authors=one.authors, year=2021), [one, two])
    assert (found[0].work, found[0].verdict) == (two, "same")


def test_different_works_are_left_out():
    assert rank(Reference(title=ARTICLE.title), [OTHER]) == ()


def test_three_at_most_are_shown():
    many = [replace(ARTICLE, year=year, identifiers=()) for year in range(2000, 2010)]
    assert len(rank(Reference(title=ARTICLE.title), many)) == 3


def test_the_same_record_twice_is_one_candidate():
    assert len(ranked(Reference(title=ARTICLE.title), [ARTICLE, ARTICLE])) == 1


def test_no_works_no_candidates():
    assert rank(Reference(title="Anything"), []) == ()
