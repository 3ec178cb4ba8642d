from hypothesis import given
from hypothesis import strategies as st

from idcheck.mentions.lowered import has_any, lowered, shortest
from idcheck.post import Span


@given(st.text())
def test_offsets_stay(text: str) -> None:
    assert len(lowered(text)) == len(text)


def test_letters_that_patterns_take_for_others() -> None:
    assert lowered("STUDİE, ſtudy, ıSBN") == "studie, study, isbn"


def test_words_are_looked_for_in_their_stretch_alone() -> None:
    text = "Our PAPER is out"
    assert has_any(text, Span(0, 9), ("paper",))
    assert not has_any(text, Span(5, 16), ("paper", "our"))


def test_words_with_another_inside_are_not_looked_for() -> None:
    assert shortest(["Research paper", "paper", "Study"]) == ("paper", "study")
