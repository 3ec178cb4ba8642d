#!/usr/bin/env python3
"""Measure whether the time per post of an audit stays the same as a site grows, and its memory.

usage: audit.py [--sizes 2000,20000] [--jobs N] [--keep FOLDER]

Sites are made of posts in Hugo's layout (sections, dates, authors, a few hundred words, none to three mentions in good and bad
forms), the same for the same size. Each is audited in a process of its own; told are the wall and
processor time, that per post, the largest resident memory, and the size of the page.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

_SECTIONS = ("news", "blog", "press", "events", "people")
_AUTHORS = tuple(f"{given} {family}" for given in ("Ann", "Bo", "Cleo", "Dag") for family in ("Ek", "Lind", "Moe"))  # fmt: skip
_WORDS = ["the", "group", "has", "measured", "again", "how", "quickly", "water", "cells", "light", "winter", "soil", "change", "under", "strong", "new", "old", "fields", "of", "many", "small"]  # fmt: skip
_MENTIONS = (
    "Our [new paper](https://doi.org/10.1038/nature{number}) in *Nature* is out.",
    "The study was published today in PNAS (doi:10.1073/pnas.{number}).",
    "Our new paper in *Nature Physics* is out.",
    "Read [the article](https://www.nature.com/articles/nature{number}.pdf).",
    "- Ek, A., & Lind, B. ({year}). How quickly water number {number} changes. *Soil Research*, 12(3), 1-9.",
)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--sizes", default="2000,20000")
    parser.add_argument("--jobs", default=str(os.cpu_count()))
    parser.add_argument("--keep", type=Path, help="where the sites are made, and left")
    options = parser.parse_args()
    print("posts    wall s   CPU s   CPU ms/post   memory MB   page kB")
    for size in map(int, options.sizes.split(",")):
        with tempfile.TemporaryDirectory() as scratch:
            measure((options.keep or Path(scratch)) / str(size), size, options.jobs)


def measure(folder: Path, size: int, jobs: str) -> None:
    make(folder / "content", size)
    report = folder / "report"
    command = [sys.executable, "-m", "idcheck", "audit", "content", "-q", "--offline", "--jobs", jobs, "-o", "report"]  # fmt: skip
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    run = subprocess.Popen(command, cwd=folder)
    _, status, used = os.wait4(run.pid, 0)
    run.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if run.returncode:
        sys.exit(f"the audit failed: {run.returncode}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    page = (report / "index.html").stat().st_size / 1000
    print(
        f"{size:>6} {wall:>8.1f} {cpu:>7.1f} {1000 * cpu / size:>13.2f} {used.ru_maxrss / 1024:>11.0f} {page:>9.0f}",
        flush=True,
    )


def make(folder: Path, size: int) -> None:
    """A site of `size` posts."""
    dice = random.Random(size)
    for number in range(size):
        year, month, day = dice.randint(2012, 2026), dice.randint(1, 12), dice.randint(1, 28)
        place = folder / dice.choice(_SECTIONS) / str(year)
        place.mkdir(parents=True, exist_ok=True)
        chosen = dice.sample(_MENTIONS, dice.choice((0, 1, 1, 2, 3)))
        parts = [paragraph(dice), *(each.format(number=10_000 + number, year=year) for each in chosen), paragraph(dice)]  # fmt: skip
        head = f"---\ntitle: Post {number}\ndate: {year}-{month:02}-{day:02}\nauthor: {dice.choice(_AUTHORS)}\n---\n\n"
        (place / f"post-{number}.md").write_text(head + "\n\n".join(parts) + "\n", "utf-8")


def paragraph(dice: random.Random) -> str:
    return " ".join(dice.choices(_WORDS, k=120)).capitalize() + "."


if __name__ == "__main__":
    main()
