"""The baseline: findings that were there when idcheck was taken into use, and are told no more.

An entry is a file, a rule, the words of the finding and how often they occur there; line numbers are
left out, so that entries hold while the text around them changes.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from idcheck.checking import CheckedFile
    from idcheck.rules import Diagnostic

FILE_NAME = ".idcheck-baseline.json"
_VERSION = "idcheck-baseline-1"
_LONGEST = 200


class BaselineError(Exception):
    """A baseline that cannot be used. The message names the file and the remedy."""


class Entry(NamedTuple):
    """A finding without its line. `path` is relative to the baseline's folder, with `/`."""

    path: str
    code: str
    words: str


class Narrowed(Struct, frozen=True):
    """A file without the findings of the baseline, and the entries that no longer occur in it."""

    file: CheckedFile
    gone: tuple[Entry, ...] = ()


class Baseline(Struct, frozen=True):
    """The entries of a baseline, how often each occurs, and the folder that their paths count from."""

    folder: Path
    counts: Mapping[Entry, int]

    def narrowed(self, file: CheckedFile) -> Narrowed:
        """A checked file with what is new in it."""
        path = relative(file.path, self.folder)
        left = Counter({entry: n for entry, n in self.counts.items() if entry.path == path})
        if not left or file.status != "checked":
            return Narrowed(file)
        posts = []
        for post in file.posts:
            told: list[Diagnostic] = []
            known: list[Diagnostic] = []
            for item in post.diagnostics:
                entry = entry_of(path, item, file.source)
                fresh = left[entry] <= 0
                left[entry] -= 1
                (told if fresh else known).append(item)
            posts.append(replace(post, diagnostics=tuple(told), known=tuple(known)))
        gone = tuple(sorted(entry for entry, count in left.items() if count > 0))
        return Narrowed(replace(file, posts=tuple(posts)), gone)


def entry_of(path: str, item: Diagnostic, source: str) -> Entry:
    """The entry of a finding."""
    words = item.place.span.of(source) if item.place.span else item.message
    return Entry(path, item.code, " ".join(words.split()).casefold()[:_LONGEST])


def relative(path: str, folder: Path) -> str:
    """A path as entries name it."""
    return os.path.relpath(path, folder).replace(os.sep, "/")


def recorded(files: Iterable[CheckedFile], folder: Path, before: Baseline | None) -> Baseline:
    """The baseline of what was found in files; entries of other files are kept from `before`."""
    checked = [file for file in files if file.status == "checked"]
    paths = {relative(file.path, folder) for file in checked}
    counts = Counter(
        {
            entry: n
            for entry, n in (before.counts if before else {}).items()
            if entry.path not in paths
        }
    )
    for file in checked:
        path = relative(file.path, folder)
        counts.update(
            entry_of(path, item, file.source) for post in file.posts for item in post.diagnostics
        )
    return Baseline(folder, counts)


def as_json(baseline: Baseline) -> str:
    """The baseline as it is kept: one entry a line, in order, so that changes to it read well."""
    rows = [
        json.dumps({**entry._asdict(), "count": count}, ensure_ascii=False)
        for entry, count in sorted(baseline.counts.items())
    ]
    body = ",\n".join(f"    {row}" for row in rows)
    return f'{{\n  "schema": "{_VERSION}",\n  "findings": [\n{body}\n  ]\n}}\n'


def read(file: Path) -> Baseline:
    """The baseline in a file. Raises BaselineError."""
    try:
        content = json.loads(file.read_text("utf-8"))
    except OSError as error:
        raise BaselineError(f"{file}: cannot be read: {error.strerror}") from None
    except (ValueError, RecursionError):
        raise BaselineError(f"{file}: {_unusable()}") from None
    try:
        if content["schema"] != _VERSION:
            raise BaselineError(f"{file}: {_unusable()}")
        counts = {
            Entry(str(row["path"]), str(row["code"]), str(row["words"])): int(row["count"])
            for row in content["findings"]
        }
    except (KeyError, TypeError, ValueError):
        raise BaselineError(f"{file}: {_unusable()}") from None
    return Baseline(Path(os.path.abspath(file)).parent, counts)  # noqa: PTH100 - symbolic links stay as they are


def _unusable() -> str:
    return "is no baseline of this version; write it anew with `idcheck baseline PATH...`"
