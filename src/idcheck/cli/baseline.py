"""`idcheck baseline`: record what is there, so that later runs tell what is new."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from idcheck.cli.language import language_option
from idcheck.cli.options import option
from idcheck.cli.output import send
from idcheck.cli.problem import CLEAN, FAILED, Problem, tell
from idcheck.config import SettingsError
from idcheck.messages import Message

_UNUSED = (
    "catalogue", "channel", "config", "exclude", "extend_exclude", "extend_select", "fail_on",
    "ignore", "offline", "online", "profile", "refresh", "select", "type",
)  # fmt: skip


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(), metavar="PATH...")
@option(
    "-o",
    "--output-file",
    type=click.Path(),
    metavar="FILE",
    help="The baseline to write. [default: .idcheck-baseline.json here]",
)
@language_option
def baseline(paths: tuple[str, ...], output_file: str | None) -> None:
    """Record the findings of posts, so that `idcheck check` tells only what is new.

    What the baseline says of other files stays. Exits with 2 if a file could not be read.
    """
    from idcheck.baseline import FILE_NAME, BaselineError, as_json, read, recorded
    from idcheck.cli.overrides import overrides
    from idcheck.cli.run import checked_files

    file = Path(output_file or FILE_NAME)
    options: dict[str, Any] = {
        **dict.fromkeys(_UNUSED), "stdin_filename": None, "input_format": "text", "quiet": True,
    }  # fmt: skip
    try:
        before = read(file) if file.exists() else None
        files = checked_files(paths, overrides(options), options)
    except (SettingsError, BaselineError) as error:
        raise Problem(str(error)) from None
    found = recorded(files, file.resolve().parent, before)
    send(as_json(found), str(file), binary=True)
    count = sum(found.counts.values())
    tell(
        Message(
            "{file}: {count} findings recorded",
            one="{file}: {count} finding recorded",
            file=file, count=count,
        )
    )  # fmt: skip
    failed = [each for each in files if each.status == "failed"]
    for each in failed:
        tell(Message("{path}: failed: {reason}", path=each.path, reason=each.reason))
    sys.exit(FAILED if failed else CLEAN)
