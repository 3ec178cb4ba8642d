"""How much one request may take."""

from __future__ import annotations

import os

from msgspec import Struct

MOST_CHARACTERS = 300_000
"""Characters of a draft: some 45,000 words, which take a few seconds."""
MOST_MEMORY = 3_000_000_000
"""Bytes of address space that a process that checks may use, where the system can hold it to that."""


class Limits(Struct, frozen=True):
    """The limits of a server; sizes in bytes, times in seconds.

    `body` bounds a draft in JSON and `upload` a file. `reading` is the time a client has to send either,
    `checking` that of a task in a process, `asking` that of a task that turns to registries, and
    `patience` how long a request waits for its turn. `waiting` requests may wait at once.
    """

    body: int = 2_000_000
    upload: int = 20_000_000
    headers: float = 10.0
    reading: float = 20.0
    checking: float = 15.0
    asking: float = 120.0
    patience: float = 60.0
    waiting: int = 200
    connections: int = 1000


def checkers() -> int:
    """How many processes check: one a core, two to eight, so that one heavy draft holds up no others."""
    return min(8, max(2, os.cpu_count() or 2))
