"""The only link at a publication leads to a PDF.

What it does
    Looks at publications for which the post has links to PDF files, but none to the work's own
    page or its DOI.

Why it matters
    Trackers match the address of a work's page or the tags in it; a PDF has no tags, and its
    address is seldom known. Altmetric's advice is to link the page.
    Source: Altmetric help pages on blogs and news.

Example
    [our paper](https://www.nature.com/articles/nature12373.pdf)

Use instead
    [our paper](https://doi.org/10.1038/nature12373)
    ([PDF](https://www.nature.com/articles/nature12373.pdf))

Fix safety
    Unsafe without a look-up: the PDF may be of another version than the DOI in its address.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from idcheck.identifiers import from_url
from idcheck.messages import Message
from idcheck.rules.leading import Lead, lost, misled
from idcheck.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from idcheck.rules.diagnostic import Diagnostic
    from idcheck.rules.rule import Judged


def _check(rule: Rule, judged: Judged) -> Iterator[Diagnostic]:
    for lead in (*lost(judged), *_publishers_files(judged)):
        if (lead.address.kind == "pdf" or _is_file(lead)) and not lead.address.wrappers:
            yield misled(
                rule,
                judged,
                lead,
                Message("this link leads to a PDF alone, which trackers cannot match"),
            )


def _publishers_files(judged: Judged) -> Iterator[Lead]:
    """The links of publications that have links to PDF files of their publishers only."""
    for index, mention in enumerate(judged.mentions):
        leads = [Lead(link, from_url(link.target), index) for link in mention.links]
        if mention.tracked == "yes" and all(map(_is_file, leads)):
            yield from leads


def _is_file(lead: Lead) -> bool:
    path = lead.address.url.split("?", 1)[0].split("#", 1)[0]
    return lead.address.kind == "work" and path.lower().endswith(".pdf")


RULE = Rule("LNK205", "pdf-link", "WWWWWWWWIWWW", "text", "unsafe", __doc__ or "", _check)
