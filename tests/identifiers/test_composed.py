"""Schemes whose identifiers are composed: URN, handle, short DOI, RePEc, bibcode, PII."""

from __future__ import annotations

import pytest

from idcheck.identifiers import Identifier, find, is_valid, parse


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(URN:NBN:fi-fe201003181510).", ["urn:nbn:fi-fe201003181510"]),
        ("urn:nbn:se:kth:diva-9460?dswid=-12", ["urn:nbn:se:kth:diva-9460"]),
        (
            "https://urn.kb.se/resolve?urn=urn%3Anbn%3Ase%3Akth%3Adiva-9460",
            ["urn:nbn:se:kth:diva-9460"],
        ),
        ("urn:foo:a%2fb", ["urn:foo:a%2Fb"]),
        ("turn:left:now urn:urn:1 burn: x", []),
    ],
)
def test_finds_urns(values, text: str, expected: list[str]) -> None:
    assert values("urn", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("hdl:2381/12775.", ["2381/12775"]),
        ("https://hdl.handle.net/20.500.11850/123456)", ["20.500.11850/123456"]),
        ("https://dspace.mit.edu/bitstream/handle/1721.1/49433/paper.pdf", ["1721.1/49433"]),
        ("https://gupea.ub.gu.se/handle/2077/12345, page 3", ["2077/12345"]),
        ("2077/12345, 1/2, his/her, 2024/25", []),
        ("hdl:10.1038/nature12373 https://x.edu/handle/123456789/5", []),
    ],
)
def test_finds_handles(values, text: str, expected: list[str]) -> None:
    assert values("handle", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("doi:10/gf4gqc", ["10/gf4gqc"]),
        ("https://doi.org/GF4GQC.", ["10/gf4gqc"]),
        ("rated 10/10 on 10/2021 and 24/7", []),
        ("https://www.doi.org/factsheets https://doi.org/xxxxx/yyyyy", []),
    ],
)
def test_finds_short_dois(values, text: str, expected: list[str]) -> None:
    assert values("shortdoi", text) == expected


def test_finds_repec_handles(values) -> None:
    assert values("repec", "(repec:WBK:wbpubs:2266), RePEc:ab:crefwp:7, see RePEc: x") == [
        "RePEc:wbk:wbpubs:2266"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "2019MNRAS.488.3089S, 2020A&amp;A...641A...6P.",
            ["2019MNRAS.488.3089S", "2020A&A...641A...6P"],
        ),
        ("1992ApJ…400L…1W", ["1992ApJ...400L...1W"]),
        ("2021ConferenceParis IMG_2019Holiday_in_Stock.jpg 1974AJ.....79..819.", []),
    ],
)
def test_finds_bibcodes(values, text: str, expected: list[str]) -> None:
    assert values("bibcode", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("S0140-6736(02)87536-5", ["S0140673602875365"]),
        ("PII: S0140673602875365", ["S0140673602875365"]),
        (
            "https://www.sciencedirect.com/science/article/pii/B9780444638816000123",
            ["B9780444638816000123"],
        ),
        ("S0140673602875365", []),
        ("PII: S0140673702875365", []),
    ],
)
def test_finds_piis(values, text: str, expected: list[str]) -> None:
    assert values("pii", text) == expected


def test_a_stretch_is_claimed_once() -> None:
    text = "doi:10.1016/S0140-6736(20)30183-5 https://doi.org/10.48550/arXiv.1706.03762 hdl:10.1007/978-3-642-28108-2"
    assert [found.identifier.scheme for found in find(text)] == ["doi", "doi", "doi"]


def test_parses_what_people_enter() -> None:
    assert parse("handle", "https://hdl.handle.net/handle////10125/20269") == Identifier(
        "handle", "10125/20269"
    )
    assert parse("urn", "URN:NBN:SE:KTH:DIVA-9460") == Identifier("urn", "urn:nbn:se:kth:diva-9460")
    assert parse("shortdoi", "10/2021/01") is None
    assert parse("bibcode", "1974AJ.....79..819") is None
    assert is_valid("repec", "RePEc:cre:crefwp:75")
    assert not is_valid("urn", "urn:foo:caf\u00e9")


def test_an_unknown_scheme_is_an_error() -> None:
    with pytest.raises(KeyError):
        parse("issue", "1")
