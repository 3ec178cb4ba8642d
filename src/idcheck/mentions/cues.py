"""Cue words of a language, read from `data/cues/<language>.toml`, and the patterns made of them."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

FALLBACK = "en"


@dataclass(frozen=True, eq=False)
class Cues:
    """The cue words of one language. `table` is the data file as it stands."""

    language: str
    table: Mapping[str, Any]

    def words(self, name: str) -> tuple[str, ...]:
        """A list of words by its name in the table `words`."""
        return tuple(self.table["words"][name])

    @cached_property
    def noun_types(self) -> Mapping[str, str]:
        """The type of work that each noun names, plural nouns included."""
        singular, plural = self.table["nouns"], self.table["plural_nouns"]
        return {
            noun: kind for table in (singular, plural) for kind, nouns in table.items()
            for noun in nouns
        }  # fmt: skip

    @cached_property
    def noun(self) -> str:
        """Pattern of a noun that names one publication."""
        return alternatives(noun for nouns in self.table["nouns"].values() for noun in nouns)

    @cached_property
    def plural_noun(self) -> str:
        """Pattern of a noun that names several publications."""
        return alternatives(noun for nouns in self.table["plural_nouns"].values() for noun in nouns)

    @cached_property
    def book(self) -> str:
        """Pattern of a noun that names a book, or books."""
        return alternatives(noun for noun, kind in self.noun_types.items() if kind == "book")

    @cached_property
    def not_authors(self) -> frozenset[str]:
        """Capitalised words that begin no author-year reference (months, countries)."""
        return frozenset(self.table["words"]["not_authors"])

    @cached_property
    def not_works(self) -> re.Pattern[str]:
        """Matches nouns in a company that makes them something else ("case study", "study group")."""
        nouns = rf"(?:{self.noun}|{self.plural_noun})"
        before = alternatives(self.table["not_works"]["before"])
        after = alternatives(self.table["not_works"]["after"])
        return re.compile(rf"\b(?:{before})[ -]{nouns}\b|\b{nouns}[ -](?:{after})\b", re.IGNORECASE)

    @cached_property
    def not_titled(self) -> re.Pattern[str]:
        """Matches words for things that have titles too: talks, events, posts."""
        words = alternatives(self.table["not_works"]["titled"])
        return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)

    @cached_property
    def generic_labels(self) -> frozenset[str]:
        """Words of link labels that stand for the publication itself ("paper", "here", "PDF")."""
        return frozenset(self.table["labels"]["generic"])

    @cached_property
    def own_citation(self) -> re.Pattern[str]:
        """Matches words that announce how to cite the post itself."""
        return re.compile(rf"\b(?:{alternatives(self.table['labels']['own'])})\b", re.IGNORECASE)

    @cached_property
    def reference_headings(self) -> frozenset[str]:
        """Headings that stand above lists of references."""
        return frozenset(self.table["headings"]["references"])

    @cached_property
    def abbreviations(self) -> frozenset[str]:
        """Words after which a full stop does not end a sentence."""
        return frozenset(self.table["abbreviations"]["words"])


def alternatives(words: Iterable[str]) -> str:
    """A pattern that matches any of the words, the longest first."""
    return "|".join(
        re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word))
    )


@cache
def load(language: str) -> Cues:
    """The cues of a language, those of the fallback language where it has none."""
    folder = files("idcheck.data") / "cues"
    file = folder / f"{language}.toml"
    if not language.isalpha() or not file.is_file():
        file = folder / f"{FALLBACK}.toml"
    table = tomllib.loads(file.read_text("utf-8"))
    return Cues(table["language"], table)


@cache
def languages() -> tuple[str, ...]:
    """The languages that have cues."""
    folder = files("idcheck.data") / "cues"
    return tuple(sorted(file.name[:-5] for file in folder.iterdir() if file.name.endswith(".toml")))
