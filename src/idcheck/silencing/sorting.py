"""Which findings of a file are silenced, and which silencing is of no use."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from idcheck.selection import fits
from idcheck.silencing.directives import directives

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from idcheck.patterns import Pattern
    from idcheck.post import Post
    from idcheck.rules import Diagnostic
    from idcheck.silencing.directives import Directive


class Ignore(Struct, frozen=True):
    """An `[[ignore]]` of the settings.

    It silences findings of one rule whose words hold `text` ("" for any) in files that `path` fits
    (None for all), for `reason`.
    """

    code: str
    reason: str
    text: str = ""
    path: Pattern | None = None

    def only_for(self, path: str) -> bool:
        """Whether it is for this one file."""
        return (
            self.path is not None
            and "*" not in self.path.text
            and self.path.fits(Path(path))
            and Path(path).name == self.path.text.rsplit("/", 1)[-1]
        )

    def silences(self, item: Diagnostic, path: str, words: str) -> bool:
        """Whether it holds for a finding at words of a file."""
        return (
            fits(self.code, item.code, item.name) > 0
            and " ".join(self.text.split()).casefold() in " ".join(words.split()).casefold()
            and (self.path is None or self.path.fits(Path(path)))
        )


class Silenced(Struct, frozen=True):
    """A finding that a person put aside, by a comment in the file or in the settings, and why."""

    item: Diagnostic
    by: Literal["comment", "settings"]
    reason: str


class Sorted(Struct, frozen=True):
    """The findings of a post that are told, and those that a person put aside."""

    told: tuple[Diagnostic, ...]
    silenced: tuple[Silenced, ...]


class Silencer:
    """Sorts the findings of one file, and remembers which of its directives were of use."""

    def __init__(
        self, path: str, source: str, posts: Iterable[Post], ignores: Sequence[Ignore]
    ) -> None:
        self._path = path
        self._source = source
        self._ignores = ignores
        self.directives = directives(source, posts)
        self._used: set[Directive | Ignore] = set()

    def sorted(self, diagnostics: Iterable[Diagnostic]) -> Sorted:
        """The findings of one of the posts. What is wrong with directives cannot be silenced."""
        told: list[Diagnostic] = []
        silenced: list[Silenced] = []
        for item in diagnostics:
            aside = None if item.code.startswith("SUP") else self._silenced(item)
            if aside is None:
                told.append(item)
            else:
                silenced.append(aside)
        return Sorted(tuple(told), tuple(silenced))

    def _silenced(self, item: Diagnostic) -> Silenced | None:
        """The finding with the reason for which it is put aside, None if it is to be told."""
        holding = [
            each
            for each in self.directives
            if each.complete
            and each.first <= item.place.line <= each.last
            and any(fits(selector, item.code, item.name) for selector in each.selectors)
        ]
        words = item.place.span.of(self._source) if item.place.span else ""
        settled = [each for each in self._ignores if each.silences(item, self._path, words)]
        self._used.update(holding, settled)
        if holding:
            return Silenced(item, "comment", holding[0].reason)
        return Silenced(item, "settings", settled[0].reason) if settled else None

    def unused(self) -> tuple[Directive, ...]:
        """The complete directives that silenced nothing so far."""
        return tuple(each for each in self.directives if each.complete and each not in self._used)

    def unused_ignores(self) -> tuple[Ignore, ...]:
        """The same for entries of the settings that are for this file alone."""
        return tuple(
            each for each in self._ignores if each not in self._used and each.only_for(self._path)
        )
