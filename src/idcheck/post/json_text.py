"""JSON with the offsets of its strings, for editing what stands in them."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, NamedTuple

from idcheck import lazy
from idcheck.post.decoding import UnreadableError

if TYPE_CHECKING:
    from idcheck.post.located import Cutting

_TOKEN = lazy.pattern(
    r'[\s,:]*+(?:(?P<string>"(?:[^"\\]|\\.)*+")|(?P<open>[\[{])|(?P<close>[\]}])|(?P<other>[^\s\[\]{},:"]++))',
    re.DOTALL,
)
_ESCAPE = lazy.pattern(r"(?:\\u[0-9A-Fa-f]{4})++|\\.", re.DOTALL)
_PAIR = lazy.pattern(
    r"\\u[dD][89abAB][0-9A-Fa-f]{2}\\u[dD][c-fC-F][0-9A-Fa-f]{2}|\\u[0-9A-Fa-f]{4}"
)


class String(NamedTuple):
    """A string of JSON between its quotation marks."""

    start: int
    end: int

    def value(self, source: str) -> str:
        """What the string says; half characters become U+FFFD."""
        raw = source[self.start : self.end]
        return _sound(json.loads(f'"{raw}"', strict=False)) if "\\" in raw else raw

    def cut(self, source: str, into: Cutting) -> None:
        """Add what the string says to a cutting, each character with its place."""
        at = self.start
        for match in _ESCAPE.finditer(source, self.start, self.end):
            into.copy(at, match.start())
            at = match.end()
            if match.group()[1] != "u":
                into.escape(json.loads(f'"{match.group()}"'), match.start(), at)
                continue
            for one in _PAIR.finditer(source, match.start(), at):
                into.escape(_sound(json.loads(f'"{one.group()}"')), one.start(), one.end())
        into.copy(at, self.end)


class Object(NamedTuple):
    """An object of JSON, and the offset at which it begins."""

    start: int
    fields: dict[str, Node]


class Array(NamedTuple):
    """A list of JSON."""

    items: list[Node]


Node = String | Object | Array | None
"""A value; None stands for numbers, truth values and null."""


def parse(source: str, start: int = 0, end: int | None = None) -> Node:
    """The value of a JSON text. Raises UnreadableError, whose message names the line."""
    end = len(source) if end is None else end
    try:
        json.loads(source[start:end], strict=False)
    except json.JSONDecodeError as error:
        line = source.count("\n", 0, start) + error.lineno
        raise UnreadableError(f"this is not JSON (line {line}: {error.msg})") from None
    except (RecursionError, ValueError):
        raise UnreadableError("this JSON is nested too deeply or has a number too large") from None
    return _value(source, start, end)


def _value(source: str, start: int, end: int) -> Node:
    """The value of a text that is valid JSON."""
    root: list[Node] = []
    stack: list[tuple[Object | Array, str]] = []
    key: str | None = None
    at = start
    while match := _TOKEN.match(source, at, end):
        at = match.end()
        node: Node = None
        if match["close"]:
            stack.pop()
            key = None
            continue
        holder = stack[-1][0] if stack else None
        if match["string"]:
            node = String(match.start("string") + 1, match.end("string") - 1)
            if isinstance(holder, Object) and key is None:
                key = node.value(source)
                continue
        elif match["open"]:
            node = Object(match.start("open"), {}) if match["open"] == "{" else Array([])
        if isinstance(holder, Object):
            holder.fields[key or ""] = node
        elif isinstance(holder, Array):
            holder.items.append(node)
        else:
            root.append(node)
        key = None
        if isinstance(node, Object | Array):
            stack.append((node, ""))
    return root[0] if root else None


def _sound(text: str) -> str:
    return re.sub("[\ud800-\udfff]", "\ufffd", text)
