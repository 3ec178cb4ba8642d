"""PMIDs and PMCIDs: numbers that need their label, and `PMC` numbers. Source: NLM."""

from __future__ import annotations

import re

from idcheck.identifiers.found import Found, Malformed
from idcheck.identifiers.identifier import Identifier

_PMCID = re.compile(r"(?<![A-Za-z0-9])PMC\s?(?P<value>[1-9]\d{3,8})(?:\.\d+)?(?!\w)")
_PMID = re.compile(
    r"(?<![A-Za-z])(?i:PMID|PubMed ID|PubMed)\s?(?::|#|=|\s)\s?(?P<value>0{0,3}[1-9]\d{2,7})(?!\w|\.\d)"
)
_PMCID_BARE = re.compile(r"(?<![A-Za-z])(?i:PMCID)\s?:?\s?(?P<value>[1-9]\d{4,8})(?!\w)")
_PMID_PMC = re.compile(r"(?<![A-Za-z])(?i:PMID)\s?:?\s?(?P<value>PMC\d{4,8})(?!\w)")


def find_pmids(text: str) -> list[Found]:
    """Labelled PMIDs. The span covers label and number, since a bare number says nothing."""
    return [
        Found(Identifier("pmid", match["value"].lstrip("0")), match.span(), match.group())
        for match in _PMID.finditer(text)
    ]


def find_pmcids(text: str) -> list[Found]:
    """PMC numbers, without their version."""
    return [
        Found(Identifier("pmcid", f"PMC{match['value']}"), match.span(), match.group())
        for match in _PMCID.finditer(text)
    ]


def find_malformed(text: str) -> list[Malformed]:
    """Labels of the one scheme before numbers of the other."""
    found = [
        Malformed(
            "pmcid", match.span("value"), match["value"], "a PMCID begins with the letters PMC",
            Identifier("pmcid", f"PMC{match['value']}"),
        )
        for match in _PMCID_BARE.finditer(text)
    ]  # fmt: skip
    found += [
        Malformed(
            "pmid",
            match.span("value"),
            match["value"],
            "this is a PMCID, not a PMID; the label should say so",
        )
        for match in _PMID_PMC.finditer(text)
    ]
    return found


def parse_pmid(text: str) -> Identifier | None:
    """The PMID that a person entered, with or without label."""
    match = re.fullmatch(
        r"\s*(?:(?i:pmid|pubmed(?: id)?)\s*[:#]?\s*)?0*([1-9]\d{0,7})\s*\.?\s*", text
    )
    return Identifier("pmid", match[1]) if match else None


def parse_pmcid(text: str) -> Identifier | None:
    """The PMCID that a person entered, with or without label."""
    match = re.fullmatch(r"\s*(?:(?i:pmcid)\s*:?\s*)?(?i:PMC)?\s?([1-9]\d{1,8})(?:\.\d+)?\s*", text)
    return Identifier("pmcid", f"PMC{match[1]}") if match else None
