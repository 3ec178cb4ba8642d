"""Where reports go, and whether they are in colour."""

from __future__ import annotations

import os
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from idcheck.cli.problem import Problem
from idcheck.messages import Message

if TYPE_CHECKING:
    from collections.abc import Callable


def wants_colour(choice: str, stream: IO[Any]) -> bool:
    """Whether to paint: as asked; else as NO_COLOR and FORCE_COLOR say; else on a terminal."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or stream.isatty()


def send(report: str, file: str | None, *, binary: bool) -> None:
    """Write a report to standard output or, whole or not at all, to a file.

    `binary` reports are in UTF-8 wherever they go. Raises Problem where the file cannot be
    written.
    """
    if file is not None:
        try:
            write_whole(Path(file), report.encode("utf-8", "backslashreplace"))
        except OSError as error:
            raise Problem(
                Message("{file}: cannot be written: {reason}", file=file, reason=error.strerror)
            ) from None
    elif binary:
        click.echo(report.encode("utf-8", "backslashreplace"), nl=False)
    else:
        click.echo(report, nl=False, color=True)


def summarise(report: Callable[[], str]) -> None:
    """Add a report to the summary of the job, where the CI service has a file for it.

    Raises Problem where that cannot be written.
    """
    if not (file := os.environ.get("GITHUB_STEP_SUMMARY")):
        return
    try:
        with Path(file).open("a", encoding="utf-8", errors="backslashreplace") as stream:
            stream.write(report())
    except OSError as error:
        raise Problem(
            Message("{file}: cannot be written: {reason}", file=file, reason=error.strerror)
        ) from None


def write_whole(file: Path, data: bytes) -> None:
    """Write a file in one step, so that readers see the old or the new one, never a half.

    Devices and pipes are written to as they are. Raises OSError.
    """
    if file.exists() and not file.is_file():
        file.write_bytes(data)
        return
    target = file.resolve()
    scratch = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        scratch.write_bytes(data)
        scratch.replace(target)
    finally:
        scratch.unlink(missing_ok=True)
