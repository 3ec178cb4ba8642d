"""The language that the command line speaks."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from idcheck.cli import commands

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

_ENGLISH = "a publication is mentioned without a link or identifier"
_SWEDISH = "en publikation nämns utan länk eller identifierare"


@pytest.fixture(autouse=True)
def post(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "IDCHECK_LANG"):
        monkeypatch.delenv(name, raising=False)
    post = tmp_path / "a.md"
    post.write_text("Our new paper in *Nature* is out.\n", encoding="utf-8")
    return post


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(commands, arguments)


@pytest.mark.parametrize(
    ("locale", "told"),
    [
        ({"LANG": "sv_SE.UTF-8"}, _SWEDISH),
        ({"LANG": "en_GB.UTF-8", "LC_MESSAGES": "sv_SE"}, _SWEDISH),
        ({"LANG": "sv_SE.UTF-8", "LC_ALL": "C"}, _ENGLISH),
        ({"LANG": "sv_SE.UTF-8", "LC_ALL": ""}, _SWEDISH),
        ({"LANG": "fi_FI.UTF-8"}, _ENGLISH),
        ({}, _ENGLISH),
        ({"LANG": "sv_SE.UTF-8", "IDCHECK_LANG": "en"}, _ENGLISH),
    ],
)
def test_the_locale_tells_the_language(
    locale: dict[str, str], told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in locale.items():
        monkeypatch.setenv(name, value)

    assert told in _run("check", "a.md").stdout


def test_settings_have_the_say_over_the_locale_and_the_option_over_both(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "idcheck.toml").write_text('lang = "sv"\n', encoding="utf-8")
    monkeypatch.setenv("LANG", "en_GB.UTF-8")

    assert _SWEDISH in _run("check", "a.md").stdout
    assert _ENGLISH in _run("check", "--lang", "en", "a.md").stdout
    assert 'lang = "sv"  # idcheck.toml' in _run("config", "a.md").stdout


def test_what_programs_read_does_not_follow_the_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "sv_SE.UTF-8")

    for name in ("json", "sarif", "github", "gitlab", "junit", "markdown"):
        assert _ENGLISH in _run("check", "--output-format", name, "a.md").stdout


@pytest.mark.parametrize("name", ["json", "sarif", "github", "gitlab", "junit", "markdown"])
def test_what_programs_read_is_in_the_language_that_is_asked_for(name: str) -> None:
    told = _run("check", "--lang", "sv", "--output-format", name, "a.md").stdout

    assert _SWEDISH in (json.dumps(json.loads(told), ensure_ascii=False) if "{" in told else told)


def test_a_json_report_names_its_language() -> None:
    def language(*options: str) -> str:
        told = _run("check", *options, "--output-format", "json", "a.md").stdout
        return str(json.loads(told)["language"])

    assert language() == "en"
    assert language("--lang", "sv") == "sv"


def test_a_baseline_holds_in_every_language(tmp_path: Path) -> None:
    (tmp_path / "b.md").write_text("---\ndoi: 10.1038/nature12373\n---\n\nOur new paper in *Nature* is out.\n")  # fmt: skip
    for first, second in (("en", "sv"), ("sv", "en")):
        _run("baseline", "--lang", first, ".")
        run = _run("check", "--lang", second, ".")

        assert run.exit_code == 0, run.output
        assert "MEN101" not in run.stdout


def test_fingerprints_do_not_depend_on_the_language() -> None:
    def fingerprints(language: str) -> list[object]:
        told = _run("check", "--lang", language, "--output-format", "sarif", "a.md").stdout
        return [row["partialFingerprints"] for row in json.loads(told)["runs"][0]["results"]]

    assert fingerprints("sv") == fingerprints("en")


def test_what_was_not_done_is_told_in_the_language_too() -> None:
    assert _run("check", "--lang", "sv", "none.md").stderr == (
        "idcheck: none.md: misslyckades: filen finns inte\n"
    )
    assert _run("check", "--lang", "sv", "--unsafe-fixes", "a.md").stderr == (
        "idcheck: --unsafe-fixes används med --fix eller --diff\n"
    )


def test_other_commands_speak_it(tmp_path: Path) -> None:
    (tmp_path / "b.md").write_text("Read 10.1038/nature12373 now.\n", encoding="utf-8")

    assert _run("fix", "--lang", "sv", "b.md").stderr == (
        "idcheck: b.md: rättat: 1 anmärkning (MEN103)\n"
    )
    assert "Kontrollera med: idcheck check ." in _run("init", "--lang", "sv").stdout
    asked = CliRunner().invoke(commands, ["fix", "-i", "--lang", "sv", "a.md"], input="q\n").stdout
    assert "Enter går vidare" in asked
    assert _SWEDISH in asked


def test_an_unknown_language_is_refused() -> None:
    run = _run("check", "--lang", "tlh", "a.md")

    assert run.exit_code == 2
    assert "'tlh' is not one of en, sv." in run.stderr
