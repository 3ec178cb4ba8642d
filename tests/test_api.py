"""The names that other programs import, and what they do."""

from __future__ import annotations

import asyncio
import doctest
import inspect
import json
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

import idcheck
from idcheck import Answers, Edit, api
from idcheck.fixes import RefusedError
from idcheck.post import Span
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


def test_what_was_not_asked_is_told_in_the_report() -> None:
    result = idcheck.check("Read https://doi.org/10.1038/nature12373 now.")
    report = json.loads(result.report("json"))

    assert report["online"] is False
    assert {"code": "IDN303", "reason": "offline", "mentions": 1} in report["not_run"]
    assert json.loads(idcheck.check("Hej.", ask=lambda _: Answers()).report("json"))["online"]


def test_a_text_that_cannot_be_read_has_failed() -> None:
    (file,) = json.loads(idcheck.check("{", type="json_posts").report("json"))["files"]

    assert file["status"] == "failed"
    assert file["reason"]


def test_a_mention_is_linked_as_its_format_wants_it() -> None:
    url = "https://doi.org/10.1038/nature12373"
    for kind, text, linked in (
        ("markdown", "Our new paper in Nature is out.", f"Our [new paper]({url}) in Nature is out."),
        ("html", "<p>Our new paper in Nature is out.</p>", f'<p>Our <a href="{url}">new paper</a> in Nature is out.</p>'),
        ("plain", "Our new paper in Nature is out.", f"Our new paper in Nature is out. {url}"),
    ):  # fmt: skip
        result = idcheck.check(text, type=kind)
        (mention,) = result.mentions
        assert mention.place.span is not None
        assert result.linked(mention.place.span, url) == linked


def test_a_link_is_led_elsewhere() -> None:
    text = "Our [new paper](https://www.researchgate.net/publication/1) in Nature is out."
    result = idcheck.check(text)
    span = result.mentions[0].place.span

    assert span is not None
    assert result.linked(span, "https://doi.org/10.1/x") == (
        "Our [new paper](https://doi.org/10.1/x) in Nature is out."
    )


def test_edits_that_change_anything_else_are_refused() -> None:
    result = idcheck.check("Our new paper in *Nature* is out.")

    with pytest.raises(RefusedError):
        result.edited((Edit(Span(0, 3), "<!-- Our"),))
