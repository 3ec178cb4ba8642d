"""Folding: what is left of titles, names and numbers when spelling habits are taken away.

Two texts that a reader calls the same title fold to the same string, whatever their case,
accents, dashes, quotes, markup or TeX. Folded text is for comparing and searching, never shown.
"""

from __future__ import annotations

import html
import unicodedata
from functools import lru_cache

from idcheck import lazy

_TAG = lazy.pattern(r"</?[A-Za-z][^<>]{0,200}>")
_BROKEN_WORD = lazy.pattern(r"(?<=[^\W\d_])[-‐\u00ad][^\S\n]*\n\s*(?=[^\W\d_])")
_APOSTROPHE = lazy.pattern(r"['’‘ʼ´`′](?<=\w.)(?=\w)")
_NO_WORD = lazy.pattern(r"[\W_]+")
_PLAIN = bytes(
    ord(chr(code).lower()) if chr(code).isalnum() and code < 128 else 32 for code in range(256)
)
"""The same for texts in ASCII, where a table is several times faster than the pattern."""
_IDEOGRAPH = lazy.pattern(r"([\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff])")
_TEX_SIGNS = lazy.pattern(r"[{}$^_]")
_TEX_ACCENT = lazy.pattern(r"\\(?:[\"'`^~=.]|[uvHcdbrkt](?![A-Za-z]))[ ]?\{?")
_TEX_LOOKS = lazy.pattern(
    r"\\(?:emph|text\w{0,8}|math\w{0,8}|ensuremath|it|bf|rm|sc|em|sl|tt|hbox|mbox)(?![A-Za-z])[ ]?"
)
_TEX_COMMAND = lazy.pattern(r"\\([A-Za-z]{1,30})[ ]?")
_TEX_LETTERS = {"o": "o", "O": "o", "l": "l", "L": "l", "ss": "ss", "ae": "ae", "AE": "ae",
                "oe": "oe", "OE": "oe", "aa": "a", "AA": "a", "i": "i", "j": "j"}  # fmt: skip
# Letters that Unicode does not take apart, and the Greek ones that titles spell out as often.
_LETTERS = str.maketrans(
    {
        "ø": "o", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i", "ħ": "h",
        "ŋ": "n", "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ζ": "zeta",
        "η": "eta", "θ": "theta", "ι": "iota", "κ": "kappa", "λ": "lambda", "μ": "mu", "ν": "nu",
        "ξ": "xi", "π": "pi", "ρ": "rho", "σ": "sigma", "ς": "sigma", "τ": "tau", "υ": "upsilon",
        "φ": "phi", "χ": "chi", "ψ": "psi", "ω": "omega",
    }
)  # fmt: skip
_PAGE = lazy.pattern(r"[A-Za-z]{0,3}[0-9]{1,20}|^[ivxlcIVXLC]{1,9}\b")
_YEAR = lazy.pattern(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)")
PARTICLES = frozenset(
    [
        "van",
        "von",
        "der",
        "den",
        "de",
        "la",
        "le",
        "du",
        "del",
        "della",
        "di",
        "da",
        "dos",
        "das",
        "el",
        "al",
        "bin",
        "ibn",
        "ter",
        "ten",
        "zu",
        "zum",
        "st",
    ]
)
EVERYDAY = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "between",
        "by",
        "can",
        "during",
        "for",
        "from",
        "has",
        "have",
        "how",
        "in",
        "into",
        "is",
        "it",
        "its",
        "new",
        "not",
        "of",
        "on",
        "or",
        "our",
        "over",
        "than",
        "that",
        "the",
        "their",
        "these",
        "this",
        "to",
        "towards",
        "under",
        "using",
        "via",
        "was",
        "we",
        "were",
        "what",
        "when",
        "which",
        "who",
        "why",
        "with",
        "within",
        "without",
        "about",
        "after",
        "all",
        "also",
        "but",
        "do",
        "does",
        "more",
        "most",
        "no",
        "other",
        "some",
        "such",
        "they",
        "through",
        "up",
        "you",
        "au",
        "aux",
        "avec",
        "ce",
        "dans",
        "de",
        "des",
        "du",
        "en",
        "et",
        "la",
        "le",
        "les",
        "l",
        "par",
        "pour",
        "sur",
        "un",
        "une",
        "d",
        "das",
        "dem",
        "den",
        "der",
        "die",
        "ein",
        "eine",
        "einer",
        "eines",
        "für",
        "im",
        "mit",
        "und",
        "von",
        "vom",
        "zu",
        "zur",
        "zum",
        "auf",
        "bei",
        "als",
        "del",
        "della",
        "di",
        "e",
        "il",
        "nel",
        "per",
        "el",
        "los",
        "las",
        "y",
        "con",
        "para",
        "study",
        "paper",
        "research",
        "researchers",
        "scientists",
        "published",
        "journal",
        "article",
        "colleagues",
        "team",
        "findings",
    ]
)
"""Words too common to tell one title from another, folded."""


@lru_cache(maxsize=16384)
def fold(text: str) -> str:
    """`text` as lower-case words without accents, markup and punctuation, one space apart.

    A word broken at a line end is joined; Greek letters become their names; each ideograph is a
    word of its own. Folding twice changes nothing.
    """
    if "<" in text or "&" in text:
        text = _TAG.sub("", html.unescape(html.unescape(text)))
    if "\n" in text:
        text = _BROKEN_WORD.sub("", text)
    if "\\" in text or "$" in text or "{" in text:
        text = _without_tex(text)
    plain = text.isascii()
    if not plain or "'" in text or "`" in text:
        text = _APOSTROPHE.sub("", text)
    if not plain:
        text = _without_accents(text)
    if text.isascii():
        return " ".join(text.encode().translate(_PLAIN).decode().split())
    return _NO_WORD.sub(" ", text.casefold()).strip()


def _without_tex(text: str) -> str:
    text = _TEX_ACCENT.sub("", text)
    text = _TEX_LOOKS.sub("", text)
    text = _TEX_COMMAND.sub(lambda found: _TEX_LETTERS.get(found[1], f" {found[1]} "), text)
    return _TEX_SIGNS.sub("", text)


class _Heard(dict[int, int | None]):
    """Characters by their code points, None for accents and other marks; learns as it is asked."""

    def __missing__(self, code: int) -> int | None:
        silent = code > 0x7F and unicodedata.category(chr(code)) in {"Mn", "Me", "Mc", "Lm", "Cf"}
        self[code] = None if silent else code
        return self[code]


_HEARD = _Heard()


def _without_accents(text: str) -> str:
    # Twice, since folding case takes some letters apart and decomposing yields capitals.
    for _ in range(2):
        text = unicodedata.normalize("NFKD", text).translate(_HEARD).casefold()
        if text.isascii():
            return text
    return _IDEOGRAPH.sub(r" \1 ", text.translate(_LETTERS))


def words(text: str) -> list[str]:
    """The folded words of `text`, in order."""
    return fold(text).split()


def telling_words(text: str) -> list[str]:
    """The folded words of `text` that can tell one work from another, in order, each once."""
    seen = dict.fromkeys(words(text))
    return [word for word in seen if word not in EVERYDAY and (len(word) > 1 or not word.isascii())]


@lru_cache(maxsize=32768)
def name_key(family: str) -> str:
    """A family name for comparing: folded, umlauts spelled out or not, without particles."""
    if family.isascii() and family.isalpha():
        key = family.lower()
    else:
        parts = fold(family).split()
        key = "".join([part for part in parts if part not in PARTICLES] or parts)
    return key.replace("ae", "a").replace("oe", "o").replace("ue", "u")


def initials(given: str) -> str:
    """The initials of given names, folded: `Jean-Pierre` -> `jp`, `JP` -> `jp`, `J. P.` -> `jp`."""
    text = given.strip()
    if text.isalpha() and text.isupper() and len(text) <= 3:
        return fold(text)
    return "".join(part[0] for part in fold(text).split())


def first_page(pages: str) -> str:
    """The first page or the article number, in lower case and without leading zeros, else ""."""
    found = _PAGE.search(pages)
    return found[0].lower().lstrip("0") if found else ""


def years(text: str) -> tuple[int, ...]:
    """The years named in `text`, in order."""
    return tuple(int(found) for found in _YEAR.findall(text))
