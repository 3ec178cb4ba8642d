"""Days as posts write them, read as far as they are certain: a day, a month or a year.

`03/04/2024` is the third of April to some and the fourth of March to others; it is read as 2024.
"""

from __future__ import annotations

import re

from idcheck import lazy

_ISO = lazy.pattern(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?!\d|[-/.]\d)")
_COMPACT = lazy.pattern(r"(\d{4})(\d{2})(\d{2})(?!\d)")
_NUMBERS = lazy.pattern(r"(\d{1,2})[/.-]\s?(\d{1,2})[/.-]\s?(\d{4})(?!\d)")
_YEAR = lazy.pattern(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_DAY = lazy.pattern(r"(?<![\d:])\d{1,2}(?![\d:])")
_WORD = lazy.pattern(r"[^\W\d_]{3,}")
_IN_PATH = lazy.pattern(
    r"(?:^|/)(?P<year>(?:19|20)\d{2})[-/](?P<month>\d{2})(?:[-/](?P<day>\d{2})(?!\d))?(?=[-_/.])"
)
_MONTHS = (
    "jan january januari januar janvier enero ene janeiro gennaio gen tammikuu tammikuuta",
    "feb febr february februari februar februarie februaris fevrier février fév févr febrero fevereiro febbraio helmikuu helmikuuta",
    "mar march mars märz maerz maart mrt marzo março marco maaliskuu maaliskuuta",
    "apr april avril avr abril abr aprile huhtikuu huhtikuuta",
    "may maj mai mei mayo maio maggio mag toukokuu toukokuuta",
    "jun june juni juin junio junho giugno giu kesäkuu kesäkuuta",
    "jul july juli juillet juil julio julho luglio lug heinäkuu heinäkuuta",
    "aug august augusti augustus août aout agosto ago elokuu elokuuta",
    "sep sept september septembre septiembre setembro settembre set syyskuu syyskuuta",
    "oct okt october oktober octobre octubre outubro out ottobre ott lokakuu lokakuuta",
    "nov november novembre noviembre novembro marraskuu marraskuuta",
    "dec dez dic déc december dezember desember décembre decembre diciembre dezembro dicembre des joulukuu joulukuuta",
)
"""Names of the months in the languages that mentions are found in, and what they are cut to."""
_BY_NAME = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
_LONGEST = 80


def day_of(text: str) -> str:
    """A date as `2024-05-17`, `2024-05` or `2024`, as much of it as is certain; "" if it is none."""
    text = text.strip()[:_LONGEST]
    if found := _ISO.match(text) or _COMPACT.match(text):
        return _day(int(found[1]), int(found[2] or 0), int(found[3] or 0))
    if found := _NUMBERS.match(text):
        return _of_numbers(int(found[1]), int(found[2]), int(found[3]))
    return _of_words(text)


def day_in_path(path: str) -> str:
    """The date in the path of a file: of its name (`2024-05-17-title.md`), else of its folders (`2024/05`)."""
    found = list(_IN_PATH.finditer(path))
    return _day(*(int(part or 0) for part in found[-1].groups())) if found else ""


def _of_numbers(first: int, second: int, year: int) -> str:
    """A day whose order of day and month is told by one of them being above twelve, or both alike."""
    if first == second or first > 12:
        return _day(year, second, first)
    return _day(year, first, second) if second > 12 else _day(year)


def _of_words(text: str) -> str:
    """A day with its month in letters: `12 February 2020`, `Fri, 17 May 2024 10:00`, `May 17th, 2024`."""
    years = _YEAR.findall(text)
    months = {_BY_NAME[word] for word in _WORD.findall(text.casefold()) if word in _BY_NAME}
    if len(years) != 1 or len(months) != 1:
        return ""
    days = _DAY.findall(re.sub(r"(?<=\d)(?:st|nd|rd|th)\b", "", text))
    return _day(int(years[0]), months.pop(), int(days[0]) if len(days) == 1 else 0)


def _day(year: int, month: int = 0, day: int = 0) -> str:
    """The parts in order, without those that no calendar has."""
    if not 1900 <= year <= 2100:
        return ""
    if not 1 <= month <= 12:
        return f"{year}"
    return f"{year}-{month:02}-{day:02}" if 1 <= day <= 31 else f"{year}-{month:02}"
