"""`idcheck cite`: a finished line about a work, to paste into a post."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec.structs import replace

from idcheck.citing import TYPES
from idcheck.cli.language import language_option
from idcheck.cli.options import CHANNEL, option
from idcheck.cli.problem import Problem, tell
from idcheck.messages import Message

if TYPE_CHECKING:
    from idcheck.config import Settings
    from idcheck.identifiers import Identifier
    from idcheck.works import Work


@click.command()
@click.argument("identifier")
@option(
    "--catalogue",
    type=click.Path(),
    multiple=True,
    metavar="FILE",
    help="Look in this publication list, instead of those that the settings name.",
)
@option(
    "--channel",
    type=CHANNEL,
    help="Where it will be pasted: blog, press, x, bluesky, wikipedia ... [default: what the settings say, else blog]",
)
@option("--online", is_flag=True, help="Ask the registries about a work that is not in a list.")
@option(
    "--type",
    type=click.Choice(TYPES),
    help="How it is written. [default: what is usual for the channel]",
)
@language_option
def cite(
    identifier: str,
    catalogue: tuple[str, ...],
    channel: str | None,
    online: bool,
    type: str | None,  # noqa: A002 - the word of the option
) -> None:
    """Print a line about a work with the link that trackers read, ready to paste.

    IDENTIFIER is a DOI, PMID, ISBN, arXiv id or the like, or the address of a page about the work.
    The work is looked up in your publication lists and among the answers of earlier runs.
    """
    from idcheck.citing import cite as cited
    from idcheck.citing import usual_type
    from idcheck.config import SettingsError, settings_for

    named = _identifier(identifier)
    try:
        settings = settings_for(Path("post.md"))
    except SettingsError as error:
        raise Problem(str(error)) from None
    if catalogue:
        settings = replace(settings, catalogue=tuple(Path(each) for each in catalogue))
    work = _work(named, replace(settings, online=True) if online else settings)
    where = channel or settings.channel
    for update in work.updates:
        if update.kind in {"retraction", "withdrawal", "removal", "concern"}:
            tell(f"there is a notice about this work: {update.kind} {update.date}".rstrip())
    click.echo(cited(work, _best(work, named), where, type or usual_type(where)))


def _identifier(text: str) -> Identifier:
    """What a person named."""
    from idcheck.identifiers import find, from_url, names_work

    found = [*from_url(text).identifiers, *(each.identifier for each in find(text))]
    if named := next((each for each in found if names_work(each)), None):
        return named
    raise Problem(Message("{text}: this is no identifier of a work that idcheck knows", text=text))


def _best(work: Work, named: Identifier) -> Identifier:
    """The identifier whose link is used: a DOI where there is one."""
    known = (named, *work.identifiers)
    return next((each for each in known if each.scheme == "doi"), named)


def _work(identifier: Identifier, settings: Settings) -> Work:
    """What is known of a work, from the publication lists and then from the registries."""
    from idcheck.cli.registries import Registries
    from idcheck.cli.shelf import Shelf
    from idcheck.works import Found, NotFound, Questions, Unavailable

    with Shelf(quiet=True) as shelf:
        for held in shelf(settings):
            if work := held.get(identifier):
                return work
    registries = Registries()
    asked = Questions(identifiers=frozenset({identifier}))
    answer = registries(settings.access(Path("post.md")), asked).of(identifier)
    registries.tell()
    if isinstance(answer, Found):
        return answer.work
    if isinstance(answer, NotFound):
        raise Problem(
            Message(
                "{identifier}: the registries know no such identifier", identifier=identifier.value
            )
        )
    if isinstance(answer, Unavailable):
        raise Problem(
            Message(
                "{identifier}: nobody could be asked ({reason})",
                identifier=identifier.value,
                reason=answer.reason,
            )
        )
    raise Problem(
        Message(
            "{identifier}: nothing is known of this work; name a publication list with --catalogue, or ask the registries with --online",
            identifier=identifier.value,
        )
    )
