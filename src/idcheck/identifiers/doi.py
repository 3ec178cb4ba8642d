"""DOIs: found in text and addresses, trimmed, normalised.

Syntax and traps: DOI Handbook (ISO 26324); Crossref, "DOIs and matching regular expressions".
"""

from __future__ import annotations

import re
from urllib.parse import unquote

from idcheck.identifiers.found import Found
from idcheck.identifiers.identifier import Identifier

SCHEME = "doi"
_UNSEEN = "\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff"
START = r"(?<![A-Za-z0-9.$€£])10\.(?=[1-9])"
_FIND = re.compile(
    rf"(?:(?<![A-Za-z0-9$€£.])|(?<=doi)|(?<=DOI)|(?<=%2[Ff]))10\.[1-9]\d{{3,8}}+(?:\.\d++)*+/"
    rf"(?:\d*<\d++:{{1,2}}[^\s<>]{{1,24}}>\d\.\d\.CO;2-\w|[^\s\"“”«»‘’…—。，、；：）】」<>\\\x00-\x1f])++"
)
_SICI = re.compile(r"10\.\d{4,9}/\(SICI\)[^\s<]{1,40}<[^\s<>]{1,24}>\d\.\d\.CO;2-\w", re.IGNORECASE)
_QUERY = re.compile(r"[?&]\w++=|#(?!\w*\))|;jsessionid", re.IGNORECASE)
_NEXT = re.compile(r"[,;](?:doi:)?10\.\d{4,9}/")
_TAIL = re.compile(
    r"/(?:abstract|full|fulltext|full-text|pdf|epdf|pdfdirect|summary|short|meta|html|metrics|references|figures|suppinfo|citedby|issuetoc)$"
    r"|\.(?:pdf|full|short|html|xml)$",
    re.IGNORECASE,
)
_END = re.compile(r"[.,;:!?'*_~\\/’”–\u2014\U0001F000-\U0001FAFF\u2600-\u27bf\ufe0f™]+$")
_VERSIONED = re.compile(r"^(10\.(?:1101|64898)/\S+?|10\.48550/arxiv\.\S+?)v\d+$")
_DOUBTFUL = re.compile(r"^10\.5555/|^10\.1\.1\.")
_HANDLE_LIKE = re.compile(r"^10\.\d{4,9}(?:\.\d+)*/\S+$", re.DOTALL)
_PAIRS = {")": "(", "]": "[", "}": "{"}


def find(text: str) -> list[Found]:
    """The DOIs of a text in order. Spans leave out what was trimmed off the end."""
    if "10." not in text:
        return []
    found: list[Found] = []
    for match in _FIND.finditer(text):
        at = match.start()
        for part in _split(match.group()):
            raw = _bounded(part)
            value = normalise(raw)
            if value:
                found.append(Found(Identifier(SCHEME, value), (at, at + len(raw)), raw))
            at += len(part) + 1
    return found


def _split(raw: str) -> list[str]:
    """A list without spaces ("10.1/a,10.2/b") as its members."""
    parts, rest = [], raw
    while (cut := _NEXT.search(rest, 8)) is not None:
        parts.append(rest[: cut.start()])
        rest = rest[cut.start() + 1 :]
        rest = rest.removeprefix("doi:")
    return [*parts, rest]


def _bounded(raw: str) -> str:
    """The raw DOI without what follows it: a query, a closing bracket, punctuation, a page word."""
    query = _QUERY.search(raw)
    if query and not _SICI.match(raw):
        raw = raw[: query.start()]
    raw = _balanced(raw)
    while True:
        shorter = _END.sub("", raw)
        tail = _TAIL.search(shorter)
        if tail and shorter[: tail.start()].rstrip("/").count("/"):
            shorter = shorter[: tail.start()]
        if shorter == raw:
            return raw
        raw = shorter


def _balanced(raw: str) -> str:
    """Up to the first closing bracket that was not opened inside."""
    depth = dict.fromkeys(_PAIRS.values(), 0)
    for at, char in enumerate(raw):
        if char in depth:
            depth[char] += 1
        elif char in _PAIRS:
            depth[_PAIRS[char]] -= 1
            if depth[_PAIRS[char]] < 0:
                return raw[:at]
    return raw


def normalise(raw: str) -> str:
    """The normal form of a bare DOI, "" if it is none: decoded, lower case, no preprint version."""
    value = unquote(raw) if re.search(r"%[0-9A-Fa-f]{2}", raw) else raw
    value = "".join(char.lower() if char.isascii() else char for char in value)
    if not _HANDLE_LIKE.match(value) or _DOUBTFUL.match(value) and value.startswith("10.1.1."):
        return ""
    versioned = _VERSIONED.match(value)
    return versioned[1] if versioned else value


def parse(text: str) -> Identifier | None:
    """The DOI that a person entered, with or without label or resolver."""
    text = unquote(text.strip()) if "%2" in text else text.strip()
    text = re.sub(
        r"^(?:https?:/{0,2})?(?:(?:dx|www)\.)?doi\.org/+|^doi\s*[:=]?\s*/{0,2}|^info:doi/",
        "",
        text,
        flags=re.IGNORECASE,
    )
    text = re.sub(r"^(?:https?:/{0,2})?(?:(?:dx|www)\.)?doi\.org/+", "", text, flags=re.IGNORECASE)
    found = find(text)
    return (
        found[0].identifier
        if len(found) == 1
        and found[0].span[0] == 0
        and not text[found[0].span[1] :].strip(".,;:/ )")
        else None
    )
