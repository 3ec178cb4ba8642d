"""Author lists in the orders that reference styles use."""

import pytest

from idcheck.mentions.names import author_list


@pytest.mark.parametrize(
    ("text", "families", "style"),
    [
        ("Smith, J., & Lee, K. (2020).", ["Smith", "Lee"], "inverted"),
        ("Smith, Jane, and Kim Lee. 2020.", ["Smith", "Lee"], "inverted"),
        ("Smith JA, Lee K, de Vries P. Title.", ["Smith", "Lee", "de Vries"], "vancouver"),
        ("Smith J., Lee K. A. and de Vries P. Title.", ["Smith", "Lee", "de Vries"], "vancouver"),
        ("Smith J. (2024) Title.", ["Smith"], "vancouver"),
        ("J. A. Smith, K. Lee, and P. de Vries, ", ["Smith", "Lee", "de Vries"], "direct"),
        ("Dominique Garingan and Alison Jane Pickard. T", ["Garingan", "Pickard"], "direct"),
        (
            "Uieda, L., Oliveira Jr., V. C., Holme, R. (2025)",
            ["Uieda", "Oliveira Jr.", "Holme"],
            "inverted",
        ),
        (
            "Nyström, K. Patzi Churqui, M., Wang, H. (2023)",
            ["Nyström", "Patzi Churqui", "Wang"],
            "inverted",
        ),
        ("Ilik, Violeta / Koster, Lukas (2019)", ["Ilik", "Koster"], "inverted"),
        ("Müller-Lüdenscheidt, H. (1999)", ["Müller-Lüdenscheidt"], "inverted"),
    ],
)
def test_author_lists_are_read_in_their_order(text, families, style):
    found = author_list(text, 0, len(text))

    assert found is not None
    assert [author.family for author in found.authors] == families
    assert found.style == style


@pytest.mark.parametrize(
    "text",
    [
        "Vaswani A, Shazeer N, et al.",
        "Vaswani A. et al.",
        "Johansson L. m.fl.",
        "Hansen K.L. mfl.",
        "Maier, S. u. a.",
        "García M. y cols.",
        "Korhonen, J. ym.",
    ],
)
def test_et_al_ends_a_list_and_is_known(text):
    found = author_list(f"{text} Attention is all you need.", 0, 60)

    assert found is not None
    assert found.et_al
    assert found.end == len(text)


@pytest.mark.parametrize("text", ["we met in Berlin", "", "12 May 2020", "the Smith paper"])
def test_running_text_begins_with_no_author_list(text):
    assert author_list(text, 0, len(text)) is None


def test_formal_lists_are_told_from_names_in_prose():
    formal = author_list("Smith J, Lee K. T", 0, 17)
    prose = author_list("Anna Berg and Kim Lee, who", 0, 26)

    assert formal is not None
    assert formal.formal
    assert prose is not None
    assert not prose.formal
