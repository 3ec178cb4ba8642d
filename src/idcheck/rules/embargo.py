"""Whether a post declares that it, or the work it is about, is not out yet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from idcheck import lazy
from idcheck.messages import Message

if TYPE_CHECKING:
    from idcheck.post import Post

_KEYS = lazy.pattern(r"(?:^|\.)(?:embargo\w*|embargo[-_]\w+|release[-_]?date|publish[-_]?(?:date|on|at)|publi(?:shed|cation)[-_]?(?:date|at|on)?|date)$", re.IGNORECASE)  # fmt: skip
_DECLARED = lazy.pattern(
    r"(?i:\b(?:embargoed\s(?:until|till|for)|embargo\s{0,2}(?::|until|till|ends|lifts)|under\s(?:strict\s)?embargo|strict\sembargo|not\sfor\s(?:release|publication)\s(?:before|until)"
    r"|sperrfrist|embargo\sbis|sous\sembargo|embargo\sjusqu|embargo\still|embargado\shasta|embargo\shasta|embargo\stot|embargo\sfino))|\bEMBARGO(?:ED)?\b",
)  # fmt: skip
_NEAR = 120
"""Characters after the word in which its day is looked for."""
_ISO = lazy.pattern(r"(20\d\d)-(\d\d)-(\d\d)")
_MONTHS = (
    "jan", "feb", "mar|mär", "apr|avr|abr", "may|mai|maj", "jun|juin", "jul|juil", "aug|août|ago",
    "sep", "oct|okt", "nov", "dec|dez|déc|dic",
)  # fmt: skip
_MONTH = "|".join(f"(?:{names})" for names in _MONTHS)
_DAY_FIRST = lazy.pattern(rf"(\d{{1,2}})(?:st|nd|rd|th|\.)?\s(?:de\s)?({_MONTH})\w*\.?,?\s(?:de\s)?(20\d\d)", re.IGNORECASE)  # fmt: skip
_MONTH_FIRST = lazy.pattern(
    rf"({_MONTH})\w*\.?\s(\d{{1,2}})(?:st|nd|rd|th)?,?\s(20\d\d)", re.IGNORECASE
)


def release(post: Post, today: str) -> str | None:
    """When it will be out, in words; None if nothing says that it is not.

    `today` is a day as `2026-11-28`. A declared day that has passed counts as none, and so does
    any where the day is not known.
    """
    if not today:
        return None
    for field in post.meta:
        if _KEYS.search(field.key) and (found := _day(field.value)) and found > today:
            return found
        if "embargo" in field.key.lower() and field.value.lower() in {"true", "yes"}:
            return Message("the embargo ends")
    for match in _DECLARED.finditer(post.text):
        near = post.text[match.start() : match.end() + _NEAR]
        found = _day(near)
        if found is None:
            return Message("the embargo ends")
        if found > today:
            return found
    return None


def _day(text: str) -> str | None:
    """The first day in a text as `2026-11-28`."""
    if (found := _ISO.search(text)) is not None:
        return found[0]
    if (found := _DAY_FIRST.search(text)) is not None:
        return f"{found[3]}-{_number(found[2])}-{int(found[1]):02}"
    if (found := _MONTH_FIRST.search(text)) is not None:
        return f"{found[3]}-{_number(found[1])}-{int(found[2]):02}"
    return None


def _number(month: str) -> str:
    """The number of a month in two digits."""
    names = (
        number for number, each in enumerate(_MONTHS, 1) if re.match(each, month, re.IGNORECASE)
    )
    return f"{next(names):02}"
