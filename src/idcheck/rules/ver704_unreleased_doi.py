"""A DOI that is not registered yet, while an embargo or a later publication is declared.

What it does
    Where doi.org does not know a DOI, looks for an embargo or a day of publication that lies
    ahead: in the front matter (`embargo`, `date`, `publish_date` ...) or in the words of the post
    ("Embargoed until 2 December 2026"). Then the DOI is not called wrong; it is to be checked
    again at that hour. Needs `--online`.

Why it matters
    The DOI is dead until it is released. A news story is scanned by trackers once, so a link
    that does not work at that moment is not counted later.
    Source: Altmetric help pages on news; Crossref on registering DOIs before publication.

Example
    EMBARGO until 2 December 2026, 16:00 GMT. The paper will be at
    https://doi.org/10.5555/to-be-released.

Use instead
    The same, checked again when the embargo ends.

Fix safety
    There is no fix: run idcheck again at the hour of release.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from idcheck.messages import Message
from idcheck.rules.embargo import release
from idcheck.rules.idn303_unregistered_doi import unregistered
from idcheck.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from idcheck.rules.diagnostic import Diagnostic
    from idcheck.rules.rule import Judged


def _check(rule: Rule, judged: Judged) -> Iterator[Diagnostic]:
    when = release(judged.post, judged.answers.asked[:10])
    if when is None:
        return
    for index, bound in unregistered(judged):
        yield rule.diagnostic(
            judged, bound.place,
            Message("the DOI {doi} is not registered yet, as the declared release lies ahead", doi=bound.identifier.value),
            mention=index,
            suggestion=Message("check again when it is out ({when}): idcheck check --online --refresh {path}", when=when, path=judged.post.path),
        )  # fmt: skip


RULE = Rule("VER704", "unreleased-doi", "WWWWWWWWWWWI", "net", "none", __doc__ or "", _check)
