"""The names that other programs import, and what they do."""

from __future__ import annotations

import asyncio
import doctest
import inspect
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

import idcheck
from idcheck import api
from idcheck.sources.indexed import indexed
from idcheck.works import Found

UNTRACKED = "Our new paper in *Nature* is out."
DOI = idcheck.Identifier("doi", "10.1038/nature12373")
_LIST = """@article{a, title={The temperature of living cells}, author={Berg, Anna},
journal={Nature}, year={2026}, doi={10.5555/12345678}}"""


def test_these_names_stay() -> None:
    assert idcheck.__all__ == [
        "Answers", "Checked", "Diagnostic", "Edit", "Fix", "Identifier", "Mention", "Questions",
        "Registries", "Settings", "Work", "canonical_url", "check", "find", "from_url",
        "read_settings",
    ]  # fmt: skip
    assert all(getattr(idcheck, name).__doc__ for name in idcheck.__all__)
    assert set(idcheck.__all__) <= set(dir(idcheck))
    assert str(inspect.signature(idcheck.check)) == (
        "(text: 'str', *, type: 'str' = 'markdown', channel: 'str | None' = None,"
        " catalogue: 'List | Iterable[List]' = (), ask: 'Ask | None' = None,"
        " settings: 'Settings | None' = None) -> 'Checked'"
    )


def test_what_is_not_there_is_told_as_python_does() -> None:
    with pytest.raises(AttributeError, match="module 'idcheck' has no attribute 'chekc'"):
        idcheck.chekc  # type: ignore[attr-defined]  # noqa: B018


def test_importing_it_imports_nothing_else() -> None:
    code = "import sys, idcheck; print([name for name in sys.modules if 'idcheck.' in name])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert run.stdout == "[]\n"


def test_the_examples_of_the_pages() -> None:
    page = str(Path(__file__).parents[1] / "docs" / "python.md")

    for tried in (
        doctest.testmod(api),
        doctest.testfile(page, module_relative=False, encoding="utf-8"),
    ):
        assert (tried.failed, tried.attempted > 0) == (0, True)


def test_findings_mentions_and_a_report() -> None:
    result = idcheck.check(UNTRACKED)

    assert not result.ok
    assert [item.code for item in result.diagnostics] == ["MEN101"]
    assert [mention.tracked for mention in result.mentions] == ["no"]
    assert result.report().startswith("-:1:1: MEN101 ")
    assert '"ruleId": "MEN101"' in result.report("sarif")
    assert idcheck.check("Good morning.").ok


def test_types_and_channels_have_the_names_people_use() -> None:
    assert idcheck.check("<p>A</p>", type="html").type == "html"
    assert idcheck.check("A", type=".md").type == "markdown"
    assert idcheck.check("A", channel="Twitter").posts[0].post.channel == "x"
    with pytest.raises(ValueError, match="no type of text is called 'word'; there are markdown"):
        idcheck.check("A", type="word")
    with pytest.raises(ValueError, match="no channel is called 'telepathy'; there are blog"):
        idcheck.check("A", channel="telepathy")


def test_suggestions_come_from_a_list_or_an_open_catalogue(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IDCHECK_CACHE_DIR", str(tmp_path / "cache"))
    file = tmp_path / "ours.bib"
    file.write_text(_LIST, "utf-8")
    text = "Our new paper “The temperature of living cells” is out in *Nature*."

    with indexed(file) as opened:
        for given in (file, str(file), [file], opened, [opened]):
            (item,) = idcheck.check(text, catalogue=given).diagnostics
            assert item.candidates[0].work.identifiers[0].value == "10.5555/12345678"
        assert opened.info().works == 1  # what was handed in open stays open


def test_safe_fixes() -> None:
    text = "Read 10.1038/nature12373 now.\r\n"
    result = idcheck.check(text)

    assert result.text == text
    assert "https://doi.org/10.1038/nature12373" in result.fixed()
    assert result.fixed().endswith(" now.\r\n")
    assert idcheck.check(result.fixed()).diagnostics == ()


def test_nobody_is_asked_but_who_is_handed_in() -> None:
    asked = []

    def ask(questions: idcheck.Questions) -> idcheck.Answers:
        asked.append(questions)
        return idcheck.Answers({DOI: Found(idcheck.Work(title="Something else entirely"))})

    result = idcheck.check(f"See <{DOI.url}>.", ask=ask)

    assert [each.identifiers for each in asked] == [{DOI}]
    assert result.posts[0].unverified == {}
    assert idcheck.check(f"See <{DOI.url}>.").posts[0].unverified == {0: "offline"}


def test_registries_work_beside_a_running_event_loop() -> None:
    async def notebook() -> idcheck.Answers:
        return idcheck.Registries(contact="a@example.org")(idcheck.Questions())

    assert asyncio.run(notebook()) == idcheck.Answers()


def test_results_and_askers_can_be_sent_elsewhere() -> None:
    result = idcheck.check(f"{UNTRACKED} See <{DOI.url}>.")

    assert pickle.loads(pickle.dumps(result)) == result
    assert pickle.loads(pickle.dumps(idcheck.Registries("a@b.example"))).contact == "a@b.example"
    assert pickle.loads(pickle.dumps(idcheck.check)) is idcheck.check


def test_settings_hold(tmp_path: Path) -> None:
    file = tmp_path / "idcheck.toml"
    file.write_text('ignore = ["MEN101", "TXT"]\nchannel = "press"\n', "utf-8")
    result = idcheck.check(UNTRACKED, settings=idcheck.read_settings(file))

    assert result.diagnostics == ()
    assert result.posts[0].post.channel == "press"
