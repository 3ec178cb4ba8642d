"""DOIs: found in text and addresses, trimmed, normalised.

Syntax and traps: DOI Handbook (ISO 26324); Crossref, "DOIs and matching regular expressions".
How far a DOI reaches is decided in `doi_body`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from idcheck import lazy
from idcheck.identifiers import checks, doi_body
from idcheck.identifiers.hit import Hit, Miss
from idcheck.identifiers.identifier import Identifier
from idcheck.identifiers.working import UNSEEN, working
from idcheck.messages import Message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from idcheck.identifiers.doi_body import Body

SCHEME = "doi"
SIGNS: tuple[str, ...] = ("10.",)
FOLDED = False
_SLASH = r"(?:/|%(?:25){0,2}2[Ff])"
# The assertions follow the literal "10", so that the engine can look for that first.
_HEAD = lazy.pattern(
    r"10(?:(?<![A-Za-z0-9]10)(?<![0-9]\.10)(?<![A-Za-z]-10)|(?<=[Dd][Oo][Ii]10)|(?<=[Dd][Oo][Ii]-10)"
    r"|(?<=doi\.org10)|(?<=%[0-9A-Fa-f]{2}10))"
    rf"(?P<code>\.(?:97[89]\.[0-9]{{2,8}}+|[1-9][0-9]{{3,8}}+(?:\.[0-9]++)*+)){_SLASH}"
)
_LABEL = lazy.pattern(
    r"(?:doi|digital object identifier)\W{0,4}$|(?:doi|handle|hdl|dx)[\w.-]{1,40}/{1,3}(?:doi[:/])?$|doi/(?:\w{2,12}/)?$",
    re.IGNORECASE,
)
_LABEL_REACH = 60
_TWICE = lazy.pattern(
    r"doi\.org/+(?:https?:/+)?(?:(?:dx\.|www\.)?doi\.org/+|doi:)+$", re.IGNORECASE
)
_SCHEMELESS = lazy.pattern(r"(?<![/.\w:])(?:(?:dx\.|www\.)?doi\.org/+)$", re.IGNORECASE)
_VALID = lazy.pattern(
    r"10\.(?:[1-9][0-9]{3,8}(?:\.[0-9]+)*|97[89]\.[0-9]{2,8})/(?=.*[^\W_])", re.DOTALL
)
_ISBN_A = lazy.pattern(r"10\.(97[89])\.([0-9]{2,8})/([0-9]{1,8})")
_VERSIONED = lazy.pattern(r"(10\.(?:1101|64898)/\S+?|10\.48550/arxiv\.\S+?)v[0-9]+")
_UPPER = {upper: upper + 32 for upper in range(ord("A"), ord("Z") + 1)}
_NO_DOI = lazy.pattern(
    r"10\.[0-9.]+/(?:month|unit|year|kg|day|week|hour|night|person|user|piece|item|seat|ton|tonne|liter|litre|gb|mb)s?"
    r"|10\.[0-9.]+/(?:[^/]*/)*[\w.-]+\.(?:exe|zip|dmg|msi|pkg|deb|rpm|apk|iso|tgz|gz|7z|jar|appimage)"
    r"|10\.(?:19|20)[0-9]{2}/[0-9]{1,2}\.(?:[0-9]{1,2}\.)?(?:19|20)[0-9]{2}",
    re.IGNORECASE,
)
"""What looks like a DOI but is a price, a download or a range of months, where no label says otherwise."""
_CURRENCY = "$€£¥"
_REJOINED = lazy.pattern(r"[ \n]{1,2}(?P<rest>[A-Za-z0-9][\w.()/-]{0,60}+)")
_FRONT = lazy.pattern(r"^[\s<(\[{\"'`*_“”«»‘’]+")
_ENTERED = lazy.pattern(
    r"(?:(?:(?:https?|ftp):/{0,3}|//)?[\w.-]*\b(?:doi|handle|hdl)[\w.-]*\.(?:org|net|de|com|edu|ca|gov|se|info)(?::[0-9]+)?(?:/+|(?=10\.))"
    r"|digital object identifier\b[\s:]*|info:doi/|info:hdl/|urn:(?:doi:)?|doi\b[\s:=./-]*|doi(?=10\.)|hdl:|https?:/{1,3}(?=10\.))",
    re.IGNORECASE,
)
_CLOSING = " \t\n.,;:/)]}>\"'”’»*_`"
_MOST_LABELS = 4
_DOI = r"doi(?:\.org/+|:?)\s{0,2}"
_SUFFIX = r"[\w()/-](?:[\w()/-]|\.(?=[\w()/-])){1,79}+"
_SPLIT = lazy.pattern(rf"{_DOI}(?P<value>10\.[0-9]{{4,9}}/\s[a-z][\w.()-]*[0-9][\w.()/-]*)")
_LETTERS = lazy.pattern(
    rf"{_DOI}(?P<value>(?:1o|[li]0|[li]o)\.[0-9oli]{{4,9}}/{_SUFFIX}|10\.(?=[0-9]{{0,8}}[oli])[0-9oli]{{4,9}}/{_SUFFIX})"
)
_CITESEER = lazy.pattern(rf"{_DOI}(?P<value>10\.1\.1\.[0-9]{{1,4}}\.[0-9]{{1,6}})(?![\w/])")
_POINT = lazy.pattern(rf"{_DOI}(?P<value>10\.[0-9]{{4,5}}\.(?=[a-z])[\w.()-]{{4,80}}+)(?!/)")


def find(copy: str) -> Iterator[Hit]:
    """The DOIs of a working copy in order; spans leave out what was trimmed off the end."""
    at = 0
    while (head := _HEAD.search(copy, at)) is not None:
        body = doi_body.read(copy, head.start(), head.end())
        at = max(body.stop, head.end())
        hit = _hit(copy, head, body)
        if hit:
            yield hit


def _hit(copy: str, head: re.Match[str], body: Body) -> Hit | None:
    start = head.start()
    before = copy[max(0, start - _LABEL_REACH) : start]
    labelled = _LABEL.search(before) is not None
    value = normalise(head["code"], body.suffix)
    if not value or (before[-1:] in _CURRENCY and before):
        return None
    if not labelled and _NO_DOI.fullmatch(value):
        return None
    defects = list(body.defects)
    if "%" in copy[head.end("code") : head.end()]:
        defects.append("encoded-slash")
    if _TWICE.search(before):
        defects.append("doubled-resolver")
    if _SCHEMELESS.search(before):
        defects.append("missing-scheme")
    alternates = [normalise(head["code"], other) for other in body.alternates]
    joined = _rejoined(copy, body)
    if joined:
        defects.append("broken-across-line" if copy[body.stop] == "\n" else "broken-by-space")
        alternates.insert(0, normalise(head["code"], joined))
    return Hit(
        value, start, body.end, labelled, tuple(defects),
        tuple(other for other in dict.fromkeys(alternates) if other and other != value),
        claim=body.stop,
    )  # fmt: skip


def _rejoined(copy: str, body: Body) -> str:
    """The suffix with what follows a blank, where the DOI breaks off in the middle; else ""."""
    broken = copy[body.stop - 1]
    rest = _REJOINED.match(copy, body.stop) if broken in "./-" else None
    # A DOI that broke goes on with digits; one that has none yet is no whole DOI.
    torn = (
        rest
        and any(map(str.isdigit, rest["rest"]))
        and (broken == "-" or not any(map(str.isdigit, body.suffix)))
    )
    if not rest or not torn:
        return ""
    return body.suffix.removesuffix(broken) + broken + rest["rest"].rstrip(".,;:)")


def normalise(code: str, suffix: str) -> str:
    """The normal form of `10<code>/<suffix>`, "" if that is no DOI.

    ASCII letters in lower case; without version where versions have no DOI of their own.
    """
    value = f"10{code}/{suffix}".translate(_UPPER)
    if not _VALID.match(value) or (value.startswith("10.97") and not _isbn_a_like(value)):
        return ""
    versioned = _VERSIONED.fullmatch(value)
    return versioned[1] if versioned else value


def _isbn_a_like(value: str) -> bool:
    return not re.match(r"10\.97[89]\.", value) or _ISBN_A.fullmatch(value) is not None


def isbn_inside(value: str) -> str:
    """The 13 digits that an ISBN-A is made of, "" for any other DOI or a wrong check digit."""
    match = _ISBN_A.fullmatch(value)
    digits = "".join(match.groups()) if match else ""
    return digits if len(digits) == 13 and checks.isbn13(digits[:12]) == digits[12] else ""


def is_valid(value: str) -> bool:
    """Whether a bare value is a DOI as far as its characters tell, in any case, with any version."""
    folded = value.translate(_UPPER)
    if re.search(rf"[\s{UNSEEN}\x00-\x1f\x7f]", folded) or not _VALID.match(folded):
        return False
    return bool(isbn_inside(folded)) if re.match(r"10\.97[89]\.", folded) else True


def parse(text: str) -> Identifier | None:
    """The DOI that a person entered, with or without label or resolver."""
    entered = _FRONT.sub("", working(text).copy.strip())
    for _ in range(_MOST_LABELS):
        entered, labels = (
            _ENTERED.subn("", entered, count=1) if _ENTERED.match(entered) else (entered, 0)
        )
        if not labels:
            break
    hits = list(find(entered))
    if len(hits) != 1:
        return None
    rest = entered[hits[0].claim :]
    bare = not hits[0].start and (not rest.strip(_CLOSING) or rest[0] in "?#&;")
    in_address = re.match(r"https?://\S+$", entered) is not None
    return Identifier(SCHEME, hits[0].value) if bare or in_address else None


def find_malformed(low: str) -> Iterator[Miss]:
    """Labelled DOIs that cannot be read: torn apart, letters for digits, a point for the slash."""
    for pattern, problem in (
        (_SPLIT, Message("a space splits this DOI, so only its beginning is a link")),
        (
            _LETTERS,
            Message("a DOI begins with digits; this one has the letter O, l or I for 0 or 1"),
        ),
        (_CITESEER, Message("this is a number of CiteSeerX, not a DOI")),
        (_POINT, Message("a DOI has a slash after its first number; this one has a point there")),
    ):
        for match in pattern.finditer(low):
            yield Miss(SCHEME, match.start("value"), match.end("value"), problem)
