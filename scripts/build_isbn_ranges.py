#!/usr/bin/env python3
"""Make `src/idcheck/data/isbn_ranges.tsv`: where the hyphens of an ISBN go.

usage: build_isbn_ranges.py ISBN_DAT > src/idcheck/data/isbn_ranges.tsv

ISBN_DAT is the file `stdnum/isbn.dat` of the package python-stdnum, which carries the range
message of the International ISBN Agency as indented lines and is renewed with each release.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

_HEAD = """\
# Where the hyphens of an ISBN go. Columns: the groups so far, the ranges of the next group.
# Source: range message of the International ISBN Agency, file date {date}
# (https://www.isbn-international.org/range_file_generation), by way of python-stdnum.
"""


def main() -> int:
    lines = Path(sys.argv[1]).read_text("utf-8").splitlines()
    date = next(line.split("date", 1)[1] for line in lines if line.startswith("# file date"))
    print(_HEAD.format(date=date.strip()), end="")
    for groups, ranges in tables(lines):
        print(f"{groups}\t{' '.join(ranges)}")
    return 0


def tables(lines: list[str]) -> list[tuple[str, list[str]]]:
    """The groups that lead to a table, and its ranges, in the order of the file."""
    found: dict[str, list[str]] = {}
    prefix = group = ""
    for line in lines:
        depth = len(line) - len(line.lstrip(" "))
        if not line.strip() or line.startswith("#"):
            continue
        if depth == 0:
            prefix = group = line.strip()
        elif depth == 1 and "agency=" in line:
            group = f"{prefix}-{line.split()[0]}"
        else:
            found.setdefault(group, []).extend(re.findall(r"\d+-\d+", line))
    return list(found.items())


if __name__ == "__main__":
    sys.exit(main())
