"""Where the hyphens of an ISBN go: group, publisher and title have numbers of varying length.

Source: the range message of the International ISBN Agency (`data/isbn_ranges.tsv`, dated there).
It is renewed monthly, so a number outside its ranges may still be a book.
"""

from __future__ import annotations

from functools import cache

from idcheck import data


def hyphenated(digits: str) -> str:
    """The 13 digits of an ISBN in their five groups, as they are where no range is known.

    `9780306406157` becomes `978-0-306-40615-7`.
    """
    prefix = digits[:3]
    group = _group(prefix, digits[3:12])
    registrant = _group(f"{prefix}-{group}", digits[3 + len(group) : 12]) if group else ""
    title = digits[3 + len(group) + len(registrant) : 12]
    if not registrant or not title:
        return digits
    return "-".join((prefix, group, registrant, title, digits[12]))


def _group(before: str, rest: str) -> str:
    """The next group: as many digits as the range has that they fall into, "" if none does."""
    for first, last in _table().get(before, ()):
        head = rest[: len(first)]
        if len(head) == len(first) and first <= head <= last:
            return head
    return ""


@cache
def _table() -> dict[str, tuple[tuple[str, str], ...]]:
    """By the groups before, with hyphens: first and last number of each range of the next one."""
    rows = data.rows("isbn_ranges.tsv")
    return {before: tuple(_ends(each) for each in ranges.split(" ")) for before, ranges in rows}


def _ends(ends: str) -> tuple[str, str]:
    first, _, last = ends.partition("-")
    return first, last
