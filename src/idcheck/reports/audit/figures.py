"""Numbers as the page writes them: the same in all languages, with the narrow space of ISO 80000."""

from __future__ import annotations

_SPACE = "\N{NARROW NO-BREAK SPACE}"


def count(number: int) -> str:
    """A number with its thousands apart."""
    return f"{number:,}".replace(",", _SPACE)


def percent(share: float | None, space: str = _SPACE) -> str:
    """A share in 0..1 as a whole percentage: 0 and 100 only where it is exactly that, a dash where there is none."""
    if share is None:
        return "–"
    rounded = round(100 * share)
    if rounded == 0 and share > 0:
        return f"<1{space}%"
    if rounded == 100 and share < 1:
        return f">99{space}%"
    return f"{rounded}{space}%"
