"""Identifiers that follow from an address by a rule of the house it belongs to.

Each rule takes the match of a row of the host table and the host, and gives a value or "".
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from idcheck import data, lazy
from idcheck.identifiers import pii

if TYPE_CHECKING:
    from collections.abc import Callable

_DOTLESS = frozenset(
    (
        "aja", "ajg", "ajh", "am", "aps", "bcj", "bdj", "bjc", "bjp", "bmt", "boneres", "cddis", "cddiscovery", "cdd", "cgt", "clpt", "cmi", "cr", "cti",
        "ctg", "ejcn", "ejhg", "emi", "emm", "eye", "gene", "gim", "gt", "hdy", "hgv", "hortres", "hr", "icb", "ijo", "ijos", "ijosup", "ismej", "ja", "jcbfm",
        "jes", "jhg", "jhh", "jid", "jp", "ki", "labinvest", "leu", "lsa", "mi", "micronano", "modpathol", "mp", "mt", "mtm", "mtna", "mtod", "npjamd",
        "npjbcancer", "npjbiofilms", "npjcompumats", "npjgenmed", "npjmgrav", "npjparkd", "npjpcrm", "npjqi", "npjregenmed", "npjschz", "npjscilearn", "npp",
        "nutd", "oby", "onc", "oncsis", "pcan", "pj", "pr", "psp", "sc", "scsandc", "sdata", "sigtrans", "tp", "tpj",
    )
)  # fmt: skip
"""Titles of nature.com whose addresses leave out the dots that their DOIs have, up to about 2017."""
_AS_IT_IS = lazy.pattern(
    r"[sd][0-9]{5}-[0-9]{2,3}-[0-9]{4,5}-[0-9a-z]{1,2}|[a-z]{2,14}[0-9]{3,6}[a-z]?|srep[0-9]{3,6}|[a-z]{2,14}\.[0-9]{4}\.[0-9]{1,4}(?:\.[0-9]{1,3})?|[a-z]{1,8}\.[0-9]{3,5}"
    r"|[0-9]{5,6}[a-z][0-9]?|[0-9]{8}|nj[0-9]{4}-[0-9]+[a-z]?|[a-z]{1,6}[0-9]{2,4}-[0-9]{2,4}[a-z]?"
)
_FLATTENED = lazy.pattern(r"([a-z]+)((?:19|20)[0-9]{2})([0-9]{1,4})")
_NATURE_OWN = frozenset(
    (
        "nature",
        "srep",
        "ncomms",
        "nphys",
        "nmeth",
        "ng",
        "nbt",
        "nchem",
        "nmat",
        "nphoton",
        "nclimate",
        "ngeo",
        "nplants",
        "nn",
        "ni",
        "ncb",
        "nm",
        "nnano",
    )
)


def nature(match: re.Match[str], _host: str) -> str:
    """`/articles/<id>`: mostly the suffix as it is; see the notes on dots, prefix and numbers."""
    name = match[1].lower()
    if name.startswith("s41599-"):
        return f"10.1057/{name}"
    flat = _FLATTENED.fullmatch(name)
    if flat and flat[1] in _DOTLESS:
        return f"10.1038/{flat[1]}.{flat[2]}.{flat[3]}"
    if flat and flat[1] not in _NATURE_OWN:
        return ""
    return f"10.1038/{name}" if _AS_IT_IS.fullmatch(name) else ""


def nature_volume(match: re.Match[str], _host: str) -> str:
    """`/<journal>/journal/v1/n1/full/<id>.html`, the form up to 2016."""
    journal, name = match[1].lower(), match[2].lower()
    if (number := re.fullmatch(r"([0-9]{7})[a-z]?", name)) is not None:
        return f"10.1038/sj.{journal}.{number[1]}"
    return f"10.1038/{name}"


@cache
def _mdpi_names() -> dict[str, str]:
    return {row[0]: row[1] for row in data.rows("mdpi.tsv")}


def mdpi(match: re.Match[str], _host: str) -> str:
    """`/<ISSN>/<volume>/<issue>/<article>`: name of the journal, volume, issue in two digits, article in four."""
    name = _mdpi_names().get(match[1].upper())
    return f"10.3390/{name}{int(match[2])}{int(match[3]):02}{int(match[4]):04}" if name else ""


def copernicus(match: re.Match[str], host: str) -> str:
    """`<journal>.copernicus.org/articles/<volume>/<page>/<year>/`."""
    journal = host.split(".", maxsplit=1)[0]
    return f"10.5194/{journal}-{match[1]}-{match[2]}-{match[3]}"


def oxford(match: re.Match[str], _host: str) -> str:
    """`/view/10.1093/<set>/<isbn>.001.0001/<set>-<isbn>-e-<number>`: the entry's DOI."""
    work, isbn, kind, number = match[1].lower(), match[2], match[3], match[4]
    if not number:
        return f"10.1093/{work}/{isbn}.001.0001"
    if kind in {"chapter", "miscmatter"}:
        return f"10.1093/{work}/{isbn}.003.{int(number):04}"
    if work in _OXFORD_LETTERS:
        letters = _OXFORD_LETTERS[work]
        letter = letters.get(number[:1], "") if len(number) == 10 else letters.get("", "")
        entry = number[-7:].removeprefix("0") if letter and len(number) == 10 else number
        return f"10.1093/{work}/{isbn}.article.{letter}{entry if letter else number.lstrip('0')}"
    return _oxford_entry(work, isbn, number)


def _oxford_entry(work: str, isbn: str, number: str) -> str:
    plain = number.lstrip("0")
    if work in {"ref:odnb", "odnb"} and len(plain) < 6:
        return f"10.1093/ref:odnb/{plain}"
    if work == "oxfordhb" and len(number) == 3:
        plain = number.zfill(4)
    letter = "u" if work == "ww" else ""
    return f"10.1093/{work.removeprefix('ref:')}/{isbn}.013.{letter}{plain}"


_OXFORD_LETTERS = {
    "gmo": {"1": "a", "2": "j", "4": "l", "5": "o"},
    "gao": {"7": "t"},
    "benz": {"": "b"},
    "anb": {"": ""},
}
"""Grove Music, Grove Art, Benezit, American National Biography: the first of ten digits stands for
a letter in the DOI (tests of the Wikipedia citation bot)."""


def lancet(match: re.Match[str], _host: str) -> str:
    """`/article/PII<17 characters>`: the DOI has the PII with its punctuation."""
    return f"10.1016/{pii.printed(match[1].upper())}"


def ideas(match: re.Match[str], _host: str) -> str:
    """`/p/wbk/wbpubs/2266.html`; `v1y2019i3p695-713` stands for `v:1:y:2019:i:3:p:695-713`."""
    return f"RePEc:{match[1]}:{match[2]}:{_issue(match[3])}"


def _issue(item: str) -> str:
    parts = re.fullmatch(r"v(\w+?)y([0-9]{4})(?:i([\w-]+?))?p([\w.-]+)", item)
    if parts is None:
        return item
    issue = f":i:{parts[3]}" if parts[3] else ":i:"
    return f"v:{parts[1]}:y:{parts[2]}{issue}:p:{parts[4]}"


def econpapers(match: re.Match[str], _host: str) -> str:
    """`/paper/wbkwbpubs/2266.htm`: archive and series in one; `_3a` is a colon."""
    item = re.sub(r"_3a", ":", match[3], flags=re.IGNORECASE)
    return f"RePEc:{match[1]}:{match[2]}:{item}"


RULES: dict[str, Callable[[re.Match[str], str], str]] = {
    "nature": nature, "nature-volume": nature_volume, "mdpi": mdpi, "copernicus": copernicus, "oxford": oxford, "lancet": lancet,
    "ideas": ideas, "econpapers": econpapers,
}  # fmt: skip
