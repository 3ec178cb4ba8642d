"""The page in a real browser, as people use it."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import serving
from playwright.sync_api import expect

from idcheck.messages import languages
from idcheck.post.channels import all_channels
from idcheck.web.setup import Setup

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from typing import Any

    from conftest import Served
    from playwright.sync_api import Browser, Page
    from pytest_httpserver import HTTPServer

URL = "https://doi.org/10.1038/nature12373"
DRAFT = """Our new paper “Nanometre-scale thermometry in a living cell” is out in *Nature*.

Berg, A. (2019). The protein in mice. *Science*, 347, 12-15. doi:10.1126/science.1260419

An [earlier article](https://doi.org/10.1016/j.cell.2020.01.001) told of mice.
"""
RICH = '<p>Our <b>new paper</b> in <i>Nature</i> is out.</p><p>An <a href="https://doi.org/10.1016/j.cell.2020.01.001">earlier article</a> told of mice.</p>'
HOSTILE = (
    "<script>document.title='owned'</script>", "<img src=x onerror=\"document.title='owned'\">",
    "<svg onload=document.title='owned'>", "<iframe srcdoc=\"<script>top.document.title='owned'</script>\"></iframe>",
    "<a href=\"javascript:document.title='owned'\">our new paper in Nature</a>", "<style>body{display:none}</style>",
    "[our new paper in Nature](javascript:document.title='owned')", "<base href=//evil.example>",
    "</textarea><script>document.title='owned'</script>", "<form action=//evil.example><input autofocus onfocus=document.title='owned'>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=document.title='owned'>", "{{constructor.constructor('document.title=1')()}}",
    "<meta http-equiv=refresh content=0;url=//evil.example>", "<object data=data:text/html,x>", "\u202eneve\u202c <details open ontoggle=document.title='owned'>",
)  # fmt: skip


@pytest.fixture
def opened(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens the page of a server; a script error or a breach of its policy fails the test."""
    contexts = []
    wrong: list[str] = []

    def opening(served: Served, path: str = "/", **options: Any) -> Page:
        context = browser.new_context(**options)
        context.grant_permissions(["clipboard-read", "clipboard-write"], origin=served.url)
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on(
            "console",
            lambda said: (
                wrong.append(said.text) if "Content Security Policy" in said.text else None
            ),
        )
        page.on(
            "request",
            lambda asked: (
                None if asked.url.startswith((served.url, "blob:", "data:")) else wrong.append(asked.url)
            ),
        )  # fmt: skip
        page.goto(served.url + path)
        page.wait_for_selector("body[data-ready]")
        return page

    yield opening
    for context in contexts:
        context.close()
    assert wrong == []


def check(page: Page, draft: str = DRAFT) -> None:
    page.fill("#text", draft)
    page.click("#check")
    page.wait_for_selector("#reading:not([hidden])")


def paste(page: Page, **kinds: str) -> None:
    """Paste from a clipboard that holds these kinds (`html`, `text`)."""
    page.evaluate(
        """async ({html, text}) => navigator.clipboard.write([new ClipboardItem({
          ...(html ? {"text/html": new Blob([html], {type: "text/html"})} : {}),
          "text/plain": new Blob([text], {type: "text/plain"})})])""",
        {"html": kinds.get("html", ""), "text": kinds["text"]},
    )
    page.focus("#text")
    page.keyboard.press("Control+V")
    page.wait_for_selector("#reading:not([hidden])")


def clipboard(page: Page) -> dict[str, str]:
    found: dict[str, str] = page.evaluate(
        """async () => { const [item] = await navigator.clipboard.read(); const held = {};
        for (const type of item.types) held[type] = await (await item.getType(type)).text(); return held; }"""
    )
    return found


def sound(page: Page) -> None:
    """Fails if axe-core finds a violation."""
    result = Axe().run(page)
    assert result.violations_count == 0, result.generate_report()


def test_a_draft_is_pasted_linked_and_copied(page: Served, opened: Callable[..., Page]) -> None:
    tab = opened(page)
    sound(tab)
    expect(tab.locator("#privacy")).to_contain_text("nothing leaves this server")
    paste(tab, text=DRAFT)
    expect(tab.locator("#status")).to_have_text(
        "1 mention is not tracked, 1 is weak, and 1 is tracked."
    )
    expect(tab.locator("#marked .mark.no")).to_contain_text("Nanometre-scale thermometry")
    card = tab.locator(".card.no")
    expect(card).to_contain_text("Altmetric won’t see this on a blog")
    expect(card).to_contain_text("Fits: title")
    sound(tab)

    card.get_by_role("button", name="Insert link to Nanometre-scale").click()
    expect(tab.locator("#status")).to_contain_text("Link inserted. 1 is weak and 2 are tracked.")
    assert URL in tab.input_value("#text")
    tab.get_by_role("button", name="Repair: turn it into a link").click()
    expect(tab.locator("#status")).to_contain_text("All 3 mentions are well linked.")
    tab.get_by_role("button", name="Copy the finished post").click()
    expect(tab.locator("#status")).to_contain_text("Copied.")
    held = clipboard(tab)
    assert f'<a href="{URL}">' in held["text/html"]
    assert "<em>Nature</em>" in held["text/html"]
    assert f"]({URL})" in held["text/plain"]

    tab.get_by_role("button", name="Undo").click()
    expect(tab.locator("#status")).to_contain_text("1 is weak and 2 are tracked")


def test_formatting_comes_along_and_goes_back(page: Served, opened: Callable[..., Page]) -> None:
    tab = opened(page)
    paste(tab, html=RICH, text="Our new paper in Nature is out.")

    expect(tab.locator("#type")).to_have_value("html")
    expect(tab.locator("#marked")).to_have_text(re.compile("Our .*new paper in Nature.* is out"))
    expect(tab.locator("#status")).to_contain_text("1 mention is not tracked and 1 is tracked")
    card = tab.locator(".card.no")
    card.get_by_label("Search by title or identifier").fill("thermometry living cell")
    card.get_by_role("button", name="Search", exact=True).click()
    card.get_by_role("button", name="Insert link to Nanometre-scale").click()
    expect(tab.locator("#status")).to_contain_text("All 2 mentions are well linked")
    tab.click("#copy")
    expect(tab.locator("#status")).to_contain_text("Copied.")
    held = clipboard(tab)
    assert f'<a href="{URL}">' in held["text/html"]
    assert "<i>Nature</i>" in held["text/html"]
    assert held["text/plain"].startswith("Our new paper (https://doi.org/")


def test_not_this_work_and_an_identifier_typed(page: Served, opened: Callable[..., Page]) -> None:
    tab = opened(page)
    check(tab)
    tab.get_by_role("button", name="Not this work: Nanometre").click()
    card = tab.locator(".card.no")
    expect(card).to_contain_text("None of the suggested works")
    expect(card).to_be_focused()
    card.get_by_label("Search by title or identifier").fill("10.1234/other")
    card.get_by_label("Search by title or identifier").press("Enter")
    expect(card).to_contain_text("Nobody here knows this identifier")
    card.get_by_role("button", name="Insert link to 10.1234/other").click()
    expect(tab.locator("#status")).to_contain_text("Link inserted.")
    assert "(https://doi.org/10.1234/other)" in tab.input_value("#text")


def test_the_channel_changes_what_is_lost_and_counted(
    page: Served, opened: Callable[..., Page]
) -> None:
    tab = opened(page)
    tab.select_option("#channel", "x")
    tab.fill("#text", f"Our new paper in Nature is out! {URL} " + "a" * 300)
    expect(tab.locator("#lengths")).to_have_text("356 of 280 characters, as X counts them – 76 too many")  # fmt: skip
    tab.fill("#text", "Our new paper in Nature is out!")
    tab.click("#check")
    expect(tab.locator(".card.no")).to_contain_text("Altmetric won’t see this on X")
    tab.select_option("#channel", "linkedin")
    expect(tab.locator(".card.no")).to_contain_text("No public tracker reads LinkedIn")
    expect(tab.locator("#lengths")).to_contain_text("31 of 3000 characters")


def test_by_keyboard_alone(page: Served, opened: Callable[..., Page]) -> None:
    tab = opened(page)

    def tab_to(name: str) -> None:
        for _ in range(40):
            tab.keyboard.press("Tab")
            if tab.evaluate(
                "name => (document.activeElement.ariaLabel ?? document.activeElement.textContent).includes(name)",
                name,
            ):
                return
        pytest.fail(f"{name} cannot be reached")

    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")  # skip to the draft
    for _ in range(3):
        tab.keyboard.press("Tab")
    expect(tab.locator("#text")).to_be_focused()
    tab.keyboard.insert_text(DRAFT)
    tab.keyboard.press("Control+Enter")
    tab.wait_for_selector(".card")
    tab_to("Nanometre-scale")  # the mark in the text
    tab.keyboard.press("Enter")
    expect(tab.locator(".card.no")).to_be_focused()
    tab_to("Insert link to Nanometre-scale")
    tab.keyboard.press("Enter")
    expect(tab.locator("#status")).to_contain_text("Link inserted.")
    expect(tab.locator("#found-heading")).to_be_focused()


def test_on_a_phone_in_the_dark_in_swedish(page: Served, opened: Callable[..., Page]) -> None:
    tab = opened(page, viewport={"width": 360, "height": 740}, color_scheme="dark", locale="sv-SE")
    check(tab)

    expect(tab.locator("html")).to_have_attribute("lang", "sv")
    expect(tab.locator("#status")).to_have_text(
        "1 omnämnande är inte spårbart, 1 är svagt och 1 är spårbart."
    )
    expect(tab.locator(".card.no")).to_contain_text("Altmetric ser inte det här på en blogg")
    expect(tab.locator(".card.no")).to_contain_text("utan länk eller identifierare")
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
    sound(tab)
    tab.select_option("#language", "en")
    expect(tab.locator("#check")).to_have_text("Check again")
    expect(tab.locator(".card.no").first).to_contain_text("without a link or identifier")
    assert tab.url.endswith("?lang=en")


def test_files_are_dropped(page: Served, opened: Callable[..., Page]) -> None:
    tab = opened(page)
    for name, content, shown in (
        ("photo.png", b"\x89PNG\r\n\x1a\n", "That is a picture."),
        ("draft.md", DRAFT.encode(), "1 mention is not tracked"),
    ):
        tab.set_input_files("#file", {"name": name, "mimeType": "", "buffer": content})
        expect(tab.locator("#trouble" if "picture" in shown else "#status")).to_contain_text(shown)
    drop = """() => { const data = new DataTransfer();
        data.items.add(new File(["<p>Our new paper in Nature is out.</p>"], "a.html"));
        document.body.dispatchEvent(new DragEvent("drop", {dataTransfer: data, bubbles: true})); }"""
    tab.evaluate(drop)
    expect(tab.locator("#status")).to_have_text("1 mention is not tracked.")
    expect(tab.locator("#type")).to_have_value("html")


def test_a_hostile_draft_does_nothing(page: Served, opened: Callable[..., Page]) -> None:
    tab = opened(page)
    title = tab.title()
    for kind in ("markdown", "html", "plain"):
        draft = "\n\n".join((*HOSTILE, "Our new paper of magnetic fields by Berg in Cell is out."))
        tab.evaluate(
            "([text, kind]) => { document.getElementById('text').value = text; document.getElementById('type').value = kind; }",
            [draft, kind],
        )
        with tab.expect_response("**/v1/review"):
            tab.click("#check")
        expect(tab.locator("#status")).not_to_have_text("Checking …")
    tab.wait_for_timeout(200)
    assert tab.title() == title
    assert tab.locator("main :is(script, iframe, img, svg, object, form, base, style, meta)").count() == 0  # fmt: skip
    assert tab.locator("main a[href^='javascript:']").count() == 0
    assert tab.url.startswith(page.url)


def test_hostile_records_are_shown_as_text(page: Served, opened: Callable[..., Page]) -> None:
    tab = opened(page)
    check(tab)
    field = tab.get_by_label("Search by title or identifier").first
    tab.locator(".card.no summary").click()
    field.fill("magnetic fields onerror")
    field.press("Enter")
    expect(tab.locator(".card.no")).to_contain_text("<img src=x onerror=alert(1)>")
    assert tab.locator("main img").count() == 0


def test_registries_that_cannot_be_reached_are_told(
    home: Path, registries: HTTPServer, opened: Callable[..., Page]
) -> None:
    reached = (home / "online.toml").read_text("utf-8")
    gone = re.sub(r"^(crossref) = .*$", r'\1 = "http://127.0.0.1:9"', reached, flags=re.MULTILINE)
    (home / "dead.toml").write_text(gone, encoding="utf-8")
    with serving(Setup(str(home / "dead.toml"))) as served:
        tab = opened(served)
        expect(tab.locator("#privacy")).to_contain_text("are looked up at Crossref")
        check(tab, "Read [this article](https://doi.org/10.1016/j.cell.2019.09.009).")
        expect(tab.locator("#found")).to_contain_text(
            "Not everything could be asked", timeout=30_000
        )
        expect(tab.locator("#progress")).to_be_hidden(timeout=30_000)
        expect(tab.locator("#found")).not_to_contain_text("There is no such identifier")


def test_look_ups_stream_in(online: Served, opened: Callable[..., Page]) -> None:
    tab = opened(online)
    check(tab, "Our new paper in Nature, “Nanometre-scale thermometry in a living cell”, is out.")

    expect(tab.locator("#progress")).to_be_hidden(timeout=30_000)
    expect(tab.locator(".card.no")).to_contain_text("Kucsko")


def test_a_server_that_is_gone_keeps_the_text(page: Served, opened: Callable[..., Page]) -> None:
    tab = opened(page)
    tab.route("**/v1/review", lambda route: route.abort())
    tab.fill("#text", DRAFT)
    tab.click("#check")

    expect(tab.locator("#trouble")).to_contain_text("Your text is still here")
    assert tab.input_value("#text") == DRAFT


def test_the_words_of_the_page_are_there_in_every_language() -> None:
    words = {
        each.name.removesuffix(".toml"): tomllib.loads(each.read_text("utf-8"))["words"]
        for each in (files("idcheck.data") / "page").iterdir()
        if each.name.endswith(".toml")
    }  # fmt: skip
    static = files("idcheck.web") / "static"
    code = "".join(each.read_text("utf-8") for each in static.iterdir() if each.name.endswith((".js", ".html")))  # fmt: skip
    used = set(re.findall(r'(?:\bsay\("|data-words=")([\w.-]+)"', code))

    assert used
    assert words.keys() <= set(languages())
    for name, held in words.items():
        assert held.keys() == words["en"].keys(), name
        assert used <= held.keys()
        assert {f"channel.{each}" for each in all_channels()} <= held.keys()
        for key, said in held.items():
            braces = re.findall(r"\{\w+\}", str(said))
            assert sorted(set(braces)) == sorted(set(re.findall(r"\{\w+\}", str(words["en"][key]))))
