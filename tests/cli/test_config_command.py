"""`idcheck config`: what is in force, and who said so."""

from __future__ import annotations

import json
import tomllib
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

    from click.testing import Result

    Run = Callable[..., Result]


def _json(idcheck: Run, *arguments: str, **env: str) -> Any:
    return json.loads(idcheck("config", *arguments, "--output-format", "json", env=env).stdout)


@pytest.fixture
def house(folder: Path) -> Path:
    """Settings in three places: a shared file, that of the site, and one entry for a path."""
    (folder / "house").mkdir()
    (folder / "house" / "idcheck.toml").write_text(
        'catalogue = ["ours.bib"]\nchannel = "web"\nfail-on = "warning"\nignore = ["FRM506"]\n'
        'offline-paths = ["secret"]\n',
        "utf-8",
    )
    (folder / "site").mkdir()
    (folder / "site" / "idcheck.toml").write_text(
        'extend = "../house/idcheck.toml"\nfail-on = "info"\noffline-paths = ["drafts"]\n'
        '[[paths]]\npattern = "press"\nchannel = "press"\nseverity = {MEN101 = "warning"}\n',
        "utf-8",
    )
    return folder


def test_each_setting_names_who_set_it(idcheck: Run, house: Path) -> None:
    shown = _json(idcheck, "site/press/a.md")
    settings = shown["settings"]

    assert shown["file"] == "site/idcheck.toml"
    assert settings["fail-on"] == {"value": "info", "from": "site/idcheck.toml"}
    assert settings["channel"] == {"value": "press", "from": "[[paths]] press in site/idcheck.toml"}
    assert settings["catalogue"]["from"] == "house/idcheck.toml"
    assert settings["catalogue"]["value"] == [(house / "house" / "ours.bib").as_posix()]
    assert settings["offline-paths"]["value"] == ["secret", "drafts"]
    assert settings["type"] == {"value": "auto", "from": "default"}
    assert shown["chosen_by"] == {
        "ignore": "house/idcheck.toml",
        "severity": "[[paths]] press in site/idcheck.toml",
    }
    assert shown["rules"]["MEN101"] == "warning"
    assert "FRM506" not in shown["rules"]


def test_variables_win(idcheck: Run, house: Path) -> None:
    variables = {"IDCHECK_CHANNEL": "Twitter", "IDCHECK_OFFLINE": "1", "IDCHECK_SELECT": "MEN"}
    shown = _json(idcheck, "site/press/a.md", **variables)

    assert shown["settings"]["channel"] == {"value": "x", "from": "IDCHECK_CHANNEL"}
    assert shown["settings"]["online"] == {"value": False, "from": "IDCHECK_OFFLINE"}
    assert all(code.startswith("MEN") for code in shown["rules"])
    assert shown["chosen_by"]["select"] == "IDCHECK_SELECT"


def test_the_text_can_be_read_as_settings(idcheck: Run, house: Path) -> None:
    shown = idcheck("config", "site/press").stdout

    assert shown.startswith("# Settings of site/press, from site/idcheck.toml\n")
    assert '\nchannel = "press"  # [[paths]] press in site/idcheck.toml\n' in shown
    assert "\n# bare-links: what is usual for the format\n" in shown
    assert "\n# warning: " in shown
    assert tomllib.loads(shown)["fail-on"] == "info"


def test_without_any_settings(idcheck: Run) -> None:
    shown = idcheck("config").stdout

    assert shown.startswith("# Settings of ., no settings file was found\n")
    assert "rules, chosen by the default profile, release\n" in shown


def test_a_named_file_holds(idcheck: Run, house: Path) -> None:
    shown = _json(idcheck, "a.md", "--config", "house/idcheck.toml")

    assert shown["settings"]["channel"] == {"value": "web", "from": "house/idcheck.toml"}


def test_settings_that_cannot_be_used(idcheck: Run, folder: Path) -> None:
    (folder / "idcheck.toml").write_text('chanel = "x"\n', "utf-8")
    run = idcheck("config")

    assert run.exit_code == 2
    assert "unknown key `chanel`; did you mean `channel`?" in run.stderr
