"""`--fix` and `--diff`: the files of a run repaired, or the changes shown."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

import click
from msgspec.structs import replace

from idcheck.cli.inputs import shown
from idcheck.cli.problem import CLEAN, FOUND, tell
from idcheck.fixes import (
    Mended,
    RefusedError,
    Version,
    WriteError,
    byte_order_mark,
    diff,
    mend,
    rewrite,
    safe_only,
    unsafe_too,
)  # fmt: skip
from idcheck.messages import Message

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from idcheck.checking import CheckedFile, CheckedPost, Text

    Check = Callable[[Text], tuple[CheckedPost, ...]]


class Mender:
    """Repairs checked files, or shows how. `failed` tells that one could not be repaired.

    `piped` text comes from standard input and goes to standard output.
    `reports` tells whether what is left is to be reported; `verdict` is the exit code that counts
    in place of the findings'.
    """

    def __init__(self, options: Mapping[str, Any], check: Check, *, piped: bool) -> None:
        self.failed = False
        self.reports = not options["diff"]
        self.verdict = CLEAN if options["diff"] else None
        self._check = check
        self._choose = unsafe_too if options["unsafe_fixes"] else safe_only
        self._piped = piped
        self._show = bool(options["diff"])
        self._quiet = bool(options["quiet"])

    def mended(self, files: list[CheckedFile], texts: Sequence[Text]) -> list[CheckedFile]:
        """The files as they are afterwards; `texts` are those of the checked ones, in order."""
        left = iter(texts)
        return [
            self._mended(file, next(left)) if file.status == "checked" else file for file in files
        ]

    def _mended(self, file: CheckedFile, text: Text) -> CheckedFile:
        """The file as it is afterwards."""
        checked = file.posts

        def check(source: str) -> Version:
            nonlocal checked
            checked = self._check(replace(text, source=source))
            return version_of(source, checked)

        try:
            mended = mend(version_of(file.source, file.posts), check, self._choose)
            self._put(file, mended)
        except RefusedError as error:
            self._fail(
                file,
                Message(
                    "not fixed: {error}; this is a fault in idcheck, please report it", error=error
                ),
            )
            return file
        except WriteError as error:
            self._fail(file, str(error))
            return file
        if not mended.fixed:
            return file
        return replace(file, source=mended.version.source, posts=checked)

    def _put(self, file: CheckedFile, mended: Mended) -> None:
        """Write or show what was repaired. Raises WriteError."""
        for item in mended.skipped:
            tell(
                Message(
                    "{path}:{line}: {code} not fixed: another fix is in its place",
                    path=file.path,
                    line=item.place.line,
                    code=item.code,
                )
            )
        new = mended.version.source
        if self._piped and not self._show:
            _print(new)
            self.reports = False
        if not mended.fixed:
            return
        if self._show:
            mark = byte_order_mark(file.path)
            _print(diff(_relative(file.path), mark + file.source, mark + new))
            self.verdict = FOUND
        elif not self._piped:
            rewrite(file.path, file.source, new)
        if not self._quiet:
            tell(_told(file.path, mended, written=not self._show))

    def _fail(self, file: CheckedFile, message: str) -> None:
        self.failed = True
        tell(Message("{path}: {message}", path=file.path, message=message))


def _told(path: str, mended: Mended, *, written: bool) -> Message:
    """What was repaired in a file, or would be."""
    codes = tuple(sorted({item.code for item in mended.fixed}))
    count = len(mended.fixed)
    if written:
        return Message(
            "{path}: fixed: {count} findings ({codes})",
            one="{path}: fixed: {count} finding ({codes})",
            path=path, count=count, codes=codes,
        )  # fmt: skip
    return Message(
        "{path}: would be fixed: {count} findings ({codes})",
        one="{path}: would be fixed: {count} finding ({codes})",
        path=path, count=count, codes=codes,
    )  # fmt: skip


def version_of(source: str, posts: tuple[CheckedPost, ...]) -> Version:
    """A text with what was found in it."""
    return Version(
        source,
        tuple(post.post for post in posts),
        tuple(item for post in posts for item in post.diagnostics),
    )


def _relative(path: str) -> str:
    """A path as a diff names it: from the working folder, where that is above it."""
    relative = shown(os.path.relpath(path))
    return path if relative.startswith("../") else relative


def _print(text: str) -> None:
    """Print as bytes, so that line ends stay as they are."""
    click.echo(text.encode(), file=sys.stdout, nl=False)
