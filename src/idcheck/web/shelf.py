"""The publication lists of a process, kept open and opened anew when they change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from idcheck.sources.catalogue import CatalogueError
from idcheck.sources.indexed import indexed
from idcheck.sources.places import default_catalogue

if TYPE_CHECKING:
    from pathlib import Path

    from idcheck.config import Settings
    from idcheck.sources.catalogue import Catalogue


class Shelf:
    """The lists that the settings name, or the one kept for this user. `notes` tell which cannot be used."""

    def __init__(self, settings: Settings) -> None:
        self._paths = settings.catalogue or (default_catalogue(),)
        self._named = bool(settings.catalogue)
        self._open: dict[Path, tuple[object, Catalogue]] = {}
        self.notes: tuple[str, ...] = ()

    def opened(self) -> tuple[Catalogue, ...]:
        """The lists as they are now."""
        notes = []
        found = []
        for path in self._paths:
            if not self._named and not path.is_file():
                continue
            try:
                found.append(self._current(path))
            except CatalogueError:
                notes.append(path.name)
        self.notes = tuple(notes)
        return tuple(found)

    def _current(self, path: Path) -> Catalogue:
        """A list, opened anew if its file has changed. Raises CatalogueError."""
        stamp = _stamp(path)
        held = self._open.get(path)
        if held is None or held[0] != stamp:
            if held is not None:
                held[1].close()
                del self._open[path]
            self._open[path] = held = (stamp, indexed(path))
        return held[1]


def _stamp(path: Path) -> object:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_ino, status.st_size, status.st_mtime_ns
