from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from posts import assert_words_placed, links, markdown, marked, written

from idcheck.post import Span


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("# A *title* ##\n\nB", "A title\n\nB"),
        ("Set\next\n===\nB", "Set ext\n\nB"),
        ("one\n  two  \nthree\\\nfour", "one two\nthree\nfour"),
        ("> a\nlazy\n> > b", "a lazy\n\nb"),
        ("- a\n  - b\n\n    c\n1. d", "a\n\nb\n\nc\n\nd"),
        ("| a | b\\|c |\n|--|--|\n| *d* | `e\\|f` |", "a\n\nb|c\n\nd\n\ne|f"),
        ("a\n\n    code\n\nb", "a\n\nb"),
        ("a\n```r\ncode\n```\nb", "a\n\nb"),
        ("a $$x = 1$$ b\n\n$$\ny\n$$\n\nc", "a b\n\nc"),
        ("a `x  y` b", "a x y b"),
        ("~~old~~ **new** __x__", "old new x"),
        ("&amp; &eacute; \\* \\a &#x41;", "& é * \\a A"),
        ("a ![alt](i.png) b", "a b"),
        ("a <!-- no --> b <span class=x>c</span>", "a b c"),
        ("<div>\n<p>a <b>b</b>\n</div>\n\nc", "a b\n\nc"),
        ("a\tb\n\n-\tc\td", "a b\n\nc d"),
        ("a[^n] b.\n\n[^n]: Note.\n\n    More.", "a b.\n\nNote.\n\nMore."),
        ("[@key] and [-@x, p. 3]", "[@key] and [-@x, p. 3]"),
        ("***", ""),
        ("", ""),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_what_a_reader_sees(source: str, text: str, end: str) -> None:
    post = markdown(source.replace("\n", end))
    assert post.text == text
    assert all(piece.exact for piece in post.map.pieces)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("a {{ site.x }} b", "a b"),
        ("a\n\n{% include x.html y='z' %}\n\nb", "a\n\nb"),
        ('{{< fig src="a.png" >}}\na', "a"),
        ("a {{% name %}}c", "a c"),
        ("{% highlight r %}\ncode\n{% endhighlight %}\nb", "b"),
        ("{% comment %}no{% endcomment %} b", "b"),
        ("a <%= x %> b", "a b"),
        ("::: {.callout}\na\n:::\nb", "a\n\nb"),
        ("a [span]{.class} b", "a span b"),
        ("# T {#id .c}", "T"),
        ("para\n{: .lead}\n\nb", "para\n\nb"),
        ("unclosed {{ a", "unclosed {{ a"),
        ("{{ a\n\nb }}", "{{ a\n\nb }}"),
        ("`{:ok, x}` stays", "{:ok, x} stays"),
        ("a ![i](x.png){width=50%} b", "a b"),
    ],
)
def test_template_code_and_attributes_vanish(source: str, text: str) -> None:
    assert markdown(source).text == text


def test_regions() -> None:
    post = markdown("# H\n\n*e* **s** `c`\n\n> q\n\n- i\n\n|h|\n|-|\n|d|\n\n[^1]\n\n[^1]: f\n")
    assert marked(post, "heading") == ["H"]
    assert marked(post, "emphasis") == ["e"]
    assert marked(post, "strong") == ["s"]
    assert marked(post, "code") == ["c"]
    assert marked(post, "quote") == ["q"]
    assert marked(post, "item") == ["i"]
    assert marked(post, "cell") == ["h", "d"]
    assert [(item.label, item.span.of(post.text)) for item in post.regions_of("footnote")] == [
        ("1", "f")
    ]
    assert [item.label for item in post.regions_of("note-marker")] == ["1"]


def test_an_inline_footnote_is_a_block_after_its_paragraph() -> None:
    post = markdown("See here^[Source: *Milà* (2024), https://x.org/a] and on.\n\nNext")
    assert post.text == "See here and on.\n\nSource: Milà (2024), https://x.org/a\n\nNext"
    (note,), (marker,) = post.regions_of("footnote"), post.regions_of("note-marker")
    assert note.span.of(post.text) == "Source: Milà (2024), https://x.org/a"
    assert marker.label == note.label
    assert marker.span.start == len("See here")
    assert written(post, "Milà") == "Milà"


@pytest.mark.parametrize(
    ("source", "origin", "label", "target", "target_written", "whole"),
    [
        ("[our *p*](https://x.org/a \"t\")", "anchor", "our p", "https://x.org/a", "https://x.org/a", None),
        ("[a](<x y>)", "anchor", "a", "x y", "x y", None),
        ("[a](u\\_v&amp;w)", "anchor", "a", "u_v&w", "u\\_v&amp;w", None),
        ("[a](https://d.o/(9)x)", "anchor", "a", "https://d.o/(9)x", "https://d.o/(9)x", None),
        ("[a](\n  x.md 'T')", "anchor", "a", "x.md", "x.md", None),
        ("[a]({{ site.url }}/b)", "anchor", "a", "{{ site.url }}/b", "{{ site.url }}/b", None),
        ("[a](x){:target=\"_blank\"}", "anchor", "a", "x", "x", "[a](x)"),
        ("[a]()", "anchor", "a", "", "", None),
        ("<https://x.org/a_b>", "autolink", "https://x.org/a_b", "https://x.org/a_b", "https://x.org/a_b", None),
        ("<doi:10.1/x>", "autolink", "doi:10.1/x", "doi:10.1/x", "doi:10.1/x", None),
        ("https://x.org/a_b_c&amp;d", "bare", "https://x.org/a_b_c&d", "https://x.org/a_b_c&d", "https://x.org/a_b_c&amp;d", None),
        ("<a href='u&amp;v'>z</a>", "anchor", "z", "u&v", "u&amp;v", None),
        ("[![b](i.svg)](https://x.org)", "image", "", "https://x.org", "https://x.org", None),
        ("**[a](x)**", "anchor", "a", "x", "x", "[a](x)"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("before", ["", "x\n", "> - 😀é ", "# ", "1. a\n\n   b "])
def test_links(
    source: str,
    origin: str,
    label: str,
    target: str,
    target_written: str,
    whole: str | None,
    before: str,
) -> None:
    if before == "# ":
        source = source.replace("\n  ", " ")  # a heading is one line
    if before.startswith(("> ", "1.")):
        indented = source.replace("\n", "\n> " if before[0] == ">" else "\n   ")
    else:
        indented = source
    post = markdown(before + indented)
    (link,) = post.links
    assert (link.origin, link.label, link.target) == (origin, label, target)
    assert link.target_place.span is not None
    assert link.target_place.span.of(post.source) == target_written
    assert link.whole_place.span is not None
    assert link.whole_place.span.of(post.source) == (whole or indented)


def test_links_with_definitions() -> None:
    source = "[Text][Key], [key][], [key] and [none].\n\n> [KEY]:\n>   <https://x.org/a> 'T'\n"
    post = markdown(source)
    assert links(post) == [
        ("reference", "Text", "https://x.org/a"),
        ("reference", "key", "https://x.org/a"),
        ("reference", "key", "https://x.org/a"),
    ]
    for link, whole in zip(post.links, ["[Text][Key]", "[key][]", "[key]"], strict=True):
        assert link.target_place.line == 4
        assert link.target_place.span is not None
        assert link.target_place.span.of(source) == "https://x.org/a"
        assert link.whole_place.span is not None
        assert link.whole_place.span.of(source) == whole


def test_bare_addresses_only_where_they_become_links() -> None:
    source = "(https://x.org/a_(b)_c). `https://no.org` [https://y.org](z) doi:10.1/x www.w.org."
    assert links(markdown(source)) == [
        ("bare", "https://x.org/a_(b)_c", "https://x.org/a_(b)_c"),
        ("anchor", "https://y.org", "z"),
        ("bare", "www.w.org", "http://www.w.org"),
    ]
    assert links(markdown(source, bare_links=False)) == [("anchor", "https://y.org", "z")]


def test_a_link_in_html_blocks_is_not_doubled() -> None:
    assert links(markdown("<a href='x'>\n\nhttps://y.org\n\n</a>")) == [
        ("anchor", "https://y.org", "x")
    ]


def test_words_in_cells_headings_and_joined_lines_have_their_places() -> None:
    post = markdown("> # x # y #\n\n| a | a\\|b | a |\n|-|-|-|\n| a | c\n\n- one\n  two *th*ree\n")
    assert written(post, "x # y") == "x # y"
    assert written(post, "a|b") == "a\\|b"
    assert written(post, "one two") == "one\n  two"
    assert written(post, "three") == "th*ree"
    assert assert_words_placed(post) == 0


def test_lines_count_from_one_whatever_their_ends() -> None:
    post = markdown("---\r\na: b\r\n---\r\none\r\n\r\n- two\r\n  three\r\n")
    lines = {}
    for word in ("one", "two", "three"):
        at = post.text.index(word)
        lines[word] = post.place(Span(at, at + len(word))).line
    assert lines == {"one": 4, "two": 6, "three": 7}


def test_elements_that_hide_end_with_their_paragraph() -> None:
    assert markdown("Use <script> tags\n\nNext").text == "Use\n\nNext"


_INLINE = st.sampled_from(
    ["word", "two words", "😀", "e\u0301té", "&amp;", "&eacute;", "\\*", "\\_", "*em*", "**strong**", "`co de`",
     "[label](https://x.org/a_b)", "[key]", "<https://x.org>", "https://x.org/(a)_b", "<b>bold</b>", "  ", "\t",
     "{{ t }}", "^[note *x*]", "[^1]", "*", "_", "[", "]", "`", "<", "&", "!", "$$", "\\", "a_b_c", "~~gone~~", "\xa0"]
)  # fmt: skip
_LINE = st.lists(_INLINE, min_size=1, max_size=5).map("".join)
_START = st.sampled_from(
    ["", "", "# ", "> ", "- ", "  - ", "1. ", "> > ", "    ", "\t", "| a ", "|-|-|", "===", "---", "```", "[^1]: ",
     "[key]: https://x.org/k ", "<div>", "</div>", ":::", "- [ ] ", ">\t", "-\t", "+   "]
)  # fmt: skip
_DOCUMENT = st.tuples(
    st.lists(st.one_of(st.tuples(_START, _LINE).map("".join), st.just("")), max_size=14),
    st.sampled_from(["\n", "\r\n", "\r"]),
).map(lambda made: made[1].join(made[0]))


@settings(max_examples=300, deadline=None)
@given(_DOCUMENT)
def test_every_word_has_its_place(source: str) -> None:
    assert assert_words_placed(markdown(source)) == 0


@settings(max_examples=200, deadline=None)
@given(_DOCUMENT)
def test_of_words_written_twice_each_has_its_own_place(source: str) -> None:
    parts = source.split("word")
    source = parts[0] + "".join(f"w{number}w{part}" for number, part in enumerate(parts[1:], 1))
    post = markdown(source)
    for match in re.finditer(r"w\d+w", post.text):
        place = post.place(Span(*match.span()))
        assert place.span is not None
        assert place.span.start == source.index(match.group())


@settings(max_examples=150, deadline=None)
@given(
    st.text(
        st.sampled_from("ab \n\r\t*_[]()<>!`~#-+>|:&;\\\"'{}%$^.1é😀\0\ufdd0\x0b\x85\u2028"),
        max_size=80,
    )
)
def test_any_text_is_read(source: str) -> None:
    assert_words_placed(markdown(source))
