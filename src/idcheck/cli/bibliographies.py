"""The bibliographies that posts name for their citation keys, read from beside the posts."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from idcheck.cli.problem import tell
from idcheck.messages import Message

if TYPE_CHECKING:
    from collections.abc import Mapping

    from idcheck.works import Work

_READ = (".bib", ".bibtex", ".json")
_LARGEST = 20_000_000
"""Bytes of the largest bibliography that is read."""


def bibliography(post: str, name: str) -> Mapping[str, Work]:
    """The works of a bibliography by key, empty if it is not there or of no known format.

    `name` is as the post at the path `post` writes it: relative to the post's folder.
    """
    path = Path(post).parent / name
    if Path(name).is_absolute() or path.suffix.lower() not in _READ:
        return {}
    try:
        status = path.stat() if path.is_file() else None
    except OSError:
        return {}
    if status is None or status.st_size > _LARGEST:
        return {}
    return _works(path, (status.st_size, status.st_mtime_ns))


@lru_cache(maxsize=16)
def _works(path: Path, stamp: tuple[int, int]) -> Mapping[str, Work]:  # noqa: ARG001 - it is read again where it changed
    from idcheck.sources.publications.reading import read
    from idcheck.sources.publications.unreadable import PublicationListError, Unreadable

    try:
        return {item.key: item for item in read(path) if not isinstance(item, Unreadable)}
    except (OSError, PublicationListError) as error:
        tell(Message("{path}: the bibliography cannot be read: {error}", path=path, error=error))
        return {}
