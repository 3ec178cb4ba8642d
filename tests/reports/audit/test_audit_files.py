"""The files of an audit's report: their numbers, and words of people who mean no good."""

from __future__ import annotations

import csv
import io
import json
import re
from html.parser import HTMLParser
from typing import Any

import pytest
from audits import EDITION, LINK, an_audit
from hostile import for_evils

from idcheck.auditing.audit import audited
from idcheck.auditing.facts import FileFacts, FindingFacts, MentionFacts, PostFacts
from idcheck.messages import Message
from idcheck.reports.audit import FILES, Edition, numbers, tables, written
from idcheck.reports.audit.figures import percent
from idcheck.reports.audit.markup import Raw, html, joined, link, tag

_HARMLESS = {"http-equiv", "class", "id", "href", "rel", "role", "scope", "tabindex", "lang", "charset", "content", "name", "width", "height", "x", "y", "x1", "x2", "y1", "y2", "viewbox", "focusable", "preserveaspectratio", "text-anchor"}  # fmt: skip


class _Reader(HTMLParser):
    """Elements, attributes and links of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.links: list[str] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name in {"href", "src"}]

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def page_of(**more: Any) -> _Reader:
    reader = _Reader()
    reader.feed(written(an_audit(**more), EDITION)["index.html"].decode())
    return reader


def rows(name: str, **more: Any) -> list[dict[str, str]]:
    text = written(an_audit(**more), EDITION)[name].decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_all_files_are_known() -> None:
    assert set(written(an_audit(), EDITION)) == FILES
    assert set(written(audited([]), EDITION)) == FILES - {"ours.csv"}


def test_the_numbers_are_the_same_everywhere() -> None:
    files = written(an_audit(), EDITION)
    told = json.loads(files["audit.json"])

    assert told["schema"] == "idcheck-audit-1"
    assert told["total"] == {
        "posts": 30, "yes": 30, "weak": 15, "no": 15, "mentions": 60, "share": 0.5,
    }  # fmt: skip
    assert "<strong>50\u202f% of 60 mentions</strong>" in files["index.html"].decode()
    assert sum(int(row["trackable"]) for row in rows("sections.csv")) == 30
    assert sum(int(row["lost"]) for row in rows("time.csv")) == 15
    assert len(rows("posts.csv")) == 30
    assert len(rows("repairs.csv")) == len(told["repairs"]) == 20
    assert [row["announced"] for row in rows("ours.csv")] == [each["how"] for each in told["ours"]]


def test_the_page_loads_nothing() -> None:
    text = written(an_audit(), EDITION)["index.html"].decode()

    assert not re.search(r"\b(?:src|srcset|action|poster|data|background)=", text)
    assert "@import" not in text
    assert "url(" not in text
    assert text.count("<script>") == text.count("<style>") == 1
    assert "default-src &#x27;none&#x27;" in text


def test_links_lead_to_works_and_files_alone() -> None:
    found = page_of().links

    assert {each for each in found if not each.startswith("#")} == {LINK, *(FILES - {"index.html"})}


@pytest.mark.parametrize("name", ["index.html", "audit.json", "repairs.csv"])
def test_half_characters_do_no_harm(name: str) -> None:
    assert written(an_audit("\ud800 \udcff"), EDITION)[name]


@pytest.fixture(scope="module")
def plain() -> _Reader:
    return page_of(posts=4)


@for_evils
def test_words_are_no_markup(plain: _Reader, evil: str) -> None:
    hostile = page_of(said=evil or "x", posts=4)

    assert set(hostile.tags) == set(plain.tags)
    assert hostile.attributes == plain.attributes
    assert hostile.links == plain.links


@for_evils
def test_cells_are_no_formulas(evil: str) -> None:
    for text in tables.render(an_audit(said=evil, posts=3)).values():
        for row in csv.reader(io.StringIO(text, newline="")):
            for cell in row:
                assert not cell.lstrip("\ufeff \t").startswith(("=", "+", "-", "@"))


@pytest.mark.parametrize("said", ['=HYPERLINK("x")', "+1", "-1", "@SUM(1)", "\t=1", " =1", "＝1"])
def test_formulas_are_told_as_text(said: str) -> None:
    assert rows("authors.csv", said=said)[0]["author"].startswith("'")


@for_evils
def test_json_is_json(evil: str) -> None:
    told = json.loads(numbers.render(an_audit(evil, posts=2), EDITION))

    assert told["repairs"][0]["words"] in {evil, None}


def test_a_site_without_mentions() -> None:
    text = written(audited([FileFacts("a.md", "checked", "")]), EDITION)["index.html"].decode()

    assert "No mention of a publication was found" in text
    assert "No publication is marked as our own" in text


def test_the_posts_that_lose_most_come_first() -> None:
    def post(name: str, *tracked: str) -> FileFacts:
        mentions = tuple(MentionFacts("title", how, "words") for how in tracked)
        finding = FindingFacts("MEN101", "x", "error", "x", 1, "", "", "", "", sure=False)
        made = PostFacts(name, "", "", (), "", "blog", mentions, (finding,))
        return FileFacts(name, "checked", "", (made,))

    audit = audited([post("good.md", "yes"), post("bad.md", "no"), post("worst.md", "weak", "no")])
    page = written(audit, EDITION)["index.html"].decode()
    table = page[page.index('id="table-posts"') : page.index('id="repairs"')]

    assert re.findall(r"<span>(\w+)\.md</span>", table) == ["worst", "bad"]


def test_many_repairs_are_cut_and_told() -> None:
    files = written(an_audit(posts=2000), EDITION)

    assert len(files["index.html"]) < 1_000_000
    assert "And 834 more, in repairs.csv." in files["index.html"].decode()
    assert len(rows("repairs.csv", posts=2000)) == 1334


@pytest.mark.parametrize(
    ("share", "shown"),
    [(None, "–"), (0.0, "0 %"), (0.001, "<1 %"), (0.5, "50 %"), (0.999, ">99 %"), (1.0, "100 %")],
)
def test_shares(share: float | None, shown: str) -> None:
    assert percent(share) == shown.replace(" ", "\u202f")


def test_markup_is_escaped_once() -> None:
    paragraph = tag("p", "<b>", tag("i", "&"), class_='"x"')
    assert html(paragraph, "en") == '<p class="&quot;x&quot;">&lt;b&gt;<i>&amp;</i></p>'
    assert (
        html(joined("a\u202eb", Raw("<hr>"), tag("rect", x=1)), "en")
        == 'a&lt;U+202E&gt;b<hr><rect x="1"/>'
    )
    assert html(link("javascript:alert(1)", "x"), "en") == "x"
    assert html(link('https://doi.org/10.1/"x', "x"), "en").startswith(
        '<a href="https://doi.org/10.1/&quot;x"'
    )


def test_messages_are_said_in_the_language_of_the_page() -> None:
    said = Message("{file}: cannot be written: {reason}", file="<b>", reason="`x`")

    assert html(said, "sv") == "&lt;b&gt;: kan inte skrivas: <code>x</code>"
    assert html(tag("a", title=said), "sv") == '<a title="&lt;b&gt;: kan inte skrivas: `x`"></a>'
    assert html(Message("a ` alone"), "en") == "a ` alone"


@pytest.mark.parametrize(
    ("places", "path", "shown"),
    [
        (("site",), "site/news/a.md", "news/a.md"),
        (("site/",), "site/news/a.md", "news/a.md"),
        ((".",), "news/a.md", "news/a.md"),
        (("site/news", "site/notes"), "site/news/a.md", "news/a.md"),
        (("site/a.md",), "site/a.md", "site/a.md"),
        (("news", "blog"), "news/a.md", "news/a.md"),
        (("https://example.edu/sitemap.xml",), "https://example.edu/a", "https://example.edu/a"),
    ],
)
def test_paths_are_shown_from_what_was_named(
    places: tuple[str, ...], path: str, shown: str
) -> None:
    assert Edition(places, EDITION.day, EDITION.version).short(path) == shown


def test_a_page_in_swedish() -> None:
    edition = Edition(EDITION.places, EDITION.day, EDITION.version, "sv")
    page = written(an_audit(), edition)["index.html"].decode()

    assert '<html lang="sv">' in page
    assert "<h1>Vad mättjänster kan räkna</h1>" in page
