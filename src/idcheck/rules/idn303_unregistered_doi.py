"""A well-formed DOI that doi.org does not know, and no embargo is declared.

What it does
    Asks doi.org, twice, whether a DOI in the text or in a resolver's link is registered: its
    agency service and its handle service both have to say no. Where a DOI that differs by what
    commonly happens in copying (punctuation at its end, a cut bracket, `/full`) is registered,
    it is named. A publisher's page is never asked, since publishers turn programs away. Needs
    `--online`.

Why it matters
    The link leads readers nowhere, and there is nothing a tracker could match.
    Source: the DOI handbook; Crossref Event Data, which asks doi.org for every DOI it meets.

Example
    The paper is at https://doi.org/10.5555/does-not-exist.

Use instead
    The paper is at https://doi.org/10.1038/nature12373.

Fix safety
    Unsafe: that a similar DOI is registered does not make it the one that was meant.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from idcheck.identifiers.repairs import repaired
from idcheck.messages import Message
from idcheck.rules.embargo import release
from idcheck.rules.named import replaced, written
from idcheck.rules.rule import Rule
from idcheck.works.answer import Found, NotFound, NotYet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from idcheck.identifiers import Identifier
    from idcheck.mentions import Bound
    from idcheck.rules.diagnostic import Diagnostic
    from idcheck.rules.rule import Judged
    from idcheck.works import Answers


def unregistered(judged: Judged) -> Iterator[tuple[int, Bound]]:
    """The DOIs that doi.org does not know, each place once, with the index of their mention."""
    seen = set()
    for index, mention in enumerate(judged.mentions):
        for bound in mention.identifiers:
            missing = isinstance(judged.answers.of(bound.identifier), NotFound)
            key = (bound.identifier, bound.place)
            if missing and bound.identifier.scheme == "doi" and written(bound) and key not in seen:
                seen.add(key)
                yield index, bound


def _check(rule: Rule, judged: Judged) -> Iterator[Diagnostic]:
    if release(judged.post, judged.answers.asked[:10]) is not None:
        return
    for index, bound in unregistered(judged):
        near = _near(bound.identifier, judged.answers)
        yield rule.diagnostic(
            judged, bound.place,
            Message("doi.org does not know the DOI {doi}, so it leads nowhere", doi=bound.identifier.value),
            mention=index,
            suggestion=Message("it may be {url}, which is registered", url=near.url) if near else Message("look it up on the publisher's page; if it is not released yet, say `embargo: <day>` in the front matter"),
            fixes=replaced(judged.post, bound, near, "unsafe") if near else (),
        )  # fmt: skip


def _near(identifier: Identifier, answers: Answers) -> Identifier | None:
    """A registered DOI that this one may have been."""
    return next(
        (each for each in repaired(identifier) if isinstance(answers.of(each), Found | NotYet)),
        None,
    )


RULE = Rule("IDN303", "unregistered-doi", "EEEEEEEEEEEE", "net", "unsafe", __doc__ or "", _check)
