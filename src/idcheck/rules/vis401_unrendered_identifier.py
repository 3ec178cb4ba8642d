"""The identifier of the publication stands where no reader and no tracker sees it.

What it does
    Looks at posts with one publication that nothing in the visible text leads to, while its
    identifier stands in the front matter, in a comment, in JSON-LD, a meta tag or COinS data, in
    an attribute such as `alt`, in a block of code or in an embedded frame. Pages that are
    publications themselves, by their front matter, are left alone, and so are the DOIs that a
    blog gives to its own posts.

Why it matters
    Trackers read the rendered text and the links in it, and feeds carry nothing else. What is
    not rendered is not counted.
    Source: public code of the Crossref Event Data agents; Altmetric help pages on blogs.

Example
    <meta name="citation_doi" content="10.1038/nature12373">
    <p>Our new paper in Nature is out.</p>

Use instead
    <meta name="citation_doi" content="10.1038/nature12373">
    <p>Our <a href="https://doi.org/10.1038/nature12373">new paper</a> in Nature is out.</p>

Fix safety
    Unsafe: where the link goes, and whether it is the identifier of what is mentioned, is for a
    person to say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from idcheck.messages import Message
from idcheck.rules.diagnostic import Fix
from idcheck.rules.lacking import lack_of
from idcheck.rules.linking import linking
from idcheck.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from idcheck.rules.diagnostic import Diagnostic
    from idcheck.rules.rule import Judged


def _check(rule: Rule, judged: Judged) -> Iterator[Diagnostic]:
    for index, mention in enumerate(judged.mentions):
        lack = lack_of(judged, index)
        if lack and lack.kind == "unseen" and lack.identifier and lack.place:
            url = lack.identifier.url
            edit = linking(judged.post, mention, url)
            yield rule.diagnostic(
                judged, lack.place, Message("this identifier stands in {where} only, where trackers do not look", where=lack.where),
                mention=index,
                suggestion=Message("if it is the publication of line {line}, link that to {url}", line=mention.place.line, url=url),
                fixes=(Fix(Message("link the mention to {url}", url=url), (edit,), "unsafe"),) if edit else (),
            )  # fmt: skip


RULE = Rule(
    "VIS401", "unrendered-identifier", "EEEWWWWEI-EE", "text", "unsafe", __doc__ or "", _check
)
