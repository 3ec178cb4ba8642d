"""Lines and columns from offsets."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from idcheck.post import Place, Span
from idcheck.reports.positions import Lines, Position


def test_every_kind_of_line_end_ends_a_line() -> None:
    lines = Lines("one\r\ntwo\rthree\n\nfive")

    assert [lines.line(number) for number in range(1, 6)] == ["one", "two", "three", "", "five"]
    assert lines.at(5) == Position(2, 1, 5)
    assert lines.at(9) == Position(3, 1, 9)
    assert lines.at(16) == Position(5, 1, 16)


def test_columns_count_code_points() -> None:
    lines = Lines("🎉é\u0301x\n")

    assert lines.at(3) == Position(1, 4, 3)


def test_the_end_of_a_place_is_the_first_position_after_it() -> None:
    lines = Lines("ab\ncd\n")

    assert lines.ends_of(Place(1, Span(1, 4))) == (Position(1, 2, 1), Position(2, 2, 4))
    assert lines.ends_of(Place(2, Span(3, 5))) == (Position(2, 1, 3), Position(2, 3, 5))


def test_where_only_the_line_is_known_there_is_no_column() -> None:
    assert Lines("a\nb").ends_of(Place(2)) == (Position(2, None, None), Position(2, None, None))


def test_a_line_that_does_not_exist_is_empty() -> None:
    lines = Lines("a")

    assert (lines.line(0), lines.line(2)) == ("", "")


@given(st.text(alphabet="ab\r\n🎉\u2028\x85", max_size=30))
def test_every_offset_is_found_again_from_its_line_and_column(text: str) -> None:
    lines = Lines(text)
    starts = [0, *(match.end() for match in re.finditer("\r\n|\r|\n", text))]

    for offset in range(len(text) + 1):
        position = lines.at(offset)
        assert position.column is not None
        assert starts[position.line - 1] + position.column - 1 == offset
