"""In a text that will be copied or printed, a DOI stands only behind a link.

What it does
    Looks at press releases, reports and news for links that lead to a DOI which is printed
    nowhere in the text. Each DOI is reported once.

Why it matters
    The targets of links vanish when a text is pasted into a content system or printed, and with
    them the only thing that names the work for certain.
    Source: Altmetric help pages on policy documents; a 2014 audit of university news releases.

Example
    Read the [article](https://doi.org/10.1038/nature12373).

Use instead
    Read the [article](https://doi.org/10.1038/nature12373).

    Article: https://doi.org/10.1038/nature12373

Fix safety
    Safe in a list of references, where the address is added at the end of the entry. Unsafe in
    prose: a line with the address is added below the paragraph.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from idcheck.identifiers import find, from_url
from idcheck.messages import Message
from idcheck.rules.diagnostic import Fix
from idcheck.rules.leading import content_links, doi_in
from idcheck.rules.linking import at_end
from idcheck.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from idcheck.identifiers import Identifier
    from idcheck.post import Link
    from idcheck.rules.diagnostic import Applicability, Diagnostic
    from idcheck.rules.rule import Judged


def _check(rule: Rule, judged: Judged) -> Iterator[Diagnostic]:
    post = judged.post
    printed = {found.identifier for found in find(post.text)}
    lowered = post.text.lower()
    for link in content_links(post):
        doi = doi_in(from_url(link.target))
        if doi is None or doi in printed or doi.value in lowered:
            continue
        printed.add(doi)
        yield rule.diagnostic(
            judged, link.target_place, Message("this DOI is not printed, and is lost when the text is copied or printed"),
            suggestion=Message("print it too: {url}", url=doi.url),
            fixes=tuple(_fixes(judged, link, doi)),
        )  # fmt: skip


def _fixes(judged: Judged, link: Link, doi: Identifier) -> Iterator[Fix]:
    """The address after the entry of a list of references, else after the words of the link."""
    for mention in judged.mentions:
        place = mention.place.span
        if mention.kind == "citation" and place and link in mention.links:
            yield _printing(judged, place.end, doi, "safe")
            return
    whole = link.whole_place.span
    if whole:
        yield _printing(judged, whole.end, doi, "unsafe")


def _printing(judged: Judged, end: int, doi: Identifier, applicability: Applicability) -> Fix:
    from idcheck.post.model import Span

    edit = at_end(judged.post, Span(end, end), doi.url)
    return Fix(Message("print {url}", url=doi.url), (edit,), applicability)


RULE = Rule("TXT802", "link-only-reference", "-I--------EE", "text", "safe", __doc__ or "", _check)
