"""Turns a list of journal titles and abbreviations into `src/idcheck/data/journals.tsv`.

    python scripts/build_journals.py journals.csv.gz

The list has the columns `title`, `abbreviations` (separated by `|`) and `sources` (`nlm`, `jabref`
or both): the NLM journal list (public domain) and abbrv.jabref.org (CC0). Which names are everyday
words is kept by hand in `journals_everyday.tsv`; venues that the list lacks are in
`venues_extra.tsv`.
"""

from __future__ import annotations

import csv
import gzip
import re
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from idcheck.mentions.venues import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

DATA = Path(__file__).parents[1] / "src" / "idcheck" / "data"
HEAD = """\
#\tJournal names by folded key. Made by scripts/build_journals.py, {date}.\t
#\tn: NLM journal list (public domain), via dhimmel/scopus at dff493de (CC0).\t
#\tj: abbrv.jabref.org at a6879a86 (CC0). b: both. ?: also everyday words.\t
"""
DATE = "2026-11"
MOST_LETTERS = {"title": 72, "abbreviation": 36}
MOST_WORDS = 10
LEAST_LETTERS = 5

ENGLISH = """of and the in for on journal research review reviews science sciences studies
international advances annals american british european proceedings reports"""
FOREIGN = """de la le les el los las du des et y e i und fur für der die das zur zum im och med og
di della dei delle del degli da do dos dell den het van voor en ja na za po zasshi zhi xue revista
revue rivista zeitschrift archiv annales archives bulletin acta zhurnal journaal tidskrift
tijdschrift boletin bollettino cahiers cuadernos nihon nippon zhongguo zhonghua"""
SMALL = {
    "a",
    "an",
    "and",
    "as",
    "at",
    "by",
    "for",
    "from",
    "in",
    "of",
    "on",
    "or",
    "the",
    "to",
    "with",
}
GENERIC = re.compile(
    r"\b(?:1[5-9]\d\d|20[0-3]\d)\b|\$|\\|---|\bNewsletter|\bThesis\b|\bTextbook|\bText(?:s)?$|\bBook(?:s)?$"
)


@dataclass(frozen=True, slots=True)
class Row:
    """One name of a journal. A lower `rank` wins where two journals share a name."""

    title: str
    source: str
    rank: tuple[int, int, bool, int]


def main(arguments: list[str]) -> int:
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    with gzip.open(arguments[0], "rt", encoding="utf-8") as file:
        journals = list(csv.DictReader(file))
    everyday = _everyday()
    words = _english_words(journal["title"] for journal in journals)
    rows: dict[str, Row] = {}
    for journal in journals:
        for key, row in _rows(journal, words):
            if everyday.get(key) != "never" and (key not in rows or row.rank < rows[key].rank):
                rows[key] = row
    lines = [
        f"{key}\t{row.title}\t{row.source}{'?' if _ambiguous(key, row.title, everyday) else ''}\n"
        for key, row in sorted(rows.items(), key=lambda item: item[0].encode())
    ]
    (DATA / "journals.tsv").write_text(
        HEAD.format(date=DATE) + "".join(lines), encoding="utf-8", newline="\n"
    )
    return 0


def _everyday() -> dict[str, str]:
    """Names by key with `everyday`, `never` or `proper`, read from `journals_everyday.tsv`."""
    lines = (DATA / "journals_everyday.tsv").read_text("utf-8").splitlines()
    return dict(line.split("\t")[:2] for line in lines if not line.startswith("#"))


def _rows(journal: dict[str, str], words: frozenset[str]) -> Iterator[tuple[str, Row]]:
    whole = journal["title"]
    source = {"nlm": "n", "jabref": "j"}.get(journal["sources"], "b")
    names = list(_names(whole))
    if not names or GENERIC.search(whole.split(" : ")[0]):
        return
    title = _capitalised(names[0], words)
    for at, name in enumerate(names):
        yield from _row(name, "title", Row(title, source, (0, at, source != "b", len(title))))
    heads = {fold(name) for name in names}
    for abbreviation in journal["abbreviations"].split("|"):
        if " " in abbreviation.strip() or fold(abbreviation) in heads:
            row = Row(title, source, (1, 0, source != "b", len(title)))
            yield from _row(_without_place(abbreviation), "abbreviation", row)


def _row(name: str, kind: str, row: Row) -> Iterator[tuple[str, Row]]:
    """The row under its key, unless the name is too short or too long to be met in prose."""
    key = fold(name)
    letters = sum(char.isalpha() for char in key)
    if (
        letters >= (LEAST_LETTERS if " " in key else 2)
        and len(key) <= MOST_LETTERS[kind]
        and key.count(" ") < MOST_WORDS
    ):
        yield key, row


def _names(title: str) -> Iterator[str]:
    """The title without place, publisher and (unless one word would be left) subtitle; each language."""
    stated = re.split(r" /|\s\[|; ", _without_place(title))[0].strip(' .,[]"')
    for parallel in stated.split(" = "):
        head = parallel.split(" : ")[0].split(": ")[0].strip()
        yield head if " " in fold(head) else parallel


def _without_place(name: str) -> str:
    return re.sub(r"\s*\([^()]*\)", "", name).strip() or name


def _english_words(titles: Iterable[str]) -> frozenset[str]:
    """Lower-case words that stand in titles with English function words and none of others."""
    seen: Counter[str] = Counter()
    foreign: Counter[str] = Counter()
    english, others = frozenset(ENGLISH.split()), frozenset(FOREIGN.split())
    for title in titles:
        words = title.lower().split(" : ")[0].split()
        if others.intersection(words):
            foreign.update(words)
        elif english.intersection(words):
            seen.update(word.strip(".,()") for word in words)
    return frozenset(word for word in seen if seen[word] > foreign[word])


def _capitalised(title: str, words: frozenset[str]) -> str:
    """An English title in sentence case ("Nature physics") with capitals; others as they stand."""
    parts = title.split(" ")
    if not any(part[:1].islower() and part not in SMALL for part in parts) or not all(
        part.lower().strip(".,()") in words or part in SMALL or part[1:] != part[1:].lower()
        for part in parts
    ):
        return title
    return " ".join(
        part
        if (at and part in SMALL) or part[1:] != part[1:].lower()
        else part[:1].upper() + part[1:]
        for at, part in enumerate(parts)
    )


def _ambiguous(key: str, title: str, everyday: dict[str, str]) -> bool:
    """Single words are, unless capitals inside (PeerJ) or the hand-kept list tell them apart."""
    if key in everyday:
        return everyday[key] == "everyday"
    if " " in key:
        return False
    word = title.removeprefix("The ")
    return fold(word) != key or not (re.search(r"\w[A-Z]", word) and re.search("[a-z]", word))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
