"""XML with the offsets of its elements and of what stands in them."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING
from xml.parsers import expat

from msgspec import Struct, field

from idcheck import lazy
from idcheck.post.decoding import UnreadableError
from idcheck.post.located import Cutting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from idcheck.post.located import Located

_TOKEN = lazy.pattern(
    r"<!--.*?-->|<!\[CDATA\[(?P<raw>.*?)\]\]>|<\?.*?\?>|<![^>\[]*(?:\[[^\]]*\][^>]*)?>"
    r"|<(?P<close>/)?(?P<name>[^\s/>]+)(?P<attributes>(?:[^>\"']|\"[^\"]*\"|'[^']*')*?)(?P<empty>/)?>",
    re.DOTALL,
)
_ATTRIBUTE = lazy.pattern(r"([^\s=]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_ENTITY = lazy.pattern(r"&[^;\s&<]{1,40};")


class _EntityError(Exception):
    """A document declares entities of its own."""


class Element(Struct):
    """An element between `start` and `end`, its content between `inside` and `outside`.

    `name` is without its prefix, in lower case; `raw` are the contents of CDATA sections right in it.
    """

    name: str
    attributes: dict[str, str]
    start: int
    inside: int
    outside: int = 0
    end: int = 0
    children: list[Element] = field(default_factory=list)
    raw: list[tuple[int, int]] = field(default_factory=list)

    def every(self, *names: str) -> Iterator[Element]:
        """All elements of these names in it, at any depth, in order."""
        waiting = [self]
        while waiting:
            here = waiting.pop()
            if here.name in names:
                yield here
            waiting.extend(reversed(here.children))

    def child(self, *names: str) -> Element | None:
        """The first element right in it that has one of these names."""
        return next((item for item in self.children if item.name in names), None)

    def located(self, source: str) -> Located:
        """The text in it with entities decoded, each character with its place."""
        cutting = Cutting(source)
        at = self.inside
        for start, end in self.raw:
            _decode(source, at, start - len("<![CDATA["), cutting)
            cutting.copy(start, end)
            at = end + len("]]>")
        _decode(source, at, self.outside, cutting)
        return cutting.done()

    def markup(self, source: str) -> Located:
        """What stands in it, markup and all."""
        cutting = Cutting(source)
        cutting.copy(self.inside, self.outside)
        return cutting.done()


def _decode(source: str, start: int, end: int, into: Cutting) -> None:
    for match in _ENTITY.finditer(source, start, max(start, end)):
        into.copy(start, match.start())
        into.escape(unescape(match.group()), *match.span())
        start = match.end()
    into.copy(start, max(start, end))


def parse(source: str) -> Element:
    """The root element. Raises UnreadableError for what is not well-formed or declares entities.

    Entities that a document declares itself can blow it up or name files; no feed needs them.
    """
    parser = expat.ParserCreate("utf-8")
    parser.EntityDeclHandler = _refuse
    parser.UnparsedEntityDeclHandler = _refuse
    try:
        parser.Parse(source.lstrip().encode("utf-8", "replace"), True)
    except _EntityError:
        raise UnreadableError(
            "this XML declares entities of its own, which is not safe to read"
        ) from None
    except expat.ExpatError as error:
        line = error.lineno + source[: len(source) - len(source.lstrip())].count("\n")
        reason = expat.errors.messages.get(error.code, "it ends too early")
        raise UnreadableError(f"this is not well-formed XML (line {line}: {reason})") from None
    return _tree(source)


def _refuse(*_: object) -> None:
    raise _EntityError


def _tree(source: str) -> Element:
    """The elements of a well-formed document."""
    root = Element("", {}, 0, 0, len(source), len(source))
    stack = [root]
    for match in _TOKEN.finditer(source):
        name = (match["name"] or "").rpartition(":")[2].lower()
        if match["raw"] is not None:
            stack[-1].raw.append(match.span("raw"))
        elif match["close"] and len(stack) > 1:
            closed = stack.pop()
            closed.outside, closed.end = match.start(), match.end()
        elif name and not match["close"]:
            attributes = {
                key.rpartition(":")[2].lower(): unescape(double or single)
                for key, double, single in _ATTRIBUTE.findall(match["attributes"])
            }
            element = Element(
                name, attributes, match.start(), match.end(), match.end(), match.end()
            )
            stack[-1].children.append(element)
            if not match["empty"]:
                stack.append(element)
    return root.children[0] if root.children else root
