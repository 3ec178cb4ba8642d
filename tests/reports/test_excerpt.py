"""The line under a finding."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from idcheck.post import Place, Span
from idcheck.reports.excerpt import WIDTH, Excerpt, Shown, excerpt
from idcheck.reports.positions import Lines, Position


def _of(source: str, words: str) -> Excerpt:
    lines = Lines(source)
    at = source.index(words)
    start, end = lines.ends_of(Place(1, Span(at, at + len(words))))
    made = excerpt(lines.line(start.line), start, end)
    assert made is not None
    return made


def test_a_short_line_is_shown_whole() -> None:
    assert _of("one\nsee the paper here\n", "paper") == Excerpt(
        Shown("see the ", 8), Shown("paper", 5), Shown(" here", 5)
    )


@pytest.mark.parametrize(
    ("before", "width"),
    [
        ("\t", 4),  # a tab is four columns
        ("日本", 4),  # wide characters
        ("e\u0301", 1),  # a letter and its accent
        ("🎉", 2),
        ("❤\ufe0f", 2),  # a heart made an emoji
        ("👩\u200d🔬", 2),  # a scientist: three code points, one picture
        ("👍🏽", 2),  # a thumb with its tone
        ("🇩🇪🇫🇷", 4),  # two flags of two code points each
        ("\x1b[31m", 5),  # an escape as one sign
        ("\u202e", 8),  # <U+202E>
    ],
)  # fmt: skip
def test_the_underline_stands_below_its_words(before: str, width: int) -> None:
    made = _of(f"{before}paper", "paper")

    assert (made.before.width, made.meant) == (width, Shown("paper", 5))


def test_a_long_line_is_cut_on_both_sides() -> None:
    made = _of("x" * 500 + " paper " + "y" * 500, "paper")

    assert made.before.text.startswith("…")
    assert made.before.text.endswith("x ")
    assert made.meant == Shown("paper", 5)
    assert made.after.text.startswith(" y")
    assert made.after.text.endswith("…")
    assert made.before.width + made.meant.width + made.after.width <= WIDTH


def test_a_long_stretch_is_cut_at_its_end() -> None:
    made = _of("see " + "p" * 500, "p" * 500)

    assert made.before.text == "see "
    assert made.meant.text.endswith("p…")


def test_a_stretch_over_two_lines_is_shown_to_the_end_of_the_first() -> None:
    made = _of("see our\npaper now", "our\npaper")

    assert (made.meant.text, made.after.text) == ("our", "")


def test_without_a_column_there_is_nothing_to_show() -> None:
    assert excerpt("line", Position(1, None, None), Position(1, None, None)) is None


@given(st.text(max_size=300), st.data())
def test_any_line_fits_and_never_breaks(text: str, data: st.DataObject) -> None:
    line = Lines(text).line(1)
    first = data.draw(st.integers(0, len(line)))
    last = data.draw(st.integers(first, len(line)))
    made = excerpt(line, Position(1, first + 1, first), Position(1, last + 1, last))

    assert made is not None
    assert made.before.width + made.meant.width + made.after.width <= WIDTH


def test_hostile_piles_of_marks_take_no_time() -> None:
    made = _of("a" + "\u0301" * 1_000_000 + "paper", "paper")

    assert made.meant.text == "paper"
    assert len(made.before.text) < 2_000
