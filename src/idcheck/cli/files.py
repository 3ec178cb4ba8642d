"""Which files a run is about: those named, and those in the folders named."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from idcheck.cli.inputs import Failed, Skipped, shown, why
from idcheck.config import DEFAULT_EXCLUDES
from idcheck.messages import Message
from idcheck.post.formats import is_draft

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from idcheck.config import Settings
    from idcheck.patterns import Pattern

_HERE = "./"  # what git lists in the folder of a submodule that is not there
_LIST = ("git", "-c", "core.fsmonitor=false", "ls-files", "-co", "--exclude-standard", "-z")
"""`core.fsmonitor` may name a program; a folder that is looked at must not run programs."""

Found = str | Skipped | Failed
"""A path to read, or why there is none."""


def discover(names: Iterable[str], settings_of: Callable[[Path], Settings]) -> Iterator[Found]:
    """The files to read, each once: named ones as named, those of folders in order of their path.

    Excluded files are left out of folders silently, and reported where they were named.
    """
    seen: set[str] = set()
    for name in names:
        for found in _of(name, settings_of):
            path = found if isinstance(found, str) else found.path
            if os.path.abspath(path) not in seen:  # noqa: PTH100 - symbolic links stay as they are
                seen.add(os.path.abspath(path))  # noqa: PTH100 - as above
                yield found


def _of(name: str, settings_of: Callable[[Path], Settings]) -> Iterator[Found]:
    if os.path.isdir(name):  # noqa: PTH112 - never raises
        yield from _in_folder(name, settings_of)
    elif pattern := settings_of(Path(name)).excluding(Path(name)):
        yield excluded(name, pattern)
    else:
        yield name


def excluded(name: str, pattern: Pattern) -> Skipped:
    """What is told of a named file that a pattern leaves out."""
    return Skipped(
        shown(name), Message("is left out by the pattern {pattern}", pattern=repr(pattern.text))
    )


def _in_folder(name: str, settings_of: Callable[[Path], Settings]) -> Iterator[Found]:
    """The files of a folder: those that git knows or would add, else all outside the usual places."""
    tracked = _listed_by_git(name)
    found = _walked(name, settings_of) if tracked is None else _checked_out(name, tracked)
    for item in found:
        if not isinstance(item, str):
            yield item
        elif os.path.isdir(item):  # noqa: PTH112 - one call a file, on thousands of them
            yield from _in_folder(item, settings_of)
        elif _wanted(item) and not settings_of(Path(item)).excluding(Path(item)):
            yield item


def _wanted(path: str) -> bool:
    return is_draft(path) and os.path.isfile(path)  # noqa: PTH113 - one call a file


def _listed_by_git(folder: str) -> list[str] | None:
    """The files of a folder that git knows or would add, None outside a repository or without git."""
    import subprocess

    quiet = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    try:
        listed = subprocess.run(  # noqa: S603 - a fixed command
            _LIST, cwd=folder, env=quiet, capture_output=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        return None
    return sorted({os.fsdecode(name) for name in listed.stdout.split(b"\0") if name})


def _checked_out(folder: str, names: Iterable[str]) -> Iterator[str]:
    """Listed names as paths. A link to a folder is left out, so that no loop is followed."""
    for name in names:
        path = _join(folder, name.rstrip("/"))
        if name != _HERE and not (os.path.islink(path) and os.path.isdir(path)):  # noqa: PTH112, PTH114 - one call a file
            yield path


def _walked(folder: str, settings_of: Callable[[Path], Settings]) -> Iterator[Found]:
    """The files below a folder, in order. Links to folders are not followed."""
    troubles: list[OSError] = []
    for here, folders, names in os.walk(folder, onerror=troubles.append):
        folders[:] = sorted(
            name
            for name in folders
            if not _left_out(Path(here, name), settings_of(Path(here, name)))
        )
        relative = os.path.relpath(here, folder)
        inside = folder if relative == "." else _join(folder, relative)
        yield from (_join(inside, name) for name in sorted(names))
        while troubles:
            error = troubles.pop()
            yield Failed(shown(str(error.filename)), why(error))
    for error in troubles:
        yield Failed(shown(str(error.filename)), why(error))


def _join(folder: str, name: str) -> str:
    return name if folder in {".", ""} else os.path.join(folder, name)  # noqa: PTH118 - keeps `./` as given


def _left_out(folder: Path, settings: Settings) -> bool:
    """Whether a walk stays out of a folder."""
    usual = DEFAULT_EXCLUDES if settings.exclude is None else ()
    return folder.name in usual or settings.excluding(folder) is not None
