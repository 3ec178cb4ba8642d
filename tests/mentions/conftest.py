"""Posts made from a few words, for the finders."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from idcheck.mentions.finding import find
from idcheck.post.formats import read

if TYPE_CHECKING:
    from collections.abc import Callable

    from idcheck.mentions import Mention


@pytest.fixture(scope="session")
def mentions() -> Callable[[str], tuple[Mention, ...]]:
    """Read Markdown and find its mentions."""

    def found(source: str, kind: str = "markdown", path: str = "post.md") -> tuple[Mention, ...]:
        (post,) = read(source, path=path, format=kind)
        return find(post)

    return found
