"""Check digits."""

from __future__ import annotations


def isbn13(twelve: str) -> str:
    """The check digit of the first twelve digits of an ISBN-13 (ISO 2108: weights 1 and 3)."""
    total = sum(int(digit) * (3 if at % 2 else 1) for at, digit in enumerate(twelve))
    return str(-total % 10)


def isbn10(nine: str) -> str:
    """The check character of the first nine digits of an ISBN-10 (weights 10 to 2, modulo 11)."""
    return _eleven(
        sum(int(digit) * weight for digit, weight in zip(nine, range(10, 1, -1), strict=True))
    )


def issn(seven: str) -> str:
    """The check character of the first seven digits of an ISSN (ISO 3297: weights 8 to 2)."""
    return _eleven(
        sum(int(digit) * weight for digit, weight in zip(seven, range(8, 1, -1), strict=True))
    )


def orcid(fifteen: str) -> str:
    """The check character of the first fifteen digits of an ORCID iD (ISO 7064 MOD 11-2)."""
    total = 0
    for digit in fifteen:
        total = (total + int(digit)) * 2
    return _eleven(total - 1)


def _eleven(total: int) -> str:
    return "0123456789X"[-total % 11]
