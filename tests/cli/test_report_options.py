"""Which report a run writes, and where."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from xml.etree.ElementTree import fromstring

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    Run = Callable[..., Result]

pytestmark = pytest.mark.usefixtures("untracked")


def test_github_writes_annotations_and_adds_to_the_job_summary(idcheck: Run, folder: Path) -> None:
    summary = folder / "summary.md"
    summary.write_text("# Earlier steps\n", "utf-8")
    env = {"GITHUB_STEP_SUMMARY": str(summary)}
    run = idcheck("untracked.md", "--output-format", "github", env=env)

    assert run.exit_code == 1
    assert run.stdout.startswith("::error file=untracked.md,line=1,")
    written = summary.read_text("utf-8")
    assert written.startswith("# Earlier steps\n<!-- idcheck -->\n### idcheck: 1 mention")
    assert "| `untracked.md:1` |" in written


def test_a_job_summary_that_cannot_be_written_is_told(idcheck: Run, folder: Path) -> None:
    env = {"GITHUB_STEP_SUMMARY": str(folder / "none" / "summary.md")}
    run = idcheck("untracked.md", "--output-format", "github", env=env)

    assert run.exit_code == 2
    assert "summary.md: cannot be written: No such file or directory" in run.stderr


def test_without_a_job_summary_there_are_annotations_alone(idcheck: Run, folder: Path) -> None:
    assert idcheck("untracked.md", "--output-format", "github").exit_code == 1
    assert sorted(path.name for path in folder.iterdir()) == [".git", "untracked.md"]


def test_each_format_for_programs_is_what_it_says(idcheck: Run) -> None:
    def report(name: str) -> str:
        return idcheck("untracked.md", "--output-format", name).stdout

    assert json.loads(report("sarif"))["runs"][0]["results"][0]["ruleId"] == "MEN101"
    assert json.loads(report("gitlab"))[0]["location"]["path"] == "untracked.md"
    assert fromstring(report("junit")).get("failures") == "1"
    assert report("markdown").startswith("<!-- idcheck -->")


def test_grouped_and_statistics(idcheck: Run) -> None:
    assert idcheck("untracked.md", "--output-format", "grouped").stdout.startswith(
        "untracked.md\n  1:1 "
    )
    counted = idcheck("untracked.md", "--statistics")
    assert counted.exit_code == 1
    assert counted.stdout.startswith("1  MEN101  untracked-mention\n\n1 mention: ")


def test_statistics_go_with_reports_for_people(idcheck: Run) -> None:
    run = idcheck("untracked.md", "--statistics", "--output-format", "json")

    assert run.exit_code == 2
    assert "--statistics does not go with --output-format json" in run.stderr


def test_piped_text_gets_no_advice_about_files(idcheck: Run) -> None:
    text = "Read doi:10.1038/nature12373 now."

    assert "--fix" not in idcheck("-", stdin=text).stdout
    assert "--fix" not in idcheck("untracked.md", "-q").stdout
