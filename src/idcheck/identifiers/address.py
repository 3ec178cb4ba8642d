"""What an address says of the work behind it, without asking anybody.

Wrappers are undone first, then the host table (`data/hosts.tsv`) is asked, then a DOI anywhere in
path, query or fragment counts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal
from urllib.parse import unquote, urlsplit

from idcheck.identifiers import arxiv, doi, isbn
from idcheck.identifiers.identifier import Identifier

Certainty = Literal["stated", "derived", "look-up", "none"]
_LOOSE = re.compile(
    r"^(?:doi:/{0,2}\s*|(?://|https?:?/{0,3})?(?:dx[.-]|www\.)?doi[.-](?:org|og|or)/+)+(?=10\.)",
    re.IGNORECASE,
)
_REDIRECT = re.compile(
    r"^https?://(?:(?:www\.)?google\.[a-z.]+/url|l\.facebook\.com/l\.php|[\w.-]+\.safelinks\.protection\.outlook\.com/)\?(?:[^#]*&)?(?:url|q|u)=([^&#]+)",
    re.IGNORECASE,
)
_ARCHIVED = re.compile(r"^https?://web\.archive\.org/web/[\w*]+/(https?:/.+)$", re.IGNORECASE)
_LOGIN = re.compile(r"^https?://[^/]+/login\?q?url=(.+)$", re.IGNORECASE)
_PROXIED = re.compile(
    r"^(?:0-)?((?:[\w-]+\.)+(?:org|com|net|edu|gov|de|uk))\.(?:[\w-]*(?:proxy|libproxy|ezp)[\w-]*\.[\w.-]+|idm\.oclc\.org)$",
    re.IGNORECASE,
)
_HYPHENATED = re.compile(
    r"^(?:0-)?([\w-]+)\.(?:[\w.-]*(?:proxy|ezp|idm\.oclc|focus\.lib)[\w.-]*)$", re.IGNORECASE
)
_AMAZON = re.compile(
    r"/(?:dp|gp/product|exec/obidos/(?:ASIN|tg/detail/-))/(?:product/)?(\d{9}[\dXx])(?:[/?]|$)"
)
_REPOSITORY = re.compile(
    r"/(?:handle/\d|id/eprint/\d+|article/(?:view|download)/\d+|bitstream/handle/|smash/(?:record|get)|record/\d+/files/.*thesis)|^/\d{3,7}/?$"
)
_EPRINTS_HOST = re.compile(
    r"^(?:oa|eprints?|e-?space|repository|research|discovery|orca|theses|tesis|digital|dspace|ora|opus|archiv)\."
)
_PDF = re.compile(r"\.pdf(?:$|[?#])", re.IGNORECASE)
_MOST_WRAPPERS = 3


@dataclass(frozen=True, slots=True)
class Address:
    """What an address says.

    `url` is the address without wrappers; `identifiers` are best first; `kind` says what stands
    there (see `data/hosts.tsv`), `wrappers` what was undone, `certainty` how the first
    identifier is known: `stated` in the address, `derived` from it, to be `look-up`ed, or none.
    """

    url: str
    identifiers: tuple[Identifier, ...]
    certainty: Certainty
    kind: str
    wrappers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Row:
    path: str
    kind: str
    scheme: str
    value: str
    certainty: str


@cache
def from_url(url: str) -> Address:
    """What an address says of the work behind it."""
    plain, wrappers = _unwrap(url.strip())
    loose = _LOOSE.match(plain)
    if loose:
        plain = "https://doi.org/" + plain[loose.end() :]
    try:
        parts = urlsplit(plain)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return Address(plain, (), "none", "other", wrappers)
    if parts.scheme not in {"http", "https", ""}:
        return Address(plain, (), "none", "other", wrappers)
    where = parts.path + (f"?{parts.query}" if parts.query else "")
    stated = tuple(
        Identifier("doi", item.value)
        for item in doi.find(_decoded(where + ("#" + parts.fragment if parts.fragment else "")))
    )
    row = _row(host, where)
    kind = row.kind if row else _kind_by_shape(host, where)
    if row and row.scheme and not stated:
        read = _from_row(row, host, where)
        return Address(
            plain, read, "stated" if row.certainty == "stated" else "derived", kind, wrappers
        )
    if (
        not stated
        and (product := _AMAZON.search(where))
        and "amazon." in host
        and (value := isbn.normalise(product[1]))
    ):
        return Address(plain, (Identifier("isbn", value),), "stated", "bookshop", wrappers)
    if stated:
        stated = stated[:1]
        return Address(
            plain,
            stated,
            "stated",
            kind if kind not in {"other", "journal", "search"} else "work",
            wrappers,
        )
    return Address(plain, (), "look-up" if kind in {"work", "resolver"} else "none", kind, wrappers)


def _unwrap(url: str) -> tuple[str, tuple[str, ...]]:
    wrappers: list[str] = []
    while len(wrappers) < _MOST_WRAPPERS:
        for name, pattern in (
            ("redirector", _REDIRECT),
            ("web-archive", _ARCHIVED),
            ("proxy", _LOGIN),
        ):
            if (match := pattern.match(url)) is not None:
                url = (
                    unquote(match[1])
                    if name != "web-archive"
                    else re.sub(r"^(https?:/)(?!/)", r"\1/", match[1])
                )
                wrappers.append(name)
                break
        else:
            break
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return url, tuple(wrappers)
    if (match := _PROXIED.match(host)) is not None and _rows(match[1]):
        return url.replace(host, match[1], 1), (*wrappers, "proxy")
    if (match := _HYPHENATED.match(host)) is not None:
        real = match[1].replace("--", "\0").replace("-", ".").replace("\0", "-")
        if _rows(real):
            return url.replace(host, real, 1), (*wrappers, "proxy")
    return url, tuple(wrappers)


def _decoded(text: str) -> str:
    """Percent escapes undone, twice where they were doubled."""
    once = unquote(text)
    return unquote(once) if re.search(r"%2f|%3a|%28", once, re.IGNORECASE) else once


@cache
def _table() -> dict[str, tuple[_Row, ...]]:
    rows: dict[str, list[_Row]] = {}
    for line in (files("idcheck.data") / "hosts.tsv").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            host, path, kind, scheme, value, certainty, _source = line.split("\t")
            rows.setdefault(host, []).append(_Row(path, kind, scheme, value, certainty))
    return {host: tuple(held) for host, held in rows.items()}


def _rows(host: str) -> tuple[_Row, ...]:
    """The rows of the longest known host that is this host or above it."""
    labels = host.lower().removeprefix("www.").split(".")
    for start in range(len(labels) - 1):
        if (rows := _table().get(".".join(labels[start:]))) is not None:
            return rows
    return ()


def _row(host: str, where: str) -> _Row | None:
    return next(
        (row for row in _rows(host) if not row.path or re.search(row.path, where, re.IGNORECASE)),
        None,
    )


def _from_row(row: _Row, host: str, where: str) -> tuple[Identifier, ...]:
    match = re.search(row.path, _decoded(where), re.IGNORECASE)
    if match is None:
        return ()
    value = re.sub(r"\$(\d)", lambda group: match[int(group[1])] or "", row.value)
    del host
    if row.scheme == "doi":
        value = getattr(doi.parse(value), "value", "")
    elif row.scheme == "isbn":
        value = isbn.normalise(value)
    elif row.scheme == "arxiv":
        value = arxiv.normalise(value.rstrip("."))
    return (Identifier(row.scheme, value),) if value else ()


def _kind_by_shape(host: str, where: str) -> str:
    """The kind of an address whose host is not in the table, by shapes that repositories share."""
    if re.match(r"books\.google\.", host):
        return "work"
    shaped = _REPOSITORY.search(where)
    if shaped and (not re.match(r"^/\d{3,7}/?$", shaped[0]) or _EPRINTS_HOST.match(host)):
        return "pdf" if _PDF.search(where) else "work"
    return "other"
