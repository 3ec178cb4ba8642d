"""From texts to diagnostics: what is asked of whom, and how often."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from idcheck.checking import Text, check_source, check_texts
from idcheck.config import Settings
from idcheck.identifiers import Identifier
from idcheck.selection import Selection
from idcheck.sources.catalogue import Catalogue
from idcheck.works import Author, Work

if TYPE_CHECKING:
    from collections.abc import Iterator

TITLE = "Nanometre-scale thermometry in a living cell"
WORK = Work(
    TITLE, (Author("Kucsko", "Georg"),), "Nature", 2013, type="article",
    identifiers=(Identifier("doi", "10.1038/nature12373"),), source="our.bib",
)  # fmt: skip
NAMED = f"Our new paper “{TITLE}” is out in *Nature*.\n"
LINKED = f"Our new paper [{TITLE}](https://doi.org/10.1038/nature12373) is out.\n"


@pytest.fixture
def catalogue() -> Iterator[Catalogue]:
    with Catalogue.in_memory() as made:
        made.add([WORK])
        yield made


def test_one_text(catalogue: Catalogue) -> None:
    (post,) = check_source(
        NAMED, path="a.md", format="markdown", settings=Settings(), catalogues=(catalogue,)
    )

    assert [mention.tracked for mention in post.mentions] == ["no"]
    assert [candidate.work for candidate in post.candidates[0]] == [WORK]
    assert [item.code for item in post.diagnostics] == ["MEN101"]
    assert post.diagnostics[0].candidates == post.candidates[0]


def test_settings_choose_channel_and_rules() -> None:
    news = Settings(channel="news")
    quiet = Settings(selections=(Selection(ignore=("MEN",)),))
    (as_news,), (as_quiet,) = check_texts(
        [Text(NAMED, "a.md", "markdown", news), Text(NAMED, "a.md", "markdown", quiet)]
    )

    assert [item.severity for item in as_news.diagnostics] == ["warning"]
    assert as_news.post.channel == "news"
    assert as_quiet.diagnostics == ()


def test_bare_addresses_are_links_where_the_settings_say_so() -> None:
    source = "Our new paper is out: https://doi.org/10.1038/nature12373\n"

    tracked = [
        check_source(source, path="a.md", format="markdown", settings=Settings(bare_links=links))[0]
        .mentions[0]
        .tracked
        for links in (True, False)
    ]
    assert tracked == ["yes", "weak"]


def test_a_catalogue_is_asked_once_for_all_texts_that_share_it(
    catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    def suggest(references: list[object], catalogues: tuple[Catalogue, ...]) -> list[tuple[()]]:
        assert catalogues == (catalogue,)
        asked.append(len(references))
        return [()] * len(references)

    monkeypatch.setattr("idcheck.sources.suggest", suggest)
    ours, others = Settings(catalogue=(Path("our.bib"),)), Settings()
    texts = [
        Text(NAMED, f"{number}.md", "markdown", ours if number < 3 else others)
        for number in range(5)
    ]
    checked = check_texts(texts, lambda settings: (catalogue,) if settings.catalogue else ())

    assert asked == [3]
    assert [post.candidates for (post,) in checked] == [{}] * 5


def test_nobody_is_asked_about_what_is_well_linked() -> None:
    def never(_: Settings) -> tuple[Catalogue, ...]:
        raise AssertionError

    ((post,),) = check_texts([Text(LINKED, "a.md", "markdown", Settings())], never)
    assert [mention.tracked for mention in post.mentions] == ["yes"]


def test_no_texts() -> None:
    assert check_texts([]) == ()
