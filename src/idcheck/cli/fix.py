"""`idcheck fix`: safe fixes as `check --fix` makes them, or with a person who decides on the others."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from idcheck.cli import options as shared
from idcheck.cli.language import language_option, settle
from idcheck.cli.options import CHANNEL, option, rule_codes, words
from idcheck.cli.problem import CLEAN, FAILED, Problem, tell
from idcheck.config import SettingsError
from idcheck.messages import Message
from idcheck.post.formats import FORMATS

if TYPE_CHECKING:
    from idcheck.cli.overrides import Overrides

_UNUSED = ("config", "exclude", "extend_exclude", "fail_on", "profile", "extend_select", "refresh")


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(), metavar="PATH...")
@option(
    "--catalogue",
    type=click.Path(),
    multiple=True,
    metavar="FILE",
    help="Take suggestions from this publication list.",
)
@option("--channel", type=CHANNEL, help="Where the posts will appear.")
@option(
    "-i",
    "--interactive",
    is_flag=True,
    help="Ask about each finding: take a suggestion, type an identifier, or pass on.",
)
@words("--ignore", shell_complete=rule_codes, metavar="RULES", help="Leave these rules out.")
@shared.offline
@option("--online", is_flag=True, help="Ask registries about identifiers and titles.")
@option("-q", "--quiet", is_flag=True, help="Print what is necessary only.")
@words(
    "--select",
    shell_complete=rule_codes,
    metavar="RULES",
    help="Repair what these rules find only.",
)
@option("--type", type=click.Choice(FORMATS), help="What the files are, whatever they are called.")
@language_option
@click.pass_context
def fix(
    context: click.Context, /, paths: tuple[str, ...], interactive: bool, **options: Any
) -> None:
    """Repair posts: write the safe fixes; with -i ask about the others, with the evidence.

    Exits with 0 if all went well, 2 if a file could not be repaired.
    """
    from idcheck.cli.check import check

    if not interactive:
        context.invoke(check, paths=paths, fix=True, exit_zero=True, **options)
        return
    from idcheck.cli.overrides import overrides

    try:
        settings_of = overrides({**dict.fromkeys(_UNUSED), **options})
        sys.exit(_ask(paths, settings_of, options))
    except SettingsError as error:
        raise Problem(str(error)) from None


def _ask(paths: tuple[str, ...], settings_of: Overrides, options: dict[str, Any]) -> int:
    """Walk through the files. Raises SettingsError."""
    from idcheck.checking import Text, check_texts
    from idcheck.cli.asking import Interview
    from idcheck.cli.files import discover
    from idcheck.cli.inputs import STDIN, Source, read_file
    from idcheck.cli.registries import Registries
    from idcheck.cli.shelf import Shelf

    if STDIN in paths:
        raise Problem(Message("there is nobody to ask about a text on standard input; name a file"))
    settle(settings_of(Path(paths[0])).lang)
    failed = False
    registries = Registries()
    with Shelf(options["quiet"]) as shelf:
        interview = Interview(lambda text: check_texts((text,), shelf, registries)[0])
        for found in discover(paths, settings_of):
            item = (
                read_file(found, settings_of(Path(found)).format)
                if isinstance(found, str)
                else found
            )
            if not isinstance(item, Source):
                tell(Message("{path}: {reason}", path=item.path, reason=item.reason))
                failed |= isinstance(found, str)
                continue
            text = Text(item.text, item.path, item.format, settings_of(Path(item.path)))
            failed |= not interview(text)
            if interview.over:
                break
    registries.tell()
    return FAILED if failed else CLEAN
