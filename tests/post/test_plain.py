from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from posts import assert_words_placed, links, marked, plain, written


def test_lines_are_joined_and_empty_lines_part_paragraphs() -> None:
    post = plain("One  two\n  three.\r\n \t\r\nFour\rfive\n\n\n")
    assert post.text == "One two three.\n\nFour five"
    assert marked(post, "paragraph") == ["One two three.", "Four five"]
    assert written(post, "two three") == "two\n  three"


def test_bare_addresses() -> None:
    post = plain(
        "(see https://doi.org/10.1016/0016-7037(92)90216-6). www.x.org, HTTP://Y.org/a_b! "
        "doi:10.1/x http:// ahttps://no.org “https://z.org/é” 见https://c.cn/a，b"
    )
    assert [target for _, _, target in links(post)] == [
        "https://doi.org/10.1016/0016-7037(92)90216-6",
        "http://www.x.org",
        "HTTP://Y.org/a_b",
        "https://z.org/é",
        "https://c.cn/a",
    ]
    for link in post.links:
        assert link.target_place.span is not None
        assert link.target_place.span.of(post.source) == link.label
        assert link.origin == "bare"


@settings(max_examples=60, deadline=None)
@given(st.text(st.sampled_from("ab é😀 \n\r\t()[]<>&.:/\0htps"), max_size=200))
def test_any_text(source: str) -> None:
    assert assert_words_placed(plain(source)) == 0
