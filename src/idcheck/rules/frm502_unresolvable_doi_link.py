"""The target of a DOI link is written so that browsers or trackers cannot resolve it.

What it does
    Reports link targets such as `doi:10...`, `doi.org/10...` without a scheme, `//doi.org/...`,
    `https://www.doi.org/...`, `doi-org` and other slips of the host, `http//doi.org`, a resolver
    written twice, and a DOI where the host should be.

Why it matters
    Without a scheme a browser looks for the address on your own site. Crossref Event Data
    recognises a DOI link only by the exact hosts doi.org and dx.doi.org in an absolute address.
    Source: public code of the Crossref Event Data agents.

Example
    <a href="doi.org/10.1038/nature12373">the paper</a>

Use instead
    <a href="https://doi.org/10.1038/nature12373">the paper</a>

Fix safety
    Safe: the DOI stays, only the way to it is repaired.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from idcheck import lazy
from idcheck.identifiers import find
from idcheck.messages import Message
from idcheck.rules.leading import led_to
from idcheck.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from idcheck.rules.diagnostic import Diagnostic
    from idcheck.rules.rule import Judged

_HOST = r"(?:dx\.|www\.)?doi\.org"
_FORMS = (
    (lazy.pattern(r"doi:", re.IGNORECASE), Message("`doi:` is not a kind of address that browsers know")),
    (lazy.pattern(rf"//{_HOST}/", re.IGNORECASE), Message("the address lacks `https:`, which trackers need")),
    (lazy.pattern(rf"{_HOST}/", re.IGNORECASE), Message("without `https://` a browser looks for this on your own site")),
    (lazy.pattern(r"https?://(?:dx\.)?doi\.org/+(?:https?:|(?:dx\.|www\.)?doi\.org/|doi:)", re.IGNORECASE), Message("the resolver is written twice")),
    (lazy.pattern(r"https?://www\.doi\.org/+10\.", re.IGNORECASE), Message("trackers know `doi.org`, not `www.doi.org`")),
    (lazy.pattern(rf"https?(?::{{2,}}//|:/(?!/)|;//|/{{1,3}}|:(?!/)){_HOST}", re.IGNORECASE), Message("`https://` is misspelt")),
    (lazy.pattern(r"(?:https?://)?(?:dx[.-])?(?:doi-org|doi\.(?:og|or|ogr|orgg|com|rog)|doi\.dx\.org|dx\.org|doiorg)/+10\.", re.IGNORECASE), Message("the resolver is `doi.org`; this host is misspelt")),
    (lazy.pattern(r"https?://10\.\d{4,9}/", re.IGNORECASE), Message("the resolver `doi.org` is missing from the address")),
)  # fmt: skip


def _check(rule: Rule, judged: Judged) -> Iterator[Diagnostic]:
    for link in judged.post.links:
        problem = _problem(link.target)
        dois = [found.identifier for found in find(link.target) if found.identifier.scheme == "doi"]
        if problem is None or len(set(dois)) != 1:
            continue
        yield rule.diagnostic(
            judged, link.target_place, Message("this DOI link does not work: {problem}", problem=problem),
            suggestion=Message("link to {url}", url=dois[0].url),
            fixes=led_to(judged.post, link, dois[0].url, "safe"),
        )  # fmt: skip


def _problem(target: str) -> Message | None:
    """What is wrong with a link target that should lead to a DOI, None if nothing is."""
    stripped = target.strip()
    return next((problem for form, problem in _FORMS if form.match(stripped)), None)


RULE = Rule(
    "FRM502", "unresolvable-doi-link", "EEEWWWWWWEEE", "text", "safe", __doc__ or "", _check
)
