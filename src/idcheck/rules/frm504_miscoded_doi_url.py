"""The address of a DOI is percent-encoded where it must not be, or is not where it must.

What it does
    Reports DOI links whose slash is written `%2F`, that are encoded twice or hold the remains of
    HTML entities, and those in which `<`, `>`, `#`, `?` or `%` of the DOI itself stand as they
    are, which ends the address too early.

Why it matters
    A slash written `%2F` resolves, but some readers of identifiers see no DOI in it. A plain `#`
    or `<` cuts the DOI off: readers and trackers get to another work, or to none.
    Source: Crossref on encoding DOIs in addresses; public code of Altmetric's identifier library.

Example
    [our paper](https://doi.org/10.1038%2Fnature12373)

Use instead
    [our paper](https://doi.org/10.1038/nature12373)

Fix safety
    Safe: the DOI stays, only its spelling is put right.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from idcheck import lazy
from idcheck.identifiers import find, from_url
from idcheck.messages import NOTHING, Message
from idcheck.post.formats import target
from idcheck.post.model import Span
from idcheck.rules.diagnostic import Edit, Fix
from idcheck.rules.leading import content_links, doi_in, led_to
from idcheck.rules.rule import Rule
from idcheck.rules.standing import dois_in_prose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from idcheck.identifiers import Found
    from idcheck.post import Link
    from idcheck.rules.diagnostic import Diagnostic
    from idcheck.rules.rule import Judged

_WRITTEN_OUT = frozenset({"bare", "autolink"})
_RAW = lazy.pattern(r"[<>\"#?]|%(?![0-9A-Fa-f]{2})")
_DOUBLE = lazy.pattern(r"%25[0-9A-Fa-f]{2}")


def _check(rule: Rule, judged: Judged) -> Iterator[Diagnostic]:
    yield from _cut_off(rule, judged)
    for link in content_links(judged.post):
        message = _message(link)
        doi = doi_in(from_url(link.target))
        if message and doi:
            yield rule.diagnostic(
                judged, link.target_place, message,
                suggestion=Message("link to {url}", url=doi.url),
                fixes=led_to(judged.post, link, doi.url, "safe"),
            )  # fmt: skip


def _message(link: Link) -> Message:
    """What is miscoded in the address of a link, "" if nothing."""
    address = from_url(link.target)
    if address.kind != "resolver" or address.wrappers:
        return NOTHING
    found = next((item for item in find(link.target) if item.identifier.scheme == "doi"), None)
    return _miscoded(found) if found else NOTHING


def _miscoded(found: Found) -> Message:
    if _DOUBLE.search(found.raw):
        return Message("this DOI is percent-encoded twice")
    if "encoded-slash" in found.defects:
        return Message("the slash of this DOI is written as %2F, which some trackers do not read")
    if "html-entity" in found.defects:
        return Message("the remains of an HTML entity stand in this DOI")
    raw = _RAW.search(found.raw)
    if raw is None:
        return NOTHING
    return Message("this DOI holds characters that must be percent-encoded in an address")


def _cut_off(rule: Rule, judged: Judged) -> Iterator[Diagnostic]:
    """Addresses written out in the text, whose link ends before the DOI does."""
    post = judged.post
    ends = {link.span.end: link for link in post.links if link.origin in _WRITTEN_OUT}
    cut = [
        end for end in ends if post.text[end : end + 1] in {"<", ">", '"'} and end < len(post.text)
    ]
    if not cut:
        return
    for found in dois_in_prose(post):
        link = next((ends[end] for end in cut if found.span[0] < end < found.span[1]), None)
        if link is not None:
            whole = Span(link.span.start, found.span[1])
            yield rule.diagnostic(
                judged, post.place(whole),
                Message("the link ends before the DOI does: it holds characters that must be percent-encoded"),
                suggestion=Message("write {url}", url=found.identifier.url),
                fixes=_rewritten(judged, found, whole),
            )  # fmt: skip


def _rewritten(judged: Judged, found: Found, whole: Span) -> tuple[Fix, ...]:
    place = judged.post.place(whole).span
    if place is None:
        return ()
    address = target(judged.post.format, found.identifier.url)
    return (Fix(Message("write the address in full"), (Edit(place, address),), "safe"),)


RULE = Rule("FRM504", "miscoded-doi-url", "WWWWWWWWIWWW", "text", "safe", __doc__ or "", _check)
