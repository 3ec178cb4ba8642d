"""News announce a work at the top and send readers on at the end: that is one mention."""

from __future__ import annotations

import pytest

from idcheck.mentions.finding import find
from idcheck.post.formats import read

DOI = "https://doi.org/10.1073/pnas.2200000119"
OTHER = "https://doi.org/10.1111/1365-2664.14000"
STORY = "Ants can count to ten. A new study in PNAS shows how they do it.\n\n“We were surprised,” says Anna Berg. The experiments took three summers in the desert, where it is very hot, and where the ants walked on tiny stilts that the team had made for them.\n\n"
SWEDISH = "Myror kan räkna till tio, även i mörker. En ny studie i PNAS visar hur de gör. Arbetet leddes av biologer i Uppsala, som har satt små styltor på myrornas ben.\n\n"


def _found(text: str) -> list[tuple[str, str, int]]:
    post = read(text, path="a.md", format="markdown")[0]
    return [(each.kind, each.tracked, len(each.identifiers)) for each in find(post)]


@pytest.mark.parametrize(
    "line",
    [
        f"[Read the paper]({DOI})", f"[Read the full study]({DOI})", f"[Full paper]({DOI})",
        f"Link to the study: {DOI}", f"DOI: {DOI}", f"Publication: [PNAS]({DOI})",
        f"More information: [the scientific article]({DOI})",
    ],
)  # fmt: skip
def test_a_line_that_sends_readers_on_is_of_what_was_announced(line: str) -> None:
    assert _found(f"{STORY}{line}\n") == [("informal", "yes", 1)]


@pytest.mark.parametrize("line", ["[Läs artikeln]({})", "[Läs hela studien]({})", "Länk till studien: {}"])  # fmt: skip
def test_in_swedish(line: str) -> None:
    assert _found(f"{SWEDISH}{line.format(DOI)}\n") == [("informal", "yes", 1)]


def test_the_title_with_its_link_is_the_more_telling_place() -> None:
    assert _found(f"{STORY}Paper: [Ants count steps in the dark]({DOI})\n") == [("title", "yes", 1)]


@pytest.mark.parametrize(
    "text",
    [
        f"{STORY}[An older study]({DOI})\n",
        f"{STORY}[Read the book](https://doi.org/10.1093/oso/9780190000000.001.0001)\n",
        f"Our new paper in PNAS is out. So is a study in Current Biology on bees.\n\nThey differ.\n\n[Read the paper]({DOI})\n",
        f"Two new papers in PNAS are out.\n\n[Read the paper]({DOI})\n",
        f"{STORY}[Ants in the dark of the night]({DOI})\n\n[Moose and fences in the north]({OTHER})\n",
    ],
)
def test_of_other_works_it_says_nothing(text: str) -> None:
    assert "no" in [tracked for _, tracked, _ in _found(text)]


def test_a_verb_that_sends_readers_on_is_nobodys_name() -> None:
    post = read(f"{SWEDISH}[Läs artikeln]({DOI})\n", path="a.md", format="markdown")[0]

    assert [each.reference.authors for each in find(post)] == [()]


@pytest.mark.parametrize(
    "words",
    [
        "The data are on [Zenodo]({}).",
        "The code is [here]({}).",
        "Data: {}",
        "\n\nThe data are on [Zenodo]({}).",
    ],
)
def test_the_data_of_a_work_are_not_the_work(words: str) -> None:
    data = "https://doi.org/10.5281/zenodo.1234567"
    found = _found(f"Our new paper in PNAS is out. {words.format(data)}\n")

    assert found == [("informal", "no", 0), ("link", "yes", 1)]


def test_what_is_kept_with_data_is_a_work_if_nothing_says_otherwise() -> None:
    text = "Our new paper on open science is out. Read it on [Zenodo](https://doi.org/10.5281/zenodo.1234567).\n"

    assert _found(text) == [("informal", "yes", 1)]


def test_a_thesis_is_led_to_by_the_name_of_its_repository() -> None:
    text = "Anna Ek's thesis “Forest soils in a warmer world” is [in DiVA](http://urn.kb.se/resolve?urn=urn:nbn:se:uu:diva-12345).\n"

    assert _found(text) == [("title", "yes", 1)]


@pytest.mark.parametrize(
    "text",
    [
        "Our new paper in PNAS is out. The paper is available [here]({}).",
        "Our new paper in PNAS is out. The paper and the data are open: {}",
        "A new study in PNAS shows that ants count. It took years.\n\nYou can read the full study [here]({}).",
        "Eine neue Studie in PNAS zeigt, dass Ameisen zählen. Die Studie ist [hier]({}) verfügbar.",
        "Une nouvelle étude parue dans PNAS montre que les fourmis comptent. L'étude est [ici]({}).",
        "Un nuevo estudio publicado en PNAS demuestra que las hormigas cuentan. El estudio está [aquí]({}).",
    ],
)  # fmt: skip
def test_the_study_spoken_of_before_is_the_announced_one(text: str) -> None:
    assert _found(text.format(DOI)) == [("informal", "yes", 1)]


@pytest.mark.parametrize(
    "text",
    [
        "A new study in PNAS shows that ants count. The paper in Current Biology is [here]({}).",
        "A new study in PNAS shows that ants count. The new study on bees is [here]({}).",
        "Our new paper in PNAS is out. The book is [here]({}).",
    ],
)  # fmt: skip
def test_another_study_is_not(text: str) -> None:
    assert "no" in [tracked for _, tracked, _ in _found(text.format(DOI))]


def test_a_note_with_title_journal_and_doi_is_one_reference(mentions) -> None:
    cited = "Ants.<ref>{{cite journal |title=Plants in a dry world |journal=Nature Plants |doi=10.1038/s41477-021-00001-1}}</ref>"

    (mention,) = mentions(cited, kind="wikitext", path="a.wiki")
    assert (mention.kind, mention.tracked) == ("title", "yes")


def test_a_link_in_the_next_sentence_is_told_to_be_in_the_paragraph(mentions) -> None:
    (mention,) = mentions(f"Our new paper in PNAS is out. Read it [here]({DOI}).")

    assert [bound.by for bound in mention.identifiers] == ["same-paragraph"]
