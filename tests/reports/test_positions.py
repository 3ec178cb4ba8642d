"""Lines and columns from offsets."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from idcheck.post import Place, Span
from idcheck.reports.positions import Lines, Position, Units


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


@pytest.mark.parametrize(
    ("units", "column"),
    [("utf-32", 3), ("utf-16", 4), ("utf-8", 7)],
)
def test_editors_count_columns_in_units_of_an_encoding(units: Units, column: int) -> None:
    lines = Lines("one\r\n\N{PARTY POPPER}\N{LATIN SMALL LETTER A WITH RING ABOVE}\tx\r\n")

    assert lines.column(8, units) == (1, column)
    assert lines.offset(1, column, units) == 8


def test_a_column_within_a_character_is_its_start_and_one_beyond_the_line_its_end() -> None:
    lines = Lines("\N{PARTY POPPER}x\r\nnext")

    assert lines.offset(0, 1, "utf-16") == 0
    assert lines.offset(0, 99, "utf-16") == 2
    assert lines.offset(7, 0, "utf-16") == len(lines.source)


@given(
    st.text(alphabet="ab\r\n\u00e5\u4e2d\U0001f389\u2028", max_size=30),
    st.sampled_from(["utf-8", "utf-16", "utf-32"]),
)
def test_offsets_survive_the_way_to_an_editor_and_back(text: str, units: Units) -> None:
    lines = Lines(text)
    inside_ends = {match.start() + 1 for match in re.finditer("\r\n", text)}

    for offset in range(len(text) + 1):
        if offset not in inside_ends:  # no editor stands there
            assert lines.offset(*lines.column(offset, units), units) == offset
