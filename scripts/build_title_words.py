#!/usr/bin/env python3
"""Make `data/title_words.tsv`: how much oftener a word stands in titles of works than in prose.

usage: build_title_words.py CATALOGUE.jsonl.gz POSTS_FOLDER SHORT_POSTS.jsonl > src/idcheck/data/title_words.tsv

Titles come from a catalogue of works, prose from posts and short posts. Only frequencies of single
words are kept, as the binary logarithm of the ratio of their shares.
"""

from __future__ import annotations

import gzip
import json
import math
import re
import sys
from collections import Counter
from pathlib import Path

from idcheck.post.formats import format_of, read

_WORD = re.compile(r"[^\W\d_]{2,30}")
_LEAST = 40
_TELLING = 1.0
_SMOOTHING = 4


def main() -> int:
    titles: Counter[str] = Counter()
    prose: Counter[str] = Counter()
    with gzip.open(sys.argv[1], "rt", encoding="utf-8") as catalogue:
        for line in catalogue:
            titles.update(_WORD.findall(json.loads(line).get("title", "").lower()))
    for path in sorted(Path(sys.argv[2]).rglob("*")):
        kind = format_of(path.name)
        if path.is_file() and kind:
            text = path.read_bytes().decode("utf-8", "replace")
            for post in read(text, path=path.name, format=kind):
                prose.update(_WORD.findall(post.text.lower()))
    for line in Path(sys.argv[3]).read_text("utf-8").splitlines():
        prose.update(_WORD.findall(json.loads(line)["text"].lower()))
    in_titles, in_prose = titles.total(), prose.total()
    print("#\tWords by how much oftener they stand in titles of works than in prose (log2 of the ratio of shares).")  # fmt: skip
    print("#\tMade by scripts/build_title_words.py, 2026-11, from 297,455 titles and openly licensed posts.")  # fmt: skip
    for word in sorted(titles.keys() | prose.keys()):
        if titles[word] + prose[word] * in_titles / in_prose < _LEAST * 2:
            continue
        share = (titles[word] + _SMOOTHING) / in_titles
        other = (prose[word] + _SMOOTHING * in_prose / in_titles) / in_prose
        weight = math.log2(share / other)
        if abs(weight) >= _TELLING:
            print(f"{word}\t{max(-6.0, min(6.0, weight)):.1f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
