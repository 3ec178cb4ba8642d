"""How far a DOI reaches: the part after its first slash, in prose and in addresses."""

from __future__ import annotations

import re

from msgspec import Struct

from idcheck import lazy

_SICI = (
    r"(?P<sici>(?:<|&lt;|%3[Cc])(?!/)(?:[^\s<>&%\"]|%3[Aa]){0,60}(?:>|&gt;|%3[Ee])"
    r"[0-9]\.[0-9]\.[A-Za-z]{2}(?:;|%3[Bb])[0-9](?:-(?:[A-Za-z0-9#+]|%23))?)"
)
"""The contribution of a serial item, by pages and title or empty, as its end shows (ANSI/NISO Z39.56)."""
# One alternative a kind of piece; what none matches ends the DOI.
_STOPS = (
    r"\s\x00-\x1f\x7f\"“”„‟«»‹›‘’‚‛`…\u2010-\u2015\u2043\u2212|^⟨⟩〈〉"
    r"\u2022\u2020\u2021\u2032\u2033\u2122\u00a9\u00ae\u2190-\u2bff\u3000-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff"
    r"\ufe00-\ufe0f\uff00-\uff9f\U0001f000-\U0001faff\U00020000-\U0003ffff"
)
_PIECE = lazy.pattern(
    rf"(?P<plain>[^{_STOPS}()\[\]{{}}<>&?#;,%\\:]++)"
    r"|(?P<open>[(\[{])|(?P<close>[)\]}])"
    rf"|{_SICI}"
    r"|(?P<colon>:(?!//|\s?10\.[0-9]{4,9}/))"
    r"|(?P<comma>[,;](?!\s?(?:(?i:https?://(?:dx\.)?doi\.org/|doi:)\s?)?10\.[0-9]{4,9}/|(?i:jsessionid)))"
    r"|(?P<entity>&(?:amp|AMP|#38|#[xX]26);(?![A-Za-z_]\w*=))"
    r"|(?P<and>&(?!(?:[A-Za-z]{2,6}|#[0-9]{1,5}|#[xX][0-9A-Fa-f]{1,4});|\w+=))"
    r"|(?P<ask>\?(?!\w+=))"
    # An escaped `?name=` or `&name=` belongs to the address that the escaped one stands in.
    r"|(?P<escape>(?:(?!%(?:25)?(?:26|3[Ff])\w{1,40}(?:=|%(?:25)?3[Dd]))%(?:25){0,2}[0-9A-Fa-f]{2})++)"
    r"|\\(?P<underscore>_)"
)
_PAIRS = {")": "(", "]": "[", "}": "{"}
_SYMBOL = lazy.pattern("[\u2020-\u2022\u2122\u00a9\u00ae\u2190-\u2bff\ufe0f\U0001f000-\U0001faff]")
_AROUND = ".,;:!?'\"*_~\\/´‚([{"
_LABEL_GLUED = lazy.pattern(r"(?:https?|doi)$", re.IGNORECASE)
_TAIL = lazy.pattern(
    r"/(?:abstract|abs|full|fulltext|full-text|pdf|epdf|epub|pdfdirect|pdfplus|pdfft|summary|short|meta|html|htm|xml|metrics|references|refs|figures"
    r"|suppinfo|supplementary|supplemental|suppl|citedby|citation|citations|issuetoc|tables|comments|related|share|download|ris|bibtex|standard)$"
    r"|/(?:figures|tables)/[0-9]{1,2}$|/suppl_file/[^/]+$|/asset/[^/]+$"
    r"|/(?:file|main|paper|article|document|fulltext[0-9]*|full|pdf|download|reprint|manuscript)\.(?:pdf|html?|xml)$"
    r"|\.(?:pdf|pdf\+html|full|full-text|short|abstract|html?|xml|figures-only|article-info|supplementary-material|svg)$",
    re.IGNORECASE,
)
_LONGEST_TAIL = 90
_SICI_END = lazy.pattern(r">[0-9]\.[0-9]\.[A-Za-z]{2};[0-9](?:-.?)?$")
_ESCAPE = lazy.pattern(r"%(?:25){0,2}([0-9A-Fa-f]{2})")
_ENDS_DECODED = lazy.pattern(
    r"[<\s\x00-\x1f\x7f“”„‟«»‹›‘’…—\u2190-\u2bff\u3000-\u30ff\uff00-\uff9f\U0001f000-\U0001faff]"
)
_SIGNIFICANT = lazy.pattern(r"[^\W_]")
_LOOK_BACK = 300


class Body(Struct, frozen=True):
    """The suffix of a DOI.

    `end` is where it ends, `stop` where reading stopped (trimmed characters lie between);
    `alternates` are other suffixes that only a look-up can refuse.
    """

    suffix: str
    end: int
    stop: int
    defects: tuple[str, ...]
    alternates: tuple[str, ...]


def read(copy: str, start: int, at: int) -> Body:
    """The suffix that begins at `at` in a working copy; `start` is where the DOI begins."""
    decoded, stop, defects = _pieces(copy, start, at)
    if copy.startswith(":", stop) and (glued := _LABEL_GLUED.search(decoded[-5:])) is not None:
        decoded, stop = decoded[: -len(glued[0])], stop - len(glued[0])
    suffix, tail = _trimmed(decoded)
    dropped = decoded[len(suffix) :]
    if tail:
        defects.append("page-tail")
    if _SYMBOL.match(copy, stop):
        defects.append("glued-symbol")
    if copy.startswith("…", stop) or dropped.startswith("..."):
        defects.append("ellipsis")
    if re.match(r"[?&#]\S", copy[stop : stop + 2]):
        defects.append("tracking-tail")
    end = stop - len(dropped) if copy.endswith(dropped, at, stop) else stop
    return Body(suffix, end, stop, tuple(dict.fromkeys(defects)), _alternates(suffix, dropped))


def _pieces(copy: str, start: int, at: int) -> tuple[str, int, list[str]]:
    """The decoded characters from `at` on, where they end, and what was odd about them."""
    parts: list[str] = []
    depth = {"(": 0, "[": 0, "{": 0}
    defects: list[str] = []
    while (piece := _PIECE.match(copy, at)) is not None:
        kind, raw, whole = piece.lastgroup, piece[0], True
        if (kind == "and" and _in_query(copy, start)) or (
            kind == "ask" and _in_address(copy, start)
        ):
            break
        if kind in {"escape", "entity", "sici"}:
            if "&" in raw:
                defects.append("html-entity")
            raw, whole = (_undone(raw), True) if kind == "sici" else _decoded(raw)
        if kind in {"escape", "open", "close"}:
            fitting = _balanced(raw, depth)
            raw, whole = raw[:fitting], whole and fitting == len(raw)
        elif kind == "underscore":
            raw = "_"
        parts.append(raw)
        if not whole:
            break
        at = piece.end()
    return "".join(parts), at, defects


def _balanced(raw: str, depth: dict[str, int]) -> int:
    """How many characters come before a closing bracket that was not opened; counts the others."""
    for at, char in enumerate(raw):
        if char in depth:
            depth[char] += 1
        elif char in _PAIRS:
            if not depth[_PAIRS[char]]:
                return at
            depth[_PAIRS[char]] -= 1
    return len(raw)


def _undone(raw: str) -> str:
    """Entities and percent escapes of a SICI undone."""
    from html import unescape
    from urllib.parse import unquote

    return unquote(unescape(raw))


def _decoded(raw: str) -> tuple[str, bool]:
    """Entities and percent escapes undone, and whether nothing in them ends the DOI."""
    from html import unescape

    parts: list[bytes] = []
    raw = unescape(raw)
    at = 0
    for match in _ESCAPE.finditer(raw):
        parts += [raw[at : match.start()].encode(), bytes.fromhex(match[1])]
        at = match.end()
    octets = b"".join([*parts, raw[at:].encode()])
    try:
        text = octets.decode()
    except UnicodeDecodeError as error:
        return octets[: error.start].decode(), False
    ended = _ENDS_DECODED.search(text)
    return (text[: ended.start()], False) if ended else (text, True)


def _in_address(copy: str, start: int) -> bool:
    return copy[start - 1 : start] in {"/", "="} or copy[max(0, start - 3) : start].lower() == "%2f"


def _in_query(copy: str, start: int) -> bool:
    """Whether the DOI is the value of a parameter of an address, where `&` ends it."""
    words = copy[max(0, start - _LOOK_BACK) : start].rsplit(maxsplit=1)
    return bool(words) and "?" in words[-1] and "/" in words[-1]


def _trimmed(decoded: str) -> tuple[str, bool]:
    """The suffix without what follows it, and whether a page word did."""
    first = _SIGNIFICANT.search(decoded)
    end, tail = len(decoded), False
    while first:
        while end and decoded[end - 1] in _AROUND and not _sici(decoded, end):
            end -= 1
        reach = max(0, end - _LONGEST_TAIL)
        word = _TAIL.search(decoded[reach:end])
        # Something of the suffix itself must remain.
        if word is None or first.start() >= reach + word.start():
            return decoded[:end], tail
        end, tail = reach + word.start(), True
    return "", tail


def _sici(decoded: str, end: int) -> bool:
    return (
        decoded[end - 1] not in ".,;:"
        and _SICI_END.search(decoded[max(0, end - 12) : end]) is not None
    )


def _alternates(suffix: str, dropped: str) -> tuple[str, ...]:
    """The longer suffixes that the dropped characters may make: real DOIs end in all of these."""
    if not dropped or not suffix:
        return ()
    ends = [1] if dropped[0] in "./:_*" else []
    if len(dropped) > 1 and len(dropped) < _LONGEST_TAIL and re.fullmatch(r"[\w.:/-]+", dropped):
        ends.append(len(dropped))
    return tuple(suffix + dropped[:end] for end in ends)
