"""Every rule against its fixtures.

`fixtures/CODE/pass/*` must give no diagnostic of that rule. `fixtures/CODE/flag/*` names what must
be found in comments: `<!-- expect LINE "source stretch" -->`, and `<!-- fixed "..." -->` after an
expectation where a safe fix must write exactly that. `<!-- channel X -->` sets the channel.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from idcheck.mentions.finding import find
from idcheck.post.formats import format_of, read
from idcheck.rules import CHANNELS, Diagnostic, catalogue, judge

if TYPE_CHECKING:
    from idcheck.post import Post

FIXTURES = Path(__file__).parent / "fixtures"
_EXPECT = re.compile(r'<!-- expect (\d+) "(.*?)" -->(?:\s*<!-- fixed "(.*?)" -->)?')
_CHANNEL = re.compile(r"<!-- channel (\w+) -->")


def _judged(file: Path) -> tuple[Post, list[Diagnostic]]:
    source = file.read_text("utf-8")
    channel = _CHANNEL.search(source)
    kind = format_of(file.name)
    assert kind is not None
    (post,) = read(source, path=file.name, format=kind, channel=channel[1] if channel else "blog")
    code = file.parent.parent.name
    found = [item for item in judge(post, find(post), {}) if item.code == code]
    return post, found


def _files(verdict: str) -> list[Path]:
    return sorted(FIXTURES.glob(f"*/{verdict}/*"))


@pytest.mark.parametrize(
    "file", _files("pass"), ids=lambda file: f"{file.parent.parent.name}-{file.name}"
)
def test_nothing_is_found_where_all_is_well(file: Path) -> None:
    _, found = _judged(file)

    assert [item.message for item in found] == []


@pytest.mark.parametrize(
    "file", _files("flag"), ids=lambda file: f"{file.parent.parent.name}-{file.name}"
)
def test_exactly_what_the_fixture_names_is_found(file: Path) -> None:
    post, found = _judged(file)
    expected = [(int(line), words) for line, words, _ in _EXPECT.findall(post.source)]

    assert expected, "a flag fixture names what must be found"
    assert expected == [
        (item.place.line, item.place.span.of(post.source) if item.place.span else "")
        for item in found
    ]


@pytest.mark.parametrize(
    "file", _files("flag"), ids=lambda file: f"{file.parent.parent.name}-{file.name}"
)
def test_safe_fixes_write_what_the_fixture_names(file: Path) -> None:
    post, found = _judged(file)
    expected = [fixed for *_, fixed in _EXPECT.findall(post.source)]
    written = []
    for item in found:
        safe = [fix for fix in item.fixes if fix.applicability == "safe"]
        written.append(safe[0].edits[0].replacement if safe else "")

    assert expected == written


@pytest.mark.parametrize("rule", catalogue(), ids=lambda rule: rule.code)
def test_every_rule_has_both_kinds_of_fixture_and_a_page(rule) -> None:
    assert list((FIXTURES / rule.code / "pass").glob("*"))
    assert list((FIXTURES / rule.code / "flag").glob("*"))
    for section in ("What it does", "Why it matters", "Example", "Use instead", "Fix safety"):
        assert f"\n{section}\n" in rule.page
    assert len(rule.levels) == len(CHANNELS)
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name)


def test_the_rules_of_the_catalogue_carry_their_severities(shared: Path) -> None:
    """The table of the rule catalogue is the authority on codes, names and severities."""
    rows = {}
    for line in (shared / "RULES.md").read_text("utf-8").splitlines():
        cells = [cell.strip() for cell in line.split("|")]
        if len(cells) > 6 and re.fullmatch(r"[A-Z]{3}\d{3}", cells[1]):
            rows[cells[1]] = (cells[2].strip("`"), cells[5].replace(" ", "").replace("–", "-"))

    for rule in catalogue():
        assert (rule.name, rule.levels) == rows[rule.code]


def test_no_fix_touches_template_code() -> None:
    source = "Read {{< button href='http://dx.doi.org/10.1038/nature12373' >}}our paper{{< /button >}} or [it](http://dx.doi.org/10.1038/nature12373)."
    (post,) = read(source, path="a.md", format="markdown")
    found = [item for item in judge(post, find(post), {}) if item.code == "FRM506"]
    assert [bool(item.fixes) for item in found] == [False, True]
