"""Publication lists made searchable: an index of each list is kept in the user's cache folder.

The index is made on first use and again when the list changes. It is built in a file of its own
and then moved into place, so that two runs at a time do no harm. Where the cache folder cannot
be written, the list is indexed in memory.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import astuple

from idcheck.sources.catalogue import SCHEMA, Catalogue, CatalogueError
from idcheck.sources.places import cache_folder
from idcheck.sources.publications import PublicationListError, Unreadable, read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from idcheck.sources.publications.reading import Progress
    from idcheck.works import Work

CATALOGUE_ENDINGS = frozenset({".sqlite", ".sqlite3", ".db"})
_READING = 1
"""The version of the readers: raised where they read a list differently."""


def indexed(path: Path, progress: Progress | None = None) -> Catalogue:
    """A catalogue of the publication list at `path`, or the catalogue that stands there.

    Entries that could not be read are in its `skipped`. `progress(done, total)` is called with
    bytes of the list while it is indexed. Raises CatalogueError if the file is not there or is
    neither a catalogue nor a publication list.
    """
    if not path.is_file():
        raise CatalogueError(f"catalogue {path}: there is no such file")
    if path.suffix.lower() in CATALOGUE_ENDINGS:
        return Catalogue.open(path)
    try:
        stamp = _stamp(path)
        place = _place(path)
        return (
            _fresh(place, path, stamp)
            or _kept(place, path, stamp, progress)
            or _filled(Catalogue.in_memory(), path, stamp, progress)
        )
    except PublicationListError as error:
        raise CatalogueError(f"catalogue {error}") from None
    except OSError as error:
        raise CatalogueError(f"catalogue {path}: cannot be read ({error.strerror})") from None


def _place(path: Path) -> Path:
    name = hashlib.sha256(os.fsencode(path.resolve())).hexdigest()[:20]
    return cache_folder() / f"index-{SCHEMA}-{_READING}-{name}.sqlite"


def _stamp(path: Path) -> str:
    """What changes, as a rule, when the file is written."""
    status = path.stat()
    return f"{status.st_size} {status.st_mtime_ns}"


def _content(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _fresh(place: Path, path: Path, stamp: str) -> Catalogue | None:
    """The index, if there is one and the list is as it was when it was made."""
    try:
        if not place.is_file():
            return None
        catalogue = Catalogue.open_to_read(place)
        if catalogue.noted("stamp") == stamp or catalogue.noted("content") == _content(path):
            return catalogue
    except CatalogueError:
        return None  # A damaged index is made anew.
    catalogue.close()
    return None


def _kept(place: Path, path: Path, stamp: str, progress: Progress | None) -> Catalogue | None:
    """An index made in the cache folder, None if that cannot be written."""
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f"{place.stem}-", suffix=".part", dir=place.parent)
    except OSError:
        return None
    os.close(handle)
    part = Path(name)
    try:
        _filled(Catalogue.building(part), path, stamp, progress).close()
        part.replace(place)
        return Catalogue.open_to_read(place)
    except (CatalogueError, OSError):
        return None  # A full disk, or a system that does not replace a file in use.
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _filled(catalogue: Catalogue, path: Path, stamp: str, progress: Progress | None) -> Catalogue:
    skipped = list[Unreadable]()
    content = _content(path)
    with ExitStack() as undoing:
        undoing.callback(catalogue.close)
        catalogue.add(_readable(read(path, progress), skipped))
        catalogue.note("stamp", stamp)
        catalogue.note("content", content)
        catalogue.note("skipped", json.dumps([astuple(each) for each in skipped]))
        undoing.pop_all()
    return catalogue


def _readable(items: Iterator[Work | Unreadable], skipped: list[Unreadable]) -> Iterator[Work]:
    for item in items:
        if isinstance(item, Unreadable):
            skipped.append(item)
        else:
            yield item
