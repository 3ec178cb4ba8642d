"""What template code says to a reader: citations by key and links.

`{% cite key %}` (Jekyll Scholar), `{{< cite "key" >}}` and `{{< doi "10.1234/x" >}}` (Hugo) are
known, and any code with an address in an attribute such as `href`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from idcheck import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAME = lazy.pattern(r"\{[{%][-<%]?\s*+([\w.-]++)\s*+")
_CITING = frozenset({"cite", "citet", "citep", "citealt", "cite_details", "reference", "quote"})
_RESOLVERS = {
    "doi": "https://doi.org/", "arxiv": "https://arxiv.org/abs/",
    "pubmed": "https://pubmed.ncbi.nlm.nih.gov/", "pmid": "https://pubmed.ncbi.nlm.nih.gov/",
    "pmcid": "https://pmc.ncbi.nlm.nih.gov/articles/", "hdl": "https://hdl.handle.net/",
    "handle": "https://hdl.handle.net/",
}  # fmt: skip
"""Codes named after a scheme, and where the identifier that they are given resolves."""
_ARGUMENT = lazy.pattern(
    r"""(?:(?P<name>[\w-]++)\s*+(?:=|:(?=\s))\s*+)?(?:"(?P<double>[^"]*+)"|'(?P<single>[^']*+)'|`(?P<raw>[^`]*+)`|(?P<bare>[^\s"'`=%>}]++))"""
)
_LINKING = frozenset({"href", "link", "url", "to"})
_KEY = lazy.pattern(r"[^\s,;&\"']++")


class Value(Struct, frozen=True):
    """A stretch of template code that means something, at the source offsets `start`..`end`.

    A `link` leads to `target`, an `attribute` says `text` under `name`.
    """

    kind: Literal["key", "link", "attribute"]
    text: str
    start: int
    end: int
    target: str = ""
    name: str = ""


def values(source: str, start: int, end: int) -> Iterator[Value]:
    """The citation keys and links in the template code at `start`..`end`."""
    head = _NAME.match(source, start, end)
    if head is None:
        return
    name = head[1].lower()
    for argument in _ARGUMENT.finditer(source, head.end(), end - 2):
        group = argument.lastgroup or "bare"
        text, at = argument[group], argument.start(group)
        label = (argument["name"] or "").lower()
        if text == "|" or text.startswith("--"):
            return
        if name in _CITING and label in {"", "key", "keys"}:
            for key in _KEY.finditer(source, at, argument.end(group)):
                yield Value("key", key.group(), *key.span())
        elif name in _RESOLVERS and label in {"", "id", name}:
            yield Value("link", text, at, argument.end(group), _resolved(name, text))
            return
        elif label in _LINKING and text.startswith(("https://", "http://")):
            yield Value("link", "", at, argument.end(group), text)
            return
        elif label in _RESOLVERS:
            yield Value("attribute", text, at, argument.end(group), name=label)


def _resolved(name: str, text: str) -> str:
    return text if "://" in text[:8] else _RESOLVERS[name] + text.removeprefix(f"{name}:")
