from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from idcheck.identifiers.recognition import recognise


@pytest.mark.parametrize(
    ("given", "scheme", "value", "certainty"),
    [
        ("https://doi.org/10.1038/nature12373", "doi", "10.1038/nature12373", "stated"),
        ("https://www.nature.com/articles/nature12373", "doi", "10.1038/nature12373", "derived"),
        ("nature.com/articles/nature12373", "doi", "10.1038/nature12373", "derived"),
        ("https://www.sciencedirect.com/science/article/pii/S0140673620301835", "pii", "S0140673620301835", "look-up"),
        ("10.1038/nature12373", "doi", "10.1038/nature12373", "stated"),
        ("see PMID: 31233491.", "pmid", "31233491", "stated"),
        ("1706.03762", "arxiv", "1706.03762", "possible"),
        ("0028-0836", "issn", "0028-0836", "possible"),
    ],
)  # fmt: skip
def test_what_is_recognised_and_how_surely(
    given: str, scheme: str, value: str, certainty: str
) -> None:
    found = recognise(given).found
    assert (scheme, value, certainty) in [
        (item.identifier.scheme, item.identifier.value, item.certainty) for item in found
    ]


def test_an_isbn_is_written_with_its_hyphens() -> None:
    (item,) = recognise("ISBN 9780306406157").found
    assert item.written == "978-0-306-40615-7"


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("https://bit.ly/3abcd", "short link"),
        ("https://www.researchgate.net/publication/1_x", "copy"),
        ("https://www.nature.com/", "journal"),
        ("https://www.eurekalert.org/news-releases/123456", "news"),
        ("https://example.org/about", "no address of a publication"),
    ],
)
def test_an_address_without_identifier_is_named(address: str, words: str) -> None:
    recognition = recognise(address)
    assert not recognition.found
    assert words in recognition.page


def test_wrappers_are_taken_off_and_named() -> None:
    recognition = recognise("https://www-nature-com.proxy.example.edu/articles/nature12373")
    assert recognition.wrappers == ("ezproxy",)
    assert recognition.url == "https://www.nature.com/articles/nature12373"


def test_what_cannot_be_an_identifier_is_told() -> None:
    (wrong,) = recognise("ISBN 978-0-306-40615-8").malformed
    assert "check digit" in wrong.problem


@given(st.text(max_size=60))
@settings(deadline=None)
def test_any_text_is_answered(text: str) -> None:
    for item in recognise(text).found:
        if item.span:
            assert text[slice(*item.span)] == item.raw
