"""URNs, among them the NBNs of national libraries. Source: RFC 8141, RFC 8458."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from idcheck import lazy
from idcheck.identifiers.hit import Hit, bounded
from idcheck.identifiers.identifier import Identifier
from idcheck.identifiers.working import working

if TYPE_CHECKING:
    from collections.abc import Iterator

SCHEME = "urn"
SIGNS: tuple[str, ...] = ("urn:", "urn%3a")
FOLDED = False
_NID = r"(?P<nid>[A-Za-z0-9](?:[A-Za-z0-9]|-(?=[A-Za-z0-9-]{0,29}[A-Za-z0-9])){1,31})"
_AND = "&(?![A-Za-z]{2,6};)"  # not the first character of an HTML entity
_NSS = rf"(?P<nss>(?:[A-Za-z0-9._~!$'()*+,;=:@-]|{_AND}|%[0-9A-Fa-f]{{2}})(?:[A-Za-z0-9._~!$'()*+,;=:@/-]|{_AND}|%[0-9A-Fa-f]{{2}})*+)"
# A pattern that begins with certain characters is looked for at the speed of memory.
_FINDS = tuple(
    lazy.pattern(rf"{label}(?<![A-Za-z0-9_]{label}){_NID}(?::|%3[Aa]){_NSS}")
    for label in ("urn:", "URN:", "Urn:", "urn%3A", "urn%3a")
)
_WHOLE = lazy.pattern(rf"[Uu][Rr][Nn]:{_NID}:{_NSS}")
_ESCAPE = lazy.pattern(r"%[0-9A-Fa-f]{2}")
_RESOLVER = lazy.pattern(
    r"https?://(?:(?:urn\.kb\.se/resolve\?urn=|(?:www\.)?nbn-resolving\.(?:org|de)/(?:resolver\?identifier=)?|urn\.fi/|urn\.nb\.no/|resolver\.obvsg\.at/"
    r"|resolver\.tudelft\.nl/|[\w.-]*n2t\.net/))",
    re.IGNORECASE,
)


def find(copy: str) -> Iterator[Hit]:
    """URNs, without the punctuation of the sentence around them."""
    for match in chain.from_iterable(pattern.finditer(copy) for pattern in _FINDS):
        raw = bounded(match.group()).rstrip(".,;:!'*")
        whole = raw.replace("%3A", ":").replace("%3a", ":") if "%3" in raw[:40] else raw
        value = normalise(whole)
        if value:
            yield Hit(value, match.start(), match.start() + len(raw), claim=match.end())


def normalise(raw: str) -> str:
    """The normal form of RFC 8141, "" if it is no URN."""
    match = _WHOLE.fullmatch(re.split(r"\?[+=]|#", raw, maxsplit=1)[0])
    if match is None or match["nid"].lower() == "urn":
        return ""
    nid = match["nid"].lower()
    nss = _ESCAPE.sub(lambda escape: escape[0].upper(), match["nss"])
    if nid == "nbn":
        prefix, hyphen, rest = nss.partition("-")
        # RFC 8458: what comes before the first hyphen is the same in either case. DiVA's own
        # numbers are written in small letters.
        nss = prefix.lower() + hyphen + (rest.lower() if rest.isupper() else rest)
    return f"urn:{nid}:{nss}"


def parse(text: str) -> Identifier | None:
    """The URN that a person entered, bare, labelled or behind a resolver."""
    entered = _RESOLVER.sub("", working(text).copy.strip(), count=1)
    entered = re.sub(r"^URN?I?[:\s-]\s*(?=urn:)", "", entered, flags=re.IGNORECASE)
    if re.match(r"urn%3a", entered, re.IGNORECASE):
        entered = re.sub(r"%3a", ":", entered, flags=re.IGNORECASE)
    value = normalise(entered.split("?dswid", 1)[0].rstrip(".,;"))
    return Identifier(SCHEME, value) if value else None


def is_valid(value: str) -> bool:
    """Whether a bare value is a URN by RFC 8141."""
    return bool(normalise(value)) and "#" not in value and "?" not in value


def inner(value: str) -> tuple[str, str]:
    """Scheme and text of the identifier that a URN of that namespace holds, ("", "") for others."""
    nid, _, nss = value.removeprefix("urn:").partition(":")
    return (nid, nss) if nid in {"isbn", "issn"} else ("", "")
