from __future__ import annotations

import pytest

from idcheck.identifiers import find, find_malformed, is_valid, parse

NATURE = "10.1038/nature12373"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Punctuation, quotes, symbols and other scripts around it.
        (f"(see {NATURE})", [NATURE]),
        (f"“{NATURE}”—see", [NATURE]),
        (f"{NATURE}™ {NATURE}", [NATURE]),
        (f"🔗{NATURE}👍", [NATURE]),
        (f"論文（{NATURE}）を参照", [NATURE]),
        (f"{NATURE}’s authors", [NATURE]),
        (f"{NATURE}– a study, and 10.1000/2–\n", [NATURE, "10.1000/2"]),
        (f"**{NATURE}**, _{NATURE}_ `{NATURE}`", [NATURE]),
        ("doi：10.1038／nature12373", [NATURE]),
        # Brackets that are opened in it belong to it.
        ("10.1016/S0140-6736(20)30183-5).", ["10.1016/s0140-6736(20)30183-5"]),
        (
            "10.1890/0012-9658(2006)87[2832:TIOPMA]2.0.CO;2",
            ["10.1890/0012-9658(2006)87[2832:tiopma]2.0.co;2"],
        ),
        # Old Wiley DOIs, plain, with entities and escaped.
        (
            "10.1002/(SICI)1097-0290(19970220)53:4&lt;363::AID-BIT2&gt;3.0.CO;2-L.",
            ["10.1002/(sici)1097-0290(19970220)53:4<363::aid-bit2>3.0.co;2-l"],
        ),
        (
            "https://doi.org/10.1002/%28SICI%291097-0290%2819970220%2953%3A4%3C363%3A%3AAID-BIT2%3E3.0.CO%3B2-L",
            ["10.1002/(sici)1097-0290(19970220)53:4<363::aid-bit2>3.0.co;2-l"],
        ),
        (
            "https://doi.org/10.1175/1520-0469(1994)051%3C0123-MADE%3E2.0.CO;2",
            ["10.1175/1520-0469(1994)051<0123-made>2.0.co;2"],
        ),
        (f"{NATURE}</a>", [NATURE]),
        (f"{NATURE}</a>3.0.CO;2-2", [NATURE]),
        (f"{NATURE}&nbsp;and", [NATURE]),
        # Page words and tracking.
        (f"{NATURE}/figures/2 {NATURE}.full.pdf", [NATURE]),
        (f"https://doi.org/{NATURE}?utm_source=x", [NATURE]),
        (f"https://doi.org/{NATURE};jsessionid=A1", [NATURE]),
        ("10.2210/pdb5dbx/pdb 10.1234/pdf", ["10.2210/pdb5dbx/pdb", "10.1234/pdf"]),
        # Lists without spaces.
        (f"{NATURE},doi:10.1000/2;10.1000/3", [NATURE, "10.1000/2", "10.1000/3"]),
        (f"{NATURE}https://doi.org/10.1000/2", [NATURE, "10.1000/2"]),
        # Characters of real DOIs.
        ("10.1037//0021-843X.111.4.705", ["10.1037//0021-843x.111.4.705"]),
        ("https://doi.org/10.1207/s15327051hci0101&2_3", ["10.1207/s15327051hci0101&2_3"]),
        ("10.1000/1 10.1000.10/a", ["10.1000/1", "10.1000.10/a"]),
        # Versions: of preprints dropped, where they have DOIs of their own kept.
        ("10.1101/2020.01.01.123456v2.full", ["10.1101/2020.01.01.123456"]),
        ("10.48550/arXiv.1706.03762v5", ["10.48550/arxiv.1706.03762"]),
        ("10.12688/f1000research.166104.1", ["10.12688/f1000research.166104.1"]),
        ("10.6084/m9.figshare.3423371.v1", ["10.6084/m9.figshare.3423371.v1"]),
        # Slashes that were escaped, once or twice.
        ("doi.org/10.1038%2Fnature12373 doi.org/10.1038%252Fnature12373", [NATURE]),
        (f"https://x.org/?u=https%3A%2F%2Fdoi.org%2F{NATURE.replace('/', '%2F')}%26sa%3DD", [NATURE]),
    ],
)  # fmt: skip
def test_finds(values, text: str, expected: list[str]) -> None:
    assert values("doi", text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "on 25.10.2015/2137303", "8.10.1234/x", "110.1234/x", "10.0.0.0/24", "10.1.2.3/x", "fig10.1234/a",
        "v10.1234/setup.exe", "app-10.1234/x", "get 10.1234/setup.zip", "$10.5000/month", "€10.2000/unit",
        "10.5000/year each", "from 10.2015/11.2015", "10.12/ab", "10.0123/ab", "10.xxxx/yyyy", "10.1038/",
        "10.1038/...", "10/10", "10.978.8898392/NotAnIsbnA",
    ],
)  # fmt: skip
def test_look_alikes(values, text: str) -> None:
    assert values("doi", text) == []


def test_a_label_outweighs_the_look(values) -> None:
    assert values("doi", "doi:10.5000/month") == ["10.5000/month"]


@pytest.mark.parametrize(
    ("text", "defects"),
    [
        (f"https://doi.org/{NATURE}", ()),
        ("10.1038/nat\u00adure12373", ("soft-hyphen",)),
        ("10.1038/nat\u200bure12373", ("zero-width",)),
        ("10.1038/nature–12373", ("typographic-dash",)),
        ("10．1038/nature12373", ("full-width",)),
        (f"{NATURE}👍", ("glued-symbol",)),
        (f"{NATURE}/full", ("page-tail",)),
        (f"https://doi.org/{NATURE}?utm_source=x", ("tracking-tail",)),
        (f"https://doi.org/https://doi.org/{NATURE}", ("doubled-resolver",)),
        (f"see doi.org/{NATURE}", ("missing-scheme",)),
        ("https://doi.org/10.1038%2Fnature12373", ("encoded-slash",)),
        ("10.1002/1&lt;2::AID-1&gt;3.0.CO;2-L", ("html-entity",)),
        ("10.1016/j.jsis. 2021.101694", ("broken-by-space",)),
    ],
)
def test_names_defects(text: str, defects: tuple[str, ...]) -> None:
    (found,) = find(text)
    assert found.defects == defects


@pytest.mark.parametrize(
    ("text", "alternate"),
    [
        ("10.1016/j.jsis. 2021.101694", "10.1016/j.jsis.2021.101694"),
        ("10.1038/s41586-\n020-2649-2", "10.1038/s41586-020-2649-2"),
        ("10.1136/gut.0500138..", "10.1136/gut.0500138.."),
        (f"{NATURE}/full", f"{NATURE}/full"),
    ],
)
def test_offers_what_only_a_look_up_can_tell(text: str, alternate: str) -> None:
    (found,) = find(text)
    assert alternate in {other.value for other in found.alternates}
    assert found.identifier.value != alternate


def test_a_sentence_after_a_doi_is_no_rest_of_it() -> None:
    (found,) = find(f"{NATURE}. 2019 was a good year")
    assert "broken-by-space" not in found.defects


@pytest.mark.parametrize(
    "text",
    ["doi:10.1038/ nature12373", "doi: 1O.1038/nature12373", "doi:10.1O38/nature12373", "https://doi.org/10.1038.nature12373"],
)  # fmt: skip
def test_malformed(text: str) -> None:
    (malformed,) = find_malformed(text)
    assert malformed.scheme == "doi"
    assert malformed.repaired is None


def test_right_dois_are_not_malformed() -> None:
    assert find_malformed(f"doi:{NATURE} https://doi.org/10.1000.10/ab doi: 10.1234/O1l") == []


@pytest.mark.parametrize(
    "entered",
    [f" {NATURE} ", f"DOI: {NATURE}.", f"http://dx.doi.org/{NATURE}", f"info:doi/{NATURE}", f"https://hdl.handle.net/{NATURE}",
     f"<https://doi.org/{NATURE}>", f"https://www.nature.com/doifinder/{NATURE}", "doi:10.1038%2Fnature12373", f"{NATURE}#abstract"],
)  # fmt: skip
def test_parses(entered: str) -> None:
    identifier = parse("doi", entered)
    assert identifier
    assert identifier.value == NATURE


@pytest.mark.parametrize(
    "entered",
    ["", "10.1038", f"see {NATURE}", f"{NATURE} and more", f"{NATURE} 10.1/2", "10/gf4gqc"],
)
def test_refuses_what_is_no_doi_alone(entered: str) -> None:
    assert parse("doi", entered) is None


def test_validity_of_bare_values() -> None:
    assert is_valid("doi", "10.1001/PUBS.JAMA(278)3,JOC7055-ABST:")
    assert not is_valid("doi", "doi:10.1000/1")
    assert not is_valid("doi", "10.1000/a b")
    assert is_valid("doi", "10.978.8898392/315")
    assert not is_valid("doi", "10.978.8898392/316")
