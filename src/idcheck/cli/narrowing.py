"""`--baseline` and `--diff-from`: only what is new is told."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from idcheck.cli.problem import Problem, tell
from idcheck.messages import Message

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from idcheck.baseline import Baseline, Entry
    from idcheck.checking import CheckedFile
    from idcheck.cli.changes import Changes

_MOST = 5
"""Entries of the baseline that no longer occur which are named, before they are counted only."""
NONE = "none"


def narrowed(
    files: Sequence[CheckedFile], changes: Changes | None, options: Mapping[str, Any]
) -> list[CheckedFile]:
    """The files without findings that are in the baseline or on lines that did not change.

    Raises Problem for a baseline that cannot be used.
    """
    kept = list(files)
    if known := _baseline(options["baseline"]):
        gone: list[Entry] = []
        for index, file in enumerate(kept):
            outcome = known.narrowed(file)
            kept[index] = outcome.file
            gone += outcome.gone
        if gone and not options["quiet"]:
            _tell_gone(gone)
    return [changes.narrowed(file) for file in kept] if changes else kept


def changes_since(revision: str | None) -> Changes | None:
    """What changed since a revision, None where none is named. Raises Problem for an unknown one."""
    if not revision:
        return None
    from idcheck.cli.changes import Changes

    return Changes(revision)


def _baseline(named: str | None) -> Baseline | None:
    """The baseline that is named, else the one in the working folder."""
    from idcheck.baseline import FILE_NAME, BaselineError, read

    file = Path(named or FILE_NAME)
    if named == NONE or (not named and not file.is_file()):
        return None
    try:
        return read(file)
    except BaselineError as error:
        raise Problem(str(error)) from None


def _tell_gone(gone: Sequence[Entry]) -> None:
    for entry in gone[:_MOST]:
        tell(
            Message(
                "{path}: {code} at {words} is in the baseline but no longer there",
                path=entry.path,
                code=entry.code,
                words=repr(entry.words),
            )
        )
    if len(gone) > _MOST:
        tell(Message("... {count} entries in all are no longer there", count=len(gone)))
    tell(Message("`idcheck baseline PATH...` brings the baseline up to date"))
