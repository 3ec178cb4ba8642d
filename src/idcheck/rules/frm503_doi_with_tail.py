"""Something follows a DOI that is not part of it: a page's name, campaign parameters, an anchor.

What it does
    Reports DOI links and DOIs in the text that go on with `/full`, `/abstract`, `.pdf`,
    `?utm_...`, `#section` and the like. Addresses of publishers' pages are left alone: there such
    endings are in place.

Why it matters
    Readers of identifiers take the ending as part of the DOI, and the mention is lost. With an
    ending the resolver often finds nothing either.
    Source: public code of Altmetric's identifier library.

Example
    https://doi.org/10.1038/nature12373?utm_source=newsletter

Use instead
    https://doi.org/10.1038/nature12373

Fix safety
    Safe for the parameters of campaigns. Unsafe otherwise without a look-up: a few DOIs do end
    in such words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from idcheck.identifiers import find, from_url
from idcheck.messages import Message
from idcheck.post.model import Span
from idcheck.rules.diagnostic import Edit, Fix
from idcheck.rules.leading import content_links, doi_in, led_to
from idcheck.rules.rule import Rule
from idcheck.rules.standing import dois_in_prose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from idcheck.identifiers import Address, Found
    from idcheck.post import Post
    from idcheck.rules.diagnostic import Applicability, Diagnostic
    from idcheck.rules.rule import Judged

_TAILS = frozenset({"page-tail", "tracking-tail"})
_MESSAGE = Message("something follows this DOI that is not part of it")


def _check(rule: Rule, judged: Judged) -> Iterator[Diagnostic]:
    post = judged.post
    for link in content_links(post):
        address = from_url(link.target)
        doi = doi_in(address)
        if (
            address.kind == "resolver"
            and doi
            and not address.wrappers
            and _TAILS.intersection(address.defects)
        ):
            yield rule.diagnostic(
                judged, link.target_place, _MESSAGE,
                suggestion=Message("link to {url}", url=doi.url),
                fixes=led_to(post, link, doi.url, _sure(address)),
            )  # fmt: skip
    linked = [link.span for link in post.links]
    for found in dois_in_prose(post):
        span = Span(*found.span)
        if "page-tail" in found.defects and not any(each.overlaps(span) for each in linked):
            yield rule.diagnostic(
                judged, post.place(span), _MESSAGE,
                suggestion=Message("write {url}", url=found.identifier.url),
                fixes=_fixes(post, found),
            )  # fmt: skip


def _sure(address: Address) -> Applicability:
    """Safe where nothing but known parameters had to go."""
    rest = [found for found in find(address.url) if _TAILS.intersection(found.defects)]
    return "unsafe" if rest else "safe"


def _fixes(post: Post, found: Found) -> tuple[Fix, ...]:
    """What was cut off stands right after the identifier, up to the end of the longest reading."""
    longest = max((item.value for item in found.alternates), key=len, default="")
    tail = longest.removeprefix(found.identifier.value)
    span = Span(found.span[1], found.span[1] + len(tail))
    place = post.place(span).span
    if not tail or place is None or place.of(post.source).lower() != tail:
        return ()
    return (Fix(Message("leave the ending out"), (Edit(place, ""),), "unsafe"),)


RULE = Rule("FRM503", "doi-with-tail", "WWWWWWWWIWWW", "text", "safe", __doc__ or "", _check)
