#!/usr/bin/env python3
"""Learn the weights of signs from labelled posts, and report them cross-validated by site.

usage: train_signs.py CORPUS POSTS_LINKED.jsonl.gz SHORT_POSTS.jsonl [--write] [--dump]

CORPUS holds `labels.jsonl` and `stripped/labels.jsonl` with the posts they label. Every stretch that
a finder sees is a sample; it is a mention if it touches a labelled one. Links do not count: their
words are judged as they would stand without. Needs numpy and scipy, which idcheck does not.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from scipy.optimize import minimize

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))
from mentions import expanded, only_post, quoted, rows

from idcheck.mentions import cues, informal, language, passages, short_posts, titles
from idcheck.mentions.blocks import blocks, within
from idcheck.mentions.finding import find
from idcheck.post import Span
from idcheck.post.formats import format_of, read

DATA = Path(__file__).parents[1] / "src" / "idcheck" / "data"
FINDERS = {informal.MODEL: informal.announcements, titles.MODEL: titles.candidates}
FOLDS = 8
CUTOFF = {"announcement": -0.05, "title": -0.1, "short post": -0.7, "passage": -0.55}
"""The sum from which on a sample counts as a mention, chosen from the cross-validated figures."""
_WORD = re.compile(r"[a-z]{4,}")
_RARE_WORD = 6
_RARE = 3
"""Samples in which a sign that nobody gave a weight must be seen to get one."""
_SLIGHT = 0.1
_REPEATED = 500
"""Code points around a labelled mention in which words on the same work are not labelled again."""
_UNLABELLED = 0.3
"""What a sample counts that nobody has labelled as no mention."""
PRIOR: dict[str, dict[str, float]] = {
    "announcement": {
        "always": -3.0,
        "venue after": 2.0,
        "possible venue after": 1.2,
        "venue in the phrase": 2.5,
        "venue before": 1.2,
        "possible venue before": 0.5,
        "possessive before": 1.2,
        "name before": 1.8,
        "counted before": 0.5,
        "deictic before": -1.0,
        "no determiner": -1.0,
        "new": 1.2,
        "out": 1.2,
        "out in the sentence": 0.4,
        "byline": 2.0,
        "year after": 2.0,
        "signed": 1.2,
        "written before": 0.6,
        "named paper": 1.5,
        "proper name": -3.0,
        "name before the noun": 0.5,
        "not out yet": -3.0,
        "yet to begin": -3.0,
        "in the press": -4.0,
        "on a web page": -2.0,
        "topic after": 0.6,
        "findings after": 0.6,
        "pointer before": 0.3,
        "plural": -1.2,
        "ambiguous noun": -0.6,
        "thesis noun": 1.0,
        "preprint noun": 0.5,
        "in a heading": -0.5,
        "titled": 0.5,
        "deictic at the start": -2.0,
        "research in general": -1.5,
        "in a short post": 0.3,
        "supposed": -1.0,
        "any such work": -2.0,
        "year before": 3.4,
    },
    "title": {
        "always": -3.0,
        "quoted": 0.5,
        "emphasised": 0.3,
        "in title marks": 2.0,
        "link label": 0.3,
        "labelled as title": 4.0,
        "before an imprint": 4.0,
        "capitals after a noun": 1.0,
        "capitals": -1.0,
        "a line of its own": -0.8,
        "a sentence of its own": -1.0,
        "after its label": 0.0,
        "a foreign stretch": 0.8,
        "called": 2.0,
        "called, unmarked": -0.5,
        "noun before": 1.6,
        "noun and called": 1.6,
        "book noun": 0.5,
        "noun after": 0.8,
        "out after": 1.5,
        "byline": 1.2,
        "imprint": 2.0,
        "year in brackets": 0.5,
        "authors in brackets": 2.5,
        "led in": 4.0,
        "in a list of titles": 3.0,
        "set apart after a noun": 1.0,
        "set apart after a book": 2.5,
        "called, with a noun": 2.0,
        "before its authors": 2.0,
        "source before": 2.0,
        "announced before": 2.5,
        "page of the site": -4.0,
        "page of a blog": -2.0,
        "another file": -3.0,
        "noun and colon": 1.0,
        "noun right after": 1.0,
        "among prose": -1.5,
        "under a heading of other things": -2.0,
        "other thing called": -0.5,
        "noun in the sentence": 0.5,
        "other thing before": -2.5,
        "no work before": -2.5,
        "deictic before": -2.5,
        "prose words": -1.0,
        "colon before": 0.3,
        "in a list of references": 1.2,
        "small beginning": -2.5,
        "one word": -2.5,
        "few words": -1.0,
        "many words": 0.4,
        "two sentences": -2.0,
        "exclamation": -2.0,
        "address inside": -3.0,
        "organisation": -1.5,
        "volume or pages after": 1.5,
        "authors after": 1.2,
        "venue after": 1.5,
        "foreign words": 1.0,
        "chinese or japanese": 0.0,
        "subtitle": 0.5,
        **{f"learned words {number}": -1.4 + 0.4 * number for number in range(8)},
    },
    "passage": {"always": 0.0},
    "short post": {
        "always": -1.4,
        "science host": 2.0,
        "news host": 0.5,
        "academic host": 1.0,
        "learned address": 0.7,
        "link to a work": 1.5,
        "link to a resolver": 1.5,
        "link to a copy": 1.0,
        "link to a pdf": 0.5,
        "found": 1.5,
        **{
            f"word {word}": weight
            for weight, words in (
                (1.5, "study meta-analysis"),
                (1.2, "studies researchers journal preprint paper"),
                (1.0, "research papers published findings finds"),
                (0.8, "scientists"),
                (
                    0.5,
                    "researcher article reveals suggests linked trial report scientific analysis",
                ),
            )
            for word in words.split()
        },
    },
}
"""Weights that the learned ones are held near to; of rare signs they remain."""


class Sample(NamedTuple):
    """A stretch that a finder saw; `share` is what it counts in training."""

    signs: tuple[str, ...]
    good: bool
    group: str
    text: str
    share: float = 1.0


def main() -> int:
    ask = argparse.ArgumentParser()
    ask.add_argument("corpus", type=Path)
    ask.add_argument("linked", type=Path)
    ask.add_argument("social", type=Path)
    ask.add_argument("--write", action="store_true")
    ask.add_argument("--dump", action="store_true")
    ask.add_argument("--strength", type=float, default=4.0)
    args = ask.parse_args()
    samples: dict[str, list[Sample]] = {model: [] for model in PRIOR}
    stripped = rows(args.corpus / "stripped" / "labels.jsonl")
    again = {row["file"] for row in stripped}
    for row in stripped:
        labelled(args.corpus / "stripped", row, samples)
    for row in rows(args.corpus / "labels.jsonl"):
        if row["file"] not in again:
            labelled(args.corpus, row, samples)
    for row in rows(args.linked):
        paragraph(row, samples)
    for row in rows(args.social):
        post = only_post(expanded(row), "x")
        group = " ".join(_WORD.findall(row["text"].lower())[:4])
        said = tuple(short_posts.signs(post)) + (
            ("found",) if any(not m.likely for m in find(post)) else ()
        )
        samples[short_posts.MODEL].append(
            Sample(said, row["mentions_publication"], group, row["text"])
        )
    lines = [
        "# What each sign of a mention weighs: logistic regression, made by scripts/train_signs.py, 2026-11.",
        "# Learned from labelled posts and paragraphs under open licences. Columns: model, sign, weight.",
    ]
    for model, held in samples.items():
        lines += fitted(model, held, args)
    if args.write:
        (DATA / "sign_weights.tsv").write_text("\n".join(lines) + "\n", "utf-8")
    return 0


def labelled(folder: Path, row: dict[str, Any], samples: dict[str, list[Sample]]) -> None:
    name = row["file"]
    text = (folder / name).read_bytes().decode("utf-8", "replace")
    starts = [0, *(at + 1 for at, char in enumerate(text) if char == "\n")]
    until = starts[min(len(starts) - 1, row["until_line"])] if row.get("until_line") else len(text)
    gold = [
        (*place, item.get("sure", True))
        for item in row["mentions"]
        if (place := quoted(text, starts, item["line"], item["quote"])) is not None
    ]
    group = name.split("/")[-2]
    for post in read(text, path=name, format=format_of(name) or "plain"):
        for model, sighting in sightings(post):
            place = post.place(sighting.span)
            span = place.span
            if span is None or span.start >= until:
                continue
            touched = [(a, b, sure) for a, b, sure in gold if a < span.end and span.start < b]
            good = any(
                sure and common(model, (a, b), (span.start, span.end)) for a, b, sure in touched
            )
            if not good and (
                touched or any(a - _REPEATED < span.start < b + _REPEATED for a, b, _ in gold)
            ):
                continue
            words = sighting.span.of(post.text)
            samples[model].append(Sample(sighting.signs, good, group, words))


def common(model: str, one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two stretches are about the same, or for announcements touch."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return shared > 0 and (
        model != titles.MODEL or shared > 0.5 * max(other[1] - other[0], min(one[1] - one[0], 120))
    )


def paragraph(row: dict[str, Any], samples: dict[str, list[Sample]]) -> None:
    post = only_post(row["text"], "blog")
    site, whole = row["id"].split(":")[0], Span(0, len(post.text.rstrip()))
    said = tuple(passages.signs(post, whole))
    samples[passages.MODEL].append(Sample(said, bool(row["mentions"]), site, row["text"]))
    gold = [(m["start"], max(m["end"], m["start"] + 1)) for m in row["mentions"]]
    for model, sighting in sightings(post):
        span = sighting.span
        good = any(common(model, place, (span.start, span.end)) for place in gold)
        if good or not gold:
            group = row["id"].split(":")[0]
            words = span.of(post.text)
            share = 1.0 if good else _UNLABELLED
            samples[model].append(Sample(sighting.signs, good, group, words, share))


def sightings(post: Any) -> Any:
    words = cues.load(language.language_of(post))
    for block in blocks(post):
        passage = within(post, block.span)
        for model, finder in FINDERS.items():
            for sighting in finder(passage, block, words):
                if sighting.model:
                    yield model, sighting


def fitted(model: str, held: list[Sample], args: argparse.Namespace) -> list[str]:
    seen = Counter(sign for sample in held for sign in sample.signs)
    rare = _RARE_WORD if model == passages.MODEL else _RARE
    names = sorted({sign for sign in seen if seen[sign] >= rare} | PRIOR[model].keys())
    at = {name: number for number, name in enumerate(names)}
    x = np.zeros((len(held), len(names)))
    for row, sample in zip(x, held, strict=True):
        row[[at["always"], *(at[sign] for sign in sample.signs if sign in at)]] = 1
    y = np.array([sample.good for sample in held])
    share = np.array([sample.share for sample in held])
    prior = np.array([PRIOR[model].get(name, 0.0) for name in names])
    groups = np.array([sample.group for sample in held])
    sites = sorted(set(groups))
    fold = np.array([sites.index(group) % FOLDS for group in groups])
    guess = np.zeros(len(y))
    for part in range(FOLDS):
        near = fold != part
        weights = learned(x[near], y[near], share[near], prior, args.strength)
        guess[fold == part] = x[fold == part] @ weights
    print(f"\n{model}: {len(y)} samples, {y.sum()} of them mentions")
    for name, sums in (("by hand", x @ prior), ("learned", guess)):
        print(f" {name}")
        for limit in (-1.5, -1.0, -0.5, 0.0, 0.5, 1.0):
            hit = sums >= limit
            right = (hit & y).sum()
            found = (hit * np.where(y, 1, share)).sum()
            print(
                f"  from {limit:+.1f}: precision {right / max(1, found):.3f}  recall {right / y.sum():.3f}"
                f"  of others {(hit & ~y).sum() / (~y).sum():.3f}"
            )
    if args.dump:
        for number in np.argsort(-guess):
            sample = held[number]
            mark = "+" if sample.good else "-"
            print(
                f"  {mark} {guess[number]:+.2f} {sample.group[:12]:<12} {sample.text[:90]!r} {sample.signs}"
            )
    weights = learned(x, y, share, prior, args.strength)
    weights[at["always"]] -= CUTOFF[model]
    order = sorted(range(len(names)), key=lambda number: -abs(weights[number]))
    return [
        f"{model}\t{names[number]}\t{weights[number]:.2f}"
        for number in order
        if abs(weights[number]) >= _SLIGHT or names[number] in PRIOR[model]
    ]


def learned(x: Any, y: Any, share: Any, prior: Any, strength: float) -> Any:
    """Weights that explain the labels, held near those set by hand."""

    def loss(weights: Any) -> tuple[float, Any]:
        sums = np.clip(x @ weights, -30, 30)
        chance = 1 / (1 + np.exp(-sums))
        away = weights - prior
        value = -(share * np.where(y, np.log(chance + 1e-9), np.log(1 - chance + 1e-9))).sum()
        return value + strength * (away**2).sum(), x.T @ (
            share * (chance - y)
        ) + 2 * strength * away

    return minimize(loss, prior, jac=True, method="L-BFGS-B").x


if __name__ == "__main__":
    raise SystemExit(main())
