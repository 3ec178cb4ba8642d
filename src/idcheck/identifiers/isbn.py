"""ISBNs of 10 and 13 digits: check digits, dashes of every kind. Normal form: 13 bare digits.

Source: ISO 2108. 979-0 is printed music (ISMN), not a book.
"""

from __future__ import annotations

import re

from idcheck.identifiers.found import Found, Malformed
from idcheck.identifiers.identifier import Identifier

SCHEME = "isbn"
_DASH = "-\u2010-\u2015\u2212\u00ad \u00a0\u2009"
_LABEL = r"(?:e-?)?ISBN(?:[- ]?1[03])?(?: \((?:print|online|pdf|epub|hardback|paperback|ebook)\))?[:.\s#]{0,3}"
_LABELLED = re.compile(
    rf"(?i:{_LABEL})(?P<value>\d(?:[{_DASH}]{{0,2}}\d){{8,12}}(?:[{_DASH}]{{0,2}}[xX])?)(?![\w])"
)
_BARE = re.compile(rf"(?<![\w.,/+-])97[89](?:[{_DASH}]?\d){{10}}(?![\w])(?![.,-]\d)")
_HYPHENATED_10 = re.compile(r"(?<![\w./+-])\d{1,5}-\d{1,7}-\d{1,6}-[\dX](?![\w-])")


def find(text: str) -> list[Found]:
    """ISBNs with right check digits: labelled, of 13 digits, or of 10 digits in four groups."""
    found: dict[tuple[int, int], Found] = {}
    for pattern in (_LABELLED, _BARE, _HYPHENATED_10):
        for match in pattern.finditer(text):
            group = "value" if pattern is _LABELLED else 0
            value = normalise(match[group])
            span = match.span(group)
            if value and not any(span[0] < end and start < span[1] for start, end in found):
                found[span] = Found(Identifier(SCHEME, value), span, match[group])
    return sorted(found.values(), key=lambda item: item.span)


def find_malformed(text: str) -> list[Malformed]:
    """Labelled numbers of the length of an ISBN whose check digit is wrong."""
    found = []
    for match in _LABELLED.finditer(text):
        digits = _digits(match["value"])
        if normalise(digits) or _filler(digits):
            continue
        problem = (
            "the check digit of this ISBN does not fit: a digit is wrong or two are swapped"
            if len(digits) in {10, 13}
            else f"an ISBN has 10 or 13 digits, this one has {len(digits)}"
        )
        found.append(Malformed(SCHEME, match.span("value"), match["value"], problem))
    return found


def normalise(raw: str) -> str:
    """The 13 digits of an ISBN, "" if it is none."""
    digits = _digits(raw)
    if _filler(digits):
        return ""
    if re.fullmatch(r"\d{9}[\dX]", digits):
        values = [10 if char == "X" else int(char) for char in digits]
        if sum(weight * value for weight, value in zip(range(10, 0, -1), values, strict=True)) % 11:
            return ""
        return _with_check("978" + digits[:9])
    if re.fullmatch(r"97(?:8|9[1-9])\d{9,10}", digits) and len(digits) == 13:
        return digits if _with_check(digits[:12]) == digits else ""
    return ""


def parse(text: str) -> Identifier | None:
    """The ISBN that a person entered, with or without label."""
    bare = re.sub(rf"^\s*(?:urn:isbn:|(?i:{_LABEL}))", "", text).strip()
    value = normalise(bare) if re.fullmatch(rf"[\dxX{_DASH}]+", bare) else ""
    return Identifier(SCHEME, value) if value else None


def _digits(raw: str) -> str:
    return "".join(char for char in raw.upper() if char.isdigit() or char == "X")


def _filler(digits: str) -> bool:
    return (
        len(set(digits[3:] if len(digits) == 13 else digits[:9])) <= 2
        and len(set(digits[3:12])) == 1
    )


def _with_check(twelve: str) -> str:
    total = sum(int(char) * (3 if at % 2 else 1) for at, char in enumerate(twelve))
    return twelve + str(-total % 10)
