from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from posts import assert_words_placed, html, links, marked, written


def test_blocks_and_white_space() -> None:
    post = html(
        "<h1> A\n title </h1><p>One <b>two </b> three<p>four<ul><li>a<li>b</ul>c<br>d<br><br>e"
    )
    assert post.text == "A title\n\nOne two three\n\nfour\n\na\n\nb\n\nc\nd\n\ne"
    assert marked(post, "heading") == ["A title"]
    assert marked(post, "paragraph") == ["One two three", "four"]
    assert marked(post, "item") == ["a", "b"]
    assert marked(post, "strong") == ["two"]


def test_inline_tags_add_no_space_and_entities_map_as_a_whole() -> None:
    post = html("x<sup>2</sup>&nbsp;caf&eacute; &#x1F600; &amp;amp; &nosuch; a&b AT&T")
    assert post.text == "x2\xa0café 😀 &amp; &nosuch; a&b AT&T"
    assert written(post, "café") == "caf&eacute;"
    assert written(post, "😀") == "&#x1F600;"
    assert written(post, "x2") == "x<sup>2"


@pytest.mark.parametrize(
    "source",
    [
        "<script>if (a < b) '</p><p>no'</script>", "<style>no</style>", "<!-- no -->", "<!doctype no>",
        "<template>no</template>", "<svg><text>no</text></svg>", "<noscript>no</noscript>",
        "<pre>no</pre>", "<p hidden>no</p>", '<div style="display: none">no</div>', "{{ no }}",
        "<textarea>no</textarea>", "<head><title>no</title></head>", "{% if no %}", "<?php no ?>",
        "<img alt=no>", "<% no %>",
    ],
)  # fmt: skip
def test_what_a_reader_does_not_see(source: str) -> None:
    assert html(f"<p>a</p>{source}<p>b</p>").text == "a\n\nb"


def test_links() -> None:
    source = (
        '<a class=x href=" https://x.org/a?b=1&amp;c=2 ">our <i>paper</i></a> '
        "<A HREF=rel/y>r</A><a name=z>n</a><a href='{{ url }}/p'>t</a>"
    )
    post = html(source)
    assert links(post) == [
        ("anchor", "our paper", "https://x.org/a?b=1&c=2"),
        ("anchor", "r", "rel/y"),
        ("anchor", "t", "{{ url }}/p"),
    ]
    first, second, _ = post.links
    assert first.target_place.span is not None
    assert first.whole_place.span is not None
    assert second.target_place.span is not None
    assert first.target_place.span.of(source) == "https://x.org/a?b=1&amp;c=2"
    assert first.whole_place.span.of(source) == source[: source.index("</a>") + 4]
    assert second.target_place.span.of(source) == "rel/y"


def test_links_that_need_a_script() -> None:
    post = html(
        """<a href="#" onclick="go('https://x.org/a')">A</a> <a href="javascript:void(0)">B</a>"""
        """ <button onclick="location.href='https://x.org/c'">C</button> <a href="#part">D</a>"""
    )
    assert [(link.origin, link.label, link.target, link.visible) for link in post.links] == [
        ("button", "A", "https://x.org/a", False),
        ("button", "B", "javascript:void(0)", False),
        ("button", "C", "https://x.org/c", False),
        ("anchor", "D", "#part", True),
    ]


def test_a_base_address_and_unclosed_and_nested_links() -> None:
    post = html('<base href="https://x.org/d/"><a href="p">one<a href="//[">two</a> three')
    assert links(post) == [("anchor", "one", "https://x.org/d/p"), ("anchor", "two", "//[")]


def test_a_link_around_an_image() -> None:
    assert links(html('<a href="https://x.org"> <img src=a.png alt=b> </a>')) == [
        ("image", "", "https://x.org")
    ]


def test_furniture() -> None:
    post = html(
        '<body class="has-sidebar"><header>top</header><nav>n</nav><div class="related-posts">r</div>'
        '<p>text</p><div role="complementary">c</div><article><header>own</header></article><footer>f</footer>'
    )
    assert {"top", "n", "r", "c", "f"} <= set(marked(post, "furniture"))
    assert "own" not in marked(post, "furniture")


def test_who_wrote_it_is_furniture() -> None:
    post = html(
        '<p>text</p><div class="author-bio">Kim wrote <a href="https://x.org">this</a></div>'
    )
    assert marked(post, "furniture") == ["Kim wrote this"]


def test_what_is_outside_the_main_content_is_furniture() -> None:
    post = html("<div>before</div><main>in <aside>side</aside> in</main><div>after</div>")
    assert [words.strip() for words in marked(post, "furniture")] == ["before", "side", "after"]


def test_the_language_of_a_page() -> None:
    assert html('<html lang="PT-br"><p>a').language == "pt"


@pytest.mark.parametrize(
    "source",
    [
        "</p></div></a>",
        "<p",
        "<a href='x",
        "<",
        "&",
        "a < b > c",
        "<b><i></b></i>x",
        "<>",
        "</>",
        "<!",
        "<!--",
    ],
)
def test_bad_markup_is_read_somehow(source: str) -> None:
    html(source)


_BITS = st.sampled_from(
    ["word", " ", "\n", "\r\n", "&amp;", "&eacute;", "&#233;", "😀", "e\u0301", "<b>", "</b>", "<i>", "</i>", "<p>",
     "</p>", "<br>", "<a href='x&amp;y'>", "</a>", "<li>", "<ul>", "</ul>", "<td>", "<code>", "</code>", "<!-- c -->",
     "{{ t }}", "<div hidden>", "</div>", "<", "&", ">", "<nav>", "</nav>", "\0"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(_BITS, max_size=40).map("".join))
def test_any_page(source: str) -> None:
    assert assert_words_placed(html(source, bare_links=True)) == 0
