"""What a DOI that does not exist may have been."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from idcheck.identifiers import Identifier
from idcheck.identifiers.repairs import repaired


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("10.1162/tacl\\_a\\_00276", "10.1162/tacl_a_00276"),
        ("10.1016/s0091-6749(99)70393-3)", "10.1016/s0091-6749(99)70393-3"),
        ("10.1016/s0091-6749(99", "10.1016/s0091-6749(99)"),
        ("10.1038/nature12373.", "10.1038/nature12373"),
        ("10.1038/nature12373/full", "10.1038/nature12373"),
        ("10.1038/nature12373.pdf", "10.1038/nature12373"),
        ("10.1038/nature12373?utm_source=x", "10.1038/nature12373"),
        ("10.1101/2020.12.01.406702v2", "10.1101/2020.12.01.406702"),
        ("10.1101/2020.12.01.406702v2.full.pdf", "10.1101/2020.12.01.406702"),
        ("10.1038/nature\u200b12373", "10.1038/nature12373"),
        ("10.1046/j.1365\u20132699.2003", "10.1046/j.1365-2699.2003"),
        ("10.1000/a&amp;b", "10.1000/a&b"),
    ],
)
def test_what_copying_does_is_undone(written: str, meant: str) -> None:
    assert Identifier("doi", meant) in repaired(Identifier("doi", written))


@given(st.text(max_size=60))
def test_nothing_stands_for_itself(text: str) -> None:
    identifier = Identifier("doi", f"10.5555/{text}")
    found = repaired(identifier)

    assert identifier not in found
    assert len(found) == len(set(found)) <= 6


def test_other_schemes_have_none() -> None:
    assert repaired(Identifier("pmid", "7")) == ()
