"""Applying edits, and where things stand afterwards."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from idcheck.fixes.edits import Edits, touch
from idcheck.post import Span
from idcheck.rules import Edit


@st.composite
def _edited(draw: st.DrawFn) -> tuple[str, list[Edit]]:
    source = draw(st.text(min_size=1, max_size=60))
    cuts = sorted(draw(st.sets(st.integers(0, len(source)), max_size=8)))
    spans = [Span(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    return source, [Edit(span, draw(st.text(max_size=8))) for span in spans]


@given(_edited())
def test_only_the_edited_stretches_change(edited: tuple[str, list[Edit]]) -> None:
    source, items = edited
    edits = Edits(items)
    result = edits.apply(source)

    assert [span.of(result) for span in edits.after()] == [edit.replacement for edit in edits.all]
    for offset in range(len(source)):
        if not any(offset in edit.span for edit in items):
            assert result[edits.moved(offset)] == source[offset]


def test_stretches_touch_where_they_meet() -> None:
    assert touch(Span(0, 2), Span(2, 3))
    assert touch(Span(1, 1), Span(1, 1))
    assert not touch(Span(0, 2), Span(3, 4))
