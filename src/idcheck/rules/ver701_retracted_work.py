"""A work was retracted, withdrawn or questioned, and the passage does not say so.

What it does
    Looks at the record of each work that an identifier names: retractions, partial retractions,
    withdrawals, removals and expressions of concern, as publishers register them with Crossref,
    as Retraction Watch collects them, and as PubMed and arXiv mark them. It is reported unless
    the passage speaks of it. A later reinstatement ends it. Needs `--online`.

Why it matters
    An institution that praises a retracted paper loses trust, and readers are misled.
    Source: Crossref's documentation of Retraction Watch data and updates.

Example
    A [study in The Lancet](https://doi.org/10.1016/S0140-6736(97)11096-0) reports a new syndrome.

Use instead
    A [study in The Lancet](https://doi.org/10.1016/S0140-6736(97)11096-0), retracted in 2010, ...

Fix safety
    There is no fix: whether to drop the work or to say what became of it is for a person.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from idcheck import lazy
from idcheck.messages import Message
from idcheck.rules.named import named, passage
from idcheck.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from idcheck.mentions import Mention
    from idcheck.post import Post
    from idcheck.rules.diagnostic import Diagnostic
    from idcheck.rules.rule import Judged
    from idcheck.works import Update, Work

_WORDS = {
    "retraction": Message("was retracted"), "partial-retraction": Message("was retracted in part"),
    "withdrawal": Message("was withdrawn"), "removal": Message("was removed by its publisher"),
    "concern": Message("stands under an expression of concern"),
}  # fmt: skip
_GRAVEST = ("retraction", "withdrawal", "removal", "partial-retraction", "concern")
_SAID = lazy.pattern(
    r"retract|withdr[ae]w|expression of concern|discredited|zurückgezogen|widerrufen|zurückgenommen|rétract|retiré|retractad|retirad|ritrattat|ritirat"
    r"|teruggetrokken|ingetrokken|dragits tillbaka|drogs tillbaka|tillbakadrag|återkall|trukket tilbage|trukket tilbake|wycofan|撤回|撤稿",
    re.IGNORECASE,
)
_TEMPLATE = lazy.pattern(
    r"(?:(?!</ref)[^\n])*?\{\{\s*(?:retract|expression of concern)", re.IGNORECASE
)
"""Wikipedia's note in the same reference, which is no part of the text that is read."""
_SOURCES = {"retraction-watch": "Retraction Watch", "pubmed": "PubMed", "europepmc": "Europe PMC", "arxiv": "arXiv", "title": Message("its title"), "openalex": "OpenAlex"}  # fmt: skip


def _check(rule: Rule, judged: Judged) -> Iterator[Diagnostic]:
    seen = set()
    for index, bound, work in named(judged):
        update = _gravest(work)
        if update is None or _says_so(judged.post, judged.mentions[index]):
            continue
        if (bound.place, work.identifiers[0]) in seen:
            continue
        seen.add((bound.place, work.identifiers[0]))
        yield rule.diagnostic(
            judged, bound.place, _message(update),
            mention=index,
            suggestion=Message("read the notice: {url}", url=update.notice.url) if update.notice else Message("look at the work's own page"),
        )  # fmt: skip


def _says_so(post: Post, mention: Mention) -> bool:
    """Whether the passage of a mention speaks of what became of the work."""
    if _SAID.search(passage(post, mention)):
        return True
    stretch = post.place(mention.span).span
    return stretch is not None and _TEMPLATE.match(post.source, stretch.start) is not None


def _gravest(work: Work) -> Update | None:
    """The gravest notice that still holds, the one with a notice to read before others."""
    back = max((each.date for each in work.updates if each.kind == "reinstatement"), default=None)
    held = [
        each
        for each in work.updates
        if each.kind in _GRAVEST and (back is None or each.date > back)
    ]
    return min(
        held, key=lambda each: (_GRAVEST.index(each.kind), each.notice is None), default=None
    )


def _message(update: Update) -> Message:
    told = tuple(filter(None, (update.date, _SOURCES.get(update.source))))
    if not told:
        return Message(
            "this work {what}, and the passage does not say so", what=_WORDS[update.kind]
        )
    return Message(
        "this work {what} ({by}), and the passage does not say so",
        what=_WORDS[update.kind],
        by=told,
    )


RULE = Rule("VER701", "retracted-work", "EEEEEEEEEEEE", "net", "none", __doc__ or "", _check)
