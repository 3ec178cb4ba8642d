#!/usr/bin/env python3
"""Measure how well the fields of references are read, word by word, on references kept aside.

usage: reference_fields.py REFERENCES.jsonl.gz

REFERENCES holds hand-segmented references, a line each: {"segments": [[field, words], ...]}. Every
fifth is kept aside from `scripts/train_fields.py`; only these count here.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from pathlib import Path

from idcheck.works import fields

FIELDS = {
    "author": "author", "title": "title", "journal": "container", "container-title": "container",
    "date": "year", "volume": "volume", "issue": "issue", "pages": "pages",
    "publisher": "publisher", "location": "publisher", "editor": "editor",
}  # fmt: skip
_EACH = 5
_Labelled = tuple[list[str], list[str]]


def references(path: Path) -> tuple[list[_Labelled], list[_Labelled]]:
    """The references to learn from, and those kept aside, as words and their fields."""
    parts: tuple[list[_Labelled], list[_Labelled]] = ([], [])
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for number, line in enumerate(file):
            held: list[str] = []
            labels: list[str] = []
            for name, text in json.loads(line)["segments"]:
                found = fields.words(text)
                held += found
                labels += [FIELDS.get(name, "other")] * len(found)
            if held:
                parts[number % _EACH == _EACH - 1].append((held, labels))
    return parts


def main() -> int:
    right: Counter[str] = Counter()
    found: Counter[str] = Counter()
    gold: Counter[str] = Counter()
    for held, labels in references(Path(sys.argv[1]))[1]:
        read = [label for _, label in fields.labelled(" ".join(held))]
        found.update(read)
        gold.update(labels)
        right.update(one for one, other in zip(read, labels, strict=True) if one == other)
    for name in dict.fromkeys([*FIELDS.values(), "other"]):
        precision = right[name] / max(1, found[name])
        recall = right[name] / max(1, gold[name])
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        print(f"{name:<10} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}  ({gold[name]} words)")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
