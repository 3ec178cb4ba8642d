"""The extra `semantic`: works found by what their titles mean."""

import numpy as np
import pytest
from msgspec.structs import replace

from idcheck.identifiers import Identifier
from idcheck.sources import meaning
from idcheck.sources.catalogue import Catalogue
from idcheck.works import Author, Work

HEART = Work(
    "Coffee consumption and myocardial infarction in adults", (Author("Lee", "Kim"),), year=2020,
    identifiers=(Identifier("doi", "10.1000/heart"),), key="heart",
)  # fmt: skip
OTHERS = [
    replace(HEART, title=title, identifiers=(), key=title)
    for title in (
        "Orbits of asteroids near the sun", "A history of alpine cheese", "Deep networks for images",
        "Grammar of the Basque verb", "Earthquakes along the Pacific rim", "Bird song in cities",
    )
]  # fmt: skip
ASKED = "Espresso drinkers have fewer heart attacks"


@pytest.fixture
def catalogue(tmp_path):
    with Catalogue.open(tmp_path / "c.sqlite") as made:
        made.add([*OTHERS, HEART])
        yield made


def test_other_words_for_the_same_thing_are_found(catalogue):
    assert catalogue.search_prose(ASKED)[0] == HEART


def test_without_the_extra_words_alone_count(catalogue, monkeypatch):
    monkeypatch.setattr(meaning, "installed", lambda: False)
    assert catalogue.search_prose(ASKED) == ()
    assert catalogue.search_prose("coffee and adults")[0] == HEART


def test_vectors_are_kept_and_only_new_titles_are_made_anew(catalogue, tmp_path, monkeypatch):
    catalogue.search_prose(ASKED)
    kept = tmp_path / "c.sqlite.vectors.npz"
    assert kept.is_file()
    made = []
    stored = meaning._stored
    monkeypatch.setattr(meaning, "_stored", lambda title: made.append(title) or stored(title))
    with Catalogue.open(tmp_path / "c.sqlite") as again:
        assert again.search_prose(ASKED)[0] == HEART
        assert made == []
        again.add([replace(HEART, title="Tea and the heart", identifiers=(), key="tea")])
        assert {each.key for each in again.search_prose(ASKED)[:2]} == {"heart", "tea"}
        assert made == ["Tea and the heart"]


@pytest.mark.parametrize("damage", [b"", b"PK\x03\x04 no archive", b"no archive"])
def test_damaged_vectors_are_made_anew(catalogue, tmp_path, damage):
    (tmp_path / "c.sqlite.vectors.npz").write_bytes(damage)
    assert catalogue.search_prose(ASKED)[0] == HEART


@pytest.mark.parametrize("text", ["", "\x00", "日本語", "x" * 10_000, '" OR *'])
def test_any_text_is_asked(catalogue, text):
    assert isinstance(catalogue.search_prose(text), tuple)


def test_words_are_taken_apart_from_the_left():
    numbers = {"coffee": 0, "myo": 1, "##card": 2, "##ium": 3}
    assert meaning.pieces_of("Coffee, myocardium", numbers) == [0, 1, 2, 3]
    assert meaning.pieces_of("myocarditis", numbers) == []


def test_means_are_of_length_one():
    vector = meaning.table().mean_of("coffee")
    assert vector.shape == (meaning.DIMENSIONS,)
    assert np.isclose(np.linalg.norm(vector), 1)
    assert not meaning.table().mean_of("日本").any()


def test_vectors_of_another_table_are_made_anew(catalogue, tmp_path, monkeypatch):
    catalogue.search_prose(ASKED)
    made = []
    stored = meaning._stored
    monkeypatch.setattr(meaning, "_stored", lambda title: made.append(title) or stored(title))
    monkeypatch.setattr(meaning.table(), "mark", 1)
    with Catalogue.open(tmp_path / "c.sqlite") as again:
        assert again.search_prose(ASKED)[0] == HEART
    assert len(made) == len(OTHERS) + 1
