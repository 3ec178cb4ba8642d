"""The Markdown report, read by a Markdown parser."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bs4 import BeautifulSoup
from hostile import for_evils
from markdown_it import MarkdownIt

from idcheck.checking import CheckedFile, Outcome
from idcheck.reports import Look, render
from idcheck.reports.markdown import MARK, code, link, prose
from idcheck.reports.visible import visible

if TYPE_CHECKING:
    from collections.abc import Callable

_PARSER = MarkdownIt("commonmark").enable("table")
_OURS = {"h3", "table", "thead", "tbody", "tr", "th", "td", "p", "a", "br", "code", "strong"}
_ZERO_WIDTH = "\N{ZERO WIDTH SPACE}"


def _html(text: str) -> BeautifulSoup:
    return BeautifulSoup(_PARSER.render(text), "html.parser")


def test_a_table_with_the_link_to_use(file: Callable[..., CheckedFile]) -> None:
    report = render("markdown", Outcome((file(),)), Look())

    assert report.startswith(f"{MARK}\n### idcheck: 1 mention that trackers cannot count")
    page = _html(report)
    first, second, third = page.select("tbody tr")
    where, what, use = first.select("td")
    assert where.text == "posts/a.md:3"
    assert what.text == (
        "error MEN101: a publication is mentioned without a linkOur new paper in PNAS"
    )
    assert use.a
    assert use.a["href"] == "https://doi.org/10.1073/pnas.1"
    assert use.a.text == "On the temperature of cells"
    assert second.text.strip().startswith("posts/a.md:4")
    assert "note VIS401" in third.text
    assert "2 not verified (offline; ask with --online)" in page.select("p")[-1].text


def test_a_clean_run_says_so() -> None:
    assert render("markdown", Outcome(()), Look()) == (
        f"{MARK}\n### idcheck: nothing to repair\n\n"
        "No mentions of publications found\\. No errors or warnings in 0 files\\.\n"
    )


def test_it_fits_into_a_comment(file: Callable[..., CheckedFile]) -> None:
    files = tuple(file(path=f"{number}.md") for number in range(300))
    report = render("markdown", Outcome(files), Look())

    assert len(report) < 65_536
    assert " more, which did not fit in here." in report


@for_evils
def test_the_table_keeps_its_shape_and_holds_nothing_foreign(
    hostile: Callable[[str], CheckedFile], evil: str
) -> None:
    report = render("markdown", Outcome((hostile(evil),)), Look())
    page = _html(report)

    assert {tag.name for tag in page.find_all()} <= _OURS
    assert [len(row.select("td")) for row in page.select("tbody tr")] == [3, 3, 3]
    assert all(link["href"].startswith("https://doi.org/10.1/") for link in page.select("a"))
    assert {name for tag in page.find_all() for name in tag.attrs} <= {"href"}


@for_evils
def test_prose_reads_as_it_was_written(evil: str) -> None:
    shown = _html(f"x{prose(evil)}x").text.strip().replace(_ZERO_WIDTH, "")

    assert shown == visible(f"x{evil}x")


@for_evils
def test_code_reads_as_it_was_written(evil: str) -> None:
    shown = _html(f"| a |\n| --- |\n| {code(evil + 'x')} |").select("td code")[0].text

    assert shown.strip() == visible(evil + "x").strip()


def test_nobody_is_called() -> None:
    assert "@team" not in prose("ask @team about #12")
    assert "#12" not in prose("ask @team about #12")
    assert "http://" not in prose("http://evil.example")


def test_a_link_holds_its_address(file: Callable[..., CheckedFile]) -> None:
    page = _html(link("A | title", "https://doi.org/10.1002/(SICI)1<1::AID>3.0|x"))

    assert page.a
    assert page.a["href"] == "https://doi.org/10.1002/%28SICI%291%3C1::AID%3E3.0%7Cx"
