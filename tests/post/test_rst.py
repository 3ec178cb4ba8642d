from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from posts import assert_words_placed, links, marked, rst, written
from rst_judge import judged

from idcheck.post import decode

if TYPE_CHECKING:
    from pathlib import Path


def test_sections_paragraphs_lists_and_quotes() -> None:
    post = rst(
        "=====\n Top \n=====\n\nOne\ntwo *three*.\n\nSub\n---\n\n- a\n- b\n\n  c\n\n1. d\n2. e\n   f\n\n"
        "A. Person was\nhere.\n\nterm\n  meaning\n\n    quote\n\n--------\n\n| line\n| other\n"
    )
    assert marked(post, "heading") == ["Top", "Sub"]
    assert marked(post, "item") == ["a", "b\n\nc", "d", "e f", "meaning\n\nquote"]
    assert marked(post, "emphasis") == ["three"]
    assert "A. Person was here." in marked(post, "paragraph")
    assert post.text.endswith("line\nother")
    assert written(post, "One two") == "One\ntwo"
    assert assert_words_placed(post) == 0


def test_links() -> None:
    source = (
        "See `a paper\n<https://x.org/a>`__, `b`_, c_, `d <c_>`_, __ , e__, https://y.org/(z). and no_one_.\n\n"
        ".. _b: https://b.org/\n   rest\n.. _c:\n.. _other name: https://c.org/\\_x\n.. __: https://e.org\n"
    )
    post = rst(source)
    assert links(post) == [
        ("anchor", "a paper", "https://x.org/a"),
        ("reference", "b", "https://b.org/rest"),
        ("reference", "c", "https://c.org/_x"),
        ("reference", "d", "https://c.org/_x"),
        ("reference", "e", "https://e.org"),
        ("bare", "https://y.org/(z)", "https://y.org/(z)"),
    ]
    first, _, _, _, fifth, _ = post.links
    assert first.target_place.span is not None
    assert first.target_place.span.of(source) == "https://x.org/a"
    assert first.whole_place.span is not None
    assert first.whole_place.span.of(source) == "`a paper\n<https://x.org/a>`__"
    assert fifth.target_place.span is not None
    assert fifth.target_place.span.of(source) == "https://e.org"
    assert "no_one_" in post.text


def test_roles() -> None:
    post = rst(
        "As :doi:`10.1000/x` and :doi:`a paper <10.1000/y>`, `23467089`:pmid:, :arxiv:`2101.00001`, H\\ :sub:`2`\\ O, "
        ":math:`x^2` :cite:`key2020` :ref:`the part <part>` :func:`~a.b.run` ``code``."
    )
    assert [(link.label, link.target) for link in post.links] == [
        ("10.1000/x", "https://doi.org/10.1000/x"),
        ("a paper", "https://doi.org/10.1000/y"),
        ("23467089", "https://pubmed.ncbi.nlm.nih.gov/23467089"),
        ("2101.00001", "https://arxiv.org/abs/2101.00001"),
    ]
    assert all(link.target_place.span is None for link in post.links)  # no address stands there
    assert post.text == ("As 10.1000/x and a paper, 23467089, 2101.00001, H2O, the part run code.")
    assert marked(post, "code") == ["run", "code"]
    (cited,) = post.citation_keys
    assert cited.key == "key2020"
    assert cited.place.span is not None
    assert cited.place.span.of(post.source) == "key2020"


def test_what_is_out_of_sight_is_told() -> None:
    post = rst("a\n\n.. doi:10.1000/x\n\n.. code:: bib\n\n   doi = 10.1000/y\n\nb\n")
    assert post.text == "a\n\nb"
    assert [(item.kind, item.text, item.name) for item in post.unrendered] == [
        ("comment", "doi:10.1000/x", ""),
        ("code", "doi = 10.1000/y", "bib"),
    ]


def test_notes_citations_and_substitutions() -> None:
    post = rst(
        "One [1]_ two [#]_ three [#]_ four [Smith2020]_ |name| |img|\n\n"
        ".. [1] First.\n.. [#] Second.\n.. [#] Third.\n.. [Smith2020] Smith. *A title*. 2020.\n\n"
        ".. |name| replace:: long words\n.. |img| image:: x.png\n   :target: https://x.org\n"
    )
    calls = [region.label for region in post.regions_of("note-marker")]
    notes = [(region.label, region.span.of(post.text)) for region in post.regions_of("footnote")]
    assert calls == ["1", "#1", "#2", "smith2020"]
    assert notes == [
        ("1", "First."),
        ("#1", "Second."),
        ("#2", "Third."),
        ("smith2020", "Smith. A title. 2020."),
    ]
    assert written(post, "long words") == "|name|"
    assert links(post) == [("image", "", "https://x.org")]


@pytest.mark.parametrize(
    "source",
    [
        ".. no", ".. no\n   no", "..\n   no", ".. code:: python\n\n   no", ".. math::\n\n   no",
        ".. raw:: html\n\n   <b>no</b>", ".. _no: https://no.org", ".. image:: no.png\n   :alt: no",
        ">>> no\nno", "::\n\n   no", "::\n\n> no\n> no", "{% no %}", ".. |no| replace:: no", ".. toctree::\n\n   no",
        ".. no-such:: no\n\n   no", ":math:`no`", "{{ no }}",
    ],
)  # fmt: skip
def test_what_a_reader_does_not_see(source: str) -> None:
    assert rst(f"a\n\n{source}\n\nb\n").text == "a\n\nb"


def test_directives_that_are_read() -> None:
    post = rst(
        ".. note:: One *two*.\n\n   Three.\n\n.. admonition:: Head\n   :class: no\n\n   Four.\n\n"
        ".. figure:: x.png\n   :target: https://x.org\n   :alt: no\n\n   Caption.\n\n   Legend.\n"
    )
    assert post.text == "One two.\n\nThree.\n\nHead\n\nFour.\n\nCaption.\n\nLegend."
    assert marked(post, "heading") == ["Head"]
    assert links(post) == [("image", "", "https://x.org")]


def test_tables() -> None:
    grid = "+-----+-----+\n| a b | c   |\n+=====+=====+\n| d   | e   |\n|     | f\\| |\n+-----+-----+\n"
    simple = "===  ===\nA B  C\n===  ===\nd    e\n     f g h\n===  ===\n"
    assert marked(rst(grid), "cell") == ["a b", "c", "d", "e f|"]
    assert marked(rst(simple), "cell") == ["A B", "C", "d", "e f g h"]
    assert assert_words_placed(rst(simple + "\n" + grid)) == 0


@pytest.mark.parametrize(
    ("source", "fields"),
    [
        (":author: A\\. B\n:date: 2013\n\nText.", {"author": "A\\. B", "date": "2013"}),
        ("Title\n#####\n\n:tags: a,\n   b\n\nText.", {"tags": "a, b"}),
        (".. title: My post\n.. date: 2020-01-01\n.. link: \n\nText.", {"title": "My post", "date": "2020-01-01"}),
        ("Title\n=====\n\n.. post:: June 22, 2019\n   :author: Me\n\nText.", {"date": "June 22, 2019", "author": "Me"}),
        ("---\nlang: sv\n---\nText.", {"lang": "sv"}),
    ],
)  # fmt: skip
def test_data_at_the_head(source: str, fields: dict[str, str]) -> None:
    post = rst(source)
    assert {item.key: item.value for item in post.meta} == fields
    assert post.text.removeprefix("Title\n\n") == "Text."
    for item in post.meta:
        assert item.place.span is None or item.place.span.of(source) == item.value


_WORDS = st.sampled_from(
    ["paper", "naïve", "x-y", "10.1000/x", "(brackets)", "it's", "“so”", "A.", "c++"]
)
_INLINE = st.one_of(
    _WORDS,
    st.builds(lambda w: f"*{w}*", _WORDS),
    st.builds(lambda w: f"**{w} {w}**", _WORDS),
    st.builds(lambda w: f"``{w}``", _WORDS),
    st.builds(lambda w: f"`{w} <https://x.org/{len(w)}>`__", _WORDS),
    st.sampled_from(["\\*", "\\ x", "a*b", "x_y", "`named`_", "tail_", "https://y.org/a", "\\\\"]),
)
_LINE = st.lists(_INLINE, min_size=1, max_size=7).map(" ".join)
_PARAGRAPH = st.lists(_LINE, min_size=1, max_size=3).map("\n".join)


def _hang(marker: str, body: str) -> str:
    return marker + body.replace("\n", "\n" + " " * len(marker))


_BLOCK = st.one_of(
    _PARAGRAPH,
    _PARAGRAPH.map(lambda body: _hang("- ", body)),
    _PARAGRAPH.map(lambda body: _hang("   ", body)),
    _PARAGRAPH.map(lambda body: _hang("3. ", body)),
    _LINE.map(lambda line: f"{line}\n{'=' * 200}"),
    _PARAGRAPH.map(lambda body: f".. note:: Head\n\n{_hang('   ', body)}"),
    _PARAGRAPH.map(lambda body: f".. hidden\n{_hang('   ', body)}"),
    st.builds(lambda a, b: f"{a}::\n\n{_hang('    ', b)}", st.just("Code"), _PARAGRAPH),
    st.just("----------"),
)
_DOCUMENT = st.lists(_BLOCK, min_size=1, max_size=6).map(
    lambda blocks: "\n\n".join(["Begin.", *blocks, "End.", ".. _named: https://n.org", ".. _tail: named_"])
)  # fmt: skip


@settings(max_examples=120, deadline=None)
@given(_DOCUMENT)
def test_what_is_seen_is_what_docutils_shows(source: str) -> None:
    post = rst(source)
    words, found = judged(source)
    assert post.text.split() == words
    assert [(link.label, link.target) for link in post.links] == found
    assert assert_words_placed(post) == 0


def test_real_posts_are_seen_as_docutils_shows_them(shared: Path) -> None:
    for file in sorted((shared / "corpus" / "posts").rglob("*.rst")):
        source = decode(file.read_bytes())
        words, _ = judged(source)
        assert rst(source).text.split() == [
            word.replace(":ref:`", "").replace("`", "") if ":ref:" in word else word
            for word in words
        ], file.name  # docutils alone knows no :ref:


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from("ab é😀 \n\r\t.:_`*|[]#<>\\-=+1&\0"), max_size=150))
def test_any_text(source: str) -> None:
    rst(source)


@pytest.mark.parametrize(
    "unit",
    [
        "*a ",
        "`a ",
        "``a ",
        "|a ",
        "[",
        "`a <",
        ":a:`",
        "a_ ",
        "\\",
        "- ",
        "  a\n",
        ".. ",
        "+-",
        "a::\n\n",
    ],
)
def test_hostile_text_is_read_in_linear_time(unit: str) -> None:
    start = time.perf_counter()
    rst(unit * (20_000 // len(unit)))
    nested = "\n".join(" " * depth + "- a" for depth in range(100))
    rst(nested)
    assert time.perf_counter() - start < 20
