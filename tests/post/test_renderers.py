"""What a reader sees, compared with what independent renderers show.

For Markdown it is markdown-it's own HTML, for HTML the text of BeautifulSoup. White space is left
out of the comparison: how blocks are parted is each renderer's own business.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup, NavigableString
from bs4.element import RubyParenthesisString, RubyTextString
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from posts import assert_words_placed, html, markdown

from idcheck.post import decode, read

if TYPE_CHECKING:
    from pathlib import Path

_RENDERER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
_UNSEEN = ["pre", "script", "style", "template", "noscript", "title", "svg", "textarea", "select", "iframe", "video", "audio", "math", "object"]  # fmt: skip
_SPACE = re.compile(r"[ \t\n\r\f]+")


def _shown(page: str) -> str:
    """The characters that a page shows."""
    soup = BeautifulSoup(page, "html.parser")
    hiding = {"hidden": True}
    for element in [*soup(_UNSEEN), *soup(attrs=hiding), *soup(attrs={"aria-hidden": "true"})]:
        element.decompose()
    words = soup.get_text(types=(NavigableString, RubyTextString, RubyParenthesisString))
    return _SPACE.sub("", words)


_WORDS = st.sampled_from(
    ["word", "two words", "😀", "e\u0301té", "&amp;", "&eacute;", "\\*", "\\_", "a_b_c", "1. x", "x < y", "&", "C:\\d"]
)  # fmt: skip
_INLINE = st.recursive(
    _WORDS,
    lambda inner: st.one_of(
        inner.map("*{}*".format), inner.map("**{}**".format), inner.map("~~{}~~".format),
        inner.map("[{}](https://x.org/a_b)".format), inner.map("[{}][key]".format), inner.map("![{}](i.png)".format),
        inner.map("<b>{}</b>".format), st.just("`co de`"), st.just("<https://x.org>"), st.just("[key]"), st.just("<!-- no -->"),
        st.lists(inner, min_size=2, max_size=3).map(" ".join), st.lists(inner, min_size=2, max_size=3).map("".join),
    ),
    max_leaves=6,
)  # fmt: skip
_BLOCKS = st.recursive(
    st.one_of(
        _INLINE, _INLINE.map("# {}".format), _INLINE.map("{}\n===".format), st.tuples(_INLINE, _INLINE).map("\n".join),
        st.tuples(_INLINE, _INLINE).map("  \n".join), st.just("```\ncode\n```"), st.just("    code"), st.just("***"),
        _INLINE.map("<div>\n{}\n</div>".format), _INLINE.map("<div>\n\n{}\n\n</div>".format),
        st.tuples(_INLINE, _INLINE).map(lambda cells: f"| a | b |\n|---|:-:|\n| {cells[0]} | {cells[1]} |"),
    ),
    lambda inner: st.one_of(
        inner.map(lambda block: re.sub("^", "> ", block, flags=re.MULTILINE)),
        inner.map(lambda block: "- " + block.replace("\n", "\n  ")),
        inner.map(lambda block: "1. " + block.replace("\n", "\n   ")),
        st.tuples(inner, inner).map("\n\n".join), st.tuples(inner, inner).map("\n".join),
    ),
    max_leaves=6,
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(_BLOCKS, st.sampled_from(["\n", "\r\n", "\r"]))
def test_a_post_shows_what_its_rendered_page_shows(source: str, end: str) -> None:
    source = f"{source}\n\n[key]: https://x.org/k\n"
    post = markdown(source.replace("\n", end), bare_links=False)
    assert _SPACE.sub("", post.text) == _shown(_RENDERER.render(source))
    assert assert_words_placed(post) == 0


_TEXT = st.sampled_from(
    ["word", "two words", "\n", " ", "😀", "&amp;", "&eacute;", "&#233;", "&#x1F600;", "&nbsp;", "x < y", "a & b", "<br>", "<!-- no -->"]
)  # fmt: skip
_NAMES = st.sampled_from(
    ["p", "div", "b", "i", "span", "a href='x&amp;y'", "li", "ul", "td", "tr", "table", "code", "h1", "main", "article", "nav",
     "section", "blockquote", "pre", "script", "style", "template", "div hidden", "span aria-hidden=true", "button", "a"]
)  # fmt: skip
_PAGES = st.recursive(
    _TEXT,
    lambda inner: st.one_of(
        st.tuples(_NAMES, inner).map(lambda made: f"<{made[0]}>{made[1]}</{made[0].split()[0]}>"),
        st.lists(inner, min_size=2, max_size=4).map("".join),
    ),
    max_leaves=12,
)


@settings(max_examples=200, deadline=None)
@given(_PAGES)
@example("<a href='x'><pre><a href='y'>word</a></pre></a>")
def test_a_page_shows_what_its_parser_shows(source: str) -> None:
    post = html(source, bare_links=False)
    assert _SPACE.sub("", post.text) == _shown(source)
    assert_words_placed(post)


@pytest.mark.parametrize("part", range(6))
def test_pages_of_the_corpus_show_what_their_parser_shows(shared: Path, part: int) -> None:
    for file in sorted((shared / "corpus" / "posts").rglob("*.html"))[part::6]:
        source = decode(file.read_bytes())
        (post,) = read(source, path=file.name, format="html")
        if post.templates or post.meta:
            continue  # the parser knows of neither
        assert _SPACE.sub("", post.text) == _shown(source), file.name
