from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from posts import folded, links, markdown, marked, posts_of, written

from idcheck.post import Span
from idcheck.post.notebook import link

if TYPE_CHECKING:
    from idcheck.post import Post


def notebook(source: str) -> Post:
    (post,) = posts_of(source, "a.ipynb", "notebook")
    return post


def made(*cells: tuple[str, str | list[str]], ascii_only: bool = True) -> str:
    held = [{"cell_type": kind, "metadata": {}, "source": text} for kind, text in cells]
    return json.dumps(
        {"cells": held, "nbformat": 4, "nbformat_minor": 5}, indent=1, ensure_ascii=ascii_only
    )


def test_markdown_cells_are_one_post() -> None:
    source = made(
        ("markdown", ["# Title\n", "\n", 'Our [é "paper"](https://doi.org/10.1/x) is\n', "out.\n"]),
        ("code", "print('no')  # 10.1/no"),
        ("raw", "no"),
        ("markdown", "Two\n\n- three"),
    )
    post = notebook(source)
    assert post.text == 'Title\n\nOur é "paper" is out.\n\nTwo\n\nthree'
    assert marked(post, "heading") == ["Title"]
    assert links(post) == [("anchor", 'é "paper"', "https://doi.org/10.1/x")]
    place = post.links[0].target_place
    assert place.span is not None
    assert place.span.of(source) == "https://doi.org/10.1/x"
    assert written(post, 'é "paper"') == '\\u00e9 \\"paper\\"'
    assert written(post, "is out") == 'is\\n",\n    "out'
    start = post.text.index("Two")
    assert (
        source.split("\n")[post.place(Span(start, start + 3)).line - 1]
        .strip()
        .startswith('"source": "Two')
    )
    assert post.format == "notebook"


def test_front_matter_in_a_raw_cell() -> None:
    post = notebook(made(("raw", "---\nlang: sv\nchannel: news\n---\n"), ("markdown", "Hej")))
    assert (post.text, post.language, post.channel) == ("Hej", "sv", "news")


def test_version_3() -> None:
    source = json.dumps(
        {"worksheets": [{"cells": [{"cell_type": "markdown", "source": ["Hej"]}]}], "nbformat": 3}
    )
    assert notebook(source).text == "Hej"


def test_a_written_link_is_read_as_that_link() -> None:
    source = made(("markdown", "LINK")).replace(
        "LINK", link('a "b" *c* \\', "https://doi.org/10.1/x_(y)")
    )
    post = notebook(source)
    assert post.text == 'a "b" *c* \\'
    assert [item.target for item in post.links] == ["https://doi.org/10.1/x_%28y%29"]


@pytest.mark.parametrize(
    ("source", "message"),
    [("{}", "no notebook"), ("[]", "no notebook"), ("{", "not JSON (line 1"), ("", "not JSON")],
)
def test_what_is_no_notebook_is_reported(source: str, message: str) -> None:
    post = notebook(source)
    assert post.problems[0].fatal
    assert message in post.problems[0].message


_CELL = st.lists(st.sampled_from(["a ", "é😀", "\n", "\n\n", "*b*", '"', "\\", "- c", "[d](https://x.org)", "&amp;", "`e`", "> ", "\t"]), min_size=1, max_size=12).map("".join)  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(st.lists(_CELL, min_size=1, max_size=3), st.booleans())
def test_cells_are_seen_as_the_same_markdown(texts: list[str], whole: bool) -> None:
    cells = [("markdown", text if whole else text.splitlines(keepends=True)) for text in texts]
    post = notebook(made(*cells, ascii_only=whole))
    page = markdown("\n\n".join(texts), bare_links=True)
    assert post.text == page.text
    assert links(post) == links(page)
    for piece in post.map.pieces:
        said, stands = piece.text.of(post.text), piece.source.of(post.source)
        if piece.exact and len(said) == len(stands) and said.strip():
            assert folded(said) == folded(stands)


@settings(max_examples=60, deadline=None)
@given(st.text(st.sampled_from('{}[]",:\\cels0 \n'), max_size=60))
def test_no_input_raises(source: str) -> None:
    notebook(source)
    notebook(f'{{"cells": [{{"cell_type": "markdown", "source": "{source}"}}]}}')
