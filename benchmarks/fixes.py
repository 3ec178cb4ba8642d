#!/usr/bin/env python3
"""Repair posts in memory and tell what went wrong; the files stay as they are.

usage: fixes.py [--unsafe] PATH...

Prints each file whose fixes were refused or that changes again when it is repaired a second time,
then the counts. Exits with 1 if there was such a file.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from idcheck.checking import check_source
from idcheck.config import Settings
from idcheck.fixes import RefusedError, Version, mend, safe_only
from idcheck.fixes.choosing import first_unsafe
from idcheck.post import UnreadableError, decode, format_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from idcheck.fixes import Mended


def main() -> int:
    names = [name for name in sys.argv[1:] if name != "--unsafe"]
    choose = first_unsafe if "--unsafe" in sys.argv else safe_only
    count: Counter[str] = Counter()
    codes: Counter[str] = Counter()
    for path in _files(names):
        kind = format_of(path.name)
        try:
            source = decode(path.read_bytes())
        except UnreadableError:
            continue
        count["files"] += 1

        def check(text: str, path: Path = path, kind: str = kind or "") -> Version:
            posts = check_source(text, path=str(path), format=kind, settings=Settings())
            return Version(
                text,
                tuple(post.post for post in posts),
                tuple(item for post in posts for item in post.diagnostics),
            )

        try:
            mended = mend(check(source), check, choose)
            again: Mended = mend(check(mended.version.source), check, choose)
        except RefusedError as error:
            count["refused"] += 1
            print(f"{path}: {error}")
            continue
        codes.update(item.code for item in mended.fixed)
        count["changed"] += mended.version.source != source
        if again.version.source != mended.version.source:
            count["changed again"] += 1
            print(f"{path}: changes when it is repaired again")
    print(dict(count), dict(sorted(codes.items())))
    return 1 if count["refused"] or count["changed again"] else 0


def _files(names: list[str]) -> Iterator[Path]:
    for name in names:
        found = sorted(Path(name).rglob("*")) if Path(name).is_dir() else [Path(name)]
        yield from (path for path in found if path.is_file() and format_of(path.name))


if __name__ == "__main__":
    sys.exit(main())
