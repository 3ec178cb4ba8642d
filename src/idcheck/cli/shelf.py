"""The catalogues of a run: which hold for a file, each opened once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from idcheck.cli.problem import tell
from idcheck.cli.processes import DiedError, processors, shared
from idcheck.cli.progress import progress
from idcheck.messages import Message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path
    from typing import Self

    from idcheck.checking import CheckedPost, Scan, Text
    from idcheck.cli.registries import Registries
    from idcheck.config import Settings
    from idcheck.sources.catalogue import Catalogue, CatalogueError

_MANY = 60
"""Texts of which several processes are sooner done, their start included."""
_AT_ONCE = 4


class Shelf:
    """Opens catalogues and publication lists when they are first wanted; closes them at its end.

    One that cannot be used is told once, and the run goes on without it; `failed` then is true.
    """

    def __init__(self, quiet: bool, say: Callable[[str], None] = tell) -> None:
        self.failed = False
        self._quiet = quiet
        self._say = say
        self._opened: dict[Path, Catalogue | None] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for catalogue in self._opened.values():
            if catalogue is not None:
                catalogue.close()

    def __call__(self, settings: Settings) -> tuple[Catalogue, ...]:
        """The catalogues that the settings name, or the one kept for this user if there is one."""
        if settings.catalogue:
            return self._of(settings.catalogue)
        from idcheck.sources.places import default_catalogue

        kept = default_catalogue()
        return self._of((kept,)) if kept.is_file() else ()

    def _of(self, paths: tuple[Path, ...]) -> tuple[Catalogue, ...]:
        found = (self._catalogue(path) for path in dict.fromkeys(paths))
        return tuple(catalogue for catalogue in found if catalogue is not None)

    def _catalogue(self, path: Path) -> Catalogue | None:
        if path not in self._opened:
            self._opened[path] = self._open(path)
        return self._opened[path]

    def _open(self, path: Path) -> Catalogue | None:
        from idcheck.sources.catalogue import CatalogueError
        from idcheck.sources.indexed import indexed

        try:
            with progress(Message("Indexing {file}", file=path.name)) as advance:
                catalogue = indexed(path, advance)
            self._tell_skipped(path, catalogue)
        except CatalogueError as error:
            self.fail(error)
            return None
        return catalogue

    def fail(self, error: CatalogueError) -> None:
        """Tell what is wrong with a catalogue."""
        self.failed = True
        self._say(str(error))

    def _tell_skipped(self, path: Path, catalogue: Catalogue) -> None:
        """Say how many entries are missing; `catalogue add` names each."""
        skipped = catalogue.skipped
        if skipped and not self._quiet:
            first = skipped[0]
            self._say(
                Message(
                    "{path}:{line}: {reason} ({count} entries left out; `idcheck catalogue add` names all)",
                    one="{path}:{line}: {reason} ({count} entry left out; `idcheck catalogue add` names all)",
                    path=path, line=first.line, reason=first.reason, count=len(skipped),
                )
            )  # fmt: skip


def checked(
    texts: Sequence[Text], shelf: Shelf, registries: Registries
) -> tuple[tuple[CheckedPost, ...], ...]:
    """The checked posts of each text; without suggestions if a catalogue breaks when it is asked."""
    for text in texts:
        if text.settings.catalogue:
            shelf(text.settings)  # a named one that cannot be used is told, even if nobody asks it
    from idcheck.checking import check_texts

    try:
        return check_texts(texts, shelf, registries, _watched)
    except _catalogue_error() as error:
        shelf.fail(error)
        return check_texts(texts, registries=registries)


def _watched(texts: Sequence[Text]) -> Iterator[tuple[Scan, ...]]:
    """The scans of texts, with a bar that ends with the last: asking registries has one of its own."""
    with progress(Message("Reading posts")) as advance:
        for done, scan in enumerate(_scanning(texts), 1):
            yield scan
            advance(done, len(texts))


def _scanning(texts: Sequence[Text]) -> Iterator[tuple[Scan, ...]]:
    """The scans of texts, of many by several processes; if one of these dies, all that is left is done here."""
    from idcheck.checking import scanned

    done = 0
    try:
        for scan in shared(scanned, texts, processors() if len(texts) >= _MANY else 1, _AT_ONCE):
            yield scan
            done += 1
    except DiedError:
        yield from map(scanned, texts[done:])


def _catalogue_error() -> type[CatalogueError]:
    """The error of catalogues, imported only where one was raised: it comes with a database."""
    from idcheck.sources.catalogue import CatalogueError

    return CatalogueError
