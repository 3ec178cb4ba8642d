"""A source line with a stretch of it to underline, as it looks on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import category, east_asian_width

from msgspec import Struct

from idcheck.reports.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from idcheck.reports.positions import Position

WIDTH = 96
"""Columns of the terminal that an excerpt takes at most."""
_MARGIN = 24
"""Columns that stay free beside the stretch, for the words around it."""
_LONGEST = 16
"""Code points of one visible character; marks piled up beyond them are left out."""
_JOINER, _EMOJI = "\N{ZERO WIDTH JOINER}", "\N{VARIATION SELECTOR-16}"


class Shown(Struct, frozen=True):
    """Text as it is printed, and the columns it takes."""

    text: str
    width: int


class Excerpt(Struct, frozen=True):
    """The part of a line around a stretch: before, inside and after it."""

    before: Shown
    meant: Shown
    after: Shown


def excerpt(line: str, start: Position, end: Position) -> Excerpt | None:
    """What to show of the `line` on which the stretch from `start` to `end` begins.

    A stretch that goes on below is shown to the end of the line; parts that do not fit are cut
    with an ellipsis. None where no column is known.
    """
    if start.column is None or end.column is None:
        return None
    first = start.column - 1
    last = end.column - 1 if end.line == start.line else len(line)
    meant = _leading(line[first:last], WIDTH - _MARGIN)
    room = WIDTH - meant.width
    before = _trailing(line[:first], room - _leading(line[last:], _MARGIN).width)
    return Excerpt(before, meant, _leading(line[last:], room - before.width))


def _leading(text: str, room: int) -> Shown:
    """The beginning of a text that fits into so many columns."""
    cells = list(_cells(text[: (room + 1) * _LONGEST]))
    if sum(width for _, width in cells) <= room:
        return _joined(cells)
    return _joined([*_fitting(cells, room - 1), ("…", 1)])


def _trailing(text: str, room: int) -> Shown:
    """The end of a text that fits into so many columns."""
    cells = list(_cells(text[-(room + 1) * _LONGEST :]))
    if sum(width for _, width in cells) <= room:
        return _joined(cells)
    return _joined([("…", 1), *_fitting(cells[::-1], room - 1)[::-1]])


def _fitting(cells: list[tuple[str, int]], room: int) -> list[tuple[str, int]]:
    kept = []
    for shown, width in cells:
        room -= width
        if room < 0:
            break
        kept.append((shown, width))
    return kept


def _joined(cells: list[tuple[str, int]]) -> Shown:
    return Shown("".join(shown for shown, _ in cells), sum(width for _, width in cells))


def _cells(text: str) -> Iterator[tuple[str, int]]:
    """The visible characters of a text with their columns."""
    for cluster in _clusters(text):
        shown = "    " if cluster == "\t" else visible(cluster[:_LONGEST])
        yield shown, len(shown) if shown != cluster[:_LONGEST] else _width(cluster)


def _clusters(text: str) -> Iterator[str]:
    """The code points that are seen as one: a letter and its marks, a composed emoji, a flag."""
    start = 0
    for index in range(1, len(text)):
        if not _continues(text[start:index], text[index]):
            yield text[start:index]
            start = index
    if text:
        yield text[start:]


def _continues(cluster: str, character: str) -> bool:
    if visible(cluster[-1]) != cluster[-1] or visible(character) != character:
        return False  # what is shown as a sign stands alone
    if _is_flag_half(character):
        return len(cluster) == 1 and _is_flag_half(cluster)
    return cluster[-1] == _JOINER or _is_skin_tone(character) or not _columns(character)


def _width(cluster: str) -> int:
    """Columns of one visible character: two for East Asian wide ones, emoji and flags."""
    if _EMOJI in cluster or _is_flag_half(cluster[0]):
        return 2
    return max(_columns(character) for character in cluster)


def _columns(character: str) -> int:
    if category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if east_asian_width(character) in "WF" else 1


def _is_flag_half(character: str) -> bool:
    return (
        "\N{REGIONAL INDICATOR SYMBOL LETTER A}"
        <= character
        <= "\N{REGIONAL INDICATOR SYMBOL LETTER Z}"
    )


def _is_skin_tone(character: str) -> bool:
    return (
        "\N{EMOJI MODIFIER FITZPATRICK TYPE-1-2}"
        <= character
        <= "\N{EMOJI MODIFIER FITZPATRICK TYPE-6}"
    )
