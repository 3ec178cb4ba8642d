"""The identifier that a link shows and the one it leads to are of different works.

What it does
    Compares the identifier in a link's visible text with the one in its target, where both are of
    one scheme. Spelling, resolver, case and arXiv's own DOIs make no difference.

Why it matters
    Readers who copy the text and trackers that follow the link credit different works.
    Source: public code of the Crossref Event Data agents, which take the target and the text.

Example
    [10.1038/nature12373](https://doi.org/10.5555/12345678)

Use instead
    [10.1038/nature12373](https://doi.org/10.1038/nature12373)

Fix safety
    Unsafe: only a person can say which of the two is meant.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from idcheck.identifiers import equivalents, find, from_url
from idcheck.messages import Message
from idcheck.rules.leading import led_to
from idcheck.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from idcheck.identifiers import Identifier
    from idcheck.post import Link
    from idcheck.rules.diagnostic import Diagnostic
    from idcheck.rules.rule import Judged


def _check(rule: Rule, judged: Judged) -> Iterator[Diagnostic]:
    for link in judged.post.links:
        conflict = _conflict(link)
        if conflict is None:
            continue
        shown, target = conflict
        yield rule.diagnostic(
            judged, judged.post.place(link.span),
            Message("the link shows {shown} but leads to {target}", shown=shown.value, target=target.value),
            suggestion=Message("find out which is meant, and use it in both places"),
            fixes=led_to(judged.post, link, shown.url, "unsafe"),
        )  # fmt: skip


def _conflict(link: Link) -> tuple[Identifier, Identifier] | None:
    """The shown and the targeted identifier, where they are of one scheme and differ."""
    if link.origin in {"bare", "autolink"} or link.label.rstrip().endswith(("…", "...")):
        return None
    address = from_url(link.target)
    if address.certainty != "stated":
        return None
    targets = {equal for item in address.identifiers for equal in (item, *equivalents(item))}
    for found in find(link.label):
        shown = {found.identifier, *found.alternates, *equivalents(found.identifier)}
        rivals = [item for item in address.identifiers if item.scheme == found.identifier.scheme]
        if rivals and not shown & targets:
            return found.identifier, rivals[0]
    return None


RULE = Rule(
    "IDN302", "conflicting-identifiers", "EEEEEEEEEEEE", "text", "unsafe", __doc__ or "", _check
)
