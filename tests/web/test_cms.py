"""What `docs/cms.md` tells to do, done: a bookmarklet in an editor, and a check by a CMS's server."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from conftest import Served
    from playwright.sync_api import Browser
    from pytest_httpserver import HTTPServer

DOCS = (Path(__file__).parents[2] / "docs" / "cms.md").read_text("utf-8")
URL = "https://doi.org/10.1038/nature12373"
EDITOR = """<!doctype html><title>CMS</title><p>A menu</p><div class="is-root-container" contenteditable="true">
<h2>News</h2><p>Our new paper “Nanometre-scale thermometry in a living cell” is out in <em>Nature</em>.</p></div>"""


def test_the_bookmarklet_takes_a_post_there_and_back(
    page: Served, browser: Browser, httpserver: HTTPServer
) -> None:
    found = re.search(r"^javascript:(.+)$", DOCS, re.MULTILINE)
    assert found
    script = found[1].replace("http://127.0.0.1:8765/", f"{page.url}/")
    httpserver.expect_request("/edit").respond_with_data(EDITOR, content_type="text/html")
    cms_url = f"http://localhost:{httpserver.port}"
    context = browser.new_context()
    context.set_default_timeout(10_000)
    for origin in (cms_url, page.url):
        context.grant_permissions(["clipboard-read", "clipboard-write"], origin=origin)
    cms = context.new_page()
    cms.goto(f"{cms_url}/edit")
    with context.expect_page() as opening:
        cms.evaluate(script)
    tab = opening.value
    tab.wait_for_selector("body[data-ready]")
    tab.bring_to_front()
    tab.focus("#text")
    tab.keyboard.press("Control+V")
    tab.get_by_role("button", name="Insert link to Nanometre-scale").click()
    expect(tab.locator("#status")).to_contain_text("The one mention is well linked")
    tab.click("#copy")
    expect(tab.locator("#status")).to_contain_text("Copied.")

    cms.bring_to_front()
    cms.focus(".is-root-container")
    cms.keyboard.press("Control+A")
    cms.keyboard.press("Control+V")
    editor = cms.locator(".is-root-container")
    expect(editor.locator(f'a[href="{URL}"]')).to_have_text("new paper")
    expect(editor.locator("em, i")).to_have_text("Nature")
    expect(editor.locator("h2").first).to_contain_text("News")
    context.close()


def test_the_check_before_publishing_tells_what_is_lost(page: Served) -> None:
    found = re.search(r"<!-- tried: check_before_publishing -->\n```python\n(.+?)```", DOCS, re.DOTALL)  # fmt: skip
    assert found
    names: dict[str, object] = {}
    exec(found[1], names)
    lost = names["lost_mentions"]

    assert callable(lost)
    assert lost("<p>Our new paper in Nature is out.</p>", page.url) == [
        "Our new paper in Nature: no link that trackers can follow"
    ]
    assert lost("<p>Our new paper “Nanometre-scale thermometry in a living cell” is out.</p>", page.url)[0].endswith(f": link to {URL}")  # fmt: skip
    assert lost(f'<p>Our <a href="{URL}">new paper</a> is out.</p>', page.url) == []
