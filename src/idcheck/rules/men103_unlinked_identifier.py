"""A DOI, PMID, arXiv id or the like stands in the text as plain characters, without a link.

What it does
    Reports identifiers of publications in the body that no link carries, unless the same
    identifier is linked elsewhere in the post. Identifiers in code are left alone.

Why it matters
    On blogs and social networks trackers follow links; only news and policy trackers also read
    identifiers out of text. The identifier is already right: as a link it counts.
    Source: Altmetric help pages on blogs, social media and news.

Example
    The paper is out. DOI: 10.1038/nature12373

Use instead
    The paper is out. DOI: [10.1038/nature12373](https://doi.org/10.1038/nature12373)

Fix safety
    Safe: the words stay as they are and become the link.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from idcheck import lazy
from idcheck.identifiers import find, from_url, names_work
from idcheck.messages import Message
from idcheck.post.addresses import addresses
from idcheck.post.model import Span
from idcheck.rules.diagnostic import Edit, Fix
from idcheck.rules.linking import written
from idcheck.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from idcheck.identifiers import Found
    from idcheck.post import Post
    from idcheck.rules.diagnostic import Diagnostic
    from idcheck.rules.rule import Judged

_SCHEMES = frozenset({"doi", "pmid", "arxiv", "handle", "repec", "ssrn"})
_OTHER_MARKUP = lazy.pattern(r"(?:\]\(|\[[^\]\s]{0,4}@)(?:https?://(?:dx\.)?doi\.org/)?\Z")
_LABELS = {
    "doi": Message("DOI"),
    "pmid": Message("PMID"),
    "arxiv": Message("arXiv id"),
    "handle": Message("handle"),
    "repec": Message("RePEc handle"),
    "ssrn": Message("SSRN number"),
}


def _check(rule: Rule, judged: Judged) -> Iterator[Diagnostic]:
    post = judged.post
    linked = {
        identifier
        for item in post.links
        if item.visible
        for identifier in from_url(item.target).identifiers
    }
    quiet = [item.span for item in post.links]
    quiet += [region.span for region in post.regions_of("code", "furniture")]
    quiet += [key.span for key in post.citation_keys]
    addressed = [Span(start, end) for start, end, _ in addresses(post.text)]
    for found in find(post.blotted(quiet)):
        span = Span(*found.span)
        if (
            found.identifier.scheme not in _SCHEMES
            or not names_work(found.identifier)
            or found.identifier in linked
        ):
            continue
        whole = _address_around(addressed, span)
        if _OTHER_MARKUP.search(post.text, max(0, whole.start - 40), whole.start):
            continue  # a link or citation of another markup that the site renders
        place = post.place(whole)
        yield rule.diagnostic(
            judged, place,
            Message("this {label} is plain text; as a link, trackers can follow it", label=_LABELS[found.identifier.scheme]),
            mention=_mention_of(judged, found),
            suggestion=Message("link it: {url}", url=found.identifier.url),
            fixes=_fixes(post, found, whole, place.span),
        )  # fmt: skip


def _address_around(addressed: list[Span], span: Span) -> Span:
    """The bare address that an identifier is part of, else its own stretch."""
    at = bisect_right(addressed, span.start, key=lambda address: address.start) - 1
    return addressed[at] if at >= 0 and addressed[at].covers(span) else span


def _mention_of(judged: Judged, found: Found) -> int | None:
    for index, mention in enumerate(judged.mentions):
        if any(bound.identifier == found.identifier for bound in mention.identifiers):
            return index
    return None


def _fixes(post: Post, found: Found, whole: Span, place: Span | None) -> tuple[Fix, ...]:
    words = whole.of(post.text)
    if place is None or found.defects or place.of(post.source) != words:
        return ()
    url = found.identifier.url
    link = written(post, place, words, url)
    if link == f"{words} ({url})":  # where nothing is hidden, the address is enough
        link = written(post, place, url, url)
    edit = Edit(place, link)
    return (Fix(Message("turn it into a link"), (edit,), "safe"),)


RULE = Rule("MEN103", "unlinked-identifier", "EWEWWWWWI-WI", "text", "safe", __doc__ or "", _check)
