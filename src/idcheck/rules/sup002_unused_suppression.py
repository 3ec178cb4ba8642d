"""A comment silences findings that are not there.

What it does
    Reports `idcheck: ignore[...]`, `off[...]` and `ignore-file[...]` that silenced nothing,
    although the rules they name have run, and entries of `[[ignore]]` in the settings that are
    for one file and silence nothing in it. It is found out after all other rules.

Why it matters
    What was silenced has been repaired, or the comment stands in the wrong place. Left there, it
    hides the next mistake.

Example
    <!-- idcheck: ignore[MEN101] the article comes out in May -->
    Our [new paper](https://doi.org/10.1038/nature12373) is out.

Use instead
    Our [new paper](https://doi.org/10.1038/nature12373) is out.

Fix safety
    None: whether it goes or moves is for a person to say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from idcheck.messages import Message
from idcheck.post.model import Place
from idcheck.rules.rule import Rule
from idcheck.selection import fits

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from idcheck.rules.diagnostic import Diagnostic
    from idcheck.rules.rule import Judged
    from idcheck.silencing import Ignore, Silencer


def unused(
    rule: Rule, judged: Judged, silencer: Silencer, ran: Iterable[Rule]
) -> Iterator[Diagnostic]:
    """The diagnostics on what was of no use in the file of a judged post.

    `ran` are the rules that could find all there is to be found.
    """
    known = tuple(ran)

    def judgeable(selector: str) -> bool:
        return any(fits(selector, each.code, each.name) for each in known)

    for each in silencer.unused():
        if not all(map(judgeable, each.selectors)):
            continue
        yield rule.diagnostic(
            judged, each.place, Message("this silences nothing: {codes} finds nothing here", codes=tuple(each.selectors)),
            suggestion=Message("take it out, or put it right before what it is about"),
        )  # fmt: skip
    for entry in filter(lambda each: judgeable(each.code), silencer.unused_ignores()):
        yield rule.diagnostic(
            judged, Place(1), _idle(entry),
            suggestion=Message("take it out of the settings"),
        )  # fmt: skip


def _idle(entry: Ignore) -> Message:
    if not entry.text:
        return Message(
            "an [[ignore]] of the settings silences nothing here: {code} finds nothing",
            code=entry.code,
        )
    return Message(
        "an [[ignore]] of the settings silences nothing here: {code} finds nothing at {words}",
        code=entry.code,
        words=repr(entry.text),
    )


def _check(rule: Rule, judged: Judged) -> Iterator[Diagnostic]:  # noqa: ARG001 - as every rule
    """Nothing: it is known only when all other rules have run."""
    yield from ()


RULE = Rule("SUP002", "unused-suppression", "WWWWWWWWWWWW", "text", "none", __doc__ or "", _check)
