"""Plain text: paragraphs between empty lines, addresses as the links that platforms make of them."""

from __future__ import annotations

import re

from idcheck.post.assembly import Assembly
from idcheck.post.model import Post

_BREAK = re.compile(r"[ \t]*+(?:\r\n|\n|\r)[ \t]*+")


def read(source: str, *, path: str, channel: str, bare_links: bool) -> tuple[Post, ...]:
    """The post of a plain text. Line ends inside a paragraph read as spaces."""
    assembly = Assembly(source)
    at = 0
    for match in [*_BREAK.finditer(source), None]:
        end = match.start() if match else len(source)
        if end > at:
            if assembly.tail[1] == "\n":
                assembly.close("paragraph")
                assembly.open("paragraph")
            assembly.text(source[at:end], at, end)
        if match:
            _line_end(assembly, source, match)
            at = match.end()
    if bare_links:
        assembly.link_addresses(0)
    text, source_map, links, regions = assembly.finish()
    return (Post(path, "plain", channel, source, text, source_map, links, regions),)


def _line_end(assembly: Assembly, source: str, match: re.Match[str]) -> None:
    """An empty line ends the paragraph; another line end reads as a space."""
    following = _BREAK.match(source, match.end())
    if following or match.end() == len(source):
        assembly.break_block(match.start())
    elif not assembly.tail[1].isspace():
        assembly.text(" ", match.start(), match.end())


def link(label: str, target: str) -> str:
    """How a link is written in plain text: the label, then the address."""
    return target if label == target else f"{label} ({target})"
