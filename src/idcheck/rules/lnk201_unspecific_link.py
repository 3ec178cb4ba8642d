"""A link at a publication leads to a journal's home page, a search or a person's page.

What it does
    Looks at publications whose only links lead to the front page or an issue of a journal, to the
    home of a publisher, to the results of a search (Google Scholar, PubMed, Scopus ...) or to the
    page of a person.

Why it matters
    Such a page names no single work, so no tracker can tell which one is meant, and readers have
    to search again. A journal's front page shows other articles next week.
    Source: Altmetric help pages on news and blogs.

Example
    The study was [published in Nature](https://www.nature.com/).

Use instead
    The study was [published in Nature](https://doi.org/10.1038/nature12373).

Fix safety
    Unsafe: the address does not tell which work is meant; a candidate from your catalogue is for
    a person to confirm.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from idcheck.messages import Message
from idcheck.rules.leading import lost, misled
from idcheck.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from idcheck.rules.diagnostic import Diagnostic
    from idcheck.rules.rule import Judged

_PAGES = {
    "journal": Message("the page of a journal or publisher"),
    "search": Message("the results of a search"),
    "person": Message("the page of a person"),
}


def _check(rule: Rule, judged: Judged) -> Iterator[Diagnostic]:
    for lead in lost(judged):
        if page := _PAGES.get(lead.address.kind):
            yield misled(
                rule,
                judged,
                lead,
                Message("this link leads to {page}, not to the publication itself", page=page),
            )


RULE = Rule("LNK201", "unspecific-link", "EWEEEEEEWEEW", "text", "unsafe", __doc__ or "", _check)
