"""Nothing that a terminal obeys, or that nobody sees, is printed as it is."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from idcheck.reports.visible import visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b]0;title\x07", "␛]0;title␇"),
        ("a\x9b31mb", "a<U+009B>31mb"),
        ("a\u202egnp.exe", "a<U+202E>gnp.exe"),
        ("10.1000/a\u200bb", "10.1000/a<U+200B>b"),
        ("one\ttwo\nthree", "one two three"),
        ("\udcff.md", "<U+DCFF>.md"),
        ("\x7f", "␡"),
        ("\U000e0041", "<U+E0041>"),
    ],
)  # fmt: skip
def test_signs_stand_for_what_cannot_be_printed(text: str, shown: str) -> None:
    assert visible(text) == shown


@pytest.mark.parametrize("text", ["Käthe", "می\u200cروم", "👩\u200d🔬", "日本", "e\u0301"])
def test_words_and_emoji_stay(text: str) -> None:
    assert visible(text) == text


@given(st.text())
def test_no_control_is_left(text: str) -> None:
    assert not any(
        unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"} for character in visible(text)
    )
