#!/usr/bin/env python3
"""How well and how fast references are matched, beside a plain full-text search.

usage: matching.py CATALOGUE.jsonl.gz REFERENCES.jsonl.gz... [--sample N] [--growth]

A reference is {"id", "ref", "gold"}, a line each; `gold` is the `id` of its work in the catalogue
or null. The peer is what one would write first: SQLite FTS5 with an OR of all words, 25
candidates by bm25, and the best by rapidfuzz's `token_set_ratio` from 90 on. Both run in turn
on each reference, so that the load of the machine touches both. `--growth` prints the medians
for growing catalogues; what is missing is filled up with works of shuffled titles.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import sqlite3
import statistics
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rapidfuzz import fuzz, process

from idcheck.sources.catalogue import Catalogue
from idcheck.sources.publications import Unreadable, read
from idcheck.sources.suggesting import candidates
from idcheck.works import Author, Reference, Work

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

GROWTH = (10_000, 100_000, 300_000, 3_000_000)
SEED = 5


class Peer:
    """Plain FTS5 and rapidfuzz."""

    def __init__(self, path: Path, works: Iterable[Work]) -> None:
        self.connection = sqlite3.connect(path)
        self.connection.execute("CREATE VIRTUAL TABLE f USING fts5(key UNINDEXED, text)")
        self.connection.executemany("INSERT INTO f VALUES (?, ?)", map(self._row, works))
        self.connection.commit()

    @staticmethod
    def _row(work: Work) -> tuple[str, str]:
        names = " ".join(map(str, work.authors))
        return work.key, f"{names} {work.title} {work.container} {work.year or ''} {work.volume} {work.pages}"  # fmt: skip

    def answer(self, text: str) -> str | None:
        """The key of the best work, None below the threshold."""
        words = dict.fromkeys(re.findall(r"\w+", text.lower()))
        if not words:
            return None
        question = " OR ".join(f'"{word}"' for word in words)
        rows = self.connection.execute(
            "SELECT key, text FROM f WHERE f MATCH ? ORDER BY rank LIMIT 25", (question,)
        ).fetchall()
        best = process.extractOne(
            text, [row[1] for row in rows], scorer=fuzz.token_set_ratio, score_cutoff=90
        )
        return rows[best[2]][0] if best else None


def ours(catalogue: Catalogue, text: str) -> str | None:
    """The key of the work that is the same, None where that is not sure."""
    found = candidates(Reference(words=text), (catalogue,))
    return next((each.work.key for each in found if each.verdict == "same"), None)


def works_of(path: Path) -> Iterator[Work]:
    return (item for item in read(path) if not isinstance(item, Unreadable))


def synthetic(works: list[Work], count: int) -> Iterator[Work]:
    """Works that are made of the words and names of others."""
    chance = random.Random(SEED)
    words = [word for work in works for word in work.title.split()]
    for number in range(count):
        model, other = chance.choice(works), chance.choice(works)
        title = " ".join(chance.choices(words, k=max(3, len(model.title.split()))))
        names = other.authors or (Author("Nobody"),)
        yield Work(
            title, names, model.container, chance.randint(1950, 2025), str(chance.randint(1, 400)),
            pages=str(chance.randint(1, 9999)), key=f"synthetic:{number}",
        )  # fmt: skip


def timed(ask: Callable[[str], str | None], text: str) -> tuple[str | None, float]:
    start = time.perf_counter()
    answer = ask(text)
    return answer, 1000 * (time.perf_counter() - start)


def quantiles(times: list[float]) -> str:
    times = sorted(times)
    return f"median {statistics.median(times):6.2f} ms  p95 {times[int(0.95 * len(times))]:6.2f} ms"


def references(paths: Iterable[Path], sample: int) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            rows = [row for row in map(json.loads, lines) if "ref" in row]
        random.Random(SEED).shuffle(rows)
        found += rows[:sample] if sample else rows
    random.Random(SEED).shuffle(found)
    return found


def compare(works: Path, asked: list[dict[str, Any]], folder: Path) -> None:
    start = time.perf_counter()
    with Catalogue.building(folder / "ours.sqlite") as building:
        building.add(works_of(works))
    built = time.perf_counter() - start
    start = time.perf_counter()
    peer = Peer(folder / "peer.sqlite", works_of(works))
    print(f"build: idcheck {built:.1f} s, {(folder / 'ours.sqlite').stat().st_size / 1e6:.0f} MB; "
          f"peer {time.perf_counter() - start:.1f} s, {(folder / 'peer.sqlite').stat().st_size / 1e6:.0f} MB")  # fmt: skip
    counts: dict[str, Counter[str]] = {"idcheck": Counter(), "peer": Counter()}
    times: dict[str, list[float]] = {"idcheck": [], "peer": []}
    with Catalogue.open_to_read(folder / "ours.sqlite") as catalogue:
        asks = {"idcheck": lambda text: ours(catalogue, text), "peer": peer.answer}
        for row in asked:
            for name, ask in asks.items():
                answer, taken = timed(ask, row["ref"])
                times[name].append(taken)
                counts[name]["given"] += answer is not None
                counts[name]["right"] += answer is not None and answer == row["gold"]
                counts[name]["present"] += row["gold"] is not None
                counts[name]["false"] += row["gold"] is None and answer is not None
    for name, count in counts.items():
        precision = count["right"] / max(1, count["given"])
        recall = count["right"] / max(1, count["present"])
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        absent = len(asked) - count["present"]
        print(f"{name:<8} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}  false {count['false']} of {absent}  {quantiles(times[name])}")  # fmt: skip
    ratio = statistics.median(times["peer"]) / statistics.median(times["idcheck"])
    print(f"idcheck is {ratio:.1f} times as fast as the peer")


def grow(works: Path, asked: list[dict[str, Any]], folder: Path) -> None:
    real = list(works_of(works))
    random.Random(SEED).shuffle(real)
    for size in GROWTH:
        with Catalogue.building(folder / f"{size}.sqlite") as catalogue:
            catalogue.add(real[:size])
            catalogue.add(synthetic(real, max(0, size - len(real))))
            texts = [row["ref"] for row in asked]
            for text in texts[:50]:
                ours(catalogue, text)
            taken = [timed(lambda text: ours(catalogue, text), text)[1] for text in texts]
            print(f"{size:>9} works  {quantiles(taken)}", flush=True)
        (folder / f"{size}.sqlite").unlink()


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    options.add_argument("catalogue", type=Path)
    options.add_argument("references", type=Path, nargs="+")
    options.add_argument("--sample", type=int, default=0, help="references of each file")
    options.add_argument("--growth", action="store_true")
    said = options.parse_args()
    asked = references(said.references, said.sample)
    with tempfile.TemporaryDirectory() as folder:
        (grow if said.growth else compare)(said.catalogue, asked, Path(folder))
    return 0


if __name__ == "__main__":
    sys.exit(main())
