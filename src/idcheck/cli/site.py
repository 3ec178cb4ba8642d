"""A whole site, read file by file into the small facts that an audit counts, in several processes."""

from __future__ import annotations

import os
from itertools import filterfalse
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from msgspec import Struct
from msgspec.structs import replace

from idcheck.auditing.audit import OurWork
from idcheck.auditing.facts import FileFacts, facts_of, name_of
from idcheck.auditing.ours import Ours
from idcheck.cli.files import discover
from idcheck.cli.inputs import STDIN, is_page, read_file
from idcheck.cli.language import settle
from idcheck.cli.problem import Problem
from idcheck.cli.processes import DiedError, processors, shared
from idcheck.cli.progress import progress
from idcheck.cli.registries import Registries
from idcheck.cli.run import check_inputs, tell_expired
from idcheck.cli.shelf import Shelf
from idcheck.config import Settings
from idcheck.messages import Message
from idcheck.sources.catalogue_file import CatalogueError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from idcheck.checking import CheckedFile
    from idcheck.cli.inputs import Input
    from idcheck.cli.overrides import Overrides
    from idcheck.works import Work

_AT_ONCE = 8
"""Files that a process reads at a time: few, so that a large one keeps nobody waiting at the end."""
_ASKED_AT_ONCE = 400
"""Files whose questions are put to the registries together."""
_FEW = 40
"""Files that are read sooner than a second process is there."""
_NAMED = 3
"""Authors of a work that are named."""
_BUNDLE = "index"
"""The page that stands for its folder."""


class SiteSettings(Struct, frozen=True):
    """The settings of each file, with the lists of our own works among the catalogues."""

    base: Overrides
    lists: tuple[Path, ...] = ()

    def __call__(self, path: Path) -> Settings:
        """The settings for a file. Raises SettingsError."""
        settings = self.base(path)
        if not self.lists:
            return settings
        return replace(settings, catalogue=(*(settings.catalogue or _kept()), *self.lists))


def _kept() -> tuple[Path, ...]:
    from idcheck.sources.places import default_catalogue

    kept = default_catalogue()
    return (kept,) if kept.is_file() else ()


class Batch(Struct, frozen=True):
    """The facts of some files, and what is to be told of catalogues and registries.

    `failed` tells whether a catalogue could not be used.
    """

    files: tuple[FileFacts, ...]
    troubles: tuple[str, ...] = ()
    failed: bool = False
    online: bool = False


class Reader:
    """Reads and checks files with the settings of each. Its catalogues are opened once in each process."""

    def __init__(self, settings_of: SiteSettings, ours: Collection[str]) -> None:
        self._settings_of = settings_of
        self._ours = ours
        self._told: dict[str, None] = {}
        self._shelf = Shelf(quiet=True, say=self._told.setdefault)
        self._registries = Registries()

    def __call__(self, items: Sequence[str | Input]) -> Batch:
        """The facts of files named by their paths and of texts at hand. Raises SettingsError."""
        pairs: list[tuple[Input, Settings]] = []
        for item in items:
            name = item if isinstance(item, str) else item.path
            settings = self._settings_of(Path(STDIN if is_page(name) else name))
            pairs.append(
                (read_file(item, settings.format) if isinstance(item, str) else item, settings)
            )
        files = check_inputs(pairs, self._shelf, self._registries)
        facts = tuple(
            self._facts(file, settings) for file, (_, settings) in zip(files, pairs, strict=True)
        )
        troubles = (*self._told, *self._registries.troubles())
        return Batch(facts, troubles, self._shelf.failed, self._registries.online)

    def _facts(self, file: CheckedFile, settings: Settings) -> FileFacts:
        place = folders(file.path)
        try:
            ours = Ours(self._shelf(settings) if self._ours else (), self._ours)
            return facts_of(file, section=settings.section, folders=place, ours=ours)
        except CatalogueError as error:
            self._shelf.fail(error)
            return facts_of(file, section=settings.section, folders=place)


def folders(path: str) -> tuple[str, ...]:
    """The folders of a file or the page of an address, from the top; the folder of an `index` page is the page itself."""
    parts = urlsplit(path).path.split("/") if is_page(path) else Path(os.path.abspath(path)).parts  # noqa: PTH100 - symbolic links stay as they are
    *above, name = [part for part in parts if part] or [""]
    return tuple(above[:-1] if name.split(".")[0] == _BUNDLE else above)


class SiteRead(Struct, frozen=True):
    """What was read of a site. `ours` is None where no work is marked as ours.

    `troubles` are to be told; `failed` says that a catalogue could not be used.
    """

    files: tuple[FileFacts, ...]
    ours: tuple[OurWork, ...] | None
    troubles: tuple[str, ...]
    failed: bool
    online: bool


def read_site(
    paths: Sequence[str], settings_of: SiteSettings, leave_out: Path, jobs: int | None
) -> SiteRead:
    """The facts of a site's files, all but those in the folder `leave_out`. Raises SettingsError and Problem."""
    items: list[str | Input] = []
    distinct: dict[tuple[object, ...], Settings] = {}
    online = False
    for item, settings in _listed(paths, settings_of, leave_out):
        items.append(item)
        distinct.setdefault((settings.file, settings.catalogue), settings)
        online = online or settings.online
    settle(next((settings.lang for settings in distinct.values()), None))
    tell_expired(distinct.values())
    told: dict[str, None] = {}
    with Shelf(quiet=True, say=told.setdefault) as shelf:
        ours = _own_works(distinct.values(), settings_of.lists, shelf)
    reader = Reader(settings_of, frozenset(ours or ()))
    read = list(_in_turn(reader, items) if online else _at_once(reader, items, jobs))
    return SiteRead(
        files=tuple(file for batch in read for file in batch.files),
        ours=None if ours is None else tuple(ours.values()),
        troubles=tuple(dict.fromkeys([*told, *(t for b in read for t in b.troubles)])),
        failed=shelf.failed or any(batch.failed for batch in read),
        online=any(batch.online for batch in read),
    )


def _listed(
    paths: Sequence[str], settings_of: SiteSettings, leave_out: Path
) -> Iterator[tuple[str | Input, Settings]]:
    """The files of a site with their settings; pages on the web are fetched."""
    report = os.path.join(os.path.abspath(leave_out), "")  # noqa: PTH100, PTH118 - as above
    if STDIN in paths:
        raise Problem(Message("an audit reads files, folders and pages, not standard input"))
    for url in filter(is_page, paths):
        from idcheck.cli.pages import read_pages

        settings = settings_of(Path(STDIN))
        yield from ((item, settings) for item in read_pages(url, settings.access(Path(STDIN))))
    for found in discover(filterfalse(is_page, paths), settings_of):
        name = found if isinstance(found, str) else found.path
        if not os.path.abspath(name).startswith(report):  # noqa: PTH100 - as above
            yield found, settings_of(Path(name))


def _own_works(
    settings: Iterable[Settings], lists: tuple[Path, ...], shelf: Shelf
) -> dict[str, OurWork] | None:
    """The works of ours in all catalogues, by name; None if none is marked and no list of them is named.

    Each catalogue is opened, so that its index is made before several processes want it.
    """
    held = dict.fromkeys(catalogue for each in settings for catalogue in shelf(each))
    whole = shelf(Settings(catalogue=lists)) if lists else ()
    works: dict[str, OurWork] = {}
    try:
        for catalogue in held:
            for work in catalogue.all() if catalogue in whole else catalogue.ours():
                if work.type != "erratum":
                    works.setdefault(name_of(work), _ours(work))
    except CatalogueError as error:
        shelf.fail(error)
    return works if works or lists else None


def _ours(work: Work) -> OurWork:
    names = [str(author) for author in work.authors[:_NAMED]]
    more = " et al." if len(work.authors) > _NAMED else ""
    link = work.identifiers[0].url if work.identifiers else ""
    return OurWork(
        name_of(work), work.title, ", ".join(names) + more, work.container, work.year, link
    )


def _in_turn(reader: Reader, items: Sequence[str | Input]) -> Iterator[Batch]:
    """The batches one after the other, so that services are asked at one pace."""
    return (reader(part) for part in _parts(items, _ASKED_AT_ONCE))


def _at_once(reader: Reader, items: Sequence[str | Input], jobs: int | None) -> Iterator[Batch]:
    """The batches, read by several processes. Raises Problem if one of them dies."""
    workers = min(jobs or processors(), len(items) // _FEW + 1)
    parts = list(_parts(items, _AT_ONCE))
    done = 0
    with progress(Message("Reading posts")) as advance:
        try:
            for batch in shared(reader, parts, workers):
                done += len(batch.files)
                advance(done, len(items))
                yield batch
        except DiedError:
            raise Problem(
                Message(
                    "a process that read posts ended; if the memory did not suffice, try --jobs 1"
                )
            ) from None


def _parts(items: Sequence[str | Input], size: int) -> Iterator[Sequence[str | Input]]:
    return (items[at : at + size] for at in range(0, len(items), size))
