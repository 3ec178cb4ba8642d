from __future__ import annotations

import pytest

from idcheck.identifiers import Identifier, find, is_valid, parse


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("registered as ISRCTN12345678.", "ISRCTN12345678"),
        ("(isrctn12345678)", "ISRCTN12345678"),
        ("ChiCTR2000029308", "ChiCTR2000029308"),
        ("ChiCTR-TRC-12345678", "ChiCTR-TRC-12345678"),
        ("ACTRN12605000123456", "ACTRN12605000123456"),
        ("DRKS00012345,", "DRKS00012345"),
        ("jRCTs031180234", "jRCTS031180234"),
        ("JPRN-UMIN000012345", "UMIN000012345"),
        ("CTRI/2012/04/002567", "CTRI/2012/04/002567"),
        ("EudraCT number: 2004-000446-20", "2004-000446-20"),
        ("EudraCT 2004-000446-20", "2004-000446-20"),
        ("CTIS: 2022-500014-26-00", "2022-500014-26-00"),
        ("KCT0001234", "KCT0001234"),
    ],
)
def test_numbers_of_registers_are_found(text: str, value: str) -> None:
    found = [item.identifier for item in find(text) if item.identifier.scheme == "trial"]
    assert found == [Identifier("trial", value)]
    assert parse("trial", value) == Identifier("trial", value)
    assert is_valid("trial", value)


@pytest.mark.parametrize(
    "text",
    [
        "2004-000446-20",
        "ISRCTN1234567",
        "ISRCTN123456789",
        "XISRCTN12345678",
        "kct 0001234",
        "2020-123456-78 kr",
    ],
)
def test_other_numbers_are_none(text: str) -> None:
    assert not [item for item in find(text) if item.identifier.scheme == "trial"]
