"""ISBNs of 10 and 13 digits: check digits, dashes of every kind. Normal form: 13 bare digits.

Source: ISO 2108. 979-0 is printed music (ISMN), not a book.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from idcheck import lazy
from idcheck.identifiers import checks
from idcheck.identifiers.hit import Hit, Miss
from idcheck.identifiers.identifier import Identifier
from idcheck.identifiers.working import LONE_DASH, lowered, working
from idcheck.messages import Message

if TYPE_CHECKING:
    from collections.abc import Iterator

SCHEME = "isbn"
SIGNS: tuple[str, ...] = ("sbn", "97", "-")
FOLDED = True
_GAP = rf"[-{LONE_DASH} \t]"
_KIND = r"(?:\s?\((?:print|online|pdf|e-?pub|e-?book|hardback|hardcover|paperback|pbk|hbk|softcover|cloth|html|electronic|web|digital|inbunden|h.ftad|tryckt|1[03])\.?\))?"
_LABEL = lazy.pattern(
    r"sbns?(?:[\s:-]{0,2}(?:1[03])(?=[\s:)]|-\s|$)\)?)?"
    rf"{_KIND}(?:\s(?:no|nr|number)\b\.?)?[:.=#\s-]{{0,4}}(?:is\s)?(?=[0-9])"
)
_RUN = lazy.pattern(rf"[0-9](?:{_GAP}{{0,3}}[0-9])*+(?:{_GAP}{{0,3}}x(?![a-z0-9]))?")
_NEXT = rf"{_GAP}{{0,3}}+[0-9]"
_END = r"(?![a-z0-9]|[-.,][0-9])"
_REACH = {
    13: lazy.pattern(rf"[0-9](?:{_NEXT}){{12}}{_END}"),
    10: lazy.pattern(rf"[0-9](?:{_NEXT}){{8}}{_GAP}{{0,3}}+[0-9x]{_END}"),
    9: lazy.pattern(rf"[0-9](?:{_NEXT}){{7}}{_GAP}{{0,3}}+[0-9x]{_END}"),
}
"""By the count of digits: a run of that many, and no more behind it."""
_BARE = lazy.pattern(rf"97[89](?:{_NEXT}){{10}}{_END}")
_LAST = lazy.pattern(r"-[0-9x](?![a-z0-9-])")
_TEN = lazy.pattern(r"[0-9]{1,5}-[0-9]{1,7}-[0-9]{1,6}-[0-9x]")
_TEN_LENGTH = 13
"""Ten digits and three hyphens."""
_MOST_GROUPS = 8
_LONGEST = 45
"""Code points that an ISBN with its separators takes at most."""


def find(low: str) -> Iterator[Hit]:
    """ISBNs with right check digits: labelled, of 13 digits, or of 10 digits in four groups."""
    yield from _labelled(low)
    yield from _thirteen(low)
    yield from _ten(low)


def _ten(low: str) -> Iterator[Hit]:
    for last in _LAST.finditer(low):
        start = last.end() - _TEN_LENGTH
        if start < 0 or not _TEN.fullmatch(low, start, last.end()):
            continue
        value = normalise(low[start : last.end()])
        if value and not re.match(r"[a-z0-9.-]", low[start - 1 : start]):
            yield Hit(value, start, last.end(), labelled=False)


def _labelled(low: str) -> Iterator[Hit]:
    for label in _LABEL.finditer(low):
        old = low[label.start() - 1 : label.start()] != "i"
        for count in (13, 10, 9) if old else (13, 10):
            end = _reach(low, label.end(), count)
            raw = low[label.end() : end]
            value = normalise("0" + raw if count == 9 else raw) if end else ""
            if value:
                yield Hit(value, label.end(), end)
                break


def _thirteen(low: str) -> Iterator[Hit]:
    """Numbers of 13 digits from 978 or 979 that stand alone."""
    at = free = 0
    while (begin := _BARE.search(low, at)) is not None:
        start, end = begin.span()
        value = normalise(begin[0]) if begin[0].count(" ") < _MOST_GROUPS else ""
        before = low[max(0, start - 2) : start]
        inside = (before[-1:].isalnum() and before[-1:].isascii()) or re.match(
            r"[0-9][.,/+-]$", before
        )
        torn = free <= start and re.search(rf"97[89]{_GAP}$", low[max(0, start - 4) : start])
        if value and not inside and not torn:
            yield Hit(value, start, end, labelled=False)
            at = free = end
        else:
            at = start + 3


def _reach(low: str, start: int, count: int) -> int:
    """Where `count` digits from `start` on end, 0 if there are more or fewer of them together."""
    run = _REACH[count].match(low, start)
    return run.end() if run else 0


def find_malformed(low: str) -> Iterator[Miss]:
    """Labelled numbers of about the length of an ISBN that are none."""
    for label in _LABEL.finditer(low):
        run = _RUN.match(low, label.end(), label.end() + _LONGEST)
        if run is None or any(
            (end := _reach(low, label.end(), count)) and normalise(low[label.end() : end])
            for count in (13, 10)
        ):
            continue
        digits = _digits(run.group())
        if (
            8 < len(digits) < 16
            and not _filler(digits)
            and not re.match(r"[a-z0-9./]", low[run.end() : run.end() + 1].rstrip("."))
        ):
            yield Miss(SCHEME, label.end(), run.end(), _problem(digits))


def _problem(digits: str) -> Message:
    if len(digits) not in {10, 13}:
        return Message("an ISBN has 10 or 13 digits, this one has {count}", count=len(digits))
    if digits.startswith("9790"):
        return Message("numbers from 979-0 on are of printed music, not of books")
    if len(digits) == 13 and not digits.startswith(("978", "979")):
        return Message("an ISBN of 13 digits begins with 978 or 979")
    return Message("the check digit of this ISBN does not fit: a digit is wrong or two are swapped")


def normalise(raw: str) -> str:
    """The 13 digits of an ISBN, "" if it is none."""
    digits = _digits(raw)
    if _filler(digits):
        return ""
    if re.fullmatch(r"[0-9]{9}[0-9X]", digits):
        twelve = "978" + digits[:9]
        return twelve + checks.isbn13(twelve) if checks.isbn10(digits[:9]) == digits[9] else ""
    if re.fullmatch(r"97(?:8|9[1-9])[0-9]{9,10}", digits) and len(digits) == 13:
        return digits if checks.isbn13(digits[:12]) == digits[12] else ""
    return ""


def parse(text: str) -> Identifier | None:
    """The ISBN that a person entered, with or without label."""
    entered = lowered(working(text).copy).strip()
    label = _LABEL.match(re.sub(r"^(?:urn:)?(?:[ep]-?)?i?(?=sbn)", "", entered))
    bare = label.string[label.end() :] if label else entered
    bare = re.sub(rf"{_KIND}[.,;]*$", "", bare)
    if not re.fullmatch(rf"(?:[0-9x]|{_GAP})+", bare):
        return None
    old = label is not None and entered.startswith("sbn")
    value = normalise(bare) or (normalise("0" + bare) if old else "")
    return Identifier(SCHEME, value) if value else None


def is_valid(value: str) -> bool:
    """Whether a bare value, with or without hyphens or blanks, is an ISBN."""
    return re.fullmatch(r"[0-9](?:[- ]?[0-9])*(?:[- ]?[0-9Xx])", value) is not None and bool(
        normalise(value)
    )


def _digits(raw: str) -> str:
    return "".join(char for char in raw.upper() if "0" <= char <= "9" or char == "X")


def _filler(digits: str) -> bool:
    """Whether the digits are a run of one digit: such numbers pass the check but are no books."""
    body = digits[3:12] if len(digits) == 13 else digits[:9]
    return re.search(r"([0-9])\1{6}", body) is not None
