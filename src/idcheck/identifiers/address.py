"""What an address says of the work behind it, without asking anybody.

Wrappers are undone first, then the host table (`data/hosts.tsv`) is asked, then an identifier
anywhere in path, query or fragment counts.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Literal
from urllib.parse import unquote, urlsplit

from msgspec import Struct

from idcheck import lazy
from idcheck.identifiers import derived, doi, handle, hosts, isbn, pii, urn, wrappers
from idcheck.identifiers.identifier import Identifier
from idcheck.identifiers.schemes import entered

if TYPE_CHECKING:
    from collections.abc import Iterator

    from idcheck.identifiers.hit import Hit
    from idcheck.identifiers.hosts import Row

Certainty = Literal["stated", "derived", "look-up", "none"]
_REPOSITORY = lazy.pattern(
    r"/(?:handle/[0-9]|id/eprint/[0-9]+|article/(?:view|download|viewfile)/[0-9]+|bitstream/|smash/(?:record|get)|(?:thesis|theses)/[\w-]*[0-9]|xmlui/|jspui/|etd[/-])"
    r"|[?&]persistentId=",
    re.IGNORECASE,
)
_NUMBERED = lazy.pattern(r"^/[0-9]{3,7}/?$")
_REPOSITORY_HOST = lazy.pattern(
    r"^(?:oa|eprints?|e-?space|repositor[\w-]*|research|discovery|orca|theses|tesis|digital|dspace|ora|opus|archiv|pure|eprint|etheses|sro|centaur|strathprints|nrl|kar|usir|epubs)\."
)
_PDF = lazy.pattern(r"\.pdf(?:$|[?#])", re.IGNORECASE)
_IMAGE = lazy.pattern(r"\.(?:jpe?g|png|gif|webp|svg)(?:$|[?#])", re.IGNORECASE)
_ISBN_IN_PATH = lazy.pattern(r"(?<![0-9-])97[89](?:-?[0-9]){10}(?![0-9]|-[0-9])")
_ARK = lazy.pattern(r"(?<=/)ark:/?[0-9]{5,9}/[\w./=+*@$-]+")
_FIGURE = lazy.pattern(r"\.(?:g|t|s)[0-9]{3}$")
_SLUG = lazy.pattern(
    r"(?P<kept>/[^/]*[0-9][^/]*)/(?:[0-9]{4,}/)?[a-z]+(?:-[a-z0-9]+)*-[a-z0-9-]+(?:/[a-z0-9-]*)*$"
)
_LOOK_UP = frozenset({"work", "resolver", "pdf", "copy", "shortener", "catalogue", "bookshop"})
_NEEDS_LOOK_UP = frozenset(
    {
        "pii",
        "shortdoi",
        "openalex",
        "semanticscholar",
        "oclc",
        "libris",
        "goodreads",
        "googlebooks",
        "diva",
    }
)
"""Schemes that name a work but that trackers know nothing of."""
_BECOMES_WORK = frozenset({"other", "journal"})


class Address(Struct, frozen=True):
    """What an address says.

    `url` is the address without wrappers and counting parameters; `identifiers` are best first;
    `kind` says what stands there: `work` (the own page of one work), `resolver`, `pdf`, `copy`,
    `journal`, `search`, `shortener`, `news`, `catalogue`, `bookshop`, `person`, `funder`,
    `dataset`, or `other`. `certainty` is how the first identifier is known: `stated` in the
    address, `derived` from it, to be found by `look-up`, or `none`. `wrappers` names what was
    undone, the outermost first; `defects` what is wrong with the way it is written.
    """

    url: str
    identifiers: tuple[Identifier, ...]
    certainty: Certainty
    kind: str
    wrappers: tuple[str, ...] = ()
    defects: tuple[str, ...] = ()


@lru_cache(maxsize=4096)
def from_url(url: str) -> Address:
    """What an address says of the work behind it."""
    mended, defects = wrappers.mended(url)
    inner, names = wrappers.unwrapped(mended)
    if names:
        inner, more = wrappers.mended(inner)
        defects += more
    try:
        parts = urlsplit(inner)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return Address(inner, (), "none", "other", names, defects)
    if parts.scheme not in {"http", "https"} or not host:
        return _elsewhere(inner, names, defects)
    where = _decoded(
        (parts.path or "/")
        + (f"?{parts.query}" if parts.query else "")
        + (f"#{parts.fragment}" if parts.fragment else "")
    )
    kind, identifiers, certainty, more = _read(host, where, inner)
    shown, tracked = wrappers.without_tracking(inner)
    if tracked:
        more = (*more, "tracking-tail")
    return Address(shown, identifiers, certainty, kind, names, tuple(dict.fromkeys(defects + more)))


def _elsewhere(url: str, names: tuple[str, ...], defects: tuple[str, ...]) -> Address:
    """What is no web address: a URN or a handle may still stand there."""
    for scheme, finder in ((urn.SCHEME, urn.find), (handle.SCHEME, handle.find)):
        for hit in finder(url):
            if not hit.start:
                return Address(
                    url,
                    (Identifier(scheme, hit.value),),
                    "stated",
                    "resolver",
                    names,
                    (*defects, "missing-scheme"),
                )
    return Address(url, (), "none", "other", names, defects)


def _decoded(text: str) -> str:
    """Percent escapes undone, twice where they were doubled."""
    once = unquote(text)
    return unquote(once) if re.search(r"%(?:2f|3a|28|3f)", once, re.IGNORECASE) else once


def _read(
    host: str, where: str, url: str
) -> tuple[str, tuple[Identifier, ...], Certainty, tuple[str, ...]]:
    """Kind, identifiers, certainty and defects of an address without wrappers."""
    kind, found, certainty, silent = _by_table(host, where)
    defects: tuple[str, ...] = ()
    if not found and not silent:
        found, defects = _anywhere(url, where, resolver=kind == "resolver")
        certainty = "stated" if found else "none"
        if found and found[0].scheme == doi.SCHEME and kind in _BECOMES_WORK | {""}:
            kind = "work"
    kind = kind or _kind_by_shape(host, where)
    if not found and not silent and (book := _book(where)):
        found, certainty, kind = (book,), "stated", kind if kind != "other" else "bookshop"
    needed = not found or all(one.scheme in _NEEDS_LOOK_UP for one in found)
    if needed and (kind in _LOOK_UP or found):
        certainty = "look-up"
    return kind, found, certainty, defects


def _by_table(host: str, where: str) -> tuple[str, tuple[Identifier, ...], Certainty, bool]:
    """Kind, identifiers and certainty by the host table, and whether it says that there are none."""
    kind = ""
    certainty: Certainty = "none"
    found: list[Identifier] = []
    for row in hosts.rows(host):
        if (kind and row.kind != "also") or (row.kind == "also" and not kind):
            continue
        match = row.match(where)
        if match is None:
            continue
        if row.scheme == "-":
            return row.kind, (), "none", True
        if row.scheme:
            identifier = _of_row(row, match, host)
            if identifier is None:
                continue
            found.append(identifier)
            if certainty == "none":
                certainty = "stated" if row.certainty == "stated" else "derived"
        kind = kind or row.kind
    return kind, tuple(found), certainty, False


def _of_row(row: Row, match: re.Match[str], host: str) -> Identifier | None:
    if row.value.startswith("@"):
        value = derived.RULES[row.value[1:]](match, host)
    else:
        value = re.sub(r"\$(\d)", lambda group: match[int(group[1])] or "", row.value)
    return entered(row.scheme, value)


def _anywhere(
    url: str, where: str, *, resolver: bool
) -> tuple[tuple[Identifier, ...], tuple[str, ...]]:
    """The first identifier in an address that is not of a known form, and what is odd about it."""
    hits: list[Hit] = list(doi.find(url)) or list(doi.find(where))
    if hits:
        value = hits[0].value if resolver else _SLUG.sub(r"\g<kept>", hits[0].value)
        defects = hits[0].defects + (("figure-doi",) if _FIGURE.search(value) else ())
        return (Identifier(doi.SCHEME, value),), defects
    # A URN keeps escapes of its own, so only those of the address are undone.
    urns = [Identifier(urn.SCHEME, hit.value) for hit in urn.find(unquote(url))]
    return tuple(urns or _others(where))[:1], ()


def _others(where: str) -> Iterator[Identifier]:
    for scheme, finder in (
        (urn.SCHEME, urn.find),
        (handle.SCHEME, handle.find),
        (pii.SCHEME, pii.find),
    ):
        for hit in finder(where):
            yield Identifier(scheme, hit.value)
    for ark in _ARK.finditer(where):
        yield Identifier("ark", ark[0].rstrip("/."))


def _book(where: str) -> Identifier | None:
    """An ISBN of 13 digits in the path of a page."""
    path = where.split("?", 1)[0]
    match = _ISBN_IN_PATH.search(path)
    value = isbn.normalise(match[0]) if match and not _IMAGE.search(path) else ""
    return Identifier(isbn.SCHEME, value) if value else None


def _kind_by_shape(host: str, where: str) -> str:
    """The kind of an address whose host is not in the table, by shapes that repositories share."""
    numbered = _NUMBERED.search(where) and _REPOSITORY_HOST.match(host)
    if numbered or _REPOSITORY.search(where):
        return "pdf" if _PDF.search(where) else "work"
    return "pdf" if _PDF.search(where) else "other"
