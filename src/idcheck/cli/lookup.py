"""`idcheck lookup`: what registries say of an identifier, or which works fit a text."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click
from msgspec.structs import replace

from idcheck.cli import options as shared
from idcheck.cli.language import language_option
from idcheck.cli.options import option
from idcheck.cli.problem import CLEAN, FOUND, UNVERIFIED

if TYPE_CHECKING:
    from idcheck.identifiers import Identifier
    from idcheck.sources.access import Access
    from idcheck.works import Answers


@click.command()
@click.argument("words", nargs=-1, required=True, metavar="IDENTIFIER|TEXT")
@shared.here
@option("--offline", is_flag=True, help="Answer from the cache alone.")
@option("--online", is_flag=True, help="Ask the registries.")
@shared.refresh
@option(
    "--output-format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to print it.",
)
@language_option
def lookup(words: tuple[str, ...], **options: Any) -> None:
    """Show a work: its versions, its standing, and where each fact comes from.

    An identifier or its link shows the work that it names; other words show works that fit them.
    The exit code is 1 if there is none, 3 if nobody could be asked.
    """
    from idcheck.cli.registries import Registries, access_here
    from idcheck.enquiring import named_in
    from idcheck.reports.looked_up import as_json, as_text

    access = replace(
        access_here(options["config"], online=options["online"], offline=options["offline"]),
        refresh=options["refresh"],
    )
    said = " ".join(words)
    registries = Registries()
    identifier = named_in(said)
    if identifier is None:
        answers = _searched(registries, access, said)
        found = (
            as_json(None, answers) if options["output_format"] == "json" else as_text(None, answers)
        )
    else:
        answers = registries.look_up(access, identifier)
        found = (
            as_json(identifier, answers)
            if options["output_format"] == "json"
            else as_text(identifier, answers)
        )
    click.echo(found)
    registries.tell()
    sys.exit(_code(identifier, answers))


def _searched(registries: Any, access: Access, said: str) -> Answers:
    """The works for a text, which counts as a title."""
    from idcheck.works import Questions, Reference

    reference = Reference(title=said, words=said)
    answers: Answers = registries(access, Questions(references=frozenset({reference})))
    return answers


def _code(identifier: Identifier | None, answers: Answers) -> int:
    from idcheck.works import Ambiguous, Found, NotFound, NotYet

    if identifier is None:
        searches = list(answers.searches.values())
        if any(each.works for each in searches):
            return CLEAN
        return FOUND if searches and not searches[0].unavailable else UNVERIFIED
    answer = answers.of(identifier)
    if isinstance(answer, Found | NotYet | Ambiguous):
        return CLEAN
    return FOUND if isinstance(answer, NotFound) else UNVERIFIED
