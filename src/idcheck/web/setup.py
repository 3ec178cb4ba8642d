"""What the processes of a server have to know: its settings and its publication lists."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from idcheck.config import read_settings, settings_for

if TYPE_CHECKING:
    from idcheck.config import Settings
    from idcheck.sources.access import Access

_DRAFT = "draft"
"""The name of the file that a draft would be in; settings of the working folder hold for it."""


class Setup(msgspec.Struct, frozen=True):
    """How a server was started. `online` None leaves it to the settings."""

    config: str | None = None
    catalogue: tuple[str, ...] = ()
    online: bool | None = None

    def settings(self) -> Settings:
        """The settings that drafts are checked with. Raises SettingsError."""
        here = Path.cwd() / _DRAFT
        settings = read_settings(Path(self.config)) if self.config else settings_for(here)
        if self.catalogue:
            settings = replace(settings, catalogue=tuple(Path(each) for each in self.catalogue))
        if self.online is not None:
            settings = replace(settings, online=self.online)
        settings.rules()
        return settings

    def access(self) -> Access:
        """How registries may be asked about drafts. Raises SettingsError."""
        return self.settings().access(Path.cwd() / _DRAFT)
