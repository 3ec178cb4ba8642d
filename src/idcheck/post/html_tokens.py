"""HTML cut into tags, text and entities, each with its offsets.

Any text is cut without error and in linear time. The rules are those of the HTML standard's
tokeniser (https://html.spec.whatwg.org/multipage/parsing.html#tokenization), as far as they
tell what is a tag and what is text.
"""

from __future__ import annotations

import re
from html import unescape
from html.entities import html5
from typing import TYPE_CHECKING, Literal, NamedTuple

from idcheck import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator

TokenKind = Literal["text", "entity", "start", "end", "comment", "raw"]
"""`raw` is the content of an element that holds no tags."""

_SPECIAL = lazy.pattern(r"[<&]")
_TAG = lazy.pattern(r"<(/?+)([A-Za-z][^\s/>]*+)")
_BETWEEN = lazy.pattern(r"[\s/]*+")
_ATTRIBUTE = lazy.pattern(
    r"""([^\s/>][^\s/>=]*+)(?:\s*+=\s*+("[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|[^\s>"'][^\s>]*+)?+)?+"""
)
_ENTITY = lazy.pattern(r"&(?:#(?:[0-9]{1,8}+|[xX][0-9A-Fa-f]{1,7}+)|[A-Za-z][A-Za-z0-9]{1,31}+);?+")
_RAW = {
    name: lazy.pattern(rf"</{name}(?=[\s/>])", re.IGNORECASE)
    for name in ("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes")
}
"""Elements that hold no tags."""


class Token(NamedTuple):
    """A tag, text, entity or comment at `start`..`end`; `name` is the element's, in lower case."""

    kind: TokenKind
    start: int
    end: int
    name: str = ""


class Attribute(NamedTuple):
    """An attribute's value, decoded, and where it is written, without its quotation marks."""

    value: str
    start: int
    end: int


def tokens(text: str, start: int, end: int) -> Iterator[Token]:
    """The tokens of a stretch, in order.

    Declarations are left out.
    """
    at = begun = start
    while (special := _SPECIAL.search(text, at, end)) is not None:
        at = special.start()
        found, after = _construct(text, at, end)
        if after == 0:
            at += 1
            continue
        if at > begun:
            yield Token("text", begun, at)
        if found:
            yield found
            if found.kind == "start" and found.name in _RAW:
                close = _RAW[found.name].search(text, after, end)
                stop = close.start() if close else end
                yield Token("raw", after, stop, found.name)
                after = stop
        at = begun = after
    if end > begun:
        yield Token("text", begun, end)


def _construct(text: str, at: int, end: int) -> tuple[Token | None, int]:
    """What begins at a `<` or `&`, and where it ends; 0 if it is a mere character."""
    if text[at] == "&":
        match = _ENTITY.match(text, at, end)
        if match and _is_entity(match.group()):
            return Token("entity", at, match.end()), match.end()
        return None, 0
    if tag := _TAG.match(text, at, end):
        after = _tag_end(text, tag.end(), end)
        kind: TokenKind = "end" if tag[1] else "start"
        return Token(kind, at, after, tag[2].lower()), after
    after = _declaration_end(text, at, end)
    if after and text.startswith("<!--", at):
        return Token("comment", at, after), after
    return None, after


def _declaration_end(text: str, at: int, end: int) -> int:
    """The end of a comment or declaration, 0 if none begins at this `<`."""
    if text.startswith(("<!-->", "<!--->"), at, end):
        return text.index(">", at) + 1
    for opener, closer in (
        ("<!--", "-->"),
        ("<![CDATA[", "]]>"),
        ("<!", ">"),
        ("<?", ">"),
        ("</", ">"),
    ):
        if text.startswith(opener, at, end) and at + 2 < end:
            return _after(text, closer, at + len(opener), end)
    return 0


def _after(text: str, closer: str, at: int, end: int) -> int:
    found = text.find(closer, at, end)
    return found + len(closer) if found >= 0 else end


def _tag_end(text: str, at: int, end: int) -> int:
    for attribute in _attribute_matches(text, at, end):
        at = attribute.end()
    at = _BETWEEN.match(text, at, end).end()  # type: ignore[union-attr] # matches anything
    return min(at + 1, end)


def _attribute_matches(text: str, at: int, end: int) -> Iterator[re.Match[str]]:
    while True:
        between = _BETWEEN.match(text, at, end)
        match = _ATTRIBUTE.match(text, between.end() if between else at, end)
        if match is None:
            return
        yield match
        at = match.end()


def attributes(text: str, tag: Token) -> dict[str, Attribute]:
    """The attributes of a start tag by their names in lower case; of two alike the first counts."""
    found: dict[str, Attribute] = {}
    for match in _attribute_matches(text, tag.start + 1 + len(tag.name), tag.end):
        start, end = match.span(2) if match[2] is not None else (match.end(), match.end())
        if end > start and text[start] in "\"'":
            quote = text[start]
            start += 1
            if end > start and text[end - 1] == quote:
                end -= 1
        found.setdefault(match[1].lower(), Attribute(unescape(text[start:end]), start, end))
    return found


def _is_entity(written: str) -> bool:
    """Whether a reference has a meaning; old names have it without their semicolon too."""
    return written[1] == "#" or written[1:] in html5
