"""`idcheck cite`: from an identifier to a line to paste."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    Run = Callable[..., Result]

_LIST = """@article{a, title={The temperature of living cells}, author={Berg, Anna},
journal={Journal of Heat}, year={2026}, doi={10.5555/12345678}, pmid={31295471}}"""


@pytest.fixture(autouse=True)
def ours(folder: Path) -> None:
    (folder / "ours.bib").write_text(_LIST, "utf-8")
    (folder / "idcheck.toml").write_text('catalogue = ["ours.bib"]\nchannel = "x"\n', "utf-8")


@pytest.mark.parametrize(
    "named", ["10.5555/12345678", "https://doi.org/10.5555/12345678", "doi:10.5555/12345678."]
)
def test_a_work_of_the_list_for_the_channel_of_the_settings(idcheck: Run, named: str) -> None:
    run = idcheck("cite", named)

    assert run.exit_code == 0
    assert run.stdout == (
        "The temperature of living cells (Berg, Journal of Heat, 2026)"
        " https://doi.org/10.5555/12345678\n"
    )


def test_another_channel_and_another_way_of_writing(idcheck: Run) -> None:
    assert idcheck("cite", "10.5555/12345678", "--channel", "Pressmeddelande").stdout == (
        "Berg: [The temperature of living cells](https://doi.org/10.5555/12345678)."
        " *Journal of Heat*, 2026.\n"
    )
    assert '<a href="https://doi.org/10.5555/12345678">' in (
        idcheck("cite", "10.5555/12345678", "--channel", "blog", "--type", "html").stdout
    )


def test_the_doi_is_linked_where_another_identifier_was_named(idcheck: Run) -> None:
    assert "https://doi.org/10.5555/12345678" in idcheck("cite", "PMID: 31295471").stdout


def test_what_is_not_known_is_told_with_the_way_out(idcheck: Run) -> None:
    run = idcheck("cite", "10.1038/nature12373")

    assert run.exit_code == 2
    assert run.stderr == (
        "idcheck: 10.1038/nature12373: nothing is known of this work; name a publication list with"
        " --catalogue, or ask the registries with --online\n"
    )
    assert idcheck("cite", "hello").stderr == (
        "idcheck: hello: this is no identifier of a work that idcheck knows\n"
    )


def test_a_registry_that_does_not_answer_is_told(idcheck: Run, folder: Path) -> None:
    from idcheck.sources.services import SERVICES

    nobody = "".join(f'base-urls.{name} = "http://127.0.0.1:9"\n' for name in SERVICES)
    (folder / "idcheck.toml").write_text(nobody, "utf-8")
    run = idcheck("cite", "10.1038/nature12373", "--online")

    assert run.exit_code == 2
    assert "10.1038/nature12373: nobody could be asked (" in run.stderr
