"""A link leads to a database's record of the work instead of its DOI.

What it does
    Looks at links to PubMed, PubMed Central, Europe PMC, Scopus, the Web of Science and library
    catalogues that stand with a mention which no DOI link belongs to. With `--online`, PubMed
    and PMC say which DOI the record has, and it is named; records of works without a DOI are
    left alone.

Why it matters
    Trackers know PMIDs, but Crossref's public extractor misses PubMed's present address, and
    records in Scopus and the Web of Science need a login. The DOI works everywhere.
    Source: the code of Crossref Event Data's percolator; a library's table of links that count.

Example
    Our [new study](https://pubmed.ncbi.nlm.nih.gov/23903748/) is out.

Use instead
    Our [new study](https://doi.org/10.1038/nature12373) is out.

Fix safety
    Safe where the database itself says which DOI the record has; else there is no fix.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from idcheck.messages import NOTHING, Message
from idcheck.rules.doi_instead import instead, standing
from idcheck.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from idcheck.identifiers import Address
    from idcheck.rules.diagnostic import Diagnostic
    from idcheck.rules.rule import Judged

_NAMES = {"pmid": "PubMed", "pmcid": "PubMed Central"}


def _check(rule: Rule, judged: Judged) -> Iterator[Diagnostic]:
    for lead in standing(judged):
        record = _database(lead.address)
        doi = instead(judged, lead)
        if record and (doi is not None or lead.open):
            yield lead.diagnostic(
                rule,
                judged,
                Message("this link leads to {record}, not to the DOI", record=record),
                doi,
            )


def _database(address: Address) -> Message:
    """What the record's database is called, "" if the address is of none."""
    scheme = address.identifiers[0].scheme if address.identifiers else ""
    if scheme in _NAMES and address.certainty == "stated":
        return Message("a record in {database}", database=_NAMES[scheme])
    if address.kind == "catalogue":
        return Message("a record in a catalogue")
    return NOTHING


RULE = Rule("LNK207", "database-record-link", "WWWWWWWWI-WW", "text", "safe", __doc__ or "", _check)
