"""Choosing rules by codes, beginnings of codes, and names."""

from __future__ import annotations

import pytest

from idcheck.rules import catalogue
from idcheck.selection import Selection, UnknownSelectorError, rule_called


def _codes(*selections: Selection) -> set[str]:
    chosen = catalogue()
    for selection in selections:
        chosen = selection.of(catalogue(), chosen)
    return {rule.code for rule in chosen}


ALL = {rule.code for rule in catalogue()}
FORMS = {code for code in ALL if code.startswith("FRM")}


def test_all_rules_run_by_default() -> None:
    assert _codes() == _codes(Selection()) == ALL


@pytest.mark.parametrize("selector", ["MEN101", "men101", "untracked-mention", "Untracked-Mention"])
def test_a_rule_is_called_by_code_or_name(selector: str) -> None:
    assert _codes(Selection((selector,))) == {"MEN101"}
    assert rule_called(selector, catalogue()).code == "MEN101"


def test_a_beginning_chooses_all_that_begin_so() -> None:
    assert _codes(Selection(("FRM",))) == FORMS
    assert _codes(Selection(ignore=("FRM",))) == ALL - FORMS


@pytest.mark.parametrize(
    ("selection", "codes"),
    [
        (Selection(("FRM",), ignore=("FRM506",)), FORMS - {"FRM506"}),
        (Selection(("FRM506",), ignore=("FRM",)), {"FRM506"}),
        (Selection(("FRM",), ignore=("FRM",)), set()),
        (Selection(("FRM506",), ignore=("legacy-doi-form",)), set()),
        (Selection(("MEN101",), extend=("FRM506",)), {"MEN101", "FRM506"}),
    ],
)  # fmt: skip
def test_the_longer_selector_wins_and_ignoring_wins_a_draw(
    selection: Selection, codes: set[str]
) -> None:
    assert _codes(selection) == codes


def test_a_later_selection_starts_from_the_earlier() -> None:
    settings = Selection(("FRM",), ignore=("FRM506",))

    assert _codes(settings, Selection(extend=("FRM506",))) == FORMS
    assert _codes(settings, Selection(ignore=("FRM502",))) == FORMS - {"FRM502", "FRM506"}
    assert _codes(settings, Selection(("MEN101",))) == {"MEN101"}


def test_nothing_chosen_is_nothing() -> None:
    assert _codes(Selection(())) == set()


@pytest.mark.parametrize(
    ("word", "message"),
    [
        (
            "untraked-mention",
            "no rule is called 'untraked-mention'; did you mean MEN101 (untracked-mention)?",
        ),
        ("zzz", "no rule is called 'zzz'; `idcheck rules` lists them"),
    ],
)
def test_an_unknown_word_is_named_with_the_nearest_rule(word: str, message: str) -> None:
    with pytest.raises(UnknownSelectorError) as caught:
        Selection((word,)).of(catalogue(), ())
    assert str(caught.value) == message
    with pytest.raises(UnknownSelectorError):
        rule_called(word, catalogue())
