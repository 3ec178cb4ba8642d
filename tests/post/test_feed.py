from __future__ import annotations

import time
from html import escape, unescape
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from posts import folded, html, links, posts_of

from idcheck.post.feed import addresses, link

if TYPE_CHECKING:
    from idcheck.post import Post

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Site</title><language>sv-SE</language>
<item><title>A &amp; B</title><link>https://x.org/a</link>
<description>short</description>
<content:encoded><![CDATA[<p>Our <a href="https://doi.org/10.1/x?a=1&amp;b=2">paper</a> &eacute;</p>]]></content:encoded></item>
<item><title>Two</title><link>https://x.org/b</link>
<description>&lt;p&gt;See &lt;a href=&quot;https://doi.org/10.1/y&quot;&gt;it&lt;/a&gt; R&amp;amp;D&lt;/p&gt;</description></item>
<item><title>Empty</title></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
<entry><title>T</title><link rel="self" href="https://no.org"/><link href="https://x.org/1"/><id>urn:1</id>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One <a href="https://doi.org/10.1/x">two</a></p></div></content></entry>
<entry><link href="https://x.org/2"/><summary type="text">Three &lt; four</summary></entry>
</feed>"""


def feed(source: str) -> tuple[Post, ...]:
    return posts_of(source, "feed.xml", "feed")


def test_entries_of_rss() -> None:
    first, second = feed(RSS)
    assert first.text == "Our paper é"
    assert links(first) == [("anchor", "paper", "https://doi.org/10.1/x?a=1&b=2")]
    place = first.links[0].target_place
    assert place.span is not None
    assert place.span.of(RSS) == "https://doi.org/10.1/x?a=1&amp;b=2"
    assert place.line == 6
    assert {item.key: item.value for item in first.meta} == {
        "title": "A & B",
        "link": "https://x.org/a",
    }
    assert first.language == "sv"
    assert second.text == "See it R&D"
    place = second.links[0].target_place
    assert place.span is not None
    assert place.span.of(RSS) == "https://doi.org/10.1/y"
    assert (first.format, second.format) == ("html", "feed")


def test_entries_of_atom() -> None:
    first, second = feed(ATOM)
    assert first.text == "One two"
    assert links(first) == [("anchor", "two", "https://doi.org/10.1/x")]
    assert {item.key: item.value for item in first.meta} == {
        "title": "T",
        "link": "https://x.org/1",
        "id": "urn:1",
    }
    assert second.text == "Three < four"


def test_a_link_that_is_written_is_read() -> None:
    source = RSS.replace("See ", link("a <b>", "https://x.org/?a=1&b=2") + " ")
    assert links(feed(source)[1])[0] == ("anchor", "a <b>", "https://x.org/?a=1&b=2")


def test_sitemaps_hold_no_posts() -> None:
    source = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://x.org/a?b&amp;c</loc></url><url><loc> https://x.org/d </loc></url></urlset>'
    (post,) = feed(source)
    assert post.problems[0].fatal
    assert "lists 2 addresses" in post.problems[0].message
    assert addresses(source) == ("https://x.org/a?b&c", "https://x.org/d")


@pytest.mark.parametrize(
    ("source", "message"),
    [
        (
            '<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss>&b;</rss>',
            "declares entities",
        ),
        (
            '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss>&a;</rss>',
            "declares entities",
        ),
        ("<rss><item></rss>", "not well-formed XML (line 1"),
        ("\n\n<rss>\n&nbsp;</rss>", "not well-formed XML (line 4"),
        ("<svg></svg>", "no feed and no sitemap (it begins with `svg`)"),
        ("", "not well-formed"),
        ("<rss", "not well-formed"),
    ],
)
def test_what_is_refused(source: str, message: str) -> None:
    (post,) = feed(source)
    assert post.problems[0].fatal
    assert message in post.problems[0].message


_BODY = st.lists(st.sampled_from(["<p>", "</p>", "a", " b", "é😀", "&amp;", "&lt;", '<a href="https://x.org/">', "</a>", "\n", "'"]), max_size=15).map("".join)  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(_BODY, st.booleans())
def test_content_is_seen_as_the_page_itself(body: str, raw: bool) -> None:
    held = f"<![CDATA[{body}]]>" if raw else escape(body)
    posts = feed(f"<rss><item><description>x{held}</description></item></rss>")
    page = html(f"x{body}")
    assert [post.text for post in posts] == [page.text]
    assert links(posts[0]) == links(page)
    for piece in posts[0].map.pieces:
        said = folded(piece.text.of(posts[0].text))
        stands = folded(piece.source.of(posts[0].source))
        assert said in {stands, unescape(stands), unescape(unescape(stands))} or not said.strip()


@settings(max_examples=100, deadline=None)
@given(st.text(st.sampled_from("<>/![]?&;-ab\"'= \n\0"), max_size=80))
def test_no_input_raises(source: str) -> None:
    feed(source)
    feed(f"<rss><item><description>{source}</description></item></rss>")


@pytest.mark.parametrize("unit", ["<a>", "<!--", "&lt;", "<![CDATA[", "<item>", "&amp;"])
def test_hostile_feeds_end_in_time(unit: str) -> None:
    start = time.perf_counter()
    feed("<rss>" + unit * (30_000 // len(unit)))
    feed(f"<rss><item><description>{'&lt;b&gt;' * 3_000}</description></item></rss>")
    assert time.perf_counter() - start < 20
