from __future__ import annotations

import pytest

from idcheck.identifiers import Identifier, canonical_url, equivalents, names_work


@pytest.mark.parametrize(
    ("scheme", "value", "url"),
    [
        ("doi", "10.1038/nature12373", "https://doi.org/10.1038/nature12373"),
        ("doi", "10.1000/a%b\"c#d e?f<g>h[i]j+k|l^m{n}o`p\\q", "https://doi.org/10.1000/a%25b%22c%23d%20e%3Ff%3Cg%3Eh%5Bi%5Dj%2Bk%7Cl%5Em%7Bn%7Do%60p%5Cq"),
        ("shortdoi", "10/gf4gqc", "https://doi.org/gf4gqc"),
        ("pmid", "31233491", "https://pubmed.ncbi.nlm.nih.gov/31233491/"),
        ("pmcid", "PMC4304851", "https://pmc.ncbi.nlm.nih.gov/articles/PMC4304851/"),
        ("arxiv", "math/0309136", "https://arxiv.org/abs/math/0309136"),
        ("handle", "2077/12345", "https://hdl.handle.net/2077/12345"),
        ("urn", "urn:nbn:se:kth:diva-9460", "https://urn.kb.se/resolve?urn=urn:nbn:se:kth:diva-9460"),
        ("urn", "urn:nbn:fi-fe201003181510", "https://urn.fi/urn:nbn:fi-fe201003181510"),
        ("bibcode", "2001A&A...369..339B", "https://ui.adsabs.harvard.edu/abs/2001A%26A...369..339B/abstract"),
        ("ssrn", "4904445", "https://doi.org/10.2139/ssrn.4904445"),
        ("nct", "NCT04372602", "https://clinicaltrials.gov/study/NCT04372602"),
    ],
)  # fmt: skip
def test_links(scheme: str, value: str, url: str) -> None:
    assert canonical_url(Identifier(scheme, value)) == url


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("arxiv", "1706.03762"), ("doi", "10.48550/arxiv.1706.03762")),
        (("doi", "10.48550/arxiv.math/0309136"), ("arxiv", "math/0309136")),
        (("ssrn", "936346"), ("doi", "10.2139/ssrn.936346")),
        (("doi", "10.2139/ssrn.936346"), ("ssrn", "936346")),
        (("doi", "10.978.8898392/315"), ("isbn", "9788898392315")),
        (("rfc", "791"), ("doi", "10.17487/rfc0791")),
        (("doi", "10.17487/rfc0791"), ("rfc", "791")),
        (("urn", "urn:isbn:0306406152"), ("isbn", "9780306406157")),
        (("doi", "10.1016/s0140-6736(20)30183-5"), ("pii", "S0140673620301835")),
    ],
)
def test_equivalents(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert equivalents(Identifier(*one)) == (Identifier(*other),)


def test_no_equivalents_follow_from_most() -> None:
    assert equivalents(Identifier("doi", "10.1038/nature12373")) == ()
    assert equivalents(Identifier("pmid", "31233491")) == ()


@pytest.mark.parametrize(
    ("scheme", "value", "expected"),
    [
        ("doi", "10.1038/nature12373", True),
        ("doi", "10.13039/501100001659", False),
        ("doi", "10.37921/123", False),
        ("doi", "10.1111/(issn)1601-183x", False),
        ("doi", "10.1002/(issn)1099-0739", False),
        ("doi", "10.1038/issn.1476-4687", False),
        ("doi", "10.12016/j.issn.2096-1456.2017.06.014", True),
        ("isbn", "9780306406157", True),
        ("urn", "urn:nbn:se:kth:diva-9460", True),
        ("urn", "urn:uuid:6e8bc430-9c3a-11d9-9669-0800200c9a66", False),
        ("issn", "0028-0836", False),
        ("orcid", "0000-0002-1825-0097", False),
        ("ror", "05f950310", False),
    ],
)
def test_names_work(scheme: str, value: str, expected: bool) -> None:
    assert names_work(Identifier(scheme, value)) is expected
