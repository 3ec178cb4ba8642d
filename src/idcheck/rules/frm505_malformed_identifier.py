"""An identifier is written so that it cannot be right: check digits, mixed-up labels, wrong shape.

What it does
    Reports an ISBN whose check digit is wrong, a PMCID without its letters, a PMID label before a
    PMC number, an arXiv id or NCT number of impossible shape. Only text that names the scheme
    ("ISBN", "PMID", "arXiv" ...) is judged, so that telephone and order numbers are left alone.

Why it matters
    Trackers drop identifiers that do not pass their checks, without telling anybody.
    Source: Altmetric's public identifier library.

Example
    ISBN 978-0-8223-7072-8

Use instead
    ISBN 978-0-8223-7072-7

Fix safety
    Safe where only letters or spacing are missing. Digits are never guessed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from idcheck.identifiers import find_malformed
from idcheck.messages import Message
from idcheck.post.model import Span
from idcheck.rules.diagnostic import Edit, Fix
from idcheck.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from idcheck.rules.diagnostic import Diagnostic
    from idcheck.rules.rule import Judged


def _check(rule: Rule, judged: Judged) -> Iterator[Diagnostic]:
    post = judged.post
    quiet = [region.span for region in post.regions_of("code", "furniture")]
    for found in find_malformed(post.blotted(quiet)):
        if found.scheme == "doi":
            continue
        place = post.place(Span(*found.span))
        fixes: tuple[Fix, ...] = ()
        if found.repaired and place.span and place.span.of(post.source) == found.raw:
            edit = Edit(place.span, found.repaired.value)
            fixes = (Fix(Message("write it in full"), (edit,), "safe"),)
        yield rule.diagnostic(
            judged, place, found.problem,
            suggestion=Message("write {value}", value=found.repaired.value) if found.repaired else Message("compare it with the publication itself"),
            fixes=fixes,
        )  # fmt: skip


RULE = Rule("FRM505", "malformed-identifier", "WWWWWWWWIEWW", "text", "safe", __doc__ or "", _check)
