"""The folder of a report: written whole or not at all, and only where no other files are lost."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from idcheck.cli.problem import Problem
from idcheck.messages import Message
from idcheck.reports.audit import FILES

if TYPE_CHECKING:
    from collections.abc import Mapping

_OWN = ".gitignore"
"""Keeps a report out of its repository, and so out of the next check, like those of coverage."""


def ready_for(folder: Path) -> None:
    """Raise Problem if a report cannot go there: something else is there already."""
    try:
        names = sorted(os.listdir(folder))  # noqa: PTH208 - the names are what is wanted
    except FileNotFoundError:
        return
    except OSError as error:
        raise Problem(
            Message("{file}: cannot hold the report: {reason}", file=folder, reason=error.strerror)
        ) from None
    others = [name for name in names if name not in {*FILES, _OWN}]
    if others:
        raise Problem(
            Message(
                "{file}: holds other files ({other}), and a report replaces the whole folder; name another one with -o",
                file=folder,
                other=others[0],
            )
        )


def replace_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write the files of a report; an earlier report is there until the new one is. Raises Problem."""
    ready_for(folder)
    target = folder.resolve()
    made = Path()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
        made.chmod(0o777 & ~_umask())
        for name, data in (*files.items(), (_OWN, b"*\n")):
            (made / name).write_bytes(data)
        _swap(made, target)
    except OSError as error:
        raise Problem(
            Message("{file}: cannot be written: {reason}", file=folder, reason=error.strerror)
        ) from None
    finally:
        if made != Path():
            shutil.rmtree(made, ignore_errors=True)


def _swap(made: Path, target: Path) -> None:
    """Put a folder in the place of another, which goes to where it was. Raises OSError."""
    if not target.exists():
        made.rename(target)
        return
    aside = Path(f"{made}.old")
    target.rename(aside)
    try:
        made.rename(target)
    except OSError:
        aside.rename(target)
        raise
    shutil.rmtree(aside, ignore_errors=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
