"""A link to the data or the code of a work is not one to the work."""

from __future__ import annotations

import pytest

PAPER = "https://doi.org/10.1073/pnas.2200000119"
DATA = "https://doi.org/10.57804/abcd-1234"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Our new paper in PNAS is out. The data are [here]({})."),
        ("en", "Our new paper in PNAS is out, and all raw data can be downloaded from {}."),
        ("en", "The [data]({}) behind our new paper in PNAS are open."),
        ("en", "Our new paper in PNAS is out.\n\nCode and data: {}"),
        ("en", "A new study in PNAS shows that ants count.\n\nThey do.\n\n[Download the data]({})"),
        ("sv", "Vår nya artikel i PNAS är ute. Data finns [här]({})."),
        ("da", "Vores nye artikel i PNAS er ude. Dataene findes [her]({})."),
        ("no", "Vår nye artikkel i PNAS er ute. Dataene ligger [her]({})."),
        ("de", "Eine neue Studie in PNAS zeigt, dass Ameisen zählen. Die Daten sind [hier]({})."),
        ("nl", "Ons nieuwe artikel in PNAS is uit. De gegevens staan [hier]({})."),
        ("fr", "Une nouvelle étude parue dans PNAS montre cela. Les données sont [ici]({})."),
        ("es", "Un nuevo estudio publicado en PNAS demuestra esto. Los datos están [aquí]({})."),
        ("pt", "O nosso novo artigo foi publicado na PNAS. Os dados estão [aqui]({})."),
        ("it", "Il nostro nuovo articolo è uscito su PNAS. I dati sono [qui]({})."),
        ("fi", "Uusi tutkimus on julkaistu lehdessä PNAS. Aineisto on saatavilla [täällä]({})."),
        ("ja", "新しい論文がPNASに掲載されました。データは[こちら]({})。"),
        ("zh", "我们的新论文发表在PNAS上。数据见[这里]({})。"),
    ],
)  # fmt: skip
def test_data_do_not_stand_for_the_work(mentions, language: str, text: str) -> None:
    found = mentions(f"---\nlang: {language}\n---\n\n{text.format(DATA)}\n")

    assert sorted((each.kind, each.tracked) for each in found) == [
        ("informal", "no"),
        ("link", "yes"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Our new data paper in PNAS is out: {}",
        "Our new paper in PNAS is out. New data show that ants count: {}",
        "Our new paper in PNAS is out. We analysed data from 300 nests. Read more [here]({}).",
        "In our new paper in PNAS, based on data from 300 nests, we show how ants count ({}).",
        "Our new paper in PNAS shows how cells decode their genetic code: {}",
        "More than a year ago, Marian Holm and Greg Ek wrote an article about [reviewing code]({}).",
    ],
)  # fmt: skip
def test_works_on_data_keep_their_link(mentions, text: str) -> None:
    (mention,) = mentions(text.format(PAPER))

    assert mention.tracked == "yes"
