"""Which fixes are applied together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from idcheck.fixes.edits import Edits, touch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from idcheck.rules import Diagnostic, Edit, Fix

    Choose = Callable[[Diagnostic], Fix | None]
    """Tells the fix to apply for a diagnostic, None for none."""


def safe_only(diagnostic: Diagnostic) -> Fix | None:
    """The safe fix of a diagnostic."""
    return next((fix for fix in diagnostic.fixes if fix.applicability == "safe"), None)


def unsafe_too(diagnostic: Diagnostic) -> Fix | None:
    """The safe fix, else the unsafe one if it leaves no choice.

    Where works are offered, the first alone must be the same as the one that is mentioned.
    """
    if fix := safe_only(diagnostic):
        return fix
    fixes = [fix for fix in diagnostic.fixes if fix.applicability == "unsafe"]
    verdicts = [candidate.verdict for candidate in diagnostic.candidates]
    if not verdicts:
        return fixes[0] if len(fixes) == 1 else None
    sure = verdicts[0] == "same" and verdicts.count("same") == 1
    return fixes[0] if sure and fixes and diagnostic.candidates[0].work.identifiers else None


def first_unsafe(diagnostic: Diagnostic) -> Fix | None:
    """The safe fix, else the first unsafe one, right or not: to try out that edits do as they say."""
    kinds = ("safe", "unsafe")
    ranked = sorted(diagnostic.fixes, key=lambda fix: fix.applicability)
    return next((fix for fix in ranked if fix.applicability in kinds), None)


class Chosen(Struct, frozen=True):
    """The edits of one pass and the diagnostics they are for; `left` had to wait for another."""

    edits: Edits
    fixed: tuple[Diagnostic, ...]
    left: tuple[Diagnostic, ...]


def chosen(diagnostics: Iterable[Diagnostic], choose: Choose) -> Chosen:
    """The fixes that go together. Of two that touch, the earlier one is taken.

    An edit that two diagnostics share counts for both.
    """
    taken: list[Edit] = []
    fixed, left = [], []
    for diagnostic in diagnostics:
        fix = choose(diagnostic)
        if fix is None:
            continue
        new = [edit for edit in fix.edits if edit not in taken]
        if any(touch(edit.span, other.span) for edit in new for other in taken):
            left.append(diagnostic)
        else:
            taken += new
            fixed.append(diagnostic)
    return Chosen(Edits(taken), tuple(fixed), tuple(left))
