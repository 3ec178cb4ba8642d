"""How far a work's fields occur in running words, where a reference has not been taken apart.

Each function returns a number from 0 (not there) to 1 (there), or None where the work is silent.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from msgspec import Struct
from rapidfuzz import fuzz

from idcheck import lazy
from idcheck.works.agreement import (
    AGREE,
    SUBTITLE,
    about_a_work,
    container_words,
    shortens,
    spelt_in,
    without_stamp,
)
from idcheck.works.normal import EVERYDAY, fold, initials, name_key, telling_words, years
from idcheck.works.normal import first_page as page_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from idcheck.works import Author, Work

PRESENT = 0.75
"""From where on a value counts as present."""
_LONGEST = 3000
"""Characters of a text that are looked at."""
_WHOLE_WORDS_ONLY = 12
"""Characters up to which a title has to stand as words of its own."""
_MAIN_TITLE = 25
"""Characters a main title must have to stand for the whole."""
_ANOTHER_SENSE = lazy.pattern(
    r"(?:sub|super|non|anti|un|in|hyper|hypo|pre|post|inter|intra|mono|poly|bi|tri)"
)
"""Beginnings that make another word of a word."""
_UNTELLING = frozenset(
    [
        "vol", "volume", "no", "nr", "issue", "pp", "pages", "page", "p", "et", "al", "eds", "ed",
        "n", "pag", "doi", "https", "http", "org", "dx", "www", "com", "retrieved", "available",
        "january", "february", "march", "april", "may", "june", "july", "august", "september",
        "october", "november", "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep",
        "sept", "oct", "nov", "dec",
    ]
)  # fmt: skip
"""Words that entries have whatever they are of."""
_ABOUT = lazy.pattern(
    r"\b(?:errat(?:um|a)|corrigend(?:um|a)|correction|retraction|reply|response|comments?|review of|book review)\b"
)


_MOST_WORDS = 120
_TERSE = 0.2
_LONG_NUMBER = 7
_ALMOST = 0.95
"""The share of an entry of which all but an initial is explained."""
_BEFORE_PAGES = frozenset("aefilprsw")
"""Letters that numbers of pages and articles begin with."""
_CUES = frozenset({"et", "al", "vol", "pp", "doi"})


class Text(Struct, frozen=True):
    """A text prepared for finding fields in it.

    `entry` says whether it reads like an entry of a reference list, in which a field that is not
    there speaks against a work; prose leaves most fields out. `numbers` are those of a poor copy
    of an entry: with a blank in them (`52 9`), or a letter for a digit, which is then a `?`.
    """

    folded: str
    compact: str
    words: tuple[str, ...]
    vocabulary: frozenset[str]
    names: frozenset[str]
    years: tuple[int, ...]
    numbers: frozenset[str]
    entry: bool


@lru_cache(maxsize=64)
def prepared(text: str) -> Text:
    """The text, folded in the ways that finding needs."""
    text = text[:_LONGEST]
    folded = fold(text)
    words = tuple(folded.split())
    count = sum(word.isdecimal() for word in words)
    entry = len(words) < _MOST_WORDS and (count >= 2 or terseness(words) >= _TERSE)
    return Text(
        folded=folded,
        compact="".join(words),
        words=words,
        vocabulary=frozenset(words),
        names=frozenset(map(name_key, words)),
        years=years(text),
        numbers=frozenset(_poor_numbers(words) if entry else ()),
        entry=entry,
    )


def _poor_numbers(words: Sequence[str]) -> Iterator[str]:
    for one, other in pairwise(words):
        if one.isdecimal() and other.isdecimal() and 3 <= len(one) + len(other) <= _LONG_NUMBER:
            yield one + other
    for word in words:
        letters = [char for char in word if char.isalpha()]
        marked = word[-1] in letters or word[0] in _BEFORE_PAGES
        if len(letters) == 1 and 3 <= len(word) <= _LONG_NUMBER and not marked:
            yield word.replace(letters[0], "?")


def _poorly(wanted: str, text: Text) -> bool:
    """Whether a number of three digits or more is there with a blank in it or a digit misread."""
    if not text.numbers or len(wanted) < 3 or not wanted.isdecimal():
        return False
    misread = (f"{wanted[:at]}?{wanted[at + 1 :]}" for at in range(len(wanted)))
    return wanted in text.numbers or any(each in text.numbers for each in misread)


def terseness(words: Sequence[str]) -> float:
    """The share of numbers and initials, which references have many of and sentences few."""
    signs = sum(len(word) == 1 or word[-1].isdecimal() or word in _CUES for word in words)
    return signs / max(1, len(words))


@lru_cache(maxsize=2048)
def compact(title: str) -> str:
    """A title folded, without spaces."""
    return fold(title).replace(" ", "")


def title(name: str, text: Text) -> float:
    """How well the title occurs as it stands; noise in single characters and spaces is tolerated."""
    folded = without_stamp(name)
    whole = folded.replace(" ", "")
    if about_a_work(folded) and not _ABOUT.search(text.folded):
        return 0.0
    if len(whole) < _WHOLE_WORDS_ONLY:
        return float(bool(whole) and f" {folded} " in f" {text.folded} ")
    if whole in text.compact:
        return 1.0
    main = compact(SUBTITLE.split(name, maxsplit=1)[0])
    found = 0.93 if _MAIN_TITLE <= len(main) < len(whole) and main in text.compact else 0.0
    if len(whole) <= len(text.compact):
        alike = fuzz.partial_ratio(whole, text.compact, score_cutoff=60) / 100
        found = max(found, alike if alike < AGREE else min(alike, _spelling(name, text)))
    return found


def _spelling(name: str, text: Text) -> float:
    """What is left of a likeness by the words of a title that are not there as they are."""
    left = [word for word in telling_words(name) if word not in text.vocabulary]
    if any(_negated(word, text) for word in left):
        return 0.7
    return 1.0 if all(spelt_in(word, text.compact) for word in left) else 0.8


def _negated(word: str, text: Text) -> bool:
    """Whether the text has the word with a beginning that changes its sense: `subspecies`."""
    longer = (each for each in text.vocabulary if each.endswith(word))
    return any(_ANOTHER_SENSE.fullmatch(each[: -len(word)]) for each in longer)


def explained(work: Work, text: Text) -> float:
    """The share of an entry's words that the work has too, longer words counting more.

    1 where the entry says nothing that the work does not say, not even an initial.
    """
    known = _vocabulary(work)
    short = {word[:3] for word in container_words(work.container)} if work.container else set()
    total = found = 0
    for word in text.words:
        if len(word) == 1 or word in _UNTELLING or word in EVERYDAY:
            continue
        total += len(word)
        if word in known or word.lstrip("0") in known or word[:3] in short:
            found += len(word)
    share = found / total if total else 0.0
    return min(share, _ALMOST) if share == 1.0 and _other_initials(work, text) else share


def _other_initials(work: Work, text: Text) -> bool:
    given = {initial for each in work.authors for initial in initials(each.given)}
    return any(len(word) == 1 and word.isalpha() and word not in given for word in text.words)


def _vocabulary(work: Work) -> set[str]:
    names = " . ".join(f"{each.family} {each.given}" for each in work.authors)
    known = set(fold(f"{work.title} . {names} . {work.container} . {work.publisher}").split())
    known.update(fold(f"{work.year or ''} {work.volume} {work.issue} {work.pages}").split())
    known.update(name_key(each.family) for each in work.authors)
    return known


def ends_with(name: str, text: Text) -> bool:
    """Whether nothing but a year follows the title, as where an entry is cut off."""
    whole = compact(name)
    at = text.compact.rfind(whole)
    rest = text.compact[at + len(whole) :]
    return at >= 0 and len(rest) <= 4 and not rest.strip("0123456789")


def title_words(name: str, text: Text) -> float:
    """The share of the title's telling words that occur, longer words counting more."""
    wanted = telling_words(name)
    total = sum(map(len, wanted))
    return sum(len(word) for word in wanted if word in text.vocabulary) / total if total else 0.0


def author(one: Author, text: Text) -> float:
    """How well the family name occurs."""
    key = name_key(one.family)
    if len(key) < 2:
        return float(fold(one.family) in text.vocabulary)
    if key in text.names:
        return 1.0
    if len(key) >= 4 and key in text.compact:
        return 0.9
    if len(key) >= 5:
        return fuzz.partial_ratio(key, text.compact, score_cutoff=60) / 100
    return 0.0


def number(value: str, text: Text) -> float | None:
    """How well a volume or a page occurs."""
    wanted = page_key(value)
    if not wanted:
        return None
    if wanted in text.vocabulary:
        return 1.0
    if len(wanted) >= 3 and _stuck(wanted, text.folded):
        return 0.8
    return PRESENT if _poorly(wanted, text) else 0.0


def _stuck(wanted: str, folded: str) -> bool:
    """Whether a number stands in the text, no digit before or behind it."""
    at = folded.find(wanted)
    while at >= 0:
        around = folded[max(0, at - 1) : at] + folded[at + len(wanted) : at + len(wanted) + 1]
        if not any(map(str.isdecimal, around)):
            return True
        at = folded.find(wanted, at + 1)
    return False


def year(of_work: int | None, text: Text) -> float | None:
    """How well a year occurs; a year apart still counts, since articles appear online first."""
    if of_work is None:
        return None
    if of_work in text.years:
        return 1.0
    if any(abs(of_work - each) == 1 for each in text.years):
        return 0.8
    return PRESENT if not text.years and _poorly(str(of_work), text) else 0.0


def first_page(pages: str, text: Text) -> float | None:
    """How well the first page occurs; page 1 tells nothing."""
    wanted = page_key(pages)
    return None if wanted == "1" else number(wanted, text)


def container(name: str, text: Text) -> float | None:
    """How well a journal or a book occurs, in full or abbreviated."""
    wanted = container_words(name) if name else ()
    if not wanted:
        return None
    whole = compact(name)
    if len(whole) >= 8 and whole in text.compact:
        return 1.0
    if any(_stands(wanted, text.words, at) for at in range(len(text.words))):
        return 1.0
    if len(whole) >= 8:
        return fuzz.partial_ratio(whole, text.compact, score_cutoff=70) / 100
    return 0.0


def _stands(wanted: tuple[str, ...], words: tuple[str, ...], at: int) -> bool:
    """Whether the words from `at` on are those of the container, one or both abbreviated."""
    if words[at][0] != wanted[0][0]:
        return False
    if len(wanted) == 1:
        return words[at] == wanted[0] or (len(words[at]) > 3 and shortens(words[at], wanted[0]))
    near = words[at : at + len(wanted) + 6]
    said = (word for word in near if word in wanted or word == "journal" or word not in EVERYDAY)
    kept = tuple(islice(said, len(wanted)))
    return len(kept) == len(wanted) and all(
        shortens(*pair) or shortens(*pair[::-1]) for pair in zip(kept, wanted, strict=True)
    )
