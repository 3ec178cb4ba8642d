"""A DOI link is written in an older form: dx.doi.org, http, or a `doi:` label as link text.

What it does
    Points out DOI links to `dx.doi.org` or with plain `http`, and links whose visible text is
    `doi:10...` or `DOI 10...`.

Why it matters
    These still work and are tracked, so this is a matter of style. Crossref asks for the full
    address `https://doi.org/...`, shown as such, because readers recognise it as a link.
    Source: Crossref DOI display guidelines.

Example
    [our paper](http://dx.doi.org/10.1038/nature12373)

Use instead
    [our paper](https://doi.org/10.1038/nature12373)

Fix safety
    Safe for the target of the link. The visible text is left to you.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from idcheck import lazy
from idcheck.identifiers import from_url
from idcheck.messages import Message
from idcheck.rules.leading import led_to
from idcheck.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from idcheck.rules.diagnostic import Diagnostic
    from idcheck.rules.rule import Judged

_OLD_TARGET = lazy.pattern(r"(?:https?://dx\.doi\.org|http://doi\.org)/+10\.", re.IGNORECASE)
_OLD_LABEL = lazy.pattern(r"\s*doi\b[:\s]{0,3}10\.\d{4,9}/", re.IGNORECASE)


def _check(rule: Rule, judged: Judged) -> Iterator[Diagnostic]:
    for link in judged.post.links:
        doi = next(
            (item for item in from_url(link.target).identifiers if item.scheme == "doi"), None
        )
        if doi is None:
            continue
        if _OLD_TARGET.match(link.target):
            yield rule.diagnostic(
                judged, link.target_place, Message("this DOI link is written in an older form; it still works"),
                suggestion=Message("link to {url}", url=doi.url),
                fixes=led_to(judged.post, link, doi.url, "safe"),
            )  # fmt: skip
        elif _OLD_LABEL.match(link.label):
            yield rule.diagnostic(
                judged, judged.post.place(link.span), Message("Crossref asks to show a DOI as a full address"),
                suggestion=Message("show it as {url}", url=doi.url),
            )  # fmt: skip


RULE = Rule("FRM506", "legacy-doi-form", "III--III-III", "text", "safe", __doc__ or "", _check)
