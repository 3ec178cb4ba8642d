"""The settings of documents, read anew for each check; broken ones leave those that held before."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

from idcheck.config import Settings, SettingsError, forget
from idcheck.messages import Message

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from idcheck.cli.overrides import Overrides


class LastGood:
    """Settings by the path of a document. `warn` is told of a broken file once, until it is mended."""

    def __init__(self, overrides: Overrides, warn: Callable[[Message], None]) -> None:
        self._overrides = overrides
        self._warn = warn
        self._good: dict[Path, Settings] = {}
        self._told: set[str] = set()
        self._lock = Lock()

    def __call__(self, path: Path | None) -> Settings:
        """The settings for a document; the defaults for one that is nowhere."""
        if path is None:
            return self._overrides.applied(Settings())
        with self._lock:
            return self._read(path)

    def _read(self, path: Path) -> Settings:
        forget()
        try:
            settings = self._overrides(path)
            settings.rules()
        except SettingsError as error:
            if str(error) not in self._told:
                self._told.add(str(error))
                self._warn(
                    Message(
                        "{error} (until this is mended, the last sound settings hold)",
                        error=str(error),
                    )
                )
            return self._good.get(path) or self._overrides.applied(Settings())
        self._told -= {each for each in self._told if each.startswith(f"{settings.file}: ")}
        self._good[path] = settings
        return settings
