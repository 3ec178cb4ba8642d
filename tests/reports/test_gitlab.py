"""The Code Quality report of GitLab."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from hostile import for_evils

from idcheck.checking import CheckedFile, Outcome
from idcheck.reports import Look, render

if TYPE_CHECKING:
    from collections.abc import Callable


def test_rows_have_what_gitlab_asks_for(file: Callable[..., CheckedFile]) -> None:
    first, second, third = json.loads(render("gitlab", Outcome((file(path="./a.md"),)), Look()))

    assert first.pop("fingerprint") != second["fingerprint"]
    assert first == {
        "description": "a publication is mentioned without a link; it may be this one; link it:"
        " https://doi.org/10.1073/pnas.1 (On the temperature of cells)",
        "check_name": "MEN101 untracked-mention",
        "severity": "major",
        "location": {"path": "a.md", "lines": {"begin": 3}},
    }
    assert (second["severity"], third["severity"]) == ("minor", "info")


def test_the_same_words_in_two_files_are_two_findings(file: Callable[..., CheckedFile]) -> None:
    rows = json.loads(render("gitlab", Outcome((file(), file(path="b.md"))), Look()))

    assert len({row["fingerprint"] for row in rows}) == 6


@for_evils
def test_it_is_ascii_json_for_any_text(hostile: Callable[[str], CheckedFile], evil: str) -> None:
    report = render("gitlab", Outcome((hostile(evil),)), Look())

    assert report.isascii()
    assert all(row["description"].isprintable() or evil for row in json.loads(report))
    assert not {"\x1b", "\n", "\x9b"} & set(
        "".join(row["description"] for row in json.loads(report))
    )
