"""`idcheck init`: settings that fit the site, and that idcheck itself can read."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING

import pytest

from idcheck.config import read_settings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    Run = Callable[..., Result]


def _made(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()


def _settings(folder: Path) -> dict[str, object]:
    read_settings(folder / "idcheck.toml")
    return tomllib.loads((folder / "idcheck.toml").read_text("utf-8"))


def test_hugo(idcheck: Run, folder: Path) -> None:
    _made(folder, "hugo.yaml", "themes/x/list.bib.html", "content/press/a.md", "data/ours.bib",
          "content/publication/b.md", "content/news/c.md", "public/old.bib")  # fmt: skip
    run = idcheck("init")

    assert run.exit_code == 0
    assert run.stdout == (
        "Wrote idcheck.toml for a Hugo site.\n"
        "Suggestions come from data/ours.bib.\n"
        "Check it with: idcheck check content\n"
    )
    settings = _settings(folder)
    assert settings["catalogue"] == ["data/ours.bib"]
    assert "themes" in settings["extend-exclude"]
    assert "bare-links" not in settings
    assert settings["paths"] == [
        {"pattern": "content/press", "channel": "press"},
        {"pattern": "content/publication", "type": "publication"},
    ]


@pytest.mark.parametrize(
    ("config", "links"), [("", False), ("title: x\nmarkdown: CommonMarkGhPages\n", True)]
)
def test_jekyll(idcheck: Run, folder: Path, config: str, links: bool) -> None:
    _made(folder, "_posts/2026-01-01-a.md", "_publications/b.md", "_layouts/x.html", "_news/n.md")
    (folder / "_config.yml").write_text(config, "utf-8")

    assert "idcheck check _news _posts _publications\n" in idcheck("init").stdout
    settings = _settings(folder)
    assert settings["bare-links"] is links
    assert settings["paths"] == [{"pattern": "_publications", "type": "publication"}]
    assert "catalogue" not in settings


def test_quarto(idcheck: Run, folder: Path) -> None:
    _made(folder, "_quarto.yml", "posts/a.qmd", "newsletters/b.qmd")

    assert "for a Quarto site" in idcheck("init").stdout
    settings = _settings(folder)
    assert "_freeze" in settings["extend-exclude"]
    assert settings["paths"] == [{"pattern": "newsletters", "channel": "newsletter"}]


def test_plain_and_elsewhere(idcheck: Run, folder: Path) -> None:
    _made(folder, "texts/a.txt")

    run = idcheck("init", "texts")
    assert run.stdout == (
        "Wrote texts/idcheck.toml for a folder of posts.\nCheck it with: idcheck check texts\n"
    )
    assert _settings(folder / "texts") == {}


def test_what_is_commented_out_is_valid_too(idcheck: Run, folder: Path) -> None:
    idcheck("init")
    text = (folder / "idcheck.toml").read_text("utf-8")
    (folder / "idcheck.toml").write_text(re.sub(r"(?m)^# (?=\[\[|[a-z-]+ = )", "", text), "utf-8")

    settings = _settings(folder)
    assert {"catalogue", "channel", "ignore", "severity", "fail-on", "paths"} <= set(settings)


@pytest.mark.parametrize(
    ("name", "text"),
    [("idcheck.toml", ""), (".idcheck.toml", "# mine"), ("pyproject.toml", "[tool.idcheck]\n")],
)
def test_settings_that_are_there_stay(idcheck: Run, folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text, "utf-8")
    run = idcheck("init")

    assert run.exit_code == 2
    assert run.stderr == f"idcheck: {name}: there are settings already; nothing was written\n"
    assert (folder / name).read_text("utf-8") == text
    assert sorted(each.name for each in folder.iterdir()) == sorted((".git", name))


def test_another_pyproject_is_in_nobodys_way(idcheck: Run, folder: Path) -> None:
    (folder / "pyproject.toml").write_text("[tool.ruff]\n", "utf-8")

    assert idcheck("init").exit_code == 0


def test_a_folder_that_is_not_there(idcheck: Run) -> None:
    run = idcheck("init", "nowhere")

    assert run.exit_code == 2
    assert run.stderr == "idcheck: nowhere: no such file or directory\n"


def test_names_with_quotes_are_written_as_toml(idcheck: Run, folder: Path) -> None:
    _made(folder, 'our "best" \\ list.bib')
    idcheck("init")

    assert _settings(folder)["catalogue"] == ['our "best" \\ list.bib']
