"""Markdown as site generators and notebooks write it: MDX, MkDocs, Quarto, R Markdown, formulas."""

from __future__ import annotations

import pytest
from posts import assert_words_placed, links, markdown, marked, written

from idcheck.post import Span


def _mdx(source: str) -> str:
    post = markdown(source, path="a.mdx")
    assert assert_words_placed(post) == 0
    return post.text


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("import A from 'a'\nimport {\n  B\n} from \"b\"\n\nexport const c = {\n  d: 1,\n}\n\nText", "Text"),
        ("a {1 + 2} b {/* no */} c", "a b c"),
        ("<Card title={x.y} style={{a: 1}}>\n  A *b* [c](d).\n\n    - e\n</Card>\n\nf", "A b c.\n\ne\n\nf"),
        ("`{code}` {no}\n\n```js\nimport x from 'y'\n{a}\n```\n\nb", "{code}\n\nb"),
        ("import taxes rise.\n\nexport to Spain", "import taxes rise.\n\nexport to Spain"),
        ("unclosed { here {a} `{` b", "unclosed { here { b"),
        ("a {x {y} => {z}} b", "a b"),
        ("<Tabs>\n<TabItem value=\"1\">\n\nA\n\n</TabItem>\n</Tabs>", "A"),
    ],
)  # fmt: skip
def test_mdx(source: str, text: str) -> None:
    assert _mdx(source) == text


def test_links_in_mdx() -> None:
    source = (
        'See <Link href="https://x.org/a">our *paper*</Link>, <a href="https://x.org/b">b</a>,\n'
        "<NavLink to='https://x.org/c'>c</NavLink> and <Button\n  onClick={() => go('x')}\n>d</Button> [e](f)."
    )
    post = markdown(source, path="a.mdx", bare_links=False)
    assert links(post) == [
        ("anchor", "our paper", "https://x.org/a"),
        ("anchor", "b", "https://x.org/b"),
        ("anchor", "c", "https://x.org/c"),
        ("anchor", "e", "f"),
    ]
    assert [link.target_place.span.of(source) for link in post.links if link.target_place.span] == [
        "https://x.org/a", "https://x.org/b", "https://x.org/c", "f",
    ]  # fmt: skip


def test_a_file_that_imports_modules_is_mdx_whatever_its_suffix() -> None:
    assert markdown("import A from '@site/a'\n\n<A x={1} /> text").text == "text"
    assert markdown("a {b} c").text == "a {b} c"


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ('!!! note "A title"\n    One *two*.\n\n    - three\n\n        four\n\nfive', "A title\n\nOne two.\n\nthree\n\nfour\n\nfive"),
        ("??? tip\n    body\n\nafter", "body\n\nafter"),
        ("a\n\n???+ warning inline end\n    body\n\n    > quote", "a\n\nbody\n\nquote"),
        ('=== "C"\n\n    c\n\n=== "D"\n\n    ```\n    !!! note\n    ```\n    d', "C\n\nc\n\nD\n\nd"),
        ("!!! note\n    a\n\n    !!! tip \"T\"\n        b\n\n    c\n\n        code", "a\n\nT\n\nb\n\nc"),
        ("```\n!!! note\n    code\n```\n\na", "a"),
        ("wow!!! note that\n    this", "wow!!! note that this"),
        (":::note[T]\na\n:::\nb", "a\n\nb"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_admonitions(source: str, text: str, end: str) -> None:
    post = markdown(source.replace("\n", end))
    assert post.text == text
    assert assert_words_placed(post) == 0


def test_places_in_admonitions() -> None:
    source = '!!! quote "Lee et al."\n    Read [it](https://x.org/a)\n    now.\n\n    | a | b |\n    |---|---|\n    | c | d |\n\n    ## Head\n'
    post = markdown(source)
    assert written(post, "Lee et al.") == "Lee et al."
    assert written(post, "it now") == "it](https://x.org/a)\n    now"
    assert written(post, "Head") == "Head"
    assert marked(post, "cell") == ["a", "b", "c", "d"]
    (link,) = post.links
    assert link.whole_place.span is not None
    assert link.whole_place.span.of(source) == "[it](https://x.org/a)"
    at = post.text.index("d")
    assert post.place(Span(at, at + 1)).line == 2


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("so $x_i = 3$ and $\\alpha$-decay and $n$ cases", "so and -decay and cases"),
        ("from $5 to $10, or $5-$10", "from $5 to $10, or $5-$10"),
        ("US$ 3 million (2 million$) a$b$", "US$ 3 million (2 million$) a"),
        ("a \\(x^2\\) b \\\\(y_1\\\\) c \\[see *this*\\]", "a b c [see this]"),
        ("\\[see [p](https://x.org/a_b)\\]", "[see p]"),
        ("if $d(t)$ and $y_{i=1}$ or $x'$, \\[x\\](y)", "if and or , [x](y)"),
        ("`$x_1$` \\$a_b$", "$x_1$ $a_b$"),
        ("$a\n=b$ c", "c"),
        ("`r nrow(x)` rows, `{python} n` of them, `r` code", "rows, of them, r code"),
        ("```{r, echo=FALSE}\nx <- 1\n```\n\n    #> output\n\na", "a"),
        ("- [ ] one\n- [x] two [x]\n- [ ](u) three\n\n[ ] four", "one\n\ntwo [x]\n\nthree\n\n[ ] four"),
        ("::: {.callout-note}\n## T\na [b]{.smallcaps}\n:::\n\n:::: {#id}\nc\n::::", "T\n\na b\n\nc"),
        ("{{< video https://x.org/v >}}\n\n{{% box %}}A *b*{{% /box %}}", "A b"),
    ],
)  # fmt: skip
def test_formulas_programs_and_boxes_are_no_prose(source: str, text: str) -> None:
    post = markdown(source, bare_links=False)
    assert post.text == text
    assert assert_words_placed(post) == 0
