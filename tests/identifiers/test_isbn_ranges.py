from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from idcheck.identifiers.isbn_ranges import hyphenated


@pytest.mark.parametrize(
    "written",
    [
        "978-0-306-40615-7",
        "978-91-44-11560-3",
        "978-3-16-148410-0",
        "978-82-02-40000-8",
        "979-10-90636-07-1",
        "979-8-88645-174-0",
        "978-99921-58-10-4",
        "978-951-45-9693-3",
    ],
)
def test_groups_are_those_of_the_agency(written: str) -> None:
    assert hyphenated(written.replace("-", "")) == written


def test_numbers_outside_the_ranges_stay_as_they_are() -> None:
    assert hyphenated("9796999999999") == "9796999999999"


@given(st.from_regex(r"97[89][0-9]{10}", fullmatch=True))
def test_hyphens_change_no_digit(digits: str) -> None:
    written = hyphenated(digits)
    assert written.replace("-", "") == digits
    assert written.count("-") in {0, 4}
