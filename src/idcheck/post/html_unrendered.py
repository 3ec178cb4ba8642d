"""Attributes of HTML that say something of a work where no reader sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from idcheck import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from idcheck.post.html_tokens import Attribute
    from idcheck.post.model import UnrenderedKind

_SPEAKING = frozenset({
    "about", "alt", "aria-label", "cite", "doi", "itemid", "resource", "title", "value",
})  # fmt: skip
"""Attributes that may say something of a work, as any `data-` attribute may."""
_ADDRESSES: Mapping[tuple[str, str], UnrenderedKind] = {
    ("iframe", "src"): "frame", ("embed", "src"): "frame", ("object", "data"): "frame",
    ("form", "action"): "form", ("button", "formaction"): "form", ("input", "formaction"): "form",
    ("meta", "content"): "meta", ("link", "href"): "meta",
}  # fmt: skip
_TELLING = lazy.pattern(r"\d|://")
_METADATA = frozenset({"meta", "link"})
_CANONICAL = frozenset({"canonical", "cite-as"})


def may_tell(text: str) -> bool:
    """Whether a text may say something of a work: it has a digit or an address, and is no data."""
    return len(text) > 3 and not text.startswith("data:") and _TELLING.search(text) is not None


def telling(name: str, named: Mapping[str, Attribute], *, hidden: bool) -> Iterator[str]:
    """The attributes of an element that may say something of a work.

    Of a `hidden` element only metadata counts: the rest is kept with its markup.
    """
    if name in _METADATA:
        keys = {"meta": "content", "link": "href"}
        if name == "link" and not _is_canonical(named):
            return
        if keys[name] in named and may_tell(named[keys[name]].value):
            yield keys[name]
    elif not hidden:
        for key, attribute in named.items():
            speaks = key in _SPEAKING or key.startswith("data-") or (name, key) in _ADDRESSES
            if speaks and may_tell(attribute.value):
                yield key


def attribute_role(
    name: str, key: str, named: Mapping[str, Attribute]
) -> tuple[UnrenderedKind, str]:
    """What sort of saying an attribute is, and its name: a meta element has its own."""
    if name in _METADATA:
        keys = ("name", "property", "itemprop", "rel")
        return "meta", next((named[item].value for item in keys if item in named), "")
    if key == "title" and "class" in named and "Z3988" in named["class"].value:
        return "coins", key
    return _ADDRESSES.get((name, key), "attribute"), key


def _is_canonical(named: Mapping[str, Attribute]) -> bool:
    return "rel" in named and named["rel"].value.strip().lower() in _CANONICAL
