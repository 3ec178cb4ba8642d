"""The link leads to an editorial, a comment, a correction or a review, not to the work itself.

What it does
    Looks, where registries were asked, at the links of publications that are announced as papers
    or studies: if the record behind a link says that it is a notice on another work, a peer
    review, or by its title an editorial, a News & Views, a comment or a highlight, the link is
    reported.

Why it matters
    The other item gets the credit. Altmetric counts a link to a research highlight for the
    highlight.
    Source: Altmetric help pages on missed mentions.

Example
    Our [paper](https://doi.org/10.1038/500033a) shows how to take a cell's temperature.
    (The DOI is of the News & Views on it.)

Use instead
    Our [paper](https://doi.org/10.1038/nature12373) shows how to take a cell's temperature.
    ([News & Views](https://doi.org/10.1038/500033a))

Fix safety
    Unsafe: where the record names the work it is about, a link to that one is offered.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from idcheck import lazy
from idcheck.messages import NOTHING, Message
from idcheck.rules.leading import led_to
from idcheck.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from idcheck.mentions import Mention
    from idcheck.rules.diagnostic import Diagnostic
    from idcheck.rules.rule import Judged
    from idcheck.works import Work

_TITLES = lazy.pattern(
    r"^(?:(?:(?:author |publisher )?correction|corrigendum|erratum|retraction(?: note| notice)?|expression of concern|addendum|editorial|news (?:&|and) views"
    r"|research highlights?|commentary|reply|response)(?:\s(?:to|on|for))?\s*(?:[:.—–|]|\s-\s|$)"
    r"|(?:in this issue|news (?:&|and) views|reply to|comment on|corrigendum to|erratum (?:to|for)|expression of concern)\b"
    r"|correction (?:to|for)\s(?:[\"“‘']|.{1,80}\bet al\b)|response to (?:the )?(?:comment|letter|reply)\b)",
    re.IGNORECASE,
)
"""Titles of items about another work; "Correction of myopia" and "Response to therapy" are none."""
_KINDS = {"review": Message("a peer review"), "erratum": Message("a correction")}
_SAID = lazy.pattern(
    r"\b(?:editorial|news (?:&|and) views|highlight|commentary|comment|correction|corrigendum|erratum|retract|reply|response|review)",
    re.IGNORECASE,
)


def _check(rule: Rule, judged: Judged) -> Iterator[Diagnostic]:
    for index, mention in enumerate(judged.mentions):
        if (
            mention.kind == "link"
            or mention.reference.type not in {"article", "preprint", ""}
            or _SAID.search(mention.reference.words)
        ):
            continue
        for bound in mention.identifiers:
            work = judged.answers.work(bound.identifier)
            other = _other(work) if work else NOTHING
            if not work or not other or bound.link is None or _leads_on(judged, mention):
                continue
            about = next((item for _, item in work.updates_of), None)
            yield rule.diagnostic(
                judged, bound.link.target_place, Message("this link leads to {other}, not to the publication itself: {title}", other=other, title=work.title),
                mention=index,
                suggestion=Message("link to {url}", url=about.url) if about else Message("link the publication itself, and this beside it"),
                fixes=led_to(judged.post, bound.link, about.url, "unsafe") if about else (),
            )  # fmt: skip


def _other(work: Work) -> Message:
    """What a work is, if it is one about another; "" if not."""
    if work.updates_of:
        return Message("a notice ({kind}) on another work", kind=work.updates_of[0][0])
    if kind := _KINDS.get(work.type):
        return kind
    return Message("an item about another work") if _TITLES.match(work.title) else NOTHING


def _leads_on(judged: Judged, mention: Mention) -> bool:
    """Whether another link of the mention leads to a work that is about nothing else."""
    works = (judged.answers.work(bound.identifier) for bound in mention.identifiers if bound.link)
    return any(work is not None and not _other(work) for work in works)


RULE = Rule("LNK206", "related-item-link", "WWWWWWWWIWWW", "net", "unsafe", __doc__ or "", _check)
