import pytest
from hypothesis import given
from hypothesis import strategies as st

from idcheck.works.normal import first_page, fold, initials, name_key, telling_words, years

MARKED_UP = st.text(
    st.one_of(
        st.sampled_from("aZß éÉøı\\{}$^_<>&;'’\"-–—\n0129αβµ²½日本のﬁ"),
        st.characters(codec="utf-8"),
    ),
    max_size=60,
)


@given(MARKED_UP)
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(MARKED_UP)
def test_folded_text_is_words_one_space_apart(text):
    folded = fold(text)
    assert folded == " ".join(folded.split())
    assert "_" not in folded


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The DNA of Gödel", r"The {DNA} of G{\"o}del"),
        ("étude", r"\'etude"),
        ("étude", r"\'{e}tude"),
        ("Łódź", r"\L\'od\'z"),
        ("H2O in <i>E. coli</i>", "H<sub>2</sub>O in E. coli"),
        ("H₂O", "H2O"),
        ("Cats & dogs", "Cats &amp; dogs"),
        ("Müller–Lyer illusion", "Muller-Lyer  illusion"),
        ("Parkinson's disease", "Parkinson’s disease"),
        ("β-catenin", "beta-catenin"),
        ("β-catenin", r"$\beta$-catenin"),
        ("stone extraction from the German duct", "stone extraction from the Ger-\nman duct"),
        ("Straße", "STRASSE"),
        ("“Quoted” title", '"Quoted" title'),
        ("ﬁnding", "finding"),
    ],
)
def test_spelling_habits_fold_away(one, other):
    assert fold(one) == fold(other)


def test_different_words_stay_different():
    assert fold("Part 1") != fold("Part 2")
    assert fold("co-operation") != fold("corporation")


def test_ideographs_are_words_of_their_own():
    assert fold("細胞の温度") == "細 胞 の 温 度"


def test_telling_words_leave_out_everyday_ones():
    assert telling_words("On the temperature of a living cell") == ["temperature", "living", "cell"]


@pytest.mark.parametrize(
    ("one", "other"),
    [("Müller", "Mueller"), ("van der Berg", "Berg"), ("O'Neill", "O’Neill"), ("Garcia-Lopez", "García López")],
)  # fmt: skip
def test_family_names_that_are_one(one, other):
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("given_names", "expected"),
    [
        ("Jean-Pierre", "jp"),
        ("JP", "jp"),
        ("J. P.", "jp"),
        ("Mary", "m"),
        ("", ""),
        ("Élodie", "e"),
    ],
)
def test_initials(given_names, expected):
    assert initials(given_names) == expected


@pytest.mark.parametrize(
    ("pages", "expected"),
    [("9967-9970", "9967"), ("e371–e375", "e371"), ("007", "7"), ("vi-vii", "vi"), ("no-no", ""), ("", "")],
)  # fmt: skip
def test_first_page(pages, expected):
    assert first_page(pages) == expected


def test_years_are_four_digits_of_our_time():
    assert years("(1993) 9967, 20101, 1993a and 2024") == (1993, 1993, 2024)
