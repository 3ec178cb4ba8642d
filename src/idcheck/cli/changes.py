"""The lines that changed since a branch began, as git tells it."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from idcheck import lazy
from idcheck.cli.problem import Problem
from idcheck.messages import Message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from idcheck.checking import CheckedFile
    from idcheck.rules import Diagnostic

_GIT = ("git", "-c", "core.fsmonitor=false")
"""`core.fsmonitor` may name a program; a folder that is looked at must not run programs."""
_HUNK = lazy.pattern(r"^@@ -\S+ \+(\d+)(?:,(\d+))? @@", re.MULTILINE)


class Changes:
    """Narrows a run to files and lines that changed since the merge base with a revision."""

    def __init__(self, revision: str) -> None:
        if revision.startswith("-"):
            raise Problem(Message("--diff-from {revision}: that is no revision", revision=revision))
        found = _git(Path.cwd(), ("merge-base", revision, "HEAD"))
        if not found:
            raise Problem(
                Message(
                    "--diff-from {revision}: git knows no common ancestor of it and HEAD",
                    revision=revision,
                )
            )
        self._base = found.strip()
        self._top = (_git(Path.cwd(), ("rev-parse", "--show-toplevel")) or "").rstrip("\n")
        tracked = self._listed("ls-files", "-z")
        self._same = tracked - self._listed("diff", "--name-only", "-z", self._base)

    def leave_out(self, path: str) -> bool:
        """Whether a file of this repository is as it was."""
        folder, name = os.path.split(path)
        place = os.path.relpath(os.path.join(os.path.realpath(folder or "."), name), self._top)  # noqa: PTH118 - one call a file, on thousands of them
        return place.replace(os.sep, "/") in self._same

    def _listed(self, *arguments: str) -> frozenset[str]:
        return frozenset((_git(Path(self._top), arguments) or "").split("\0"))

    def narrowed(self, file: CheckedFile) -> CheckedFile:
        """The file with the findings on changed lines; all of them where the file is new."""
        if not any(post.diagnostics for post in file.posts):
            return file
        lines = self._lines(Path(file.path))
        if lines is None:
            return file
        posts = tuple(
            replace(
                post,
                diagnostics=tuple(
                    item
                    for item in post.diagnostics
                    if any(first <= _last(item, file.source) and item.place.line <= last for first, last in lines)
                ),
            )
            for post in file.posts
        )  # fmt: skip
        return replace(file, posts=posts)

    def _lines(self, path: Path) -> list[tuple[int, int]] | None:
        """The first and last lines of the stretches of a file that changed, None for a new file."""
        folder = path.parent if path.parent.is_dir() else Path.cwd()
        known = _git(folder, ("ls-files", "--error-unmatch", "--", path.name))
        if known is None:
            return None
        options = ("--unified=0", "--no-color", "--no-ext-diff", "--no-textconv")
        shown = _git(folder, ("diff", *options, self._base, "--", path.name)) or ""
        found = [(int(first), int(count or 1)) for first, count in _HUNK.findall(shown)]
        return [(first, first + count - 1) for first, count in found if count]


def _last(item: Diagnostic, source: str) -> int:
    """The last line of a finding."""
    place = item.place
    return place.line + (place.span.of(source).count("\n") if place.span else 0)


def _git(folder: Path, arguments: Sequence[str]) -> str | None:
    """What git prints, None where it fails."""
    quiet = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    try:
        run = subprocess.run(  # noqa: S603 - a fixed command
            (*_GIT, *arguments), cwd=folder, env=quiet, capture_output=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        return None
    return run.stdout.decode("utf-8", "replace")
