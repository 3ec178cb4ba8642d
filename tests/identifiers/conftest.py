"""What the tests of the schemes share."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from idcheck.identifiers import find

Values = Callable[[str, str], list[str]]


@pytest.fixture(scope="session")
def values() -> Values:
    """The distinct values of one scheme in a text."""

    def read(scheme: str, text: str) -> list[str]:
        found = [item.identifier for item in find(text)]
        return list(dict.fromkeys(each.value for each in found if each.scheme == scheme))

    return read
