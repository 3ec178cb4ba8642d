"""What rules about the targets of links share: which links they look at, and how one is led elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from idcheck.identifiers import from_url, names_work
from idcheck.messages import Message
from idcheck.post import formats
from idcheck.rules.diagnostic import Edit, Fix

if TYPE_CHECKING:
    from collections.abc import Iterator

    from idcheck.identifiers import Address, Identifier
    from idcheck.post import Link, Post
    from idcheck.rules.diagnostic import Applicability, Diagnostic
    from idcheck.rules.rule import Judged, Rule

_MOST = 3


class Lead(NamedTuple):
    """A link that stands with a mention, what its address says, and the mention's index."""

    link: Link
    address: Address
    mention: int


def lost(judged: Judged) -> Iterator[Lead]:
    """The links of mentions that trackers cannot follow to the work by any link."""
    seen = set()
    for index, mention in enumerate(judged.mentions):
        for link in mention.links if mention.tracked == "weak" else ():
            if link not in seen:
                seen.add(link)
                yield Lead(link, from_url(link.target), index)


def content_links(post: Post) -> Iterator[Link]:
    """The links of a post outside its furniture, images aside."""
    return (link for link in post.links_outside("furniture") if link.origin != "image")


def doi_in(address: Address) -> Identifier | None:
    """The DOI of the work that an address states or gives by a known rule."""
    return next(
        (item for item in address.identifiers if item.scheme == "doi" and names_work(item)), None
    )


def led_to(post: Post, link: Link, url: str, applicability: Applicability) -> tuple[Fix, ...]:
    """The fix that makes a link lead to another address; none where its place is not exact."""
    span = link.target_place.span
    if span is None:
        return ()
    return (
        Fix(
            Message("link to {url}", url=url),
            (Edit(span, formats.target(post.format, url)),),
            applicability,
        ),
    )


def misled(rule: Rule, judged: Judged, lead: Lead, message: Message) -> Diagnostic:
    """The diagnostic of a link that should lead to its work by the DOI.

    What the address itself says comes first, then what a catalogue suggests for the mention.
    """
    doi = doi_in(lead.address)
    if doi is not None:
        return rule.diagnostic(
            judged, lead.link.target_place, message,
            mention=lead.mention,
            suggestion=Message("link to {url}", url=doi.url),
            fixes=led_to(judged.post, lead.link, doi.url, "unsafe"),
        )  # fmt: skip
    candidates = judged.candidates.get(lead.mention, ())[:_MOST]
    return rule.diagnostic(
        judged, lead.link.target_place, message,
        mention=lead.mention,
        suggestion=Message("it may be one of these; link the right one") if candidates else Message("link to the publication by its DOI, as https://doi.org/..."),
        candidates=candidates,
        fixes=tuple(
            fix
            for candidate in candidates
            for identifier in candidate.work.identifiers[:1]
            for fix in led_to(judged.post, lead.link, identifier.url, "unsafe")
        ),
    )  # fmt: skip
