"""Names of venues: the folding of names, the tables and the search in them."""

from __future__ import annotations

import time
from importlib import resources

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from idcheck.mentions.venues import Venue, fold, longest, lookup

DATA = resources.files("idcheck.data")


def _rows() -> list[list[str]]:
    lines = (DATA / "journals.tsv").read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("The Lancet", "lancet"),
        ("Zeitschrift für Physik", "zeitschrift fur physik"),
        ("Science & Technology", "science and technology"),
        ("King’s Law Journal", "kings law journal"),
        ("*J. Am. Chem. Soc.*", "j am chem soc"),
        ("_Noûs_", "nous"),
        ("D-Lib\n Magazine", "d lib magazine"),
        ("Łódź Øresund", "lodz oresund"),
        ("…", ""),
    ],
)
def test_folding(name: str, key: str) -> None:
    assert fold(name) == key


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("PNAS", "Proceedings of the National Academy of Sciences"),
        ("Proc Natl Acad Sci USA", "Proceedings of the National Academy of Sciences"),
        ("plos one", "PLOS ONE"),
        ("“The Lancet”,", "The Lancet"),
        ("Lancet (London, England)", "The Lancet"),
        ("**Nature Physics**", "Nature Physics"),
        ("Nat. Phys.", "Nature Physics"),
        ("nature communications", "Nature Communications"),
        ("Scientific Reports.", "Scientific Reports"),
        ("JOSS", "Journal of Open Source Software"),
        ("Current biology : CB", "Current Biology"),
        ("J Clin Oncol", "Journal of Clinical Oncology"),
        ("Geophysical Journal International", "Geophysical Journal International"),
        ("IEEE Transactions on Pattern Analysis and Machine Intelligence",) * 2,
        ("@PLOSONE", "PLOS ONE"),
        ("@nature@social.example", "Nature"),
    ],
)
def test_journals_are_found(name: str, title: str) -> None:
    venue = lookup(name)
    assert venue is not None
    assert (venue.title, venue.kind) == (title, "journal")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("bioRxiv", "preprint-server"),
        ("arXiv.org", "preprint-server"),
        ("SSRN", "preprint-server"),
        ("Zenodo", "repository"),
        ("NeurIPS", "conference"),
        ("Empirical Methods in Natural Language Processing", "conference"),
        ("Yale University Press", "press"),
        ("O’Reilly", "press"),
        ("Chapman & Hall/CRC", "press"),
    ],
)
def test_other_venues_are_found(name: str, kind: str) -> None:
    venue = lookup(name)
    assert venue is not None
    assert venue.kind == kind


@pytest.mark.parametrize(
    "name",
    [
        "",
        "the",
        "*",
        "@",
        "@nobody_of_this_name",
        "Journal of Nothing at All",
        "\ud800 x",
        "x" * 10_000,
    ],
)
def test_unknown_names(name: str) -> None:
    assert lookup(name) is None


@pytest.mark.parametrize("name", ["report", "Preprint", "the book", "In Vitro", "how to", "et al"])
def test_words_that_never_mean_a_journal(name: str) -> None:
    assert lookup(name) is None


@pytest.mark.parametrize(
    ("name", "ambiguous"),
    [
        *((word, True) for word in ("Nature", "Science", "Cell", "Brain", "Gut", "Heart", "Blood")),
        *((word, True) for word in ("Medicine", "Neuron", "Significance", "Bioinformatics")),
        ("Public Health", True),
        ("Family Practice", True),
        ("Machine Learning", True),
        ("CHI", True),
        ("PNAS", False),
        ("eLife", False),
        ("PeerJ", False),
        ("Biometrika", False),
        ("Scientific Reports", False),
        ("The Lancet", False),
        ("@nature", False),
        ("Physical Review Letters", False),
    ],
)
def test_everyday_words_are_ambiguous(name: str, ambiguous: bool) -> None:
    venue = lookup(name)
    assert venue is not None
    assert venue.ambiguous is ambiguous


@pytest.mark.parametrize(
    ("text", "count", "title"),
    [
        ("Nature Physics today", 2, "Nature Physics"),
        ("Nature and elsewhere", 1, "Nature"),
        ("The Lancet Oncology.", 3, "The Lancet Oncology"),
        ("*PLOS Computational Biology* (2020)", 3, "PLOS Computational Biology"),
        ("J. Am. Chem. Soc. 2020, 12", 4, "Journal of the American Chemical Society"),
        ("“Nature” Physics departments", 1, "Nature"),
        ("Science; Advances in", 1, "Science"),
        ("@PLOSONE and others", 1, "PLOS ONE"),
        ("MIT Press, 2015", 2, "MIT Press"),
    ],
)
def test_the_longest_name_wins(text: str, count: int, title: str) -> None:
    found = longest(text.split(" "))
    assert found is not None
    assert (found[0], found[1].title) == (count, title)


@pytest.mark.parametrize("text", ["", "the", "* & -", "@someone_else Nature", "zzz Nature"])
def test_no_name_at_the_start(text: str) -> None:
    assert longest(text.split(" ")) is None


def test_journals_are_in_order_and_distinct() -> None:
    keys = [row[0].encode() for row in _rows()]
    assert keys == sorted(set(keys))


def test_each_tenth_journal_is_found_under_its_key() -> None:
    missed = [row[0] for row in _rows()[::10] if lookup(row[0]) is None]
    assert missed == []


def test_tables_are_whole() -> None:
    assert all(len(row) == 3 and fold(row[0]) == row[0] and row[1] for row in _rows())
    extra = (DATA / "venues_extra.tsv").read_text("utf-8").splitlines()
    for line in extra:
        if not line.startswith("#"):
            title, *_rest, date, source = line.split("\t")
            assert isinstance(lookup(title), Venue)
            assert date.startswith("20")
            assert source.startswith("https://")


def test_tables_are_small_enough_to_ship() -> None:
    assert len((DATA / "journals.tsv").read_bytes()) < 5_300_000


@settings(max_examples=60)
@given(st.lists(st.text(max_size=12), max_size=8))
def test_any_words_are_taken(words: list[str]) -> None:
    found = longest(words)
    assert found is None or 1 <= found[0] <= len(words)
    assert lookup(" ".join(words)) is None or any(words)


def test_hostile_words_take_no_time() -> None:
    start = time.process_time()
    longest(["(" * 100_000] * 3)
    longest(["a"] * 100_000)
    lookup("( " * 140)
    assert time.process_time() - start < 10


def test_search_is_fast() -> None:
    lookup("Nature")
    start = time.process_time()
    for _ in range(1000):
        lookup("Geophysical Journal International")
    assert time.process_time() - start < 10
