"""Noun phrases that may name a publication: "our new paper", "Anna Berg's thesis", "two studies"."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from idcheck import lazy
from idcheck.mentions.lowered import has_any
from idcheck.post import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from idcheck.mentions.cues import Cues

Determiner = Literal["possessive", "name", "counted", "deictic", "definite", "indefinite", "none"]
_LISTS: tuple[Determiner, ...] = ("possessive", "counted", "deictic", "definite", "indefinite")
_FEW = 6
_REACH = 100
_TOKEN = lazy.pattern(r"\w{1,2}['’](?=\w{3})|\S+")
_NAME = lazy.pattern(r"[A-ZÀ-Þ][\w.’'-]*")
_GENITIVE = lazy.pattern(r"(?:['’]s?|s)$")
_YEAR_OF = lazy.pattern(r"((?:1[6-9]|20)\d\d)年の$")
_CLAUSE_END = (".", ",", ";", ":", "!", "?", ")", "”", "—", "–")


class Phrase(Struct, frozen=True):
    """A noun for a publication with what stands before it.

    `span` begins with the determiner; `capital` tells whether the noun, which
    is in lower case here, begins with a capital. `owner` is the name in "Anna Berg's thesis"; `modifiers` are
    the words between determiner and noun. `dated` is the year right before it ("1887年の論文").
    """

    span: Span
    noun: str
    capital: bool
    plural: bool
    determiner: Determiner
    owner: str
    modifiers: str
    dated: int | None = None


def phrases(text: str, sentence: Span, cues: Cues) -> Iterator[Phrase]:
    """The phrases of a sentence, in order; they do not overlap."""
    taken = sentence.start
    if not has_any(text, sentence, cues.nouns_low):
        return
    nouns = list(cues.nouns.finditer(text, sentence.start, sentence.end))
    if not nouns:
        return
    near = has_any(text, sentence, cues.not_works_low)
    others = [
        match.span()
        for match in cues.not_works.finditer(text, sentence.start, sentence.end if near else 0)
    ]
    for match in nouns:
        begin, end = match.span(match.lastgroup or 0)
        at = bisect_right(others, (begin, len(text))) - 1
        if at >= 0 and end <= others[at][1]:
            continue
        yield _phrase(text, max(taken, match.start() - _REACH), match, cues)
        taken = match.end()


def _phrase(text: str, start: int, match: re.Match[str], cues: Cues) -> Phrase:
    """The phrase that ends with a noun: its determiner is looked for backwards from there."""
    noun = match[match.lastgroup or 0]
    head = text[match.start() : match.start(match.lastgroup or 0)]
    if not cues.spaced:
        begin, determiner = _unspaced(text, max(start, match.start() - 12), match.start(), cues)
        owner, modifiers = "", text[begin : match.start()]
    else:
        begin, determiner, owner, modifiers = _spaced(text, start, match.start(), cues)
    year = None if cues.spaced else _YEAR_OF.search(text, max(start, begin - 8), match.start())
    return Phrase(
        Span(begin, match.end()), noun.lower(), noun[:1].isupper(), match.lastgroup == "many", determiner, owner,
        f"{modifiers} {head}".strip(), int(year[1]) if year else None,
    )  # fmt: skip


def _unspaced(text: str, start: int, stop: int, cues: Cues) -> tuple[int, Determiner]:
    for name in _LISTS:
        found = list(cues.pattern(name).finditer(text, start, stop))
        if found:
            return found[-1].start(), name
    return stop, "none"


def _spaced(text: str, start: int, stop: int, cues: Cues) -> tuple[int, Determiner, str, str]:
    tokens = list(_TOKEN.finditer(text, start, stop))
    bare = frozenset(cues.words("bare"))
    lists = cues.determiners
    begin = stop
    for count, token in enumerate(reversed(tokens)):
        word = token.group().lower().strip('"“”‘(*_[')
        if token.end() < stop and token.group().endswith(_CLAUSE_END) and count:
            break
        kind = lists.get(word)
        if kind:
            return token.start(), kind, "", text[token.end() : stop].strip()
        if _GENITIVE.search(token.group()) and (name := _owner(text, start, token, cues)):
            return name.start, "name", name.of(text), text[token.end() : stop].strip()
        if count >= _FEW or token.group().endswith(_CLAUSE_END):
            break
        if word in bare:
            begin = token.start()
    return begin, "none", "", text[begin:stop].strip()


def _owner(text: str, start: int, token: re.Match[str], cues: Cues) -> Span | None:
    """The name that ends with a genitive: "Anna Berg's", "Marian and Greg's"."""
    word = token.group()
    marked = "'" in word[-2:] or "’" in word[-2:]
    if not _NAME.match(word) or not (marked or cues.table.get("genitive_s")):
        return None
    if not marked and word.lower() in cues.words("pointers"):
        return None  # "Läs artikeln" is no article of Lä's
    before = text[start : token.start()]
    names = re.search(
        rf"(?:{_NAME.pattern}[ ](?:(?:{cues.joint}|van|von|de|der)[ ])?){{1,3}}$", before
    )
    begin = token.start() - (len(names.group()) if names else 0)
    family = _GENITIVE.sub("", word) if marked else word[:-1]
    return Span(begin, token.start() + len(family))
