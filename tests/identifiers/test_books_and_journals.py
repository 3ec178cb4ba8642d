from __future__ import annotations

import pytest

from idcheck.identifiers import find, find_malformed, is_valid, parse
from idcheck.identifiers.checks import isbn10, isbn13, issn, orcid

BOOK = "9780306406157"


def test_check_digits() -> None:
    assert isbn13("978030640615") == "7"
    assert isbn10("030640615") == "2"
    assert isbn10("097522980") == "X"
    assert issn("2090424") == "X"
    assert orcid("000000018250097"[:15].zfill(15)) in "0123456789X"
    assert orcid("000000021825009") == "7"
    assert orcid("000000021694233") == "X"


@pytest.mark.parametrize(
    "text",
    [
        "ISBN-13: 978-0-306-40615-7", "ISBN-10: 0-306-40615-2", "ISBN 10: 0306406152", "ISBN 13 978 0 306 40615 7",
        "ISBN ９７８０３０６４０６１５７", "SBN 306-40615-2", "ISBN: 978—0—306—40615—7", "(ISBN 978\u20090\u2009306\u200940615\u20097)",
        "e-ISBN 978-0306406157.", "0-306-40615-2", "978‐0‐306‐40615‐7", "urn:isbn:0306406152", "isbn=0-306-40615-2", "ISBN (print) 978-0-306-40615-7",
    ],
)  # fmt: skip
def test_finds_isbns(values, text: str) -> None:
    assert values("isbn", text) == [BOOK]


@pytest.mark.parametrize(
    "text",
    [
        "tel. 0306406152", "0 306 40615 2", "ISBN 979-0-2600-0043-8", "9780000000002", "ISBN 0000000000", "4006381333931",
        "9780306406158", "12" + BOOK, BOOK + "1", "1-800-555-0199", "0-306-40615-2-1", "https://doi.org/10.1007/978-3-642-28108-2",
    ],
)  # fmt: skip
def test_isbn_look_alikes(values, text: str) -> None:
    assert values("isbn", text) == []


def test_a_list_of_isbns(values) -> None:
    assert values("isbn", "ISBN 978-3-16-148410-0 (hbk), 978-0-306-40615-7 (pbk)") == [
        "9783161484100",
        BOOK,
    ]


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("ISBN 978-0-306-40615-8", "check digit"),
        ("ISBN: 0-306-40615-3", "check digit"),
        ("ISBN 978030640615", "12"),
        ("ISBN 979-0-2600-0043-8", "music"),
        ("ISBN 4006381333931", "978"),
    ],
)
def test_malformed_isbns(text: str, part: str) -> None:
    (malformed,) = find_malformed(text)
    assert malformed.scheme == "isbn"
    assert part in malformed.problem
    assert malformed.repaired is None
    assert text.endswith(malformed.raw)


@pytest.mark.parametrize(
    "text",
    [
        "ISBN 978-0-306-40615-7",
        "ISBN 0-306-40615-2 and 12 more",
        "ISBN 10.978.8898392/315",
        "ISBN 12",
    ],
)
def test_right_isbns_are_not_malformed(text: str) -> None:
    assert find_malformed(text) == []


def test_isbn_a_is_both(values) -> None:
    text = "10.978.8898392/315"
    assert [(found.identifier.scheme, found.span) for found in find(text)] == [
        ("doi", (0, 18)),
        ("isbn", (0, 18)),
    ]


def test_isbn_values() -> None:
    assert is_valid("isbn", "0-9752298-0-x")
    assert not is_valid("isbn", "ISBN 0306406152")
    assert parse("isbn", "ISBN: 0306406152") == parse("isbn", BOOK)
    assert parse("isbn", "0306406152 is a book") is None


def test_issns_need_a_label(values) -> None:
    assert values("issn", "ISSN: 0028-0836 (print), 1476-4687 (online)") == [
        "0028-0836",
        "1476-4687",
    ]
    assert values("issn", "0028-0836, and the years 1950-1951") == []
    assert values("issn", "ISSN 1999-2005") == []
    assert not is_valid("issn", "0000-0000")
