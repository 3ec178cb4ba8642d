"""Which fixes go together, and which are taken without a person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from idcheck.fixes import safe_only, unsafe_too
from idcheck.fixes.choosing import chosen
from idcheck.identifiers import Identifier
from idcheck.post import Place, Span
from idcheck.rules import Diagnostic, Edit, Fix
from idcheck.works import Candidate, Work

if TYPE_CHECKING:
    from idcheck.rules import Applicability


def _fix(start: int, end: int, words: str = "x", kind: Applicability = "safe") -> Fix:
    return Fix("do it", (Edit(Span(start, end), words),), kind)


def _diagnostic(*fixes: Fix, **more: Any) -> Diagnostic:
    return Diagnostic("MEN103", "name", "error", "message", Place(1), fixes=fixes, **more)


def test_of_two_that_touch_the_earlier_is_taken() -> None:
    first, meeting, apart = (_diagnostic(_fix(*span)) for span in ((0, 3), (3, 5), (7, 9)))
    found = chosen((first, meeting, apart), safe_only)

    assert found.fixed == (first, apart)
    assert found.left == (meeting,)


def test_a_shared_edit_counts_for_both() -> None:
    both = (_diagnostic(_fix(0, 3)), _diagnostic(_fix(0, 3)))

    assert chosen(both, safe_only).fixed == both


def test_two_insertions_at_one_place_do_not_go_together() -> None:
    both = (_diagnostic(_fix(2, 2, "a")), _diagnostic(_fix(2, 2, "b")))

    assert chosen(both, safe_only).fixed == both[:1]


def test_unsafe_fixes_are_taken_only_where_there_is_no_choice() -> None:
    one, other = _fix(0, 1, kind="unsafe"), _fix(0, 2, kind="unsafe")
    work = Work("A title", identifiers=(Identifier("doi", "10.1000/1"),))

    def candidates(*verdicts: Any) -> tuple[Candidate, ...]:
        return tuple(Candidate(work, verdict, 0.9, (), ()) for verdict in verdicts)

    assert safe_only(_diagnostic(one)) is None
    assert unsafe_too(_diagnostic(one)) is one
    assert unsafe_too(_diagnostic(one, other)) is None
    assert unsafe_too(_diagnostic(one, candidates=candidates("cannot tell"))) is None
    assert unsafe_too(_diagnostic(one, other, candidates=candidates("same", "different"))) is one
    assert unsafe_too(_diagnostic(one, other, candidates=candidates("same", "same"))) is None
    assert unsafe_too(_diagnostic(_fix(0, 1, kind="display"))) is None
