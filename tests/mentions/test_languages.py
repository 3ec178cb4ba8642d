"""The cue words of each language: what its fixture calls a mention is found, and nothing else.

A fixture is `languages/<language>.txt`: a sentence a line, after `+` if it mentions a publication,
after `-` if it does not.
"""

from pathlib import Path

import pytest

from idcheck.mentions import cues
from idcheck.mentions.language import language_of
from idcheck.post.formats import read

_FOLDER = Path(__file__).parent / "languages"
_LINES = [
    (file.stem, line[0], line[2:])
    for file in sorted(_FOLDER.glob("*.txt"))
    for line in file.read_text("utf-8").splitlines()
]


@pytest.mark.parametrize(("language", "sign", "sentence"), _LINES)
def test_a_sentence_mentions_a_publication_or_not(mentions, language, sign, sentence):
    found = mentions(f"---\nlang: {language}\n---\n\n{sentence}\n")

    assert bool(found) == (sign == "+")
    assert all(mention.language == language for mention in found)


def test_each_language_but_english_has_a_fixture():
    assert {language for language, _, _ in _LINES} == set(cues.languages()) - {"en"}


@pytest.mark.parametrize("language", cues.languages())
def test_each_table_has_what_every_language_needs(language):
    table = cues.load(language).table

    assert table["language"] == language
    assert table["nouns"]["article"]
    assert {"words", "not_works", "headings", "labels", "abbreviations"} <= table.keys()
    assert set(table["words"]) <= set(cues.load("en").table["words"]) | {"compounding", "research"}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Läs hela studien i tidskriften, skriver forskarna.", "sv"),
        ("Ny artikkel ute nå! Vi viser hvordan isen smelter.", "no"),
        ("Vores nye artikel viser, hvordan isen smelter.", "da"),
        ("Unsere neue Studie zeigt, wie Wälder verschwinden.", "de"),
        ("Ons nieuwe onderzoek is uit, lees het artikel.", "nl"),
        ("Notre nouvelle étude est parue cette semaine.", "fr"),
        ("Nuestro nuevo estudio ya está disponible.", "es"),
        ("O nosso novo estudo já está disponível.", "pt"),
        ("Il nostro nuovo studio è uscito questa settimana.", "it"),
        ("Uusi tutkimus on julkaistu tällä viikolla.", "fi"),
        ("New paper out this week: ants count steps.", "en"),
    ],
)
def test_one_sentence_tells_its_language(text: str, language: str) -> None:
    assert language_of(read(text, path="a.txt", format="plain")[0]) == language
