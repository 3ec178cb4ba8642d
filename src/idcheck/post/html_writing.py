"""A post written as plain HTML: paragraphs, headings, lists, quotations, emphasis, links and notes.

For formats that nothing can be pasted from, such as Word files: the draft goes on as HTML. Pictures are not in a post,
and cells of tables become paragraphs; headings are of one level, since posts do not tell theirs.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from idcheck import lazy
from idcheck.post.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from idcheck.post.model import Post, Region, RegionKind

_BLOCK = lazy.pattern(r"[^\n]+(?:\n[^\n]+)*")
_SAFE = lazy.pattern(r"(?:https?|mailto):", re.IGNORECASE)
_BLOCK_KINDS: tuple[RegionKind, ...] = ("heading", "item", "quote", "footnote")
_TAGS = {"emphasis": "em", "strong": "strong"}
_Inline = tuple[Span, str, str]
"""A stretch of the text, and what is written before and after it."""


def as_html(post: Post) -> str:
    """The post as a fragment of HTML, a block a line."""
    notes = {each.label: n for n, each in enumerate(post.regions_of("note-marker"), 1)}
    blocks = list(_blocks(post, notes))
    lines = []
    for number, (kind, words) in enumerate(blocks):
        if kind == "item":
            if not number or blocks[number - 1][0] != "item":
                lines.append("<ul>")
            lines.append(f"<li>{words}</li>")
            if number + 1 == len(blocks) or blocks[number + 1][0] != "item":
                lines.append("</ul>")
        elif kind == "quote":
            lines.append(f"<blockquote><p>{words}</p></blockquote>")
        else:
            tag = "h2" if kind == "heading" else "p"
            lines.append(f"<{tag}>{words}</{tag}>")
    return "\n".join(lines)


def _blocks(post: Post, notes: dict[str, int]) -> Iterator[tuple[str, str]]:
    """Each block's kind and its content."""
    roles = post.regions_of(*_BLOCK_KINDS)
    inline = sorted(_inlines(post, notes), key=lambda each: (each[0].start, -each[0].end))
    at = 0
    for match in _BLOCK.finditer(post.text):
        span = Span(*match.span())
        while at < len(inline) and inline[at][0].end < span.start:
            at += 1
        inside = [each for each in _from(inline, at, span.end) if span.covers(each[0])]
        role = _role(roles, span)
        words = "".join(_written(post.text, span, inside)).strip()
        if role and role.kind == "footnote" and role.label in notes:
            words = f"[{notes[role.label]}] {words}"
        if words:
            yield role.kind if role else "paragraph", words


def _from(inline: Sequence[_Inline], at: int, end: int) -> Iterator[_Inline]:
    while at < len(inline) and inline[at][0].start <= end:
        yield inline[at]
        at += 1


def _role(roles: Sequence[Region], span: Span) -> Region | None:
    """What a block is; the innermost of its roles."""
    return next((each for each in reversed(roles) if each.span.overlaps(span)), None)


def _inlines(post: Post, notes: dict[str, int]) -> Iterator[_Inline]:
    for region in post.regions_of("emphasis", "strong", "note-marker"):
        if region.kind == "note-marker":
            yield region.span, f"<sup>[{notes[region.label]}]</sup>", ""
        elif region.span:
            yield region.span, f"<{_TAGS[region.kind]}>", f"</{_TAGS[region.kind]}>"
    for link in post.links:
        if link.span and link.visible and _SAFE.match(link.target):
            yield link.span, f'<a href="{escape(link.target)}">', "</a>"


def _written(text: str, span: Span, inside: Sequence[_Inline]) -> Iterator[str]:
    """The words of a stretch with its markup; of two that cross, the earlier counts."""
    at = span.start
    for number, (stretch, before, after) in enumerate(inside):
        if stretch.start < at or stretch.end > span.end:
            continue
        yield _escaped(text[at : stretch.start])
        inner = [each for each in inside[number + 1 :] if stretch.covers(each[0])]
        yield from (before, *_written(text, stretch, inner), after)
        at = stretch.end
    yield _escaped(text[at : span.end])


def _escaped(text: str) -> str:
    return escape(text, quote=False).replace("\n", "<br>\n")
