"""Charts as SVG: drawn with classes that the page's style colours, named and described for those who do not see them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from idcheck.messages import Message
from idcheck.reports.audit.figures import count, percent
from idcheck.reports.audit.markup import Markup, tag

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from idcheck.auditing.audit import Group, Tally

_WIDTH, _HEIGHT = 760, 270
_TRACKABLE, _WEAK, _LOST = Message("trackable"), Message("weak"), Message("lost")
_LEFT, _RIGHT, _TOP, _BOTTOM = 44, 6, 24, 34
_ROOM = 36
"""Units that a label below or above a column takes."""
_WIDEST = 54


def parts(values: Sequence[tuple[str, int]], width: int, height: int, name: str = "bar") -> Markup:
    """A bar in parts: pairs of a class and a number. It says nothing that the words beside it do not.

    `name` is its class: `bar`, or `whole` for one as wide as the page.
    """
    total = sum(number for _, number in values)
    shown, at = [], 0.0
    for part, number in values:
        if number:
            long = width * number / total
            shown.append(tag("rect", class_=part, x=_r(at), y=0, width=_r(long), height=height))
            at += long
    return tag(
        "svg", *shown, class_=name, width=width, height=height, viewBox=f"0 0 {width} {height}",
        aria_hidden="true", focusable="false", preserveAspectRatio="none",
    )  # fmt: skip


def of_tally(tally: Tally, width: int, height: int, name: str = "bar") -> Markup:
    """The mentions of a tally as a bar."""
    return parts((("yes", tally.yes), ("weak", tally.weak), ("no", tally.no)), width, height, name)


def columns(groups: Sequence[Group], title: str, description: str, name: str) -> Markup:
    """A column a group, parted by how its mentions can be tracked, with the share that is trackable above it."""
    most = max((group.tally.mentions for group in groups), default=0)
    step = _step(most)
    top = step * max(1, -(-most // step))
    return tag(
        "svg",
        tag("title", title, id=f"{name}-title"),
        tag("desc", description, id=f"{name}-desc"),
        *_grid(top, step),
        *_columns(groups, top),
        class_="chart", viewBox=f"0 0 {_WIDTH} {_HEIGHT}", role="img",
        aria_labelledby=f"{name}-title", aria_describedby=f"{name}-desc",
    )  # fmt: skip


def _step(most: int) -> int:
    """The distance of grid lines: 1, 2 or 5 times a power of ten, for about four of them."""
    size = 1
    while True:
        for step in (size, 2 * size, 5 * size):
            if most <= 5 * step:
                return step
        size *= 10


def _y(number: float, top: int) -> float:
    return _HEIGHT - _BOTTOM - (_HEIGHT - _TOP - _BOTTOM) * number / top


def _grid(top: int, step: int) -> Iterator[Markup]:
    for number in range(0, top + 1, step):
        y = _r(_y(number, top))
        yield tag("line", class_="grid", x1=_LEFT, x2=_WIDTH - _RIGHT, y1=y, y2=y)
        yield tag("text", count(number), class_="tick", x=_LEFT - 6, y=y + 4, text_anchor="end")


def _columns(groups: Sequence[Group], top: int) -> Iterator[Markup]:
    room = (_WIDTH - _LEFT - _RIGHT) / max(1, len(groups))
    wide = min(_WIDEST, room * 0.72)
    every = max(1, -(-_ROOM // max(1, round(room))))
    for index, group in enumerate(groups):
        middle = _LEFT + room * (index + 0.5)
        base = 0
        tally = group.tally
        for part, number in (("yes", tally.yes), ("weak", tally.weak), ("no", tally.no)):
            if number:
                y = _y(base + number, top)
                yield tag(
                    "rect", class_=part, x=_r(middle - wide / 2), y=_r(y), width=_r(wide),
                    height=_r(_y(base, top) - y),
                )  # fmt: skip
                base += number
        if room >= _ROOM and tally.mentions:
            yield _label(percent(tally.share, space=""), middle, _y(base, top) - 6, "share")
        if index % every == 0:
            yield _label(group.name, middle, _HEIGHT - _BOTTOM + 18, "tick")


def _label(words: str, x: float, y: float, name: str) -> Markup:
    return tag("text", words, class_=name, x=_r(x), y=_r(y), text_anchor="middle")


def key(yes: str = _TRACKABLE, weak: str = _WEAK, no: str = _LOST) -> Markup:
    """What the colours stand for."""
    said = (("yes", yes), ("weak", weak), ("no", no))
    return tag(
        "p",
        *(tag("span", parts([(name, 1)], 14, 12), words) for name, words in said),
        class_="key",
    )


def _r(number: float) -> float:
    return round(number, 2)
