"""Cue words of a language, read from `data/cues/<language>.toml`, and the patterns made of them."""

from __future__ import annotations

import re
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from idcheck import data, lazy
from idcheck.mentions.lowered import has_any, shortest
from idcheck.post import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from idcheck.mentions.phrases import Determiner

FALLBACK = "en"
_ALIASES = {"nb": "no", "nn": "no"}


class Cues(Struct, frozen=True, eq=False, dict=True):
    """The cue words of one language. `table` is the data file as it stands."""

    language: str
    table: Mapping[str, Any]

    def words(self, name: str) -> tuple[str, ...]:
        """A list of words by its name in the table `words`; empty if the language has none."""
        return tuple(self.table["words"].get(name, ()))

    def low_words(self, name: str) -> tuple[str, ...]:
        """Words in lower case of which a stretch with a word of a list has one."""
        found = self._low_words.get(name)
        if found is None:
            found = self._low_words[name] = shortest(self.words(name))
        return found

    @cached_property
    def _low_words(self) -> dict[str, tuple[str, ...]]:
        return {}

    @cached_property
    def spaced(self) -> bool:
        """Whether the language writes spaces between words."""
        return bool(self.table.get("spaced", True))

    def finds(self, name: str, text: str, start: int, end: int) -> bool:
        """Whether a word of a list stands in a stretch, whole and without case."""
        return has_any(text, Span(start, end), self.low_words(name)) and bool(
            self.pattern(name).search(text, start, end)
        )

    def pattern(self, *names: str) -> re.Pattern[str]:
        """Matches any word of these lists, whole and without case."""
        found = self._patterns.get(names)
        if found is None:
            words = alternatives(word for name in names for word in self.words(name))
            found = self._patterns[names] = lazy.pattern(self.whole(words), re.IGNORECASE)
        return found

    @cached_property
    def _patterns(self) -> dict[tuple[str, ...], re.Pattern[str]]:
        return {}

    def whole(self, pattern: str) -> str:
        """A pattern bounded by the edges of words, where the language has such edges."""
        return rf"(?<![\w-])(?:{pattern})(?![\w-])" if self.spaced else f"(?:{pattern})"

    @cached_property
    def stems(self) -> tuple[str, ...]:
        """Words of which a text without quotes, names or digits has one if it mentions a work."""
        return shortest((*self.noun_types, *self.words("titled"), *self.words("results")))

    @cached_property
    def determiners(self) -> Mapping[str, Determiner]:
        """The kind of each word that can begin a noun phrase."""
        kinds: tuple[Determiner, ...] = (
            "indefinite", "definite", "deictic", "counted", "possessive",
        )  # fmt: skip
        return {word.lower(): kind for kind in kinds for word in self.words(kind)}

    @cached_property
    def prose(self) -> re.Pattern[str]:
        """Matches words of sentences that titles hardly have, English ones included."""
        own = self.whole(alternatives(self.words("prose")))
        english = load(FALLBACK).whole(alternatives(self._shared("words", "prose")))
        return lazy.pattern(rf"{own}|{english}", re.IGNORECASE | (0 if self.spaced else re.ASCII))

    @cached_property
    def joint(self) -> str:
        """Pattern of the words between two names."""
        return alternatives([*self.words("and"), "and", "&"])

    @cached_property
    def nouns(self) -> re.Pattern[str]:
        """Matches nouns that name one publication (group `one`) or several (`many`).

        Where the language compounds, a noun may end a longer word ("Nature-Studie": group `end`).
        """
        many = self.plural_noun or "(?!)"
        both = rf"(?:(?P<many>{many})|(?P<one>{self.noun}))"
        if not self.spaced:
            return lazy.pattern(both, re.IGNORECASE)
        ends = alternatives(self.words("compounding"))
        compound = rf"|[\w-]{{1,30}}?-?(?P<end>{ends})"
        return lazy.pattern(rf"(?<![\w-])(?:{both}{compound})(?![\w-])", re.IGNORECASE)

    @cached_property
    def noun_types(self) -> Mapping[str, str]:
        """The type of work that each noun names, plural nouns included."""
        singular, plural = self.table["nouns"], self.table.get("plural_nouns", {})
        return {
            noun.lower(): kind for table in (singular, plural) for kind, nouns in table.items()
            for noun in nouns
        }  # fmt: skip

    @cached_property
    def noun(self) -> str:
        """Pattern of a noun that names one publication."""
        return alternatives(noun for nouns in self.table["nouns"].values() for noun in nouns)

    @cached_property
    def led_in_by(self) -> str:
        """Pattern of a noun that a title stands right after: more than name publications elsewhere."""
        return alternatives(
            [noun for nouns in self.table["nouns"].values() for noun in nouns]
            + [*self.words("led_in_by")]
        )

    @cached_property
    def one_noun(self) -> re.Pattern[str]:
        """Matches a noun that names one publication."""
        return lazy.pattern(self.whole(self.noun), re.IGNORECASE)

    @cached_property
    def plural_noun(self) -> str:
        """Pattern of a noun that names several publications."""
        return alternatives(
            noun for nouns in self.table.get("plural_nouns", {}).values() for noun in nouns
        )

    @cached_property
    def book(self) -> str:
        """Pattern of a noun that names a book, or books."""
        return alternatives(noun for noun, kind in self.noun_types.items() if kind == "book")

    @cached_property
    def books_low(self) -> tuple[str, ...]:
        """Words in lower case of which a stretch with a noun for books has one."""
        return shortest(noun for noun, kind in self.noun_types.items() if kind == "book")

    @cached_property
    def not_authors(self) -> frozenset[str]:
        """Capitalised words that begin no author-year reference (months, countries)."""
        return frozenset((*self.words("not_authors"), *self._shared("words", "not_authors")))

    @cached_property
    def not_works(self) -> re.Pattern[str]:
        """Matches nouns in a company that makes them something else ("case study", "study group")."""
        nouns = rf"(?:{self.noun}|{self.plural_noun})"
        before = alternatives(self.table["not_works"]["before"])
        after = alternatives(self.table["not_works"]["after"])
        if not self.spaced:
            return lazy.pattern(rf"(?:{before}){nouns}|{nouns}(?:{after})", re.IGNORECASE)
        return lazy.pattern(
            rf"\b(?:{before})(?:[ -]|(?<=['’])){nouns}\b|\b{nouns}[ -](?:{after})\b|\b(?:{before}){nouns}\b",
            re.IGNORECASE,
        )

    @cached_property
    def nouns_low(self) -> tuple[str, ...]:
        """Words in lower case of which a stretch with one of the `nouns` has one."""
        return shortest((*self.noun_types, *self.words("compounding")))

    @cached_property
    def not_works_low(self) -> tuple[str, ...]:
        """Words in lower case of which a stretch with one of `not_works` has one."""
        return shortest((*self.table["not_works"]["before"], *self.table["not_works"]["after"]))

    @cached_property
    def not_titled_low(self) -> tuple[str, ...]:
        """Words in lower case of which a stretch with one that is `not_titled` has one."""
        return shortest(self.table["not_works"]["titled"])

    @cached_property
    def outs_low(self) -> tuple[str, ...]:
        """Words in lower case of which a sentence that announces a work without a noun has one."""
        return shortest(
            word for name in ("out", "published", "opening") for word in self.words(name)
        )

    @cached_property
    def titled_low(self) -> tuple[str, ...]:
        """Words in lower case of which a stretch that calls something by its title has one."""
        return shortest((*self.words("titled"), *self.words("led_in_by"), *self.nouns_low))

    @cached_property
    def not_titled(self) -> re.Pattern[str]:
        """Matches words for things that have titles too: talks, events, posts."""
        words = alternatives(self.table["not_works"]["titled"])
        return lazy.pattern(self.whole(words), re.IGNORECASE)

    @cached_property
    def generic_labels(self) -> frozenset[str]:
        """Words of link labels that stand for the publication itself ("paper", "here", "PDF")."""
        return frozenset((*self.table["labels"]["generic"], *self._shared("labels", "generic")))

    @cached_property
    def own_citation(self) -> re.Pattern[str]:
        """Matches words that announce how to cite the post itself."""
        words = (*self.table["labels"]["own"], *self._shared("labels", "own"))
        return lazy.pattern(self.whole(alternatives(words)), re.IGNORECASE)

    @cached_property
    def own_words(self) -> tuple[str, ...]:
        """The words of `own_citation`, in lower case."""
        return shortest((*self.table["labels"]["own"], *self._shared("labels", "own")))

    @cached_property
    def reference_headings(self) -> frozenset[str]:
        """Headings that stand above lists of references."""
        return frozenset(
            (*self.table["headings"]["references"], *self._shared("headings", "references"))
        )

    @cached_property
    def abbreviations(self) -> frozenset[str]:
        """Words after which a full stop does not end a sentence."""
        return frozenset(
            (*self.table["abbreviations"]["words"], *self._shared("abbreviations", "words"))
        )

    def _shared(self, table: str, name: str) -> tuple[str, ...]:
        """The words of the fallback language, which posts in any language use besides their own."""
        return () if self.language == FALLBACK else tuple(load(FALLBACK).table[table][name])


def alternatives(words: Iterable[str]) -> str:
    """A pattern that matches any of the words, the longest first; none if there are no words."""
    return (
        "|".join(
            re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word))
        )
        or "(?!)"
    )


@cache
def load(language: str) -> Cues:
    """The cues of a language, those of the fallback language where it has none."""
    import tomllib

    language = _ALIASES.get(language, language)
    try:
        text = data.text(f"cues/{language if language.isalpha() else FALLBACK}.toml")
    except FileNotFoundError:
        return load(FALLBACK)
    table = tomllib.loads(text)
    return Cues(table["language"], table)


@cache
def with_nouns(language: str, nouns: tuple[str, ...]) -> Cues:
    """The cues of a language, with further nouns for publications of no certain type."""
    cues = load(language)
    if not nouns:
        return cues
    own = cues.table["nouns"]
    added = {**own, "article": [*own["article"], *nouns]}
    return Cues(cues.language, {**cues.table, "nouns": added})


@cache
def common(language: str) -> tuple[str, ...]:
    """The commonest words of a language, read without the rest of its table."""
    import tomllib

    table = data.text(f"cues/{language}.toml")
    start = table.index("\ncommon = [")
    return tuple(tomllib.loads(table[start : table.index("]", start) + 1])["common"])


@cache
def languages() -> tuple[str, ...]:
    """The languages that have cues."""
    from importlib.resources import files

    folder = files("idcheck.data") / "cues"
    return tuple(sorted(file.name[:-5] for file in folder.iterdir() if file.name.endswith(".toml")))
