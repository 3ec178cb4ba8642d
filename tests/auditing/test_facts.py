"""What is kept of a checked post."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

import pytest

from idcheck.auditing.facts import FileFacts, PostFacts, facts_of, name_of
from idcheck.auditing.ours import Ours
from idcheck.checking import CheckedFile, check_source
from idcheck.config import Settings
from idcheck.identifiers import Identifier
from idcheck.sources.catalogue import Catalogue
from idcheck.works import Author, Work

if TYPE_CHECKING:
    from collections.abc import Iterator

TITLE = "Nanometre-scale thermometry in a living cell"
DOI = Identifier("doi", "10.1038/nature12373")
WORK = Work(
    TITLE, (Author("Kucsko", "Georg"),), "Nature", 2013, type="article", ours=True,
    identifiers=(DOI, Identifier("pmid", "23903748")), source="our.bib",
)  # fmt: skip


@pytest.fixture
def catalogue() -> Iterator[Catalogue]:
    with Catalogue.in_memory() as made:
        made.add([WORK])
        yield made


def facts(source: str, catalogue: Catalogue, kind: str = "markdown") -> PostFacts:
    posts = check_source(
        source, path="a.md", format=kind, settings=Settings(), catalogues=(catalogue,)
    )
    file = CheckedFile("a.md", "checked", None, "blog", source, posts)
    (post,) = facts_of(file, ours=Ours((catalogue,), {name_of(WORK)})).posts
    return post


def test_a_lost_mention_of_ours_with_the_link_to_paste(catalogue: Catalogue) -> None:
    post = facts(f"Our new paper “{TITLE}” is out in *Nature*.\n", catalogue)

    (mention,) = post.mentions
    assert (mention.tracked, mention.work, mention.well) == ("no", str(DOI), False)
    (finding,) = post.findings
    assert (finding.code, finding.link, finding.sure) == ("MEN101", DOI.url, True)
    assert finding.title == TITLE
    assert finding.work == str(DOI)
    assert TITLE in finding.words


def test_a_good_link(catalogue: Catalogue) -> None:
    (mention,) = facts(f"Our [new paper]({DOI.url}) in *Nature* is out.\n", catalogue).mentions

    assert (mention.tracked, mention.work, mention.well) == ("yes", str(DOI), True)


def test_another_identifier_of_the_work(catalogue: Catalogue) -> None:
    source = "Our [new paper](https://pubmed.ncbi.nlm.nih.gov/23903748/) in *Nature* is out.\n"
    (mention,) = facts(source, catalogue).mentions

    assert mention.work == str(DOI)


def test_a_link_that_leads_elsewhere_is_announced_badly(catalogue: Catalogue) -> None:
    source = f"Our new paper [{TITLE}](https://doi.org/10.1038/nature99999) in *Nature* is out.\n"
    (mention,) = facts(source, catalogue).mentions

    assert (mention.tracked, mention.work, mention.well) == ("yes", str(DOI), False)


def test_the_work_of_somebody_else(catalogue: Catalogue) -> None:
    (mention,) = facts(
        "A [new paper](https://doi.org/10.1093/gji/ggaf359) is out.\n", catalogue
    ).mentions

    assert mention.work == ""


def test_a_suggestion_without_a_link_to_paste(catalogue: Catalogue) -> None:
    (finding,) = facts("Our new paper in *Nature Physics* is out.\n", catalogue).findings

    assert (finding.link, finding.title, finding.sure) == ("", "", False)
    assert finding.advice


def test_a_link_that_follows_from_the_post(catalogue: Catalogue) -> None:
    (finding,) = (
        each
        for each in facts(f"See our new paper in *Nature*, doi:{DOI.value}.\n", catalogue).findings
        if each.code == "MEN103"
    )
    assert (finding.link, finding.sure) == (DOI.url, True)


def test_no_text_is_kept(catalogue: Catalogue) -> None:
    long = "Nothing is here but words. " * 5000
    source = (
        f"---\ntitle: Cells\n---\n{long}\n\nOur new paper “{TITLE}” is out in *Nature*.\n\n{long}\n"
    )

    assert len(pickle.dumps(facts(source, catalogue))) < 2000


def test_files_that_were_not_read() -> None:
    file = CheckedFile("a.md", "failed", "there is no such file", "blog", "")

    assert facts_of(file) == FileFacts("a.md", "failed", "there is no such file")


def test_the_name_of_a_work() -> None:
    assert name_of(WORK) == "doi:10.1038/nature12373"
    assert name_of(Work("A title", key="smith2020")) == "smith2020"
    assert name_of(Work("A title")) == "A title"
