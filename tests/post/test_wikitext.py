from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from posts import assert_words_placed, links, marked, posts_of, written

from idcheck.post.wikitext import link

if TYPE_CHECKING:
    from idcheck.post import Post

CITED = (
    "{{cite journal |last=Kucsko |first=G. |last2=Maurer |first2=P. C. |title=Nanometre-scale thermometry in a "
    "[[living cell]] |journal=Nature |year=2013 |volume=500 |pages=54–58 |doi=10.1038/nature12373 |pmid=23903748 "
    "|url=https://www.nature.com/articles/nature12373 |access-date=1 May 2020}}"
)


def wiki(source: str) -> Post:
    (post,) = posts_of(source, "a.wiki", "wikitext")
    return post


def test_a_citation_is_a_reference_with_its_identifiers() -> None:
    source = f"'''Thermometry''' is measuring.<ref name=\"k\">{CITED}</ref> More.<ref name=k />\n"
    post = wiki(source)
    assert post.channel == "wikipedia"
    assert post.text == (
        "Thermometry is measuring. More.\n\nKucsko, G., Maurer, P. C. Nanometre-scale thermometry in a living cell. "
        "Nature. 2013. 500, 54–58. doi:10.1038/nature12373. PMID 23903748"
    )
    assert [region.label for region in post.regions_of("note-marker")] == ["k", "k"]
    assert [region.label for region in post.regions_of("footnote")] == ["k"]
    assert links(post) == [
        (
            "template",
            "Nanometre-scale thermometry in a living cell",
            "https://www.nature.com/articles/nature12373",
        ),
        ("anchor", "living cell", "/wiki/living_cell"),
        ("template", "10.1038/nature12373", "https://doi.org/10.1038/nature12373"),
        ("template", "23903748", "https://pubmed.ncbi.nlm.nih.gov/23903748"),
    ]
    title, _, doi, _ = post.links
    assert title.target_place.span is not None
    assert title.target_place.span.of(source) == "https://www.nature.com/articles/nature12373"
    assert doi.target_place.span is None  # no address stands there
    assert doi.whole_place.span is not None
    assert doi.whole_place.span.of(source) == CITED
    assert written(post, "10.1038/nature12373") == "10.1038/nature12373"


@pytest.mark.parametrize(
    ("template", "text", "target"),
    [
        ("{{doi|10.1000/x}}", "doi:10.1000/x", "https://doi.org/10.1000/x"),
        ("{{PMID|1234}}", "PMID 1234", "https://pubmed.ncbi.nlm.nih.gov/1234"),
        (
            "{{cite book|title=Bok|pmc=PMC12}}",
            "Bok. PMC PMC12",
            "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC12",
        ),
        ("{{webbref |titel=Sida |url=https://x.se/a |efternamn=Ek}}", "Sida. Ek", "https://x.se/a"),
        (
            "{{Citation|last=A|title=T|arxiv=2101.00001}}",
            "A. T. arXiv:2101.00001",
            "https://arxiv.org/abs/2101.00001",
        ),
        (
            "{{Literatur |Autor=A |Titel=T |DOI=10.1/x}}",
            "A. T. doi:10.1/x",
            "https://doi.org/10.1/x",
        ),
    ],
)
def test_templates_of_identifiers(template: str, text: str, target: str) -> None:
    post = wiki(f"a {template} b")
    assert post.text == f"a {text} b"
    assert [item.target for item in post.links] == [target]


def test_links_headings_lists_and_tables() -> None:
    source = (
        "== Top ==\nSee [https://doi.org/10.1/y the ''paper''] and [[Nature (journal)|Nature]] in\ntext, [//x.org z], https://bare.org/a.\n"
        "* one\n** two\n# three\n\n{| class=\"x\"\n|+ Cap\n! a !! b\n|-\n| style=\"x\" | c || [[d]]\n|-\n| e\n|}\nEnd &amp; '''bold'''."
    )
    post = wiki(source)
    assert post.text == (
        "Top\n\nSee the paper and Nature in text, z, https://bare.org/a.\n\none\n\ntwo\n\nthree\n\nCap\n\na\n\nb\n\nc\n\nd\n\ne\n\nEnd & bold."
    )
    assert marked(post, "heading") == ["Top"]
    assert marked(post, "item") == ["one", "two", "three"]
    assert marked(post, "cell") == ["Cap", "a", "b", "c", "d", "e"]
    assert marked(post, "strong") == ["bold"]
    assert marked(post, "emphasis") == ["paper"]
    assert [item.target for item in post.links] == [
        "https://doi.org/10.1/y", "/wiki/Nature_(journal)", "https://x.org", "https://bare.org/a", "/wiki/d",
    ]  # fmt: skip
    for item in post.links[:1]:
        assert item.target_place.span is not None
        assert item.target_place.span.of(source) == "https://doi.org/10.1/y"
        assert item.whole_place.span is not None
        assert item.whole_place.span.of(source) == "[https://doi.org/10.1/y the ''paper'']"
    assert assert_words_placed(post) == 0


@pytest.mark.parametrize(
    "source",
    [
        "<!-- no -->", "{{Infobox|name=no}}", "[[Category:No]]", "[[Kategori:No]]", "<math>no</math>", "__NOTOC__",
        "<syntaxhighlight lang=py>no</syntaxhighlight>", "<pre>no</pre>", "<ref name=x />", "{{sfn|No|2020}}", "[[File:no.png|thumb]]",
    ],
)  # fmt: skip
def test_what_a_reader_does_not_see(source: str) -> None:
    assert wiki(f"a\n\n{source}\n\nb").text == "a\n\nb"


def test_nowiki_captions_and_comments() -> None:
    post = wiki(
        "<nowiki>[[x]] ''y''</nowiki> [[File:a.png|thumb|200px|A caption]]\n<!-- doi:10.1/x -->"
    )
    assert post.text == "[[x]] ''y''\n\nA caption"
    assert [(item.kind, item.text) for item in post.unrendered] == [("comment", "doi:10.1/x")]


@pytest.mark.parametrize("label", ["a paper", "[x] {{y}} ''z'' | <b> & c", "10.1/a_b"])
def test_a_written_link_is_read_as_that_link(label: str) -> None:
    post = wiki(f"Before {link(label, 'https://doi.org/10.1/x')} after")
    assert links(post) == [("anchor", label, "https://doi.org/10.1/x")]
    assert post.text == f"Before {label} after"


_PIECES = st.sampled_from([
    "word", " ", "\n", "\n\n", "''", "'''", "[[", "]]", "{{", "}}", "|", "[https://x.org ", "]", "<ref>", "</ref>", "<br>",
    "&amp;", "{|", "|}", "|-", "||", "!", "==", "* ", "<!--", "-->", "<nowiki>", "</nowiki>", "=", "é😀", "{{cite journal|title=", "doi=10.1/x",
])  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(_PIECES, max_size=40).map("".join))
def test_any_text(source: str) -> None:
    post = wiki(source)
    assert assert_words_placed(post) >= 0 if "{{" not in source else True


@pytest.mark.parametrize("unit", ["{{", "[[", "{{a|", "[[a|", "<ref>", "''", "[https://a ", "{|\n", "{{}}", "<!--", "* a\n", "'''a", "<nowiki>", "[[a]]"])  # fmt: skip
def test_hostile_text_is_read_in_linear_time(unit: str) -> None:
    start = time.perf_counter()
    wiki(unit * (20_000 // len(unit)))
    wiki("{{cite web|title=" * 500 + "}}" * 500)
    assert time.perf_counter() - start < 20
