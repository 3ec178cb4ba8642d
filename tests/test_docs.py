"""The documentation shows what the program really prints, and CI runs what the README says."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from shutil import copytree

import pytest
from click.testing import CliRunner

from idcheck.cli import commands
from idcheck.rules import Rule, catalogue
from idcheck.rules.pages import pages, sections

ROOT = Path(__file__).parent.parent
_SHOWN = re.compile(
    r"<!-- output: idcheck (?P<command>[^\n]+) -->\n```text\n(?P<shown>.*?)```", re.DOTALL
)
_COMMAND = re.compile(r"^python3 -m venv .+$", re.MULTILINE)


_PAGES = [
    str(page.relative_to(ROOT))
    for page in (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")))
    if _SHOWN.search(page.read_text("utf-8"))
]


def test_pages_with_output_are_found() -> None:
    assert {"README.md", "docs/tutorial.md", "docs/how-it-works.md"} <= set(_PAGES)


@pytest.mark.parametrize("page", _PAGES)
def test_shown_output_is_real(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copytree(ROOT / "examples", tmp_path / "examples")  # commands that write, write there
    monkeypatch.chdir(tmp_path)
    shown = list(_SHOWN.finditer((ROOT / page).read_text("utf-8")))

    assert shown
    for example in shown:
        result = CliRunner().invoke(commands, shlex.split(example["command"]))
        assert result.exit_code in {0, 1}, result.output
        assert result.stdout == example["shown"]


def test_ci_runs_the_test_command_of_the_readme() -> None:
    _, tests = _COMMAND.findall((ROOT / "README.md").read_text("utf-8"))

    assert tests in (ROOT / ".ci" / "run").read_text("utf-8").splitlines()


def test_the_readme_names_every_rule() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")

    for rule in catalogue():
        assert f"| {rule.code} | `{rule.name}` |" in readme


def test_the_pages_of_rules_are_current() -> None:
    written = {
        file.name: file.read_text("utf-8") for file in (ROOT / "docs" / "rules").glob("*.md")
    }

    assert written == dict(pages(catalogue())), (
        "write them: python -m idcheck.rules.pages docs/rules"
    )


@pytest.mark.parametrize("rule", catalogue(), ids=lambda rule: rule.code)
def test_pages_say_why_and_whence(rule: Rule) -> None:
    page = dict(sections(rule))

    assert "Source:" in page["Why it matters"] or rule.needs == "net" or rule.code.startswith("SUP")
    assert page["Example"] != page["Use instead"]
    assert page["Fix safety"]
