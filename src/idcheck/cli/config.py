"""`idcheck config`: the settings in force for a file, and where each comes from."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from idcheck.cli.language import language_option
from idcheck.cli.options import option
from idcheck.cli.problem import Problem
from idcheck.reports.visible import visible
from idcheck.setting_keys import SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from idcheck.config import Settings
    from idcheck.patterns import Pattern

_CHOOSING = ("profile", "select", "extend-select", "ignore", "extend-ignore", "severity")
"""Keys whose effect is a list of rules, which is what is shown."""
_USUAL = {
    "bare-links": "what is usual for the format",
    "section": "what a post says, else its folder",
    "exclude": "what git ignores; outside a repository the usual folders of built sites and packages",
    "lang": "that of the locale",
}
"""What holds where a key has no value."""


@click.command()
@click.argument("path", default=".", type=click.Path(), metavar="[PATH]")
@option(
    "--config",
    "named",
    type=click.Path(),
    metavar="FILE",
    help="Use this settings file, not those found.",
)
@option(
    "--output-format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to print them.",
)
@language_option
def config(path: str, named: str | None, output_format: str) -> None:
    """Print the settings in force for a file or a folder, and where each comes from.

    Environment variables count, as they do for `idcheck check`.
    """
    from idcheck.config import SettingsError

    try:
        settings = _in_force(path, named)
        rows = {key: (value, _origin(settings, key)) for key, value in _values(settings).items()}
        rules = {rule.code: rule.severity(settings.channel) or "off" for rule in settings.rules()}
    except SettingsError as error:
        raise Problem(str(error)) from None
    if output_format == "json":
        click.echo(json.dumps(_as_json(path, rows, settings, rules), indent=2))
    else:
        click.echo("".join(f"{line}\n" for line in _as_text(path, rows, settings, rules)), nl=False)


def _in_force(path: str, named: str | None) -> Settings:
    """The settings that `idcheck check PATH` would use. Raises SettingsError."""
    from msgspec.structs import replace

    from idcheck.cli.check import check
    from idcheck.cli.overrides import overrides

    given = ["--config", named, "--", path] if named else ["--", path]
    context = check.make_context("check", given)
    place = Path(path, "post.md") if Path(path).is_dir() else Path(path)
    settings = overrides(context.params)(place)
    varied = tuple(
        (parameter.opts[-1].lstrip("-"), f"IDCHECK_{(parameter.name or '').upper()}")
        for parameter in check.params
        if _from_environment(context, parameter.name)
    )
    return replace(settings, said=(*settings.said, *varied))


def _from_environment(context: click.Context, name: str | None) -> bool:
    source = context.get_parameter_source(name or "")
    return source is click.core.ParameterSource.ENVIRONMENT


def _values(settings: Settings) -> dict[str, Any]:
    """The settings by their keys; None where the usual answer holds."""
    return {
        "bare-links": settings.bare_links,
        "base-urls": dict(settings.base_urls),
        "catalogue": [path.as_posix() for path in settings.catalogue],
        "channel": settings.channel,
        "contact": settings.contact,
        "exclude": None if settings.exclude is None else _texts(settings.exclude),
        "extend-exclude": _texts(settings.extend_exclude),
        "fail-on": settings.fail_on,
        "feed": settings.feed,
        "lang": settings.lang,
        "nouns": list(settings.nouns),
        "offline-paths": _texts(settings.offline_paths),
        "online": settings.online,
        "section": settings.section or None,
        "timeout": settings.timeout,
        "type": settings.type,
    }


def _texts(patterns: Iterable[Pattern]) -> list[str]:
    return [pattern.text for pattern in patterns]


def _origin(settings: Settings, key: str) -> str:
    """Who set a key."""
    who = dict(settings.said).get(key, "default")
    if key == "online" and (offline := dict(settings.said).get("offline")):
        return offline
    return who


_Rows = dict[str, tuple[Any, str]]


def _as_text(path: str, rows: _Rows, settings: Settings, rules: Mapping[str, str]) -> Iterator[str]:
    from idcheck.config import near

    where = f"from {near(settings.file)}" if settings.file else "no settings file was found"
    yield visible(f"# Settings of {path}, {where}")
    for key, (value, origin) in rows.items():
        if value is None:
            yield f"# {key}: {_USUAL[key]}"
        else:
            yield visible(f"{key} = {_toml(value)}  # {origin}")
    yield ""
    chosen = ", ".join(f"{key} ({who})" for key, who in _choosing(settings).items())
    yield visible(f"# {len(rules)} rules, chosen by {chosen or 'the default profile, release'}")
    for severity in SEVERITIES:
        if codes := [code for code, its in rules.items() if its == severity]:
            yield f"# {severity}: {', '.join(codes)}"


def _choosing(settings: Settings) -> dict[str, str]:
    return {key: who for key, who in dict(settings.said).items() if key in _CHOOSING}


def _as_json(
    path: str, rows: _Rows, settings: Settings, rules: Mapping[str, str]
) -> dict[str, Any]:
    from idcheck.config import near

    return {
        "path": path,
        "file": near(settings.file) if settings.file else None,
        "settings": {key: {"value": value, "from": who} for key, (value, who) in rows.items()},
        "chosen_by": _choosing(settings),
        "rules": dict(rules),
    }


def _toml(value: Any) -> str:
    """A value as TOML writes it, which differs from JSON in tables only."""
    if isinstance(value, dict):
        inner = ", ".join(f"{key} = {_toml(each)}" for key, each in value.items())
        return f"{{{inner}}}"
    return json.dumps(value, ensure_ascii=False)
