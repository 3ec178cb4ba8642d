"""Texts that are one thing over and over: each is read within a bound, and said to be too much."""

from __future__ import annotations

import time

import pytest
from posts import html, markdown

_MARKDOWN = [
    "[", "(", "<a", "<a ", ">", "*", "[a](", "![", "[]()", "`a``", "_a ", "{{", "{%", "$$a\n", "{.a", "{:", ":::\n",
    "https://a.b/(", "https://a(", "www.", "- ", "> ", "1. ", "|a", "a|b\n", "[^a", "[^", "^[", "[a]: b\n", "[a][b]", "\\",
    "<b></i>", "<!--", "<div>", "{% comment %}", "<br>", "\t", "a\n\n", '[a](b "', "[a](<b", "[a]((", "![a](b)\n", "@a ",
    "[@", "\\cite{", "~~", "`", "#", "a\n", "*a_", "**a", "$", "\\(", "!!! a\n", "[ ] ", "&", "]", "import a\n\n",
]  # fmt: skip
_HTML = [
    "<a", "<a ", '<a href="', "<b>", "<b></i>", "<!--", "<![CDATA[", "&", "&a", "<p>", "<li>", "<div>", "<a href=x>",
    "<script>", "</script", "<table>", "<td><tr>", "<br>", "\t", "<% ", "{{", "{% comment %}", "<?", "<header>", "<main>",
    "<p hidden>", "<pre>", "<ul><li>", "</b>", "<img alt=1>", "<x data-a='data:,1'>", "<button onclick='", "<svg>",
]  # fmt: skip


@pytest.mark.parametrize("unit", _MARKDOWN)
def test_hostile_posts_take_linear_time(unit: str) -> None:
    begin = time.process_time()
    markdown((unit * 20_000)[:20_000])
    assert time.process_time() - begin < 30


@pytest.mark.parametrize(
    ("opening", "closing"), [("[", "]"), ("![", "]"), ("^[", "]"), ("[a ", "](b) ")]
)
def test_tens_of_thousands_of_nested_brackets(opening: str, closing: str) -> None:
    begin = time.process_time()
    post = markdown(f"word\n\n{opening * 60_000}{closing * 60_000}")
    assert time.process_time() - begin < 60
    assert [item.line for item in post.problems][:1] == [3]
    assert any("brackets" in item.message for item in post.problems)


@pytest.mark.parametrize("unit", ["> ", "- ", "1. ", "> - "])
def test_what_is_nested_too_deep_is_said_to_be_unread(unit: str) -> None:
    post = markdown(f"word\n\n{unit * 10_000}word\n\nword")
    (problem,) = post.problems
    assert problem.line == 3
    assert "nested so deep" in problem.message
    assert post.text.startswith("word")
    assert not markdown(unit * 10 + "word").problems


@pytest.mark.parametrize("unit", _HTML)
def test_hostile_pages_take_linear_time(unit: str) -> None:
    begin = time.process_time()
    html((unit * 40_000)[:40_000])
    assert time.process_time() - begin < 30


def test_elements_nested_too_deep_are_said_to_be_plain_text() -> None:
    for post in (html("\n" + "<b>" * 10_000 + "word"), markdown("\n" + "<b>" * 10_000 + "word")):
        (problem,) = post.problems
        assert (problem.line, "512" in problem.message) == (2, True)
        assert post.text == "word"


@pytest.mark.parametrize(
    "unit",
    ["{", "{}", "}", "<A b={", "import a from 'b'\n", "export const a = {\n\n", "`{", "```\n"],
)
def test_hostile_mdx_takes_linear_time(unit: str) -> None:
    begin = time.process_time()
    markdown((unit * 20_000)[:20_000], path="a.mdx")
    assert time.process_time() - begin < 30
