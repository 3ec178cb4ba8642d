"""A link leads to the publisher's page of a work that has a DOI.

What it does
    Looks at links to a work's own page at its publisher whose address tells the DOI, by itself or
    by a rule of the house, and that stand with a mention which no DOI link belongs to. With
    `--online`, PIIs of Elsevier's and Cell's pages lead to the DOI too, and DOIs that do not exist
    are left alone.

Why it matters
    Trackers match publishers' pages less surely than DOIs, and such addresses move.
    Source: the user guide of Crossref Event Data on landing pages.

Example
    Our [new study](https://www.nature.com/articles/nature12373) is out.

Use instead
    Our [new study](https://doi.org/10.1038/nature12373) is out.

Fix safety
    Safe where a registry knows the DOI and that it leads to the same site; else unsafe.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from idcheck.messages import Message
from idcheck.rules.doi_instead import instead, standing
from idcheck.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from idcheck.rules.diagnostic import Diagnostic
    from idcheck.rules.rule import Judged

_KINDS = frozenset({"doi", "pii"})


def _check(rule: Rule, judged: Judged) -> Iterator[Diagnostic]:
    for lead in standing(judged):
        address = lead.address
        at_publisher = address.kind == "work" and address.identifiers
        if at_publisher and address.identifiers[0].scheme in _KINDS:
            doi = instead(judged, lead)
            if doi is not None:
                yield lead.diagnostic(
                    rule,
                    judged,
                    Message("this link leads to the publisher's page, not to the DOI"),
                    doi,
                )


RULE = Rule("LNK208", "landing-page-link", "IIIIIIIIIIWW", "text", "safe", __doc__ or "", _check)
