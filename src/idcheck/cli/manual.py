"""The pages of settings and of options in the documentation, made of the program itself.

`python -m idcheck.cli.manual docs` writes them.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from idcheck.setting_keys import IGNORE_KEYS, KEYS, PATH_KEYS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from idcheck.setting_keys import Key

_SETTINGS = """\
# Settings

Settings stand in `idcheck.toml`, else in `.idcheck.toml`, else under `[tool.idcheck]` in `pyproject.toml`. The file nearest to a post holds
for it; paths in it count from its folder. `idcheck init` writes one to begin with, and `idcheck config PATH` shows which
settings are in force for a file and where each comes from. Nothing has to be set.

```toml
catalogue = ["publications.bib"]
channel = "news"

[[paths]]
pattern = "content/press/**"
channel = "press"
```
"""
_OPTIONS = """\
# Commands and options

`idcheck PATH` is short for `idcheck check PATH`. Options can be set by environment variables too: `IDCHECK_` and the name in capitals, as in
`IDCHECK_FAIL_ON` for `--fail-on`.
"""


def settings_page() -> str:
    """The page of the keys of a settings file."""
    parts = [
        _SETTINGS,
        _keys(KEYS),
        "## For some files: `[[paths]]`\n",
        "Each entry whose pattern fits a file adds to the entries before it.\n",
        _keys(PATH_KEYS),
        "## To silence findings: `[[ignore]]`\n",
        _keys(IGNORE_KEYS),
    ]
    return "\n".join(parts)


def _keys(keys: Mapping[str, Key]) -> str:
    rows = [
        f"| `{name}` | {_values(key.shape)} | {_cell(key.about)} |\n"
        for name, key in sorted(keys.items())
    ]
    return "| key | value | meaning |\n| --- | --- | --- |\n" + "".join(rows)


def _values(shape: Mapping[str, Any]) -> str:
    """What a key takes, as its JSON Schema has it, in words."""
    if "enum" in shape:
        return ", ".join(f"`{word}`" for word in shape["enum"])
    if "anyOf" in shape:
        return " or ".join(dict.fromkeys(_values(each) for each in shape["anyOf"]))
    if "examples" in shape:
        return f"{', '.join(f'`{word}`' for word in shape['examples'])} ..."
    kinds = {"boolean": "`true`, `false`", "number": "a number", "object": "a table"}
    if shape["type"] == "array":
        return "tables" if shape["items"].get("type") == "object" else "a list of texts"
    if shape.get("format") == "date":
        return "a day"
    return kinds.get(shape["type"], "a text")


def options_page() -> str:
    """The page of all commands with their options."""
    from idcheck.cli import commands

    context = click.Context(commands, info_name="idcheck", **commands.context_settings)
    parts = [_OPTIONS, *(part for each in _commands(context) for part in each)]
    return "\n".join(parts)


def _commands(context: click.Context) -> Iterator[tuple[str, ...]]:
    """The sections of the commands of a group, and of the groups in it."""
    group = context.command
    if not isinstance(group, click.Group):
        return
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command is None or command.hidden:
            continue
        inner = click.Context(command, info_name=name, parent=context)
        yield _section(inner)
        yield from _commands(inner)


def _section(context: click.Context) -> tuple[str, ...]:
    """A command: its use, what it does, and its options."""
    command = context.command
    usage = " ".join([context.command_path, *command.collect_usage_pieces(context)])
    about = "\n\n".join(
        " ".join(part.split()) for part in (command.help or "").split("\n\n") if part.strip()
    )
    rows = [
        _row(each, context)
        for each in command.params
        if isinstance(each, click.Option) and not each.hidden
    ]
    table = "| option | meaning |\n| --- | --- |\n" + "".join(rows)
    return (
        f"## `{context.command_path}`\n",
        f"```text\n{usage}\n```\n",
        f"{_prose(about)}\n",
        *([table] if rows else ()),
    )


def _row(option: click.Option, context: click.Context) -> str:
    names = ", ".join(f"`{name}`" for name in (*option.opts, *option.secondary_opts))
    _, told = option.get_help_record(context) or ("", "")
    if isinstance(option.type, click.Choice):
        told = f"{', '.join(f'`{choice}`' for choice in option.type.choices)}: {told}"
    elif not option.is_flag:
        names += f" {option.make_metavar(context)}"
    return f"| {names} | {_cell(_prose(told))} |\n"


def _prose(text: str) -> str:
    """Text outside code, whose brackets are neither HTML nor links."""
    pieces = text.split("`")
    return "`".join(
        piece if number % 2 else piece.replace("<", "&lt;").replace("[", r"\[")
        for number, piece in enumerate(pieces)
    )


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", r"\|")


def pages() -> dict[str, str]:
    """The names and contents of the pages."""
    return {"settings.md": settings_page(), "options.md": options_page()}


if __name__ == "__main__":
    for _name, _text in pages().items():
        Path(sys.argv[1], _name).write_text(_text, "utf-8")
