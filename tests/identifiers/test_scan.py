"""What holds for all schemes, on texts nobody thought of."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from idcheck.identifiers import (
    Identifier,
    canonical_url,
    equivalents,
    find,
    find_malformed,
    from_url,
    is_valid,
    names_work,
    parse,
)

SCHEMES = (
    "doi", "shortdoi", "urn", "handle", "pmcid", "arxiv", "nct", "trial", "repec", "ssrn", "orcid", "hal", "pii", "bibcode", "isbn", "issn", "pmid",
)  # fmt: skip
IDENTIFIERS = (
    Identifier("doi", "10.1038/nature12373"),
    Identifier("trial", "ISRCTN12345678"),
    Identifier("trial", "CTRI/2012/04/002567"),
    Identifier("trial", "2004-000446-20"),
    Identifier("doi", "10.1002/(sici)1097-0290(19970220)53:4<363::aid-bit2>3.0.co;2-l"),
    Identifier("doi", "10.1890/0012-9658(2006)87[2832:tiopma]2.0.co;2"),
    Identifier("doi", "10.1021/bc030018+"),
    Identifier("doi", "10.1016/üникóдé"),
    Identifier("shortdoi", "10/gf4gqc"),
    Identifier("urn", "urn:nbn:se:kth:diva-9460"),
    Identifier("urn", "urn:nbn:de:bvb:19-146642"),
    Identifier("handle", "2077/12345"),
    Identifier("pmcid", "PMC4304851"),
    Identifier("pmid", "31233491"),
    Identifier("arxiv", "1706.03762"),
    Identifier("arxiv", "math/0309136"),
    Identifier("nct", "NCT04372602"),
    Identifier("repec", "RePEc:eee:jfinec:v:131:y:2019:i:3:p:695-713"),
    Identifier("orcid", "0000-0002-1825-0097"),
    Identifier("hal", "hal-01234567"),
    Identifier("pii", "S0140673620301835"),
    Identifier("bibcode", "2001A&A...369..339B"),
    Identifier("isbn", "9780306406157"),
    Identifier("jstor", "3347357"),
    Identifier("diva", "diva2:9460"),
    Identifier("googlebooks", "SjpSkzjIzfsC"),
    Identifier("semanticscholar", "406120529d907d0c7bf96125b83b930ba56f29e4"),
)
PIECES = (
    "10.", "10.1038/", "nature12373", "doi:", "https://doi.org/", "arXiv:", "1706.03762", "v2", "PMID: ", "31233491", "PMC", "ISBN ", "978-0-306-40615-7",
    "0-306-40615-2", "urn:", "nbn:", "hdl:", "2077/12345", "(", ")", "<", ">", "&lt;", "&amp;", "%2F", "%E0%A4", "–", "\u00ad", "\u200b", " ", "\n", ".", ",", ";", "?utm_x=1",
    "#", "/full", ".pdf", "é", "を", "👍", "İ", "NCT", "04372602", "0000-0002-1825-0097", "S0140-6736(20)30183-5", "2001A&A...369..339B", "RePEc:", "wbk:wbpubs:2266", "ISSN 0028-0836", "ISRCTN12345678", "hal-01234567", "SSRN 936346",
)  # fmt: skip
texts = st.one_of(
    st.text(max_size=200), st.lists(st.sampled_from(PIECES), max_size=25).map("".join)
)
HOSTILE = (
    "(a", "10.1/", "10.1234/", "10.1234/a)", ".", ")]}", "1-", "%25", "\u2013-", "10.1234/a/full", "/full", "978-", "ISBN 978 ", "urn:a-", "hdl:1/", "arXiv:", "PMID ",
    "10.1234/a,", "10.1002/1<1:", "\u200b", "&amp;", "doi.org/", "10.1234/a\u0301", "?a=", "http://",
)  # fmt: skip


@given(texts)
@settings(max_examples=300, deadline=None)
def test_what_is_found_stands_at_its_place(text: str) -> None:
    found = find(text)
    assert [item.span for item in found] == sorted(item.span for item in found)
    for item in found:
        start, end = item.span
        assert text[start:end] == item.raw != ""
        assert item.identifier.scheme in SCHEMES
        assert item.identifier not in item.alternates
        behind = from_url(item.identifier.url).identifiers
        assert item.identifier in {
            *behind,
            *(equal for each in behind for equal in equivalents(each)),
        }
    for one, other in pairwise(found):
        assert one.span[1] <= other.span[0] or one.span == other.span
    for wrong in find_malformed(text):
        assert text[slice(*wrong.span)] == wrong.raw != ""


@given(texts)
@settings(max_examples=200, deadline=None)
def test_normalising_twice_changes_nothing(text: str) -> None:
    for item in find(text):
        again = parse(item.identifier.scheme, item.identifier.value)
        assert again in {None, item.identifier}
    for scheme in SCHEMES:
        identifier = parse(scheme, text)
        if identifier:
            assert parse(scheme, identifier.value) == identifier
        is_valid(scheme, text)


@given(texts)
@settings(max_examples=200, deadline=None)
def test_no_address_is_too_strange(text: str) -> None:
    for url in (
        text,
        "https://" + text,
        "https://doi.org/" + text,
        "https://x.org/login?url=" + text,
    ):
        address = from_url(url)
        assert bool(address.identifiers) <= (address.certainty != "none")
        for identifier in address.identifiers:
            assert canonical_url(identifier).startswith("http")
            names_work(identifier)
            equivalents(identifier)


@pytest.mark.parametrize("identifier", IDENTIFIERS, ids=str)
def test_is_found_again_in_its_link(identifier: Identifier) -> None:
    read = from_url(canonical_url(identifier)).identifiers
    assert identifier in read
    assert canonical_url(identifier) == identifier.url


@given(st.from_regex(r"[a-z0-9][a-z0-9._:+?\"#-]{0,12}[a-z0-9]", fullmatch=True))
@settings(max_examples=200, deadline=None)
def test_dois_survive_their_link(suffix: str) -> None:
    identifier = Identifier("doi", f"10.5555/{suffix}")
    if parse("doi", identifier.value) == identifier:
        assert from_url(canonical_url(identifier)).identifiers == (identifier,)


@pytest.mark.parametrize("unit", HOSTILE)
def test_hostile_text_takes_time_in_proportion(unit: str) -> None:
    text = unit * (60_000 // len(unit))
    start = time.process_time()
    find(text)
    find_malformed(text)
    from_url("https://x.org/" + text)
    assert time.process_time() - start < 20
