#!/usr/bin/env python3
"""How fast identifiers are found, in MB/s of text, beside programs that do a part of it.

usage: identifiers.py FOLDER [--peers]

FOLDER holds texts (posts, pages). Each program reads the same texts in the same run, the best of
three rounds counts, and the last column is the time it takes as a multiple of ours. `--peers`
needs `pip install mwcites idutils`.
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
PROSE = (
    "Our new study shows that bees dream, says the group of 25 people who filmed them. " * 12_000
)
# What makes careless patterns quadratic.
HOSTILE = (
    "(a",
    "10.1/",
    "10.1234/",
    ".",
    ")]}",
    "1-",
    "%25",
    "10.1234/a/full",
    "\u2013-",
    "978-",
    "urn:a-",
    "arXiv:",
)
SIZES = (100_000, 400_000)


def main() -> int:
    texts = [
        path.read_text("utf-8", errors="replace")
        for path in sorted(Path(sys.argv[1]).rglob("*"))
        if path.is_file()
    ]
    megabytes = sum(map(len, texts)) / 1e6
    print(f"{len(texts)} texts, {megabytes:.1f} million code points")
    ours = seconds(lambda: [find(text) for text in texts])
    row("find, all schemes", megabytes, ours, ours)
    row(
        "find_malformed", megabytes, seconds(lambda: [find_malformed(text) for text in texts]), ours
    )
    row("find, no identifier", len(PROSE) / 1e6, seconds(lambda: find(PROSE)), None)
    for name, run in peers(texts) if "--peers" in sys.argv else ():
        row(name, megabytes, seconds(run), ours)
    addresses = [
        address for text in texts for address in re.findall(r"https?://[^\s\"'<>)]+", text)
    ]
    spent = seconds(lambda: [from_url.__wrapped__(address) for address in addresses])
    print(f"{'from_url':<24} {len(addresses) / spent:9.0f} addresses/s")
    for unit in HOSTILE:
        small, large = (hostile(unit, size) for size in SIZES)
        print(
            f"{unit!r:<24} {large * 1000:9.1f} ms for {SIZES[1]:,}, {large / small:5.1f} times that of a quarter"
        )
    return 0


def hostile(unit: str, size: int) -> float:
    """The time for a text that is one unit over and over."""
    text = unit * (size // len(unit))
    return seconds(lambda: find(text))


def peers(texts: list[str]) -> list[tuple[str, Callable[[], object]]]:
    """Programs that find some of the schemes, without places."""
    import idutils
    from mwcites.extractors import arxiv, doi, isbn, pubmed

    extractors = (arxiv, doi, isbn, pubmed)
    return [
        (
            "mwcites, 4 schemes",
            lambda: [list(each.extract(text)) for text in texts for each in extractors],
        ),
        (
            "idutils, word by word",
            lambda: [
                idutils.detect_identifier_schemes(word) for text in texts for word in text.split()
            ],
        ),
    ]


def seconds(run: Callable[[], object]) -> float:
    """The least time of a few rounds."""
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return min(times)


def row(name: str, megabytes: float, spent: float, ours: float | None) -> None:
    ratio = f"{spent / ours:6.2f}" if ours else "     -"
    print(f"{name:<24} {megabytes / spent:9.1f} MB/s {ratio}")


if __name__ == "__main__":
    sys.exit(main())
