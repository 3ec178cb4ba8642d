"""PIIs of articles (`S`, an ISSN inside) and of book parts (`B`, an ISBN inside)."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from idcheck import lazy
from idcheck.identifiers import checks
from idcheck.identifiers.hit import Hit
from idcheck.identifiers.identifier import Identifier
from idcheck.identifiers.working import working

if TYPE_CHECKING:
    from collections.abc import Iterator

SCHEME = "pii"
SIGNS: tuple[str, ...] = ()
FOLDED = False
_ARTICLE = r"[0-9]{4}-?[0-9]{3}[0-9X](?:\([0-9]{2}\)|[0-9]{2})[0-9]{5}-?[0-9X]"
_PART = r"(?:97[89]-?(?:[0-9]-?){10}|(?:[0-9]-?){9}[0-9X][-/]?)[-.]?[0-9]{5}-?[0-9X]"
_APART = r"(?=[0-9])(?:(?<![A-Za-z0-9].)|(?<=PII.)|(?<=pii.))"
# A pattern that begins with one certain character is looked for at the speed of memory.
_FINDS = (
    lazy.pattern(rf"S{_APART}{_ARTICLE}(?![A-Za-z0-9])"),
    lazy.pattern(rf"B{_APART}{_PART}(?![A-Za-z0-9])"),
)
_PRINTED = lazy.pattern(r"S[0-9]{4}-[0-9]{3}[0-9X]\(")
_LABEL = lazy.pattern(r"\bpii\b[^.]{0,12}$|pii$|/article/$|/fulltext/$", re.IGNORECASE)


def find(copy: str) -> Iterator[Hit]:
    """PIIs after their label or in an address, and printed ones, whose brackets tell."""
    for match in chain.from_iterable(pattern.finditer(copy) for pattern in _FINDS):
        value = normalise(match.group())
        start = match.start()
        labelled = _LABEL.search(copy[max(0, start - 30) : start]) is not None
        if value and (labelled or _PRINTED.match(match.group())):
            yield Hit(value, start, match.end(), labelled)


def normalise(raw: str) -> str:
    """The PII without punctuation, "" if the ISSN or ISBN inside is wrong.

    The rule of its own check character is not public.
    """
    value = re.sub(r"[-().\s/]", "", raw)
    if re.fullmatch(r"S[0-9]{7}[0-9X][0-9]{7}[0-9X]", value):
        return value if checks.issn(value[1:8]) == value[8] else ""
    if re.fullmatch(r"B97[89][0-9]{15}[0-9X]", value):
        return value if checks.isbn13(value[1:13]) == value[13] else ""
    if re.fullmatch(r"B[0-9]{9}[0-9X][0-9]{5}[0-9X]", value):
        return value if checks.isbn10(value[1:10]) == value[10] else ""
    return ""


def parse(text: str) -> Identifier | None:
    """The PII that a person entered, with or without label or address."""
    entered = re.sub(
        r"^(?:https?://\S{1,80}?/pii/|pii\s?[:=]?\s?)|(?:[?#]\S*)$|[.,;]$",
        "",
        working(text).copy.strip(),
        flags=re.IGNORECASE,
    )
    value = normalise(entered.upper())
    return Identifier(SCHEME, value) if value else None


def is_valid(value: str) -> bool:
    """Whether a bare value, with or without its punctuation, is a PII."""
    return re.fullmatch(rf"S{_ARTICLE}|B{_PART}", value) is not None and bool(normalise(value))


def printed(value: str) -> str:
    """An article's PII with its punctuation: `S0140-6736(20)30183-5`."""
    return f"{value[:5]}-{value[5:9]}({value[9:11]}){value[11:16]}-{value[16:]}"
