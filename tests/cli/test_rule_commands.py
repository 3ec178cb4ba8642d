"""`idcheck rules` and `idcheck explain`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from idcheck.rules import CHANNELS, catalogue

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.testing import Result

    Run = Callable[..., Result]


def test_every_rule_is_listed_on_a_line(idcheck: Run) -> None:
    lines = idcheck("rules").stdout.splitlines()

    assert [line.split()[:2] for line in lines] == [[rule.code, rule.name] for rule in catalogue()]


def test_the_list_as_json(idcheck: Run) -> None:
    rows = {
        row["code"]: row for row in json.loads(idcheck("rules", "--output-format", "json").stdout)
    }

    assert set(rows) == {rule.code for rule in catalogue()}
    row = rows["MEN101"]
    assert (row["name"], row["needs"], row["fix"]) == ("untracked-mention", "text", "unsafe")
    assert set(row["severities"]) == set(CHANNELS)
    assert (row["severities"]["blog"], row["severities"]["news"]) == ("error", "warning")


@pytest.mark.parametrize("word", ["MEN101", "men101", "untracked-mention"])
def test_a_rule_is_explained_by_code_and_by_name(idcheck: Run, word: str) -> None:
    result = idcheck("explain", word)

    assert result.exit_code == 0
    assert result.stdout.startswith("MEN101 untracked-mention\n\n")
    assert "\nWhy it matters\n" in result.stdout
    assert "error: blog, web, x," in result.stdout
    assert "warning: news, untracked, policy" in result.stdout


def test_an_unknown_rule_is_answered_with_the_nearest(idcheck: Run) -> None:
    result = idcheck("explain", "untraked-mention")

    assert (result.exit_code, result.stdout) == (2, "")
    assert (
        result.stderr
        == "idcheck: no rule is called 'untraked-mention'; did you mean MEN101 (untracked-mention)?\n"
    )
