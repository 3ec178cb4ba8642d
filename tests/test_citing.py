"""Lines to paste: whatever a registry says, they link the work and fit the channel."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from msgspec.structs import replace

from idcheck.citing import cite, usual_type
from idcheck.identifiers import Identifier
from idcheck.post.length import measure
from idcheck.works import Author, Work

DOI = Identifier("doi", "10.1002/(sici)1097<1::aid>3.0")
WORK = Work(
    title="On *the* temperature of [living] cells.",
    authors=(Author("Berg", "Anna"), Author("Lee & Sons", "Kim")),
    container="Journal of Heat",
    year=2026,
    volume="7",
    pages="1–9",
    type="article",
    identifiers=(DOI, Identifier("pmcid", "PMC123456")),
)
_TEXT = st.text("a1 é日🎉\n.)+-#~\x1b\u202e*_[]<>&|{}=\\`'\"@#", max_size=400)
_works = st.builds(
    lambda title, family, container: replace(
        WORK, title=title, authors=(Author(family),), container=container
    ),
    _TEXT, _TEXT, _TEXT,
)  # fmt: skip


def test_a_sentence_whose_title_is_the_link() -> None:
    assert cite(WORK, DOI, "blog", "markdown") == (
        "Berg and Lee \\& Sons: [On \\*the\\* temperature of \\[living\\] cells]"
        f"({cite(WORK, DOI, 'blog', 'markdown').split('](')[1].split('). ')[0]}). *Journal of Heat*, 2026."
    )
    assert cite(WORK, DOI, "web", "plain") == (
        "Berg and Lee & Sons: On *the* temperature of [living] cells. Journal of Heat, 2026."
        f" {DOI.url}"
    )


def test_what_is_not_known_is_left_out() -> None:
    bare = Work(title="Cells")

    assert cite(bare, Identifier("doi", "10.1/x"), "blog", "markdown") == (
        "[Cells](https://doi.org/10.1/x)."
    )
    assert cite(bare, Identifier("doi", "10.1/x"), "x", "plain") == "Cells https://doi.org/10.1/x"


def test_a_template_for_wikipedia() -> None:
    assert cite(WORK, Identifier("doi", "10.1/x"), "wikipedia", "plain") == (
        "{{cite journal |last1=Berg |first1=Anna |last2=Lee & Sons |first2=Kim"
        " |title=On *the* temperature of &#91;living&#93; cells. |journal=Journal of Heat"
        " |year=2026 |volume=7 |pages=1–9 |doi=10.1/x |pmc=123456}}"
    )


@pytest.mark.parametrize(
    ("channel", "type_"),
    [("blog", "markdown"), ("press", "markdown"), ("newsletter", "html"), ("wikipedia", "plain"), ("mastodon", "plain")],
)  # fmt: skip
def test_each_channel_is_written_as_usual_there(channel: str, type_: str) -> None:
    assert usual_type(channel) == type_


@settings(max_examples=60, deadline=None)
@given(work=_works, channel=st.sampled_from(["x", "bluesky", "mastodon", "threads", "linkedin"]))
def test_a_social_line_fits_and_ends_in_the_address(work: Work, channel: str) -> None:
    line = cite(work, DOI, channel, "plain")
    measured = measure(line, channel)

    assert line.endswith(DOI.url)
    assert measured is None or not measured.over
    assert "\n" not in line
    assert "\x1b" not in line


@settings(max_examples=60, deadline=None)
@given(work=_works)
def test_a_sentence_holds_one_link_and_nothing_foreign(work: Work) -> None:
    written = MarkdownIt().render(cite(work, DOI, "blog", "markdown"))
    for page in (written, cite(work, DOI, "blog", "html")):
        tree = BeautifulSoup(page, "html.parser")
        assert {tag.name for tag in tree.find_all()} <= {"p", "a", "em"}
        (link,) = tree.select("a")
        assert unquote(str(link["href"])) == unquote(DOI.url)


@settings(max_examples=60, deadline=None)
@given(work=_works)
def test_a_template_stays_one_template(work: Work) -> None:
    line = cite(work, Identifier("doi", "10.1/x"), "wikipedia", "plain")

    assert (line.count("{{"), line.count("}}")) == (1, 1)
    assert set(line[2:-2]).isdisjoint("{}[]<>\n\x1b")
