"""The keys of settings: the published schema is theirs, and agrees with what is read."""

from __future__ import annotations

import json
import tomllib
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import click
import jsonschema
import pytest

from idcheck.cli import commands
from idcheck.config import SettingsError, forget, read_settings
from idcheck.setting_keys import KEYS, schema

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]


def _published() -> str:
    return (files("idcheck") / "settings.schema.json").read_text("utf-8")


def test_the_published_schema_is_current() -> None:
    assert _published() == schema(), (
        "write it: python -m idcheck.setting_keys > src/idcheck/settings.schema.json"
    )
    jsonschema.Draft202012Validator.check_schema(json.loads(_published()))


def test_the_readme_names_every_key() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")

    for key in KEYS.keys() - {"paths"}:
        assert f"`{key}`" in readme, key


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("", True),
        ('channel = "blog"\nbare-links = true\ntimeout = 2.5\nonline = false', True),
        ('catalogue = ["a.bib"]\nselect = ["MEN"]\nseverity = "warning"', True),
        ('severity = {MEN101 = "off"}\nfail-on = "info"\nprofile = "quick"', True),
        ('ignore = ["MEN101"]\ncontact = "a@example.org"\ntype = "post"\nfeed = "excerpt"', True),
        ('[[ignore]]\ncode = "MEN101"\nreason = "r"\nuntil = "2099-01-01"\npath = "a/*"', True),
        ('[[paths]]\npattern = "a"\nchannel = "press"\nignore = ["MEN"]', True),
        ('[[paths]]\npattern = ["a", "b"]\nseverity = "info"', True),
        ('base-urls = {crossref = "https://mirror.example.edu"}', True),
        ('chanel = "blog"', False),
        ('bare-links = "yes"', False),
        ("timeout = 0", False),
        ("timeout = true", False),
        ('catalogue = "a.bib"', False),
        ('select = [""]', False),
        ('severity = "grave"', False),
        ('severity = {MEN101 = "grave"}', False),
        ('fail-on = "off"', False),
        ('profile = "slow"', False),
        ('contact = "a b"', False),
        ('[[ignore]]\ncode = "MEN101"', False),
        ('[[ignore]]\ncode = "MEN101"\nreason = "r"\nwhy = "w"', False),
        ('[[paths]]\nchannel = "press"', False),
        ('[[paths]]\npattern = "a"\ncatalogue = ["a.bib"]', False),
        ("base-urls = {crossref = 7}", False),
    ],
)
def test_the_schema_and_the_reader_agree(tmp_path: Path, text: str, fits: bool) -> None:
    validator = jsonschema.Draft202012Validator(json.loads(_published()))
    file = tmp_path / "idcheck.toml"
    file.write_text(text, "utf-8")
    forget()

    assert validator.is_valid(tomllib.loads(text)) is fits
    if fits:
        read_settings(file)
    else:
        with pytest.raises(SettingsError, match=r"idcheck\.toml: "):
            read_settings(file)


def test_settings_that_extend_one_another_in_a_circle(tmp_path: Path) -> None:
    for name, other in (("a", "b"), ("b", "c"), ("c", "a")):
        (tmp_path / f"{name}.toml").write_text(f'extend = "{other}.toml"\n', "utf-8")

    with pytest.raises(SettingsError, match=r"c\.toml: `extend` leads back to .*a\.toml"):
        read_settings(tmp_path / "a.toml")
    (tmp_path / "a.toml").write_text('extend = "none.toml"\n', "utf-8")
    with pytest.raises(SettingsError, match=r"none\.toml: cannot be read"):
        read_settings(tmp_path / "a.toml")


def _options(group: click.Group) -> Iterator[tuple[str, click.Option]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from _options(command)
        yield from ((name, each) for each in command.params if isinstance(each, click.Option))


def test_every_option_has_a_variable() -> None:
    found = list(_options(commands))

    assert len(found) > 20
    for name, each in found:
        long = max(each.opts, key=len).lstrip("-").replace("-", "_").upper()
        assert each.envvar == f"IDCHECK_{long}", (name, each.opts)
