"""Articles of newspapers, studies that have yet to be made, and what offices ask for are no publications."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The newspaper Evening Post published an article about our exhibition."),
        ("en", "Her article in The Guardian last week criticised the plans for student loans."),
        ("en", "In a new study starting this autumn, researchers at the university will follow 500 children."),
        ("en", "She has received a grant for a study on coral reefs, it says on the council's website."),
        ("sv", "Svenska Dagbladet publicerade i går en artikel om vår skola."),
        ("sv", "Nu startar en ny studie om covid-19 vid Karolinska institutet."),
        ("da", "Berlingske skrev i går en artikel om vores museum."),
        ("no", "Aftenposten skrev i går en artikkel om museet vårt."),
        ("de", "Ein neuer Artikel in der Süddeutschen Zeitung stellt unsere Rektorin vor."),
        ("de", "Für eine Studie zu Schlafstörungen suchen wir gesunde Probandinnen und Probanden."),
        ("nl", "De Volkskrant publiceerde gisteren een artikel over ons museum."),
        ("fr", "Le Monde a publié un article sur notre école."),
        ("es", "El País publicó ayer un artículo sobre nuestra facultad."),
        ("pt", "O jornal Correio da Manhã publicou um artigo sobre a nossa escola."),
        ("en", "Our new paper supplier delivers every Tuesday, and recycled paper bins are emptied on Fridays."),
        ("de", "Abgabe der Masterarbeit: Bitte reichen Sie Ihre Arbeit in zweifacher Ausfertigung ein."),
        ("en", "Master's thesis: Please hand in two printed copies at the student office by June."),
        ("it", "Il Corriere della Sera ha pubblicato un articolo sul nostro ateneo."),
    ],
)  # fmt: skip
def test_they_are_no_mentions(mentions, language: str, text: str) -> None:
    assert mentions(f"---\nlang: {language}\n---\n\n{text}\n\nMer om det i nästa brev.\n") == ()


@pytest.mark.parametrize(
    "text",
    [
        "Our new paper on how volunteers learn is out.",
        "A new study in PNAS that starts from old maps shows where forests grew.",
        "The Guardian covers a new study in PNAS on ants.",
        "Our new study of volunteers is out now in Urban Studies.",
        "Our new paper on The Guardian and its readers is out.",
        "Berg and Holm have published a paper on what The Guardian wrote of ants.",
    ],
)
def test_these_are(mentions, text: str) -> None:
    assert len(mentions(text)) == 1
