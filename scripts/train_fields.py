#!/usr/bin/env python3
"""Learn the weights with which the fields of references are read.

usage: train_fields.py REFERENCES.jsonl.gz > src/idcheck/data/field_weights.tsv

REFERENCES holds hand-segmented references, a line each: {"segments": [[field, words], ...]}. One in
five is kept aside for `benchmarks/reference_fields.py`. Needs python-crfsuite, which idcheck does not.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import pycrfsuite

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))
from reference_fields import references

from idcheck.works import fields


def main() -> int:
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params({
        "c1": 0.7, "c2": 0.1, "max_iterations": 150,
        "feature.possible_transitions": True, "feature.minfreq": 2,
    })  # fmt: skip
    near, _ = references(Path(sys.argv[1]))
    for held, labels in near:
        trainer.append(fields.signs(held), labels)
    tagger = pycrfsuite.Tagger()
    with tempfile.TemporaryDirectory() as folder:
        file = str(Path(folder) / "model")
        trainer.train(file)
        tagger.open(file)
        info = tagger.info()
    print("# What each sign of a word weighs for each field of a reference, and each step from field to field.")  # fmt: skip
    print("# Made by scripts/train_fields.py, 2026-11, from references segmented by hand (inukshuk/anystyle c6f5fb2f, BSD-2-Clause).")  # fmt: skip
    for (sign, label), weight in sorted(info.state_features.items()):
        if abs(weight) >= 0.01:
            print(f"state\t{sign}\t{label}\t{weight:.2f}")
    for (one, other), weight in sorted(info.transitions.items()):
        print(f"step\t{one}\t{other}\t{weight:.2f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
