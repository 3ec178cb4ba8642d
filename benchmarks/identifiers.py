#!/usr/bin/env python3
"""How fast identifiers are found, in MB/s, beside programs that do a part of it.

usage: identifiers.py FOLDER [--peers]

FOLDER holds posts and pages. They are joined to one text of posts and one of HTML, of 5 million
code points each (repeated where there are fewer), and each program reads both in the same run;
the best of three rounds counts, and the last column is the time it takes as a multiple of ours.
A second table shows the time per million code points on hostile texts of growing size.
`--peers` needs `pip install mwcites idutils`.
"""

from __future__ import annotations

import re
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from idcheck.identifiers import find, find_malformed, from_url

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS = 3
SIZE = 5_000_000
PROSE = "Our new study shows that bees dream, says the group of 25 people who filmed them. "
# What makes careless patterns quadratic.
HOSTILE = (
    "(a",
    "10.1/",
    "10.1234/",
    "10.1234/a/full",
    ".",
    ")]}",
    "1-",
    "978-",
    "%25",
    "\u2010\u2013\u2212-",
    "1\u20132\u2014",
    "urn:a-",
    "arXiv:",
    "PMID ",
    "hdl:1/",
    "\u200b",
)
SIZES = (64_000, 250_000, 1_000_000, 4_000_000)


def main() -> int:
    paths = sorted(path for path in Path(sys.argv[1]).rglob("*") if path.is_file())
    pages = [path for path in paths if path.suffix in {".html", ".htm"}]
    for title, chosen in (("posts", paths), ("HTML", pages)):
        compare(title, filled("\n".join(map(content, chosen))), peers="--peers" in sys.argv)
    prose = filled(PROSE)
    row("no identifier", prose, seconds(lambda: find(prose)), None)
    found = re.findall(r"https?://[^\s\"'<>)]+", "\n".join(map(content, paths)))
    spent = seconds(lambda: [from_url.__wrapped__(address) for address in found])
    print(f"{'from_url':<28} {len(found) / spent:9.0f} addresses/s")
    print(f"\n{'ms per MB at':<20}" + "".join(f"{size / 1000:>10,.0f}k" for size in SIZES))
    for unit in HOSTILE:
        print(f"{unit!r:<20}" + "".join(f"{hostile(unit, size):>11.1f}" for size in SIZES))
    return 0


def content(path: Path) -> str:
    return path.read_text("utf-8", errors="replace")


def filled(text: str) -> str:
    """The text, over and over, to the size that all are compared at."""
    return (text * (SIZE // len(text) + 1))[:SIZE]


def compare(title: str, text: str, *, peers: bool) -> None:
    ours = seconds(lambda: find(text))
    row(f"{title}: find, all schemes", text, ours, ours)
    row(f"{title}: find_malformed", text, seconds(lambda: find_malformed(text)), ours)
    for name, run in programs(text) if peers else ():
        row(f"{title}: {name}", text, seconds(run), ours)


def hostile(unit: str, size: int) -> float:
    """Milliseconds per million code points for a text that is one unit over and over."""
    text = unit * (size // len(unit))
    return seconds(lambda: find(text), rounds=1) * 1e9 / size


def programs(text: str) -> list[tuple[str, Callable[[], object]]]:
    """Programs that find some of the schemes, without places."""
    import idutils
    from mwcites.extractors import arxiv, doi, isbn, pubmed

    extractors = (arxiv, doi, isbn, pubmed)
    return [
        (
            "mwcites, 4 schemes",
            lambda: [list(each.extract(text)) for each in extractors],
        ),
        (
            "idutils, word by word",
            lambda: [idutils.detect_identifier_schemes(word) for word in text.split()],
        ),
    ]


def seconds(run: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The least time of a few rounds."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        run()
        times.append(time.process_time() - start)
    return min(times)


def row(name: str, text: str, spent: float, ours: float | None) -> None:
    ratio = f"{spent / ours:6.2f}" if ours else "     -"
    print(f"{name:<28} {len(text) / 1e6 / spent:9.1f} MB/s {ratio}")


if __name__ == "__main__":
    sys.exit(main())
