"""idcheck finds mentions of publications in outreach posts and makes sure that trackers can count them.

`check` is the way in from Python; `idcheck.api` describes it. The names are imported when they
are first used, so that the command line starts at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from idcheck.api import Checked, Registries, check
    from idcheck.config import Settings, read_settings
    from idcheck.identifiers import Identifier, canonical_url, find, from_url
    from idcheck.mentions import Mention
    from idcheck.rules import Diagnostic, Edit, Fix
    from idcheck.works import Answers, Questions, Work

__version__ = "0.1.0"
__all__ = [
    "Answers", "Checked", "Diagnostic", "Edit", "Fix", "Identifier", "Mention", "Questions",
    "Registries", "Settings", "Work", "canonical_url", "check", "find", "from_url", "read_settings",
]  # fmt: skip
_ROOMS = {
    "idcheck.api": ("Checked", "Registries", "check"),
    "idcheck.config": ("Settings", "read_settings"),
    "idcheck.identifiers": ("Identifier", "canonical_url", "find", "from_url"),
    "idcheck.mentions": ("Mention",),
    "idcheck.rules": ("Diagnostic", "Edit", "Fix"),
    "idcheck.works": ("Answers", "Questions", "Work"),
}
_HOMES = {name: room for room, names in _ROOMS.items() for name in names}


def __getattr__(name: str) -> object:
    """The names of `__all__`, each imported when it is first used."""
    if name not in _HOMES:
        raise AttributeError(f"module 'idcheck' has no attribute {name!r}")
    from importlib import import_module

    found = globals()[name] = getattr(import_module(_HOMES[name]), name)
    return found


def __dir__() -> list[str]:
    return sorted((*globals(), *__all__))
