"""The bibliographies that posts name for their citation keys, read from beside the posts."""

from __future__ import annotations

from functools import cache
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
    return _works(path)


@cache
def _works(path: Path) -> Mapping[str, Work]:
    from idcheck.sources.publications.reading import read
    from idcheck.sources.publications.unreadable import PublicationListError, Unreadable

    try:
        if not path.is_file() or path.stat().st_size > _LARGEST:
            return {}
        return {item.key: item for item in read(path) if not isinstance(item, Unreadable)}
    except (OSError, PublicationListError) as error:
        tell(Message("{path}: the bibliography cannot be read: {error}", path=path, error=error))
        return {}
