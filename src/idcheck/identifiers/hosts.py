"""The host table: what stands at the addresses of publishers, repositories, shops and shorteners.

The table is `data/hosts.tsv`; it says of each row where the fact is from.
"""

from __future__ import annotations

import re
from functools import cache

from msgspec import Struct

from idcheck import data, lazy


class Row(Struct, frozen=True):
    """One line of the table: at hosts like `host`, addresses that fit `path` are of `kind`.

    `scheme` and `value` tell the identifier in it, `value` with `$1` for the first group of the
    path or `@name` for a rule of `derived`; scheme `-` says that there is none, whatever it looks
    like. `certainty` is `stated` or `derived`.
    """

    path: str
    kind: str
    scheme: str
    value: str
    certainty: str

    def match(self, where: str) -> re.Match[str] | None:
        """The match of its path in the decoded path, query and fragment of an address."""
        return _compiled(self.path).search(where)


@cache
def _compiled(path: str) -> re.Pattern[str]:
    return lazy.pattern(path, re.IGNORECASE)


@cache
def _table() -> dict[str, tuple[Row, ...]]:
    rows: dict[str, list[Row]] = {}
    for host, path, kind, scheme, value, certainty, _source in data.rows("hosts.tsv"):
        rows.setdefault(host, []).append(Row(path, kind, scheme, value, certainty))
    return {host: tuple(held) for host, held in rows.items()}


def rows(host: str) -> tuple[Row, ...]:
    """The rows of a host, then those of the hosts above it, the nearest first.

    `=host` in the table is that host alone, `host.*` any country's.
    """
    table = _table()
    labels = host.lower().removeprefix("www.").split(".")
    found = table.get("=" + ".".join(labels), ())
    for start in range(len(labels) - 1):
        found += table.get(".".join(labels[start:]), ())
    for end in (1, 2):
        for start in range(len(labels) - end):
            found += table.get(".".join(labels[start:-end]) + ".*", ())
    return found


def known(host: str) -> bool:
    """Whether the table has a host or one above it."""
    return bool(rows(host))
