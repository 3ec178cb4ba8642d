"""A link goes through a library's proxy or an office's link checker.

What it does
    Reports links to publications that pass a library proxy (EZproxy, WAM, OpenAthens, Shibboleth),
    a mail program's "safe links", or the redirect of a search engine or a social network.

Why it matters
    The link works for you because you are logged in. Readers elsewhere meet a log-in page, and
    trackers see a host they do not know.
    Source: public code of the Crossref Event Data agents, which know the hosts of DOIs and
    publishers only.

Example
    [our paper](https://doi-org.proxy.example.edu/10.1038/nature12373)

Use instead
    [our paper](https://doi.org/10.1038/nature12373)

Fix safety
    Safe where a DOI link was wrapped, since undoing that is mechanical. Unsafe for publishers'
    pages: in the name of a proxied host a hyphen may stand for a point.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from idcheck.identifiers import from_url
from idcheck.messages import NOTHING, Message
from idcheck.rules.leading import content_links, doi_in, led_to
from idcheck.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from idcheck.identifiers import Address
    from idcheck.rules.diagnostic import Applicability, Diagnostic
    from idcheck.rules.rule import Judged

_PROXIES = frozenset({"ezproxy", "wam", "openathens", "shibboleth"})
_ARCHIVES = frozenset({"web-archive", "google-amp", "google-translate"})
_SCHOLARLY = frozenset({"work", "resolver", "pdf", "journal", "copy", "catalogue", "search"})


def _check(rule: Rule, judged: Judged) -> Iterator[Diagnostic]:
    for link in content_links(judged.post):
        address = from_url(link.target)
        message = _message(address)
        if not message:
            continue
        doi = doi_in(address) if address.kind == "resolver" else None
        url = doi.url if doi else address.url
        sure: Applicability = "safe" if doi and address.certainty == "stated" else "unsafe"
        yield rule.diagnostic(
            judged, link.target_place, message,
            suggestion=Message("link to {url}", url=url),
            fixes=led_to(judged.post, link, url, sure),
        )  # fmt: skip


def _message(address: Address) -> Message:
    """What is wrong with an address that is wrapped in another, "" if it is not."""
    if not address.identifiers and address.kind not in _SCHOLARLY:
        return NOTHING
    if _PROXIES.intersection(address.wrappers):
        return Message(
            "this link passes a library's proxy: others than its members meet a log-in page"
        )
    others = [name for name in address.wrappers if name not in _ARCHIVES]
    if not others:
        return NOTHING
    return Message(
        "this link is wrapped by {wrapper}; trackers do not see where it leads", wrapper=others[0]
    )


RULE = Rule("LNK203", "proxied-link", "EEEEEEEEEEEE", "text", "safe", __doc__ or "", _check)
