"""What posts say of themselves: title, date, authors, section."""

from __future__ import annotations

import pytest

from idcheck.auditing.byline import Byline, byline_of
from idcheck.post.formats import read


def byline(source: str, path: str = "a.md", kind: str = "markdown") -> Byline:
    (post,) = read(
        source, path=path, format=kind, channel="blog", channel_by="default", bare_links=None
    )
    return byline_of(post)


def test_front_matter() -> None:
    found = byline(
        "---\ntitle: Cells\ndate: 2024-05-17\nauthor: Ann Ek\nsection: News\n---\nHello.\n"
    )

    assert found == Byline("Cells", "2024-05-17", ("Ann Ek",), "News")


@pytest.mark.parametrize(
    "written",
    [
        "author: [Ann Ek, Bo Al]",
        "authors:\n  - Ann Ek\n  - Bo Al",
        "author:\n  - name: Ann Ek\n    url: https://example.edu\n  - name: Bo Al",
        "authors:\n- name: {literal: Ann Ek}\n- name: {literal: Bo Al}",
    ],
)
def test_several_authors(written: str) -> None:
    if "literal" in written:
        written = written.replace("name: {literal: Ann Ek}", "literal: Ann Ek").replace(
            "name: {literal: Bo Al}", "literal: Bo Al"
        )
    assert byline(f"---\n{written}\n---\nHello.\n").authors == ("Ann Ek", "Bo Al")


def test_an_address_is_no_name() -> None:
    assert byline("---\nauthor: https://example.edu/ann\n---\nHello.\n").authors == ()
    assert byline("---\nauthor: '@ann'\n---\nHello.\n").authors == ()


def test_a_post_that_says_nothing() -> None:
    assert byline("Hello.\n") == Byline("", "", (), "")


def test_the_heading_stands_for_a_title_and_the_path_for_a_date() -> None:
    found = byline("# Warm cells\n\nHello.\n", "_posts/2024-05-17-cells.md")

    assert (found.title, found.date) == ("Warm cells", "2024-05-17")


def test_the_front_matter_has_the_say_over_the_path() -> None:
    assert byline("---\ndate: 2020-01-01\n---\n", "_posts/2024-05-17-cells.md").date == "2020-01-01"


def test_a_date_that_is_none_leaves_the_say_to_the_next() -> None:
    assert byline("---\ndate: soon\npublished: 2020-01-01\n---\n").date == "2020-01-01"


def test_the_head_of_a_page() -> None:
    page = (
        '<html><head><title>x</title><meta property="og:title" content="Cells &amp; heat">'
        '<meta property="article:published_time" content="2024-05-17T08:00:00Z">'
        '<meta name="author" content="Ann Ek"><meta property="article:section" content="News">'
        "</head><body><p>Hello.</p></body></html>"
    )
    assert byline(page, "a.html", "html") == Byline(
        "Cells & heat", "2024-05-17", ("Ann Ek",), "News"
    )


def test_linked_data() -> None:
    page = (
        '<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "headline": "Cells",'
        '"datePublished": "2024-05-17", "author": [{"name": "Ann Ek"}], "articleSection": "News"}]}</script><p>Hello.'
    )
    assert byline(page, "a.html", "html") == Byline("Cells", "2024-05-17", ("Ann Ek",), "News")


def test_a_time_element() -> None:
    page = '<p>Hello.</p><time datetime="2024-05-17">Friday</time><time datetime="2020-01-01">then</time>'

    assert byline(page, "a.html", "html").date == "2024-05-17"


@pytest.mark.parametrize("page", ["<script>{", '<script>{"a":' * 2000, "<meta", "<time datetime>"])
def test_broken_pages_say_nothing(page: str) -> None:
    assert byline(page, "a.html", "html").date == ""


def test_feeds_tell_of_each_entry() -> None:
    source = (
        "<rss><channel><item><title>Cells</title><pubDate>Fri, 17 May 2024 10:00:00 GMT</pubDate>"
        "<creator>Ann Ek</creator><description>Hello.</description></item></channel></rss>"
    )
    assert byline(source, "feed.xml", "feed") == Byline("Cells", "2024-05-17", ("Ann Ek",), "")


def test_long_titles_are_cut() -> None:
    assert len(byline(f"---\ntitle: {'x' * 5000}\n---\n").title) == 121


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("text,platform,date\nOur new paper is out,Twitter,2024-05-17\n", "table"),
        ("Inlägg;Kanal;Publiceringsdatum\nVår nya artikel är ute;X;17 maj 2024\n", "table"),
        ("17/05/2024 10:00,Our new paper is out,https://example.edu\n", "table"),
        (
            '[{"text": "Our new paper is out", "scheduled_at": "2024-05-17T10:00:00Z"}]',
            "json_posts",
        ),
    ],
)
def test_plans_for_social_media_tell_the_day(source: str, kind: str) -> None:
    assert byline(source, "plan", kind).date == "2024-05-17"
