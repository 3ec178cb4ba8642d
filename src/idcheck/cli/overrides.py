"""What the command line says over the settings."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from idcheck.cli.language import chosen
from idcheck.config import SettingsError, read_settings, settings_for
from idcheck.patterns import Pattern
from idcheck.rules import catalogue
from idcheck.selection import Selection, UnknownSelectorError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from idcheck.config import Settings


class Overrides(Struct, frozen=True):
    """The settings of each file, changed by a command line.

    `base` are the settings that hold for all files, None where each file's own do. `changes` are
    fields of `Settings`; the rest adds to what the settings say.
    """

    base: Settings | None
    changes: Mapping[str, Any]
    selection: Selection
    extend_exclude: tuple[Pattern, ...]

    def __call__(self, path: Path) -> Settings:
        """The settings for a file. Raises SettingsError."""
        return self.applied((self.base or settings_for(path)).at(path))

    def applied(self, settings: Settings) -> Settings:
        """Some settings with the changes."""
        return replace(
            settings,
            selections=(*settings.selections, self.selection),
            extend_exclude=(*settings.extend_exclude, *self.extend_exclude),
            **self.changes,
        )


def overrides(options: Mapping[str, Any]) -> Overrides:
    """The overrides in the options of a command, by their names.

    Raises SettingsError for an unknown rule and a settings file that cannot be used.
    """
    selection = Selection(
        options["select"], options["extend_select"] or (), options["ignore"] or ()
    )
    try:
        selection.of(catalogue(), catalogue())
    except UnknownSelectorError as error:
        raise SettingsError(str(error)) from None
    changes = {key: options[key] for key in ("channel", "fail_on", "profile") if options[key]}
    if options["type"]:
        changes["format"] = options["type"]
    if options["online"] or options["offline"]:
        changes["online"] = not options["offline"]
    if stated := chosen():
        changes["lang"] = stated
    if options["refresh"]:
        changes["refresh"] = True
    if options["channel"]:
        changes["channel_by"] = "command"
    if options["catalogue"]:
        changes["catalogue"] = tuple(Path(os.path.abspath(name)) for name in options["catalogue"])  # noqa: PTH100 - symbolic links stay as they are
    if options["exclude"] is not None:
        changes["exclude"] = _patterns(options["exclude"])
    base = read_settings(Path(options["config"])) if options["config"] else None
    return Overrides(base, changes, selection, _patterns(options["extend_exclude"] or ()))


def _patterns(texts: tuple[str, ...]) -> tuple[Pattern, ...]:
    """Patterns that count from the working folder."""
    return tuple(Pattern(text, Path.cwd()) for text in texts)
