"""The page of an audit in a real browser: readable by all, with and without its script, on every medium."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from audits import EDITION, an_audit
from axe_playwright_python.sync_playwright import Axe

from idcheck.reports.audit import written

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Callable[..., Page]]:
    """Open the report of an audit; whatever the page asks for or complains about fails the test."""
    contexts = []
    troubles: list[str] = []

    def open_page(said: str = "Warm cells", **more: Any) -> Page:
        for name, data in written(an_audit(said, posts=30), EDITION).items():
            (tmp_path / name).write_bytes(data)
        context = browser.new_context(**more)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: troubles.append(message.text))
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("dialog", lambda dialog: (troubles.append(dialog.message), dialog.dismiss()))
        page.goto((tmp_path / "index.html").as_uri())
        page.on("request", lambda request: troubles.append(request.url))
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert troubles == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1200, 360])
def test_everybody_can_read_it(opened: Callable[..., Page], scheme: str, width: int) -> None:
    page = opened(color_scheme=scheme, viewport={"width": width, "height": 800})
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    found = Axe().run(page)

    assert found.violations_count == 0, found.generate_report()


def test_a_phone_scrolls_tables_and_not_the_page(opened: Callable[..., Page]) -> None:
    page = opened(viewport={"width": 360, "height": 640})

    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_all_is_there_without_a_script(opened: Callable[..., Page]) -> None:
    page = opened(java_script_enabled=False)

    assert page.locator("#table-repairs tbody tr").count() == 20
    assert page.locator("th button").count() == 0
    assert page.locator("svg[role=img]").count() == 1
    assert page.get_by_role("heading", level=1).inner_text() == "What trackers can count"


def test_sorting_by_keyboard(opened: Callable[..., Page]) -> None:
    page = opened()
    button = page.locator("#table-repairs").get_by_role("button", name="Where")
    header = page.locator("#table-repairs thead th").first
    lines = page.locator("#table-repairs tbody th span")
    button.focus()
    page.keyboard.press("Enter")

    up = lines.all_inner_texts()
    assert header.get_attribute("aria-sort") == "ascending"
    page.keyboard.press("Space")
    assert header.get_attribute("aria-sort") == "descending"
    assert lines.all_inner_texts() == up[::-1]


def test_numbers_are_sorted_as_numbers_with_unknown_ones_at_the_end(
    opened: Callable[..., Page],
) -> None:
    page = opened()
    table = page.locator("#table-trackers")
    table.get_by_role("button", name="Share").click()
    shares = table.locator("tbody td:nth-child(5)").all_inner_texts()

    assert shares[-1] == "–"
    known = [int(share.strip("\u202f%")) for share in shares[:-1]]
    assert known == sorted(known, reverse=True)


def test_finding_in_the_list(opened: Callable[..., Page]) -> None:
    page = opened()
    page.get_by_label("Find in this list:").fill("cells16.md")

    assert page.locator("#table-repairs tbody tr:visible").count() == 1
    assert page.get_by_role("status").inner_text() == "1 / 20"


def test_copying_a_link(opened: Callable[..., Page]) -> None:
    page = opened(permissions=["clipboard-read", "clipboard-write"])
    page.locator("#table-repairs td.paste .copy").first.click()

    assert page.evaluate("navigator.clipboard.readText()") == "https://doi.org/10.1038/nature12373"


def test_the_chart_has_a_name_and_a_description(opened: Callable[..., Page]) -> None:
    chart = opened().get_by_role("img")

    assert (
        chart.locator("title").text_content() == "Mentions of publications by the year of the post"
    )
    assert "Of the mentions of 2010 50\u202f% were trackable" in (
        chart.locator("desc").text_content() or ""
    )


def test_the_columns_of_the_chart_are_drawn(opened: Callable[..., Page]) -> None:
    boxes = [each.bounding_box() for each in opened().locator("svg.chart rect").all()]

    assert len(boxes) == 3 * 15
    assert all(box and box["width"] > 10 and box["height"] > 10 for box in boxes)


def test_on_paper_it_is_light_and_without_tools(opened: Callable[..., Page]) -> None:
    page = opened(color_scheme="dark")
    page.emulate_media(media="print")

    assert not page.locator("nav").is_visible()
    assert not page.locator(".tools").is_visible()
    paper = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert paper == "rgb(255, 255, 255)"


@pytest.mark.parametrize(
    "evil",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "</style><style>*{display:none}</style>",
        '"><svg onload=alert(1)>',
        "</title></svg><iframe src=//evil.example>",
    ],
)
def test_words_of_posts_do_nothing(opened: Callable[..., Page], evil: str) -> None:
    page = opened(evil)

    assert page.locator("script").count() == 1
    assert page.locator("img, iframe").count() == 0
    assert page.get_by_role("heading", level=1).is_visible()
    assert evil in page.locator("#table-authors").inner_text()
