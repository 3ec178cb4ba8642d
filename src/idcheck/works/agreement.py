"""How far single fields of a reference and a work agree.

Each function returns a number from 0 (they differ) to 1 (they agree), or None where one side is
silent or too little is known to tell.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from idcheck import lazy
from idcheck.works.normal import EVERYDAY, first_page, fold, initials, name_key, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from idcheck.works import Author

AGREE, DIFFER = 0.9, 0.6
"""From where on a value counts as agreement, and below which as a difference."""
SUBTITLE = lazy.pattern(r"\s*(?:[:?!–—]|\.(?=\s)|\s-\s)\s*")
_LONG_PART = 25
"""Characters a part of a title must have to stand for the whole."""
_NUMERAL = lazy.pattern(r"(?:\d+|[ivx]+|one|two|three|four|five)")
_ABOUT_A_WORK = lazy.pattern(
    r"(?:(?:author|publisher)s? )?(?:erratum|errata|corrigend\w+|addendum|correction|retraction|reply|response|comments?|commentary|"
    r"book review|review of|discussion|rejoinder|editorial note|expression of concern|preface|supplement\w*)\b"
)
_RETRACTED = lazy.pattern(r"(?:retracted|withdrawn|retracted article|withdrawn article)\b\s*")
_UNALIKE_TYPES = (
    frozenset({"review", "book"}), frozenset({"erratum", "article"}), frozenset({"chapter", "book"}),
    frozenset({"dataset", "article"}), frozenset({"software", "article"}), frozenset({"dataset", "book"}),
    frozenset({"erratum", "preprint"}), frozenset({"erratum", "book"}),
)  # fmt: skip
_UNSAID = frozenset(["usa", "united", "states", "america", "u", "s", "online"])
"""Words that titles of journals have in one place and not in the other."""
_SPELLING = 75
"""Likeness, of 100, of two spellings of a word."""
_ENOUGH_WORDS = 4
_PREPRINT_SERVERS = ("arxiv", "biorxiv", "medrxiv", "chemrxiv", "psyarxiv", "socarxiv", "corr", "preprint", "research square", "ssrn")  # fmt: skip


def titles(one: str, other: str) -> float | None:
    """Subtitles, truncation, case, markup and dashes are tolerated; numbered parts are not."""
    first, second = without_stamp(one), without_stamp(other)
    if not first or not second:
        return None
    if about_a_work(first) != about_a_work(second):
        return 0.0
    if first.replace(" ", "") == second.replace(" ", ""):
        return 1.0
    whole = fuzz.ratio(first.replace(" ", ""), second.replace(" ", "")) / 100
    if whole > DIFFER and not _same_numerals(first, second):
        return min(whole, 0.7)
    if whole >= AGREE:
        return whole if _only_misspelt(first, second) else 0.8
    return max(whole, _in_part(one, other), _in_part(other, one), _shuffled(first, second))


def without_stamp(text: str) -> str:
    """A folded title without the stamp that publishers put before retracted ones."""
    return _RETRACTED.sub("", fold(text), count=1)


def about_a_work(folded: str) -> bool:
    """Whether a folded title is that of a note about another work: an erratum, a reply, a review."""
    return bool(_ABOUT_A_WORK.match(folded))


def _same_numerals(first: str, second: str) -> bool:
    one, other = (sorted(filter(_NUMERAL.fullmatch, text.split())) for text in (first, second))
    return one == other


def _only_misspelt(first: str, second: str) -> bool:
    """Whether the words in which two titles differ are spellings of each other.

    Works of one group differ in one word of the title: `containing mercury`, `containing zinc`.
    """
    mine, theirs = set(first.split()) - EVERYDAY, set(second.split()) - EVERYDAY
    left, right = mine - theirs, theirs - mine
    if not left or not right:
        return True
    return all(spelt_in(word, second) for word in left) or all(
        spelt_in(word, first) for word in right
    )


def spelt_in(word: str, text: str) -> bool:
    """Whether a folded text holds the word, perhaps misspelt, joined to others or broken."""
    return fuzz.partial_ratio(word, text.replace(" ", "")) >= _SPELLING


def _in_part(part: str, whole: str) -> float:
    """Whether a title is the other one's main title, or its beginning."""
    mine, theirs = (fold(text).replace(" ", "") for text in (part, whole))
    if len(mine) < _LONG_PART or len(mine) > len(theirs):
        return 0.0
    main = fold(SUBTITLE.split(whole, maxsplit=1)[0]).replace(" ", "")
    if fuzz.ratio(mine, main) >= 95:
        return 0.95
    return 0.92 if fuzz.ratio(mine, theirs[: len(mine)]) >= 96 else 0.0


def _shuffled(first: str, second: str) -> float:
    """Titles of the same words in another order are alike, never equal."""
    return min(fuzz.token_sort_ratio(first, second) / 100, 0.85)


def authors(ours: Sequence[Author], theirs: Sequence[Author]) -> float | None:
    """1 if the first authors are one person, or most of the shorter list is in the other."""
    if not ours or not theirs:
        return None
    if any(_same_person(ours[0], each) for each in theirs[:1]):
        return 1.0
    common = share(ours, theirs)
    if common == 0:
        return 0.0
    return 1.0 if common > 0.5 else 0.7


def share(ours: Sequence[Author], theirs: Sequence[Author]) -> float:
    """The share of the shorter list's authors that are in the other; neither may be empty."""
    shorter, longer = sorted((ours, theirs), key=len)
    return sum(any(_same_person(one, each) for each in longer) for one in shorter) / len(shorter)


def _same_person(one: Author, other: Author) -> bool:
    if not _same_family(one.family, other.family):
        return _swapped(one, other)
    mine, theirs = initials(one.given), initials(other.given)
    return not mine or not theirs or mine[0] == theirs[0]


def _same_family(one: str, other: str) -> bool:
    first, second = name_key(one), name_key(other)
    if first == second or not first or not second:
        return bool(first) and first == second
    parts, others = fold(one).split(), fold(other).split()
    if len(parts) != len(others):  # One of two family names is left out.
        return parts[0] == others[0] or parts[-1] == others[-1]
    return min(len(first), len(second)) > 6 and fuzz.ratio(first, second) >= 90


def _swapped(one: Author, other: Author) -> bool:
    """Whether family and given name have changed places."""
    return bool(one.given and other.given) and (
        name_key(one.family) == name_key(other.given)
        and name_key(one.given) == name_key(other.family)
    )


def years(one: int | None, other: int | None) -> float | None:
    """A year apart is agreement still, since articles appear online first."""
    if one is None or other is None:
        return None
    return {0: 1.0, 1: 0.9}.get(abs(one - other), 0.0)


def containers(one: str, other: str) -> float | None:
    """Abbreviations and acronyms agree; a preprint server and a journal do not contradict."""
    first, second = container_words(one), container_words(other)
    if not first or not second:
        return None
    if _is_acronym(first, second) or _is_acronym(second, first):
        return 1.0
    shortened = max(_shortened(first, second), _shortened(second, first))
    if shortened:
        return shortened
    if is_preprint_server(one) or is_preprint_server(other):
        return None
    alike = fuzz.token_sort_ratio(" ".join(first), " ".join(second)) / 100
    if alike >= AGREE:
        return alike
    return 0.7 if fuzz.token_set_ratio(" ".join(first), " ".join(second)) >= 50 else 0.0


@lru_cache(maxsize=2048)
def container_words(name: str) -> tuple[str, ...]:
    """The folded words of a container that its abbreviations keep.

    A letter at the end tells journals of one family apart (`Physical Review A`).
    """
    parts = words(name)
    kept = [
        part
        for part in parts
        if part not in _UNSAID and (part not in EVERYDAY or part == "journal")
    ]
    if len(parts) > 1 and parts[-1] == "a" and parts[-2] != "s":
        kept.append("a")
    return tuple(kept or parts)


def is_preprint_server(container: str) -> bool:
    """Whether a container is a preprint server."""
    return fold(container).startswith(_PREPRINT_SERVERS)


def _shortened(short: Sequence[str], long: Sequence[str]) -> float:
    """Whether each word of `short` shortens the word of `long` in its place.

    `long` may go on, but then it can be another journal of the family.
    """
    if len(short) > len(long) or not all(
        shortens(*pair) for pair in zip(short, long, strict=False)
    ):
        return 0.0
    return 1.0 if len(short) == len(long) or len(short) >= _ENOUGH_WORDS else 0.8


def shortens(short: str, long: str) -> bool:
    """Whether a word is the other cut off or without some letters: `natl` of `national`."""
    if long.startswith(short):
        return True
    if len(short) < 3 or short[0] != long[0]:
        return False
    letters = iter(long)
    return all(letter in letters for letter in short)


def _is_acronym(short: Sequence[str], long: Sequence[str]) -> bool:
    """`pnas` of Proceedings National Academy Sciences United States, `jama` of Journal ..."""
    if len(short) != 1 or len(long) < 3:
        return False
    return "".join(word[0] for word in long).startswith(short[0]) and len(short[0]) >= 3


def numbers(one: str, other: str) -> float | None:
    """Volumes or issues: the first number in each counts."""
    first, second = (re.search(r"\d{1,9}", text) for text in (one, other))
    if not first or not second:
        return None
    return float(int(first[0]) == int(second[0]))


def pages(one: str, other: str) -> float | None:
    """First pages or article numbers; page 1 tells nothing."""
    first, second = first_page(one), first_page(other)
    if not first or not second or "1" in {first, second}:
        return None
    if first == second:
        return 1.0
    bare, other_bare = (
        first.lstrip("abcdefghijklmnopqrstuvwxyz0"),
        second.lstrip("abcdefghijklmnopqrstuvwxyz0"),
    )
    return float(bool(bare) and bare == other_bare)


def types(one: str, other: str) -> float | None:
    """Only types that cannot be one work differ: a review and its book, a chapter and its book."""
    if not one or not other or "other" in {one, other}:
        return None
    if one == other:
        return 1.0
    return 0.0 if frozenset({one, other}) in _UNALIKE_TYPES else None
