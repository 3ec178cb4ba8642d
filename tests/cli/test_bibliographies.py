"""Citation keys are tied to the bibliography beside the post."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from idcheck.cli import commands
from idcheck.cli.bibliographies import bibliography

if TYPE_CHECKING:
    from pathlib import Path

_BIB = """@article{smith2020, title = {How cells keep warm in winter}, author = {Smith, Jane}, year = 2020,
  journal = {Journal of Things}, doi = {10.5555/12345678}}
@article{lee2021, title = {How cells stay cold}, author = {Lee, Kim}, year = 2021, journal = {Things}}
@software{tool, title = {A tool}, author = {Roe, R.}, year = 2021, doi = {10.5281/zenodo.1}}
"""
_POST = """---
title: A post
bibliography: references.bib
---

It was shown before [@smith2020], and elsewhere too [@lee2021; @missing2000].

We used a tool [@tool], again as in @smith2020.
"""


@pytest.fixture
def found(tmp_path: Path) -> list[dict[str, object]]:
    (tmp_path / "references.bib").write_text(_BIB, "utf-8")
    post = tmp_path / "post.md"
    post.write_text(_POST, "utf-8")
    done = CliRunner().invoke(
        commands, ["check", "--output-format", "json", "--exit-zero", str(post)]
    )
    mentions: list[dict[str, object]] = json.loads(done.stdout)["mentions"]
    return mentions


def test_each_cited_work_is_one_mention(found: list[dict[str, object]]) -> None:
    assert [mention["work"]["title"] for mention in found] == [  # type: ignore[index]
        "How cells keep warm in winter", "How cells stay cold",
    ]  # fmt: skip


def test_a_work_with_an_identifier_is_tracked(found: list[dict[str, object]]) -> None:
    assert [mention["tracked"] for mention in found] == ["yes", "no"]
    assert found[0]["identifiers"][0]["value"] == "10.5555/12345678"  # type: ignore[index]


def test_a_bibliography_that_is_not_there_gives_nothing(tmp_path: Path) -> None:
    assert bibliography(str(tmp_path / "post.md"), "nowhere.bib") == {}
    assert bibliography(str(tmp_path / "post.md"), "/etc/passwd") == {}
