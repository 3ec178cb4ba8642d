"""A comment silences findings without saying which, or without a reason.

What it does
    Reports comments such as `idcheck: ignore` or `idcheck: off[MEN101]` that lack the code of a
    rule or the reason, or name a rule that does not exist. They silence nothing.

Why it matters
    Whoever reads the post next has to know what was looked at and why it is right. A comment that
    silences everything hides what goes wrong later.

Example
    <!-- idcheck: ignore -->

Use instead
    <!-- idcheck: ignore[MEN101] the article comes out in May -->

Fix safety
    None: only a person knows the reason.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from idcheck.messages import NOTHING, Message
from idcheck.rules.rule import Rule
from idcheck.silencing.directives import directives

if TYPE_CHECKING:
    from collections.abc import Iterator

    from idcheck.rules.diagnostic import Diagnostic
    from idcheck.rules.rule import Judged
    from idcheck.silencing.directives import Directive


def _check(rule: Rule, judged: Judged) -> Iterator[Diagnostic]:
    if judged.earlier:
        return  # the first post of a file speaks for all
    for each in directives(judged.post.source, (judged.post,)):
        if message := _message(each):
            yield rule.diagnostic(
                judged, each.place, message,
                suggestion=Message("write it as idcheck: ignore[MEN101] and a reason"),
            )  # fmt: skip


def _message(directive: Directive) -> Message:
    """What a directive lacks, "" if nothing."""
    from idcheck.rules import catalogue
    from idcheck.selection import fits

    if not directive.selectors:
        return Message("this silences nothing, since it names no rule")
    if not directive.reason:
        return Message("this silences nothing, since it gives no reason")
    for selector in directive.selectors:
        if not any(fits(selector, each.code, each.name) for each in catalogue()):
            return Message("no rule is called {selector}", selector=selector)
    return NOTHING


RULE = Rule("SUP001", "bare-suppression", "WWWWWWWWWWWW", "text", "none", __doc__ or "", _check)
