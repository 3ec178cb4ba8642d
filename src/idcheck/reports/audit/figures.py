"""Numbers in words: counts and shares, as the page writes them."""

from __future__ import annotations


def count(number: int) -> str:
    """A number with its thousands apart."""
    return f"{number:,}"


def counted(number: int, one: str, many: str = "") -> str:
    """A number of things."""
    return f"{count(number)} {one if number == 1 else many or f'{one}s'}"


def percent(share: float | None) -> str:
    """A share in 0..1 as a whole percentage: 0 and 100 only where it is exactly that, a dash where there is none."""
    if share is None:
        return "–"
    rounded = round(100 * share)
    if rounded == 0 and share > 0:
        return "<1%"
    if rounded == 100 and share < 1:
        return ">99%"
    return f"{rounded}%"
