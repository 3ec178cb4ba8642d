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

from idcheck.rules.leading import lost, misled
from idcheck.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from idcheck.rules.diagnostic import Diagnostic
    from idcheck.rules.rule import Judged


def _check(rule: Rule, judged: Judged) -> Iterator[Diagnostic]:
    for lead in lost(judged):
        if lead.address.kind == "pdf" and not lead.address.wrappers:
            yield misled(
                rule, judged, lead, "this link leads to a PDF alone, which trackers cannot match"
            )


RULE = Rule("LNK205", "pdf-link", "WWWWWWWWIWWW", "text", "unsafe", __doc__ or "", _check)
