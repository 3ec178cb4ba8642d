"""One check of a document, from its settings to its findings. It runs in a thread of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from idcheck.checking import CheckedFile, Outcome, Text, checked_file, posts_of
from idcheck.cli.bibliographies import bibliography
from idcheck.cli.registries import Registries
from idcheck.cli.shelf import Shelf, checked
from idcheck.server.document import LARGEST

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from idcheck.post import Post
    from idcheck.server.document import Document
    from idcheck.server.settings import LastGood


class Checked(Struct, frozen=True):
    """What was found in a document, in the words of a language.

    `text` is what was checked, None for what is none of ours.
    """

    document: Document
    language: str
    text: Text | None = None
    file: CheckedFile | None = None

    @property
    def posts(self) -> tuple[Post, ...]:
        """The posts of the document."""
        return tuple(each.post for each in self.file.posts) if self.file else ()

    def again(self, source: str) -> tuple[Post, ...]:
        """The posts of the document if it read so."""
        return posts_of(replace(self.text, source=source)) if self.text else ()


class Checker:
    """Checks documents. `folder` is where those that were never saved are thought to be.

    `language` is that of the person, where the settings name none.
    """

    def __init__(
        self, settings_of: LastGood, folder: Path | None, language: str, say: Callable[[str], None]
    ) -> None:
        self._settings_of = settings_of
        self._folder = folder
        self._language = language
        self._say = say

    def __call__(self, document: Document, ask: bool) -> Checked:
        """What is found in a document; registries are asked if both `ask` and its settings say so.

        Otherwise what they answered before is taken from the cache.
        """
        path = document.path or (self._folder / document.name if self._folder else None)
        settings = self._settings_of(path)
        language = settings.lang or self._language
        kind = settings.format or document.format
        left_out = path is not None and settings.excluding(path) is not None
        if kind is None or left_out or len(document.source) > LARGEST:
            return Checked(document, language)
        used = settings if ask else replace(settings, online=False)
        text = Text(document.source, document.name, kind, used, bibliography)
        registries = Registries()
        with Shelf(quiet=True, say=self._say) as shelf:
            posts = checked((text,), shelf, registries)[0]
        if ask:
            registries.tell()
        file = checked_file(document.name, document.source, settings.channel, posts)
        told = Outcome((file,)).in_language(language).files[0]
        return Checked(document, language, text, told)
