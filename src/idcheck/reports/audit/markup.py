"""HTML as a tree, escaped where it is written: whatever is no element is text, in the reader's language."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from msgspec import Struct

from idcheck.messages import Message, in_language
from idcheck.reports.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

Value = str | int | float | None
_VOID = frozenset({"br", "meta", "rect", "line"})
"""Elements with nothing in them. Those of SVG have to be closed by a slash."""
_CODE = "`"


class Raw(Struct, frozen=True):
    """A style or a script, which is written as it is. Nothing of posts or registries is ever in one."""

    content: str


class Markup(Struct, frozen=True):
    """An element, or without a name the nodes in it one after the other."""

    name: str
    inner: tuple[Node, ...]
    attributes: dict[str, Value]


Node = str | Markup | Raw


def tag(name: str, /, *inner: Node, **attributes: Value) -> Markup:
    """An element. `class_` and `data_value` stand for `class` and `data-value`; None leaves an attribute out."""
    return Markup(name, inner, attributes)


def joined(*inner: Node) -> Markup:
    """Several nodes as one."""
    return Markup("", inner, {})


def link(url: str, *label: Node) -> Markup:
    """A link to an address of the web; of any other address only the label."""
    if not url.startswith(("https://", "http://")):
        return joined(*label)
    return tag("a", *label, href=url, rel="noreferrer noopener")


def html(node: Node, language: str) -> str:
    """A node as HTML. Messages are in the language given; what they have in backticks is code."""
    return "".join(_pieces(node, language))


def _pieces(node: Node, language: str) -> Iterator[str]:
    if isinstance(node, Raw):
        yield node.content
    elif isinstance(node, Message):
        yield _prose(in_language(node, language))
    elif isinstance(node, str):
        yield _text(node)
    else:
        yield from _element(node, language)


def _element(node: Markup, language: str) -> Iterator[str]:
    """An element with what is in it; a bare one has no tags of its own."""
    name = node.name
    if name:
        given = "".join(_attribute(key, value, language) for key, value in node.attributes.items())
        yield f"<{name}{given}/>" if name in _VOID else f"<{name}{given}>"
    for each in node.inner:
        yield from _pieces(each, language)
    if name and name not in _VOID:
        yield f"</{name}>"


def _attribute(key: str, value: Value, language: str) -> str:
    if value is None:
        return ""
    said = in_language(value, language) if isinstance(value, str) else str(value)
    return f' {key.rstrip("_").replace("_", "-")}="{_text(said)}"'


def _prose(said: str) -> str:
    """A sentence whose pairs of backticks are code."""
    parts = [_text(part) for part in said.split(_CODE)]
    if len(parts) % 2 == 0:
        return _CODE.join(parts)
    return "".join(
        f"<code>{part}</code>" if index % 2 else part for index, part in enumerate(parts)
    )


def _text(said: str) -> str:
    """Words as text: nothing in them is markup, and nothing is hidden."""
    return escape(visible(said))
