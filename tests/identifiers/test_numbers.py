"""Schemes whose identifiers are numbers: PMID, PMCID, arXiv, SSRN, NCT, ORCID, HAL."""

from __future__ import annotations

import pytest

from idcheck.identifiers import Identifier, find, find_malformed, is_valid, parse


@pytest.mark.parametrize(
    "text",
    [
        "PMID: 31233491.", "(PMID 31233491)", "PMID31233491", "PubMed ID 31233491", "[PubMed: 31233491]", "pmid = 31233491", "info:pmid/31233491",
        "https://pubmed.ncbi.nlm.nih.gov/31233491/", "https://www.ncbi.nlm.nih.gov/m/pubmed/31233491", "https://europepmc.org/article/MED/31233491",
        "https://www.ncbi.nlm.nih.gov/pubmed/?term=31233491", "https://pubmed-ncbi-nlm-nih-gov.proxy.kib.ki.se/31233491/",
    ],
)  # fmt: skip
def test_finds_pmids(values, text: str) -> None:
    assert values("pmid", text) == ["31233491"]


@pytest.mark.parametrize(
    "text",
    [
        "31233491",
        "in PubMed 2019",
        "PMID: none",
        "PMID: 123456789",
        "PMID: PMC6654321",
        "PMID: 12.5",
    ],
)
def test_pmid_look_alikes(values, text: str) -> None:
    assert values("pmid", text) == []


def test_a_list_of_pmids(values) -> None:
    assert values("pmid", "PMIDs: 31233491, 29618526 and 27094199, in 2019") == [
        "31233491",
        "29618526",
        "27094199",
    ]


def test_a_pmcid_under_the_label_of_a_pmid() -> None:
    (found,) = find("PMID: PMC6654321")
    assert (found.identifier, found.raw, found.defects) == (
        Identifier("pmcid", "PMC6654321"),
        "PMC6654321",
        ("label-mixed-up",),
    )
    (malformed,) = find_malformed("PMID: PMC6654321")
    assert (malformed.scheme, malformed.raw) == ("pmid", "PMC6654321")


def test_a_pmcid_without_its_letters_is_repaired() -> None:
    (malformed,) = find_malformed("PMCID: 4304851")
    assert (malformed.raw, malformed.repaired) == ("4304851", Identifier("pmcid", "PMC4304851"))
    assert find_malformed("PMCID: PMC4304851") == []


def test_finds_pmcids(values) -> None:
    text = "PMC3084216.1, PMC 6654321, https://www.ncbi.nlm.nih.gov/pmc/articles/4304851/, the PMC-Sierra chip"
    assert values("pmcid", text) == ["PMC3084216", "PMC6654321", "PMC4304851"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("arXiv:1706.03762v7 [cs.CL]", ["1706.03762"]),
        ("arXiv 1706.03762", ["1706.03762"]),
        ("https://arxiv.org/pdf/1706.03762v7.pdf", ["1706.03762"]),
        ("https://ar5iv.labs.arxiv.org/html/1706.03762", ["1706.03762"]),
        ("https://huggingface.co/papers/1706.03762", ["1706.03762"]),
        ("{{cite arXiv|eprint=1706.03762}}", ["1706.03762"]),
        ("1706.03762v2", ["1706.03762"]),
        ("math.GT/0309136v2", ["math/0309136"]),
        ("HEP-TH/9901001", ["hep-th/9901001"]),
        ("hep-th/1601.07616", ["1601.07616"]),
        ("arXiv:1706.03762, 1810.04805 and 2005.14165", ["1706.03762", "1810.04805", "2005.14165"]),
        # Wrong number of digits for the year, month 13, before the scheme, after the scheme.
        ("arXiv:1412.00001 arXiv:1501.0001 arXiv:1513.12345 arXiv:0703.0001 hep-th/0704001", []),
        ("1706.03762 costs 1203.4567", []),
        ("doi:10.48550/arXiv.1706.03762", []),
        ("cond-mat/97063007 and/or foobar/0101003", []),
    ],
)  # fmt: skip
def test_finds_arxiv_ids(values, text: str, expected: list[str]) -> None:
    assert values("arxiv", text) == expected


@pytest.mark.parametrize(
    "text", ["arXiv:17062.03762", "arXiv:1713.03762", "https://arxiv.org/abs/1706.037621"]
)
def test_malformed_arxiv_ids(text: str) -> None:
    (malformed,) = find_malformed(text)
    assert (malformed.scheme, malformed.repaired) == ("arxiv", None)


def test_finds_trials(values) -> None:
    assert values("nct", "NCT04372602/NCT04372603, NCT-04372604, ANCT04372605, NCT043726061") == [
        "NCT04372602", "NCT04372603", "NCT04372604",
    ]  # fmt: skip
    (malformed,) = find_malformed("registered as NCT0437260")
    assert (malformed.scheme, malformed.raw) == ("nct", "NCT0437260")


def test_finds_ssrn_numbers(values) -> None:
    text = "SSRN 936346, https://papers.ssrn.com/sol3/papers.cfm?abstract_id=4904445; on SSRN in 2019, SSRN 2019"
    assert values("ssrn", text) == ["936346", "4904445"]


def test_orcids_have_a_check_character_and_a_block(values) -> None:
    text = "0000-0002-1825-0097, orcid.org/0009-0006-5173-5201, 0000-0002-1825-0098, ISNI 1422-4586-3573-0476, https://sandbox.orcid.org/0000-0002-1694-233X"
    assert values("orcid", text) == ["0000-0002-1825-0097", "0009-0006-5173-5201"]


def test_hal_ids_are_of_portals(values) -> None:
    assert values("hal", "hal-01234567v2, tel-00123456, IBM-12345678, hal-1234, https://hal.science/newportal-01234567") == [
        "hal-01234567", "tel-00123456", "newportal-01234567",
    ]  # fmt: skip


def test_validity_of_bare_values() -> None:
    assert is_valid("pmid", "24159271")
    assert not is_valid("pmid", "012345")
    assert is_valid("arxiv", "hep-th/9305059v2")
    assert not is_valid("arxiv", "0706.0000")
    assert not is_valid("nct", "04372602")
    assert parse("orcid", "https://orcid.org/0000-0002-1825-0097/") == Identifier(
        "orcid", "0000-0002-1825-0097"
    )
