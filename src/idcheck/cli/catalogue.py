"""`idcheck catalogue`: a list of your institution's publications, to take suggestions from."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec.structs import replace

from idcheck import lazy
from idcheck.cli.language import language_option
from idcheck.cli.options import here, option
from idcheck.cli.problem import CLEAN, FAILED, UNVERIFIED, Problem, tell
from idcheck.cli.progress import progress
from idcheck.messages import Message
from idcheck.reports.visible import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from idcheck.sources.catalogue import Added, Catalogue
    from idcheck.sources.publications import Unreadable
    from idcheck.works import Work

_MOST = 10
_ROR = lazy.pattern(r"(?:(?:https?://)?(?:www\.)?ror\.org/)?(0[a-hj-km-np-tv-z0-9]{6}[0-9]{2})")
"""A ROR id, as ror.org describes it: 0, six characters of Crockford's base 32, two digits."""


def _of(help_: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    return option("--catalogue", "place", type=click.Path(), metavar="FILE", help=help_)


_to = _of("The catalogue to add to. [default: one kept for you]")


@click.group()
def catalogue() -> None:
    """Keep the publication list that suggestions are taken from."""


@catalogue.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(), metavar="FILE...")
@_to
@option("--ours", is_flag=True, help="Mark the works as your own institution's.")
@language_option
def add(files: tuple[str, ...], place: str | None, ours: bool) -> None:
    """Add publication lists: BibTeX, RIS, CSV, MODS, JSON of many kinds, packed by gzip or not.

    A work that is there already is brought up to date. Entries that cannot be read are named. What
    was added stays if you interrupt; add the list again to go on.
    """
    from idcheck.sources.catalogue import Catalogue, CatalogueError
    from idcheck.sources.places import default_catalogue

    failed = False
    try:
        with Catalogue.open(Path(place) if place else default_catalogue()) as target:
            for file in files:
                failed |= not _add(target, file, ours=ours)
    except CatalogueError as error:
        raise Problem(str(error)) from None
    sys.exit(FAILED if failed else CLEAN)


def _add(target: Catalogue, file: str, *, ours: bool) -> bool:
    """Add a publication list; whether it could be read."""
    from idcheck.sources.publications import PublicationListError, read

    skipped: list[Unreadable] = []
    try:
        with progress(Message("Adding {file}", file=Path(file).name)) as advance:
            works = _works(read(Path(file), advance), skipped)
            added = (
                target.add(replace(work, ours=True) for work in works)
                if ours
                else target.add(works)
            )
    except PublicationListError as error:
        tell(str(error))
        return False
    finally:
        for entry in skipped:
            tell(
                Message("{file}:{line}: {reason}", file=file, line=entry.line, reason=entry.reason)
            )
    click.echo(f"{visible(file)}: {_counts(added, len(skipped))}")
    return True


def _works(entries: Iterator[Work | Unreadable], skipped: list[Unreadable]) -> Iterator[Work]:
    """The works among the entries; the others are put aside."""
    from idcheck.sources.publications import Unreadable

    for entry in entries:
        if isinstance(entry, Unreadable):
            skipped.append(entry)
        else:
            yield entry


def _counts(added: Added, skipped: int) -> str:
    counts = ((added.new, "added"), (added.known, "there already"), (skipped, "left out"))
    return ", ".join(f"{count} {word}" for count, word in counts if count) or "no works in it"


@catalogue.command()
@option("--orcid", "people", multiple=True, metavar="ID", help="The works of this person.")
@option("--ror", "rors", multiple=True, metavar="ID", help="The works of this institution.")
@_to
@here
@option("--offline", is_flag=True, help="Ask nobody, whatever the settings say.")
@option("--online", is_flag=True, help="Ask ORCID and OpenAlex.")
def sync(  # noqa: PLR0913 - an option each
    people: tuple[str, ...],
    rors: tuple[str, ...],
    place: str | None,
    config: str | None,
    *,
    offline: bool,
    online: bool,
) -> None:
    """Bring the works of people and institutions up to date from ORCID and OpenAlex.

    They are marked as ours. The exit code is 3 if a list could not be had as a whole.
    """
    from idcheck.cli.registries import access_here
    from idcheck.sources.catalogue import Catalogue, CatalogueError
    from idcheck.sources.places import default_catalogue

    persons = [_bare(each, "orcid") for each in people]
    places = [_bare(each, "ror") for each in rors]
    if not persons and not places:
        raise Problem(Message("name whose works to bring: --orcid ID or --ror ID"))
    access = access_here(config, online=online, offline=offline)
    if not access.online:
        raise Problem(Message("this asks ORCID and OpenAlex; allow it with --online"))
    from idcheck.sources.syncing import sync as synced

    try:
        with Catalogue.open(Path(place) if place else default_catalogue()) as target:
            done = synced(access, target, persons, places)
    except CatalogueError as error:
        raise Problem(str(error)) from None
    for reason in done.missing:
        tell(reason)
    click.echo(f"{done.new} added, {done.known} there already")
    sys.exit(UNVERIFIED if done.missing else CLEAN)


def _bare(given: str, kind: str) -> str:
    """An ORCID iD or ROR id without its address. Raises Problem if it is none."""
    from idcheck.identifiers import parse

    if kind == "orcid":
        found = parse("orcid", given)
        value = found.value if found else ""
    else:
        match = _ROR.fullmatch(given.strip().lower().rstrip("/"))
        value = match[1] if match else ""
    if not value:
        raise Problem(
            Message("{id} is no ORCID iD", id=given)
            if kind == "orcid"
            else Message("{id} is no ROR id", id=given)
        )
    return value


@catalogue.command()
@click.argument("words", nargs=-1, required=True, metavar="TEXT...")
@_of("The catalogue or publication list to search. [default: the one kept for you]")
def search(words: tuple[str, ...], place: str | None) -> None:
    """Find works by words of their title, authors, journal and year."""
    from idcheck.reports import record
    from idcheck.sources.catalogue import CatalogueError
    from idcheck.sources.suggesting import candidates
    from idcheck.works import Reference

    try:
        with opened(place) as source:
            found = candidates(Reference(words=" ".join(words)), (source,))
    except CatalogueError as error:
        raise Problem(str(error)) from None
    works = [candidate.work for candidate in found[:_MOST]]
    entries = ((record.title(work), record.details(work), record.url(work)) for work in works)
    click.echo(
        "\n".join("".join(f"{line}\n" for line in entry if line) for entry in entries), nl=False
    )
    if not works:
        tell(Message("nothing was found"))


@catalogue.command()
@_of("The catalogue or publication list. [default: the one kept for you]")
def info(place: str | None) -> None:
    """Tell where the catalogue is and what it holds."""
    from idcheck.sources.catalogue import CatalogueError

    try:
        with opened(place) as source:
            found = source.info()
    except CatalogueError as error:
        raise Problem(str(error)) from None
    click.echo(f"file:     {visible(found.path)} ({found.size / 1_000_000:.1f} MB)")
    click.echo(f"works:    {found.works}")
    for name, count in found.sources.items():
        click.echo(f"          {count} from {visible(name)}")
    if found.ours:
        click.echo(f"ours:     {found.ours}")
    click.echo(f"made:     {found.made}")
    click.echo(f"changed:  {found.changed}")


def opened(place: str | None) -> Catalogue:
    """The named catalogue, or the one kept for this user. Raises CatalogueError and Problem."""
    from idcheck.sources.indexed import indexed
    from idcheck.sources.places import default_catalogue

    if place is None and not default_catalogue().is_file():
        raise Problem(
            Message("there is no catalogue yet; make one with `idcheck catalogue add FILE`")
        )
    path = Path(place) if place else default_catalogue()
    with progress(Message("Indexing {file}", file=path.name)) as advance:
        return indexed(path, advance)
