"""Personal names as publication lists write them."""

from __future__ import annotations

import re

from idcheck import lazy
from idcheck.works import Author
from idcheck.works.normal import PARTICLES

_SUFFIX = lazy.pattern(r"(?:Jr|Sr|II|III|IV)\.?", re.IGNORECASE)
_NO_NAME = lazy.pattern(r"(?:Jr|Sr|II|III|IV)\.?|0\d{3}", re.IGNORECASE)
_INITIALS = lazy.pattern(r"(?:[A-Z]\.?-?){1,4}")
_HOMONYM = lazy.pattern(r"\s+0\d{3}$")


def author(name: str) -> Author | None:
    """The author of `Family, Given`, `Given Family` or `Family GH`; None for no name at all.

    The number that dblp adds to tell namesakes apart is dropped.
    """
    name = " ".join(name.split()).strip(" ,;")
    if name[-1:].isdecimal():
        name = _HOMONYM.sub("", name)
    if "," in name:
        return _inverted(name)
    if not name or name.casefold() in {"others", "et al", "et al."}:
        return None
    parts = name.split(" ")
    if len(parts) > 1 and _INITIALS.fullmatch(parts[-1]) and not _INITIALS.fullmatch(parts[0]):
        return Author(" ".join(parts[:-1]), parts[-1])
    return _direct(parts)


def _inverted(name: str) -> Author | None:
    family, _, given = name.partition(",")
    if "," not in given and not _NO_NAME.fullmatch(given := given.strip()):
        return Author(family.rstrip(), given)
    parts = [part.strip() for part in name.split(",") if part.strip()]
    # `Family, Jr, Given` and `Family, Given, Jr` both occur.
    kept = [part for part in parts if not _NO_NAME.fullmatch(part)] or parts
    return Author(kept[0], " ".join(kept[1:])) if kept else None


def _direct(parts: list[str]) -> Author:
    if len(parts) > 2 and _SUFFIX.fullmatch(parts[-1]):
        parts = parts[:-1]
    start = len(parts) - 1
    while start > 1 and parts[start - 1] in PARTICLES:
        start -= 1
    return Author(" ".join(parts[start:]), " ".join(parts[:start]))
