from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from posts import html, markdown, marked

if TYPE_CHECKING:
    from idcheck.post import Post


def _unrendered(post: Post) -> list[tuple[str, str, str]]:
    for item in post.unrendered:
        assert item.place.span is not None
        assert item.text.partition("&")[0].partition("\n")[0] in item.place.span.of(post.source)
        assert 0 <= item.at <= len(post.text)
    return [(item.kind, item.name, item.text) for item in post.unrendered]


@pytest.mark.parametrize(
    ("source", "kind", "name", "text"),
    [
        ("<!-- doi: 10.1/x -->", "comment", "", "<!-- doi: 10.1/x -->"),
        ('<head><meta name="citation_doi" content="10.1/x"></head>', "meta", "citation_doi", "10.1/x"),
        ('<meta property="og:url" content="https://x.org">', "meta", "og:url", "https://x.org"),
        ('<link rel="canonical" href="https://x.org/a">', "meta", "canonical", "https://x.org/a"),
        ('<script type="application/ld+json">{"@id": "10.1/x"}</script>', "json-ld", "", '{"@id": "10.1/x"}'),
        ('<span class="Z3988" title="rft_id=a&amp;b=10.1%2Fx"></span>', "coins", "title", "rft_id=a&b=10.1%2Fx"),
        ('<img src="a1.png" alt="10.1/x">', "attribute", "alt", "10.1/x"),
        ('<div class="altmetric-embed" data-doi="10.1/x"></div>', "attribute", "data-doi", "10.1/x"),
        ("<pre>x <b>10.1/x</b></pre>", "code", "", "<pre>x <b>10.1/x</b></pre>"),
        ('<p hidden>no <a href="u">10.1/x</a></p>', "hidden", "", '<p hidden>no <a href="u">10.1/x</a></p>'),
        ('<div aria-hidden="true">10.1/x</div>', "hidden", "", '<div aria-hidden="true">10.1/x</div>'),
        ("<template><p>10.1/x</p></template>", "hidden", "", "<template><p>10.1/x</p></template>"),
        ('<iframe src="https://x.org/a"></iframe>', "frame", "src", "https://x.org/a"),
        ('<form action="https://x.org/a"><button>go</button></form>', "form", "action", "https://x.org/a"),
    ],
)  # fmt: skip
def test_what_a_page_says_without_showing_it(source: str, kind: str, name: str, text: str) -> None:
    assert _unrendered(html(f"<p>a</p>{source}<p>b</p>")) == [(kind, name, text)]
    if "<head>" not in source:
        assert _unrendered(markdown(f"a\n\n{source}\n\nb")) == [(kind, name, text)]


def test_what_says_nothing_of_a_work_is_left_out() -> None:
    assert not html(
        '<script>var a = "10.1/x"</script><img alt="a bee" src="10.png" data-x="data:image/png;base64,10.1">'
        "<svg>10.1</svg><!-- end --><p hidden>no</p><b class=n10 id=m10 style='top: 10px'>b</b>"
    ).unrendered


def test_code_and_images_of_markdown() -> None:
    post = markdown("a ![10.1/x](b.png)\n\n> ```r extra\n> doi('10.1/x')\n> ```\n\n    10.1/y\n")
    assert [(item.kind, item.name, item.text) for item in post.unrendered] == [
        ("attribute", "alt", "10.1/x"),
        ("code", "r", "doi('10.1/x')\n"),
        ("code", "", "10.1/y\n"),
    ]
    assert [item.place.line for item in post.unrendered] == [1, 3, 7]


def test_where_the_excerpt_ends() -> None:
    for post in (markdown("a\n\n<!--more-->\n\nb"), html("<p>a</p><!-- more --><p>b</p>")):
        (more,) = post.regions_of("more")
        assert (more.span.start, more.span.end) == (1, 1)
    assert not marked(markdown("a <!-- moreover -->"), "more")
