"""Rules: one file each, pure functions over a post, its mentions, their candidates and the answers.

A module of this package whose name begins with a rule code holds a `RULE`; it is found by its
file name, so a new rule is a new file.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from idcheck import lazy
from idcheck.rules.diagnostic import Applicability, Diagnostic, Edit, Fix, Severity
from idcheck.rules.room import fitting
from idcheck.rules.rule import CHANNELS, NOTHING_ASKED, Judged, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from idcheck.mentions import Mention
    from idcheck.post import Post
    from idcheck.works import Answers, Candidate

__all__ = [
    "CHANNELS", "Applicability", "Diagnostic", "Edit", "Fix", "Judged", "Rule", "Severity",
    "catalogue", "diagnosed", "judge",
]  # fmt: skip

_RULE_MODULE = lazy.pattern(r"[a-z]{3}\d{3}_\w+")


@cache
def catalogue() -> tuple[Rule, ...]:
    """All rules, by code."""
    files = Path(__file__).parent.glob("*.py")
    names = (file.stem for file in files if _RULE_MODULE.fullmatch(file.stem))
    rules: Iterable[Rule] = (import_module(f"{__name__}.{name}").RULE for name in names)
    return tuple(sorted(rules, key=lambda rule: rule.code))


def judge(
    post: Post,
    mentions: tuple[Mention, ...],
    candidates: Mapping[int, tuple[Candidate, ...]],
    rules: Iterable[Rule] | None = None,
    answers: Answers = NOTHING_ASKED,
) -> tuple[Diagnostic, ...]:
    """What the rules (all, if not said otherwise) find in a post, by place and code."""
    return diagnosed(Judged(post, mentions, candidates, answers), rules)


def diagnosed(judged: Judged, rules: Iterable[Rule] | None = None) -> tuple[Diagnostic, ...]:
    """The same for a post that is judged among others."""
    post = judged.post
    diagnostics = [
        fitting(_clear_of_templates(diagnostic, post), post)
        for rule in (catalogue() if rules is None else rules)
        if rule.severity(post.channel)
        for diagnostic in rule.check(rule, judged)
    ]
    return tuple(sorted(diagnostics, key=_order))


def _clear_of_templates(diagnostic: Diagnostic, post: Post) -> Diagnostic:
    """A diagnostic without the fixes that would touch template code."""
    if not diagnostic.fixes or not post.templates:
        return diagnostic
    kept = tuple(
        fix
        for fix in diagnostic.fixes
        if not any(edit.span.overlaps(code) for edit in fix.edits for code in post.templates)
    )
    return diagnostic if kept == diagnostic.fixes else replace(diagnostic, fixes=kept)


def _order(diagnostic: Diagnostic) -> tuple[int, int, str]:
    place = diagnostic.place
    return (place.line, place.span.start if place.span else -1, diagnostic.code)
