#!/usr/bin/env python3
"""Measure how well mentions are found, on labelled posts, short posts and paragraphs; and how fast.

usage: mentions.py posts LABELS.jsonl ROOT [--manifest MANIFEST.jsonl] [--errors N] [--sites all|near|far]
       mentions.py social POSTS.jsonl [--errors N]
       mentions.py paragraphs PARAGRAPHS.jsonl.gz [--errors N]
       mentions.py speed

posts: precision, recall and F1 of mentions, of untracked ones, and of bound identifiers, for all
sites, for the two thirds that rules are developed on (`near`) and for the last third (`far`), and by
language. A found mention counts where it overlaps a labelled one, one to one. Labels with
`"sure": false` count neither way.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import time
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from idcheck.mentions.finding import find
from idcheck.post.formats import format_of, read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from idcheck.mentions import Mention
    from idcheck.post import Post

_LONGEST = 400
"""Code points of a found stretch that count."""
_THIRD = 3
_Row = dict[str, Any]
_Stretch = tuple[int, int]


@dataclass
class Tally:
    """Counts of one group: right and all found ones, hit and all labelled ones."""

    hit: int = 0
    gold: int = 0
    right: int = 0
    found: int = 0
    errors: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        precision = self.right / self.found if self.found else float("nan")
        recall = self.hit / self.gold if self.gold else float("nan")
        both = precision + recall
        f1 = 2 * precision * recall / both if both else 0.0
        return (
            f"P {precision:.3f} ({self.right}/{self.found})  R {recall:.3f} ({self.hit}/{self.gold})"
            f"  F1 {f1:.3f}"
        )


def main() -> int:
    ask = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    ask.add_argument("what", choices=["posts", "social", "paragraphs", "speed"])
    ask.add_argument("file", type=Path, nargs="?")
    ask.add_argument("root", type=Path, nargs="?")
    ask.add_argument("--manifest", type=Path)
    ask.add_argument("--errors", type=int, default=0)
    ask.add_argument("--sites", choices=["all", "near", "far"], default="all")
    args = ask.parse_args()
    if args.what == "posts":
        posts(args)
    elif args.what == "social":
        social(rows(args.file), args.errors)
    elif args.what == "paragraphs":
        paragraphs(rows(args.file), args.errors)
    else:
        speed()
    return 0


def rows(path: Path) -> list[_Row]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def site_part(site: str, sites: list[str]) -> str:
    """`far` for each third site in the order of their names, else `near`."""
    return "far" if sites.index(site) % _THIRD == _THIRD - 1 else "near"


def posts(args: argparse.Namespace) -> None:
    labels = [row for row in rows(args.file) if (args.root / row["file"]).is_file()]
    sites = sorted({row["file"].split("/")[-2] for row in labels})
    manifest = rows(args.manifest) if args.manifest else []
    languages = {row["file"].removeprefix("stripped/"): row["language"] for row in manifest}
    tallies: dict[tuple[str, str], Tally] = defaultdict(Tally)
    for row in labels:
        part = site_part(row["file"].split("/")[-2], sites)
        if args.sites not in {"all", part}:
            continue
        tongue = "language " + languages.get(row["file"], "?")
        score_file(row, args.root, tallies, ("all", part, tongue))
    for (what, group), tally in sorted(tallies.items()):
        print(f"{what:<10} {group:<12} {tally}")
    for what in ("mentions", "untracked", "bound"):
        errors = tallies[what, "all"].errors
        if args.errors and errors:
            print(f"\n{what}: {len(errors)} errors")
            print("\n".join("  " + error for error in sorted(errors)[: args.errors]))


def score_file(  # noqa: C901 - one pass over a file for all three figures
    row: _Row, root: Path, tallies: dict[tuple[str, str], Tally], groups: tuple[str, ...]
) -> None:
    """Add one labelled file to the tallies of its groups."""
    name = row["file"]
    text = (root / name).read_bytes().decode("utf-8", "replace")
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    until = starts[min(len(starts) - 1, row["until_line"])] if row.get("until_line") else len(text)
    gold = [
        (place, item)
        for item in row["mentions"]
        if (place := quoted(text, starts, item["line"], item["quote"])) is not None
    ]
    unsure = [place for place, item in gold if not item.get("sure", True)]
    seen = [
        (place, mention)
        for post in read(text, path=name, format=format_of(name) or "plain")
        for mention in find(post)
        for place in [stretch(mention, starts, len(text))]
        if place[0] < until
    ]
    pairs = dict(paired([place for place, _ in gold], [place for place, _ in seen]))
    owners = {j: i for i, j in pairs.items()}

    def add(what: str, counted: str, value: bool, error: str = "") -> None:
        for group in groups:
            tally = tallies[what, group]
            if counted == "gold":
                tally.gold += 1
                tally.hit += value
            else:
                tally.found += 1
                tally.right += value
            if not value:
                tally.errors.append(error)

    for i, (_, item) in enumerate(gold):
        if not item.get("sure", True):
            continue
        where = f"{name}:{item['line']}: {item['kind']}: {item['quote'][:150]!r}"
        add("mentions", "gold", i in pairs, f"missed   {where}")
        if i in pairs and item["ids"]:
            have = {str(bound.identifier).lower() for bound in seen[pairs[i]][1].identifiers}
            known = {each.lower() for each in item["ids"]}
            schemes = {each.split(":")[0] for each in known}
            add("bound", "gold", bool(have & known), f"without  {where} {sorted(known)}")
            wrong = {each for each in have - known if each.split(":")[0] in schemes}
            add("bound", "found", not wrong, f"foreign  {where} {sorted(wrong)}")
    for j, (place, mention) in enumerate(seen):
        label = gold[owners[j]][1] if j in owners else None
        if (label and not label.get("sure", True)) or (
            label is None and any(overlap(place, other) > 0 for other in unsure)
        ):
            continue
        line = mention.place.line
        where = f"{name}:{line}: {mention.kind}: {text[place[0] : place[1]][:150]!r}"
        add("mentions", "found", label is not None, f"spurious {where}")
    alarms = [(place, mention) for place, mention in seen if mention.tracked == "no"]
    pairs = dict(paired([place for place, _ in gold], [place for place, _ in alarms]))
    owners = {j: i for i, j in pairs.items()}
    for i, (_, item) in enumerate(gold):
        if item.get("sure", True) and item["tracked"] == "no":
            where = f"{name}:{item['line']}: {item['kind']}: {item['quote'][:150]!r}"
            add("untracked", "gold", i in pairs, f"missed   {where}")
    for j, (place, mention) in enumerate(alarms):
        label = gold[owners[j]][1] if j in owners else None
        doubtful = label is None and any(overlap(place, other) > 0 for other in unsure)
        if doubtful or (label and (not label.get("sure", True) or label["tracked"] == "weak")):
            continue
        right = label is not None and label["tracked"] == "no"
        where = f"{name}:{mention.place.line}: {mention.kind}: {text[place[0] : place[1]][:150]!r}"
        add("untracked", "found", right, f"alarm    {where}")


def quoted(text: str, starts: list[int], line: int, quote: str) -> _Stretch | None:
    """Where a quote stands: on its line, near it, anywhere."""
    for reach in (0, 2, 6):
        low = starts[max(0, min(len(starts) - 1, line - 1 - reach))]
        last = min(len(starts) - 1, line - 1 + reach)
        high = starts[last + 1] if last + 1 < len(starts) else len(text)
        at = text.find(quote, low, high + len(quote))
        if at >= 0:
            return at, at + len(quote)
    at = text.find(quote)
    return (at, at + len(quote)) if at >= 0 else None


def stretch(mention: Mention, starts: list[int], length: int) -> _Stretch:
    """The source stretch of a mention, its line where only that is known."""
    place = mention.place
    if place.span is None:
        return starts[place.line - 1], starts[place.line] if place.line < len(starts) else length
    return place.span.start, min(place.span.end, place.span.start + _LONGEST)


def overlap(one: _Stretch, other: _Stretch) -> int:
    return min(one[1], other[1]) - max(one[0], other[0])


def paired(gold: list[_Stretch], found: list[_Stretch]) -> Iterator[tuple[int, int]]:
    """Pairs of indices, one to one, the largest overlaps first."""
    options = sorted(
        (-overlap(one, other), i, j)
        for i, one in enumerate(gold)
        for j, other in enumerate(found)
        if overlap(one, other) > 0
    )
    taken: set[tuple[str, int]] = set()
    for _, i, j in options:
        if not taken & {("gold", i), ("found", j)}:
            taken |= {("gold", i), ("found", j)}
            yield i, j


def expanded(row: _Row) -> str:
    """The post as it was drafted: each short address replaced by the one it stood for."""
    urls = iter(row.get("urls") or [])
    text = re.sub(r"https?://t\.co/\w+", lambda match: next(urls, match.group()), row["text"])
    return " ".join([text, *(url for url in urls if url not in text)])


def only_post(text: str, channel: str) -> Post:
    (post,) = read(text, path="post", format="plain", channel=channel)
    return post


def social(data: list[_Row], errors: int) -> None:
    shown = [only_post(expanded(row), "x") for row in data]
    found = [bool(find(post)) for post in shown]  # compiles the patterns of each language, too
    started = time.process_time()
    for post in shown:
        find(post)
    spent = time.process_time() - started
    for name, wanted in (("all", (True, False)), ("without links", (False,))):
        tally = Tally()
        for row, hit in zip(data, found, strict=True):
            if bool(row.get("urls")) in wanted:
                tally.gold += row["mentions_publication"]
                tally.found += hit
                tally.right += hit and row["mentions_publication"]
                tally.hit += hit and row["mentions_publication"]
        print(f"{name:<14} {tally}")
    print(f"{1000 * spent / len(data):.2f} ms a post")
    wrong = [
        (row, hit) for row, hit in zip(data, found, strict=True)
        if hit != row["mentions_publication"]
    ]  # fmt: skip
    for row, hit in wrong[:errors]:
        print("  alarm  " if hit else "  missed ", " ".join(expanded(row).split())[:200])


def paragraphs(data: list[_Row], errors: int) -> None:
    linked = touched = plain = flagged = 0
    for row in data:
        found = find(only_post(row["text"], "blog"))
        spans = [(m.place.span.start, m.place.span.end) for m in found if m.place.span]
        if not row["mentions"]:
            plain += 1
            flagged += bool(spans)
            if spans and errors:
                shown = [row["text"][a:b][:80] for a, b in spans]
                print("  alarm  ", shown, row["text"][max(0, spans[0][0] - 60) : spans[0][1] + 60])
        for mention in row["mentions"]:
            a, b = mention["start"], mention["end"]
            linked += 1
            hit = any(x < b and y > a if b > a else x <= b and y >= a for x, y in spans)
            touched += hit
            if errors and not hit:
                text = row["text"]
                print("  missed ", f"{text[max(0, a - 70):a]}[[{text[a:b]}]]{text[b : b + 60]}".replace("\n", " "))  # fmt: skip
    print(f"touched {touched}/{linked} = {touched / max(1, linked):.3f}   flagged {flagged}/{plain} = {flagged / max(1, plain):.3f}")  # fmt: skip


def speed() -> None:
    """Megabytes of seen text a second of processor time, once the patterns are compiled."""
    prose = "The meeting went on for hours, and the garden outside was full of quiet birds. "
    entry = "Smith, J., Lee, K. ({}). A study of the {} thing in models. Journal of Ecology, {}({}), 1{}-2{}."
    samples = {
        "prose": "\n\n".join([prose * 8] * 400),
        "references": "\n\n".join(
            entry.format(1990 + i % 30, i, i % 90, i % 12, i % 99, i % 99) for i in range(2500)
        ),
        "one sentence of announcements": "our new paper in Nature and " * 10_000,
    }
    for name, text in samples.items():
        post = only_post(text, "blog")
        find(only_post(text[:2000], "blog"))
        started = time.process_time()
        count = len(find(post))
        spent = time.process_time() - started
        size = len(text.encode()) / 1e6
        print(f"{name:<30} {size / spent:6.2f} MB/s  {count} mentions in {size:.2f} MB")


if __name__ == "__main__":
    raise SystemExit(main())
