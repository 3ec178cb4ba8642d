"""Data, software, a thesis, a report or a trial is named without its identifier.

What it does
    Looks at theses and reports that have no link or identifier, and at sentences that say where
    data or code can be found ("the data are on Zenodo") without a link to them.

Why it matters
    Data sets, software and theses collect attention of their own, under their own DOI, handle or
    URN. The name of a repository leads to none of them.
    Source: Altmetric help pages on which outputs are tracked.

Example
    The data are on Zenodo.

Use instead
    The data are [on Zenodo](https://doi.org/10.5281/zenodo.1234567).

Fix safety
    Unsafe: a person has to name the record.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from idcheck import lazy
from idcheck.messages import Message
from idcheck.post.model import Span
from idcheck.rules.lacking import lack_of
from idcheck.rules.linking import suggested
from idcheck.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from idcheck.post import Post
    from idcheck.rules.diagnostic import Diagnostic
    from idcheck.rules.rule import Judged

_REPOSITORIES = {
    "zenodo": "zenodo", "figshare": "figshare", "dryad": "dryad", "osf": "osf.io", "open science framework": "osf.io",
    "dataverse": "dataverse", "pangaea": "pangaea", "mendeley data": "mendeley", "icpsr": "icpsr",
    "clinicaltrials.gov": "clinicaltrials",
}  # fmt: skip
"""What repositories are called, and what stands in the addresses of their records."""
_STATED = lazy.pattern(
    r"\b(?:data(?:[ -]?sets?)?|code|scripts?|software|materials?|trial|protocol)\b[^.!?\n]{0,80}?"
    r"\b(?:is|are|was|were|been|be|available|deposited|archived|shared|published|found|registered)\b[^.!?\n]{0,40}?"
    rf"\b(?P<where>(?:on|at|in|via|through|from) (?:the )?(?:{'|'.join(map(re.escape, _REPOSITORIES))}))(?![\w.]*\w)",
    re.IGNORECASE,
)
_INTENDED = lazy.pattern(
    r"\b(?:will|would|should|could|can|may|might|must|please|to be|how to|if)\b", re.IGNORECASE
)
_SENTENCE = lazy.pattern(r"[.!?]\s|\n")


_MESSAGES = {
    "thesis": Message("this thesis has no identifier or link, so no attention can reach it"),
    "report": Message("this report has no identifier or link, so no attention can reach it"),
    "dataset": Message("this dataset has no identifier or link, so no attention can reach it"),
    "software": Message("this software has no identifier or link, so no attention can reach it"),
    "trial": Message("this trial has no identifier or link, so no attention can reach it"),
}


def _check(rule: Rule, judged: Judged) -> Iterator[Diagnostic]:
    for index, mention in enumerate(judged.mentions):
        lack = lack_of(judged, index)
        if lack and lack.kind == "output":
            yield rule.diagnostic(
                judged, mention.place, _MESSAGES[mention.reference.type],
                **suggested(judged, index, Message("add its DOI, handle or URN as a link")),
            )  # fmt: skip
    for span in _without_record(judged.post):
        yield rule.diagnostic(
            judged, judged.post.place(span), Message("this says where data or code are, but not which record it is"),
            suggestion=Message("link the record, best by its DOI"),
        )  # fmt: skip


def _without_record(post: Post) -> Iterator[Span]:
    """Where a repository is named and neither the sentence has a link nor the post one to there."""
    quiet = [region.span for region in post.regions_of("code", "furniture")]
    targets = [link.target.lower() for link in post.links]
    for match in _STATED.finditer(post.blotted(quiet)):
        before = list(_SENTENCE.finditer(post.text, max(0, match.start() - 400), match.start()))
        begin = before[-1].end() if before else max(0, match.start() - 400)
        after = _SENTENCE.search(post.text, match.end())
        sentence = Span(begin, after.end() if after else len(post.text))
        name = match["where"].lower()
        address = next(part for word, part in _REPOSITORIES.items() if name.endswith(word))
        if not (
            _INTENDED.search(sentence.of(post.text))
            or any(link.span.overlaps(sentence) for link in post.links)
            or any(address in target or "10.5281/" in target for target in targets)
            or "10." in sentence.of(post.text)
        ):
            yield Span(*match.span("where"))


RULE = Rule(
    "MEN105", "unidentified-output", "WWWWWWWWIIWW", "text", "unsafe", __doc__ or "", _check
)
