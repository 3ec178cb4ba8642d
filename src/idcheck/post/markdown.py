"""Markdown: CommonMark with GFM tables and strikethrough, footnotes, front matter, HTML inside."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from markdown_it.common.utils import normalizeReference

from idcheck.post.assembly import Assembly
from idcheck.post.front_matter import language_of, read_front_matter
from idcheck.post.html import HtmlReader
from idcheck.post.inline import parser
from idcheck.post.model import Place, Post
from idcheck.post.templates import FILLER, mask_markdown

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown_it.token import Token

    from idcheck.post.model import RegionKind

_BLOCK_REGIONS: dict[str, RegionKind] = {
    "paragraph": "paragraph", "heading": "heading", "list_item": "item", "td": "cell", "th": "cell",
    "blockquote": "quote", "footnote_reference": "footnote",
}  # fmt: skip
_LINE_END = re.compile(r"\r\n|\r")
_ATX_END = re.compile(r"[ \t]+#+[ \t]*$")
_LABEL_SPECIAL = re.compile(r"([\\\[\]`*_<>&])")
_TARGET_SPECIAL = re.compile(r"[\s<>()\\]")


def read(source: str, *, path: str, channel: str, bare_links: bool) -> tuple[Post, ...]:
    """The post of a Markdown draft."""
    return (_Reading(source, bare_links=bare_links).post(path, channel),)


class _Reading:
    """One pass over the tokens of a draft."""

    def __init__(self, source: str, *, bare_links: bool) -> None:
        self.assembly = Assembly(source)
        self.front = read_front_matter(source, self.assembly.lines)
        masked = mask_markdown(source)
        head = "".join(char if char in "\r\n" else " " for char in source[: self.front.end])
        self.masked = head + masked[self.front.end :]
        self.html = HtmlReader(self.assembly, self.masked)
        self.lines = _LINE_END.sub("\n", self.masked).split("\n")
        self.bare_links = bare_links
        self.env: dict[str, Any] = {}
        self.in_cell = False
        self.row = 0
        self.column = 0

    def post(self, path: str, channel: str) -> Post:
        """The post, all read."""
        for token in parser().parse("\n".join(self.lines), self.env):
            self._block(token)
        end = len(self.assembly.source)
        self.html.finish(end)
        text, source_map, links, regions = self.assembly.finish()
        return Post(
            path=path, format="markdown", channel=channel, source=self.assembly.source, text=text,
            map=source_map, links=links, regions=regions, meta=self.front.fields,
            language=language_of(self.front.fields), problems=self.front.problems,
        )  # fmt: skip

    # --- blocks -----------------------------------------------------------------------------

    def _block(self, token: Token) -> None:
        if token.type == "inline":
            self._inline(token)
        elif token.type == "html_block" and token.map:
            start = self.line_start(token.map[0])
            self.html.read(start, self.line_start(token.map[1]))
            self.assembly.break_block(start)
        elif token.type == "tr_open" and token.map:
            self.row, self.column = token.map[0], 0
        else:
            if token.tag in {"td", "th"}:
                self.in_cell = token.nesting > 0
            self._region(token)

    def _region(self, token: Token) -> None:
        name, _, edge = token.type.rpartition("_")
        kind = _BLOCK_REGIONS.get(name)
        if kind is None or self.html.hidden:
            return
        if edge == "open":
            self.assembly.break_block(self.line_start(token.map[0]) if token.map else 0)
            self.assembly.open(kind, str(token.meta.get("label", "")) if kind == "footnote" else "")
        elif edge == "close":
            self.assembly.close(kind)

    def line_start(self, line: int) -> int:
        """The source offset of a 0-based line."""
        starts = self.assembly.lines.starts
        return starts[line] if line < len(starts) else len(self.assembly.source)

    def _inline(self, token: Token) -> None:
        first = token.map[0] if token.map else self.row
        cell = self.in_cell
        origin = self._cell_origin(token.content) if cell else self._origin(token.content, first)
        line = self.row if cell else first
        walk = _Inline(self, token.content, origin, line + 1)
        self.assembly.break_block(self.line_start(line))
        start = self.assembly.at
        walk.tokens(token.children or [])
        if self.bare_links:
            self.assembly.link_addresses(start)
        if cell:
            self.column += 1

    def _origin(self, content: str, first: int) -> list[int] | None:
        """The source offset of each character of a block's inline content, and of its end.

        Each line of the content is the end of its source line, white space and the closing
        marks of a heading aside. None if a line is not, as where tabs were widened.
        """
        origin: list[int] = []
        for number, part in enumerate(content.split("\n"), start=first):
            if number >= len(self.lines):
                return None
            line = self.lines[number]
            for end in (
                len(line),
                len(line.rstrip()),
                len(_ATX_END.sub("", line).rstrip()),
                len(line.rstrip("# \t")),
            ):
                if part == line[max(0, end - len(part)) : end]:
                    break
            else:
                return None
            start = self.line_start(number) + end - len(part)
            origin.extend(range(start, start + len(part) + 1))
        return origin

    def _cell_origin(self, content: str) -> list[int] | None:
        """The same for the next cell of the current table row; `\\|` stands for `|` there."""
        line = self.lines[self.row]
        cells = _cells(line)
        if self.column >= len(cells):
            return None
        start, end = cells[self.column]
        base = self.line_start(self.row)
        offsets = [
            at
            for at in range(start, end)
            if not (line[at] == "\\" and line[at + 1 : at + 2] == "|")
        ]
        seen = "".join(line[at] for at in offsets)
        lead = len(seen) - len(seen.lstrip())
        kept = offsets[lead : lead + len(content)]
        if "".join(line[at] for at in kept) != content:
            return None
        last = kept[-1] + 1 if kept else start
        return [base + at for at in [*kept, last]]


def _cells(line: str) -> list[tuple[int, int]]:
    """The stretches between the unescaped pipes of a table row."""
    bars = [match.start() for match in re.finditer(r"(?<!\\)\|", line)]
    bounds = [-1, *bars, len(line)]
    cells = [(start + 1, end) for start, end in zip(bounds, bounds[1:], strict=False)]
    if cells and not line[slice(*cells[0])].strip(" \t>-*+0123456789."):
        cells = cells[1:]
    return cells


class _Inline:
    """The inline tokens of one block, with the way from its content to the source."""

    def __init__(
        self, reading: _Reading, content: str, origin: list[int] | None, line: int
    ) -> None:
        self.reading = reading
        self.assembly = reading.assembly
        self.content = content
        self.origin = origin
        self.line = line
        self.open_links: list[tuple[Token, int]] = []

    def tokens(self, tokens: list[Token]) -> None:
        """Read the tokens in order."""
        actions: dict[str, Callable[[Token], None]] = {
            "text": self._text, "text_special": self._special, "softbreak": self._soft, "hardbreak": self._hard,
            "code_inline": self._code, "html_inline": self._html, "link_open": self._link_open,
            "link_close": self._link_close, "footnote_ref": self._marker,
        }  # fmt: skip
        for token in tokens:
            action = actions.get(token.type)
            if action is not None:
                action(token)
            elif token.type in {"em_open", "strong_open", "note_open"}:
                self.assembly.open(_INLINE_REGIONS[token.type.partition("_")[0]])
            elif token.type in {"em_close", "strong_close", "note_close"}:
                self.assembly.close(_INLINE_REGIONS[token.type.partition("_")[0]])

    def _source(self, start: int, end: int) -> tuple[int, int] | None:
        """The source stretch of a stretch of the content, None where it is not known."""
        if self.origin is None or end >= len(self.origin) + 1:
            return None
        first = self.origin[start] if start < len(self.origin) else self.origin[-1]
        last = self.origin[end - 1] + 1 if end > start else first
        return first, last

    def _add(self, seen: str, start: int, end: int) -> None:
        """Add what is seen of a stretch of the content, filler left out."""
        if self.reading.html.hidden or not seen:
            return
        stretch = self._source(start, end)
        if stretch is None:
            self.assembly.line_only(seen.replace(FILLER, ""), self.line)
        elif len(seen) == end - start:
            self._verbatim(seen, start)
        else:
            self.assembly.text(seen.replace(FILLER, ""), *stretch)

    def _verbatim(self, seen: str, start: int) -> None:
        """Add characters that stand in the source one by one, in runs without a gap."""
        assert self.origin is not None
        run = 0
        for at in range(1, len(seen) + 1):
            ends = at == len(seen)
            if (
                ends
                or self.origin[start + at] != self.origin[start + at - 1] + 1
                or (seen[at] == FILLER) != (seen[at - 1] == FILLER)
            ):
                if seen[run] != FILLER:
                    first = self.origin[start + run]
                    self.assembly.text(seen[run:at], first, first + at - run)
                run = at

    def _text(self, token: Token) -> None:
        self._add(token.content, *token.meta.get("at", (0, 0)))

    def _place(self, start: int, end: int) -> Place:
        stretch = self._source(start, end)
        return self.assembly.place(*stretch) if stretch else Place(self.line)

    def _special(self, token: Token) -> None:
        self._add(token.content, *token.meta.get("at", (0, 0)))

    def _soft(self, token: Token) -> None:
        if not self.assembly.tail[1].isspace():
            self._add_break(" ", token)

    def _hard(self, token: Token) -> None:
        self._add_break("\n", token)

    def _add_break(self, seen: str, token: Token) -> None:
        """A line break stands for the line end with the white space and marks around it."""
        start, end = token.meta.get("at", (0, 0))
        if self.reading.html.hidden:
            return
        if self.origin is None:
            self.assembly.line_only(seen, self.line)
            return
        first = self.origin[min(start, len(self.origin) - 1)]
        self.assembly.text(seen, first, max(first + 1, self.origin[min(end, len(self.origin) - 1)]))

    def _code(self, token: Token) -> None:
        start, end = token.meta.get("at", (0, 0))
        ticks = len(token.markup)
        inner = self.content[start + ticks : end - ticks]
        lead = (
            1 if inner.replace("\n", " ")[1:-1] == token.content and inner != token.content else 0
        )
        self.assembly.open("code")
        self._add(token.content, start + ticks + lead, start + ticks + lead + len(token.content))
        self.assembly.close("code")

    def _html(self, token: Token) -> None:
        stretch = self._source(*token.meta.get("at", (0, 0)))
        if stretch:
            self.reading.html.read(*stretch)

    def _marker(self, token: Token) -> None:
        self.assembly.open("note-marker", str(token.meta.get("label", "")))
        self.assembly.close("note-marker")

    def _link_open(self, token: Token) -> None:
        self.open_links.append((token, self.assembly.at))

    def _link_close(self, token: Token) -> None:
        del token
        opened, text_start = self.open_links.pop()
        if self.reading.html.hidden:
            return
        start, end = opened.meta.get("at", (0, 0))
        target_at = opened.meta.get("target_at", (start + 1, end - 1))
        href = str(opened.attrs.get("href", ""))
        if isinstance(target_at, str):
            target, place = self._defined(target_at, href)
            self.assembly.link(target, text_start, "reference", place, self._place(start, end))
            return
        place = self._place(*target_at)
        written = place.span.of(self.assembly.source) if place.span else href
        self.assembly.link(
            _target(written, href), text_start, "autolink" if opened.markup == "autolink" else "anchor", place,
            self._place(start, end),
        )  # fmt: skip

    def _defined(self, label: str, href: str) -> tuple[str, Place]:
        """The target that a definition gives, and its place."""
        key = normalizeReference(label)
        number = self.reading.env.get("defined_on", {}).get(key)
        if number is None:
            return _target(href, href), Place(self.line)
        for form, line in ((_DEFINED, number), (_CONTINUED, number + 1)):
            found = (
                form.search(self.reading.lines[line]) if line < len(self.reading.lines) else None
            )
            if found:
                start = self.reading.line_start(line) + found.start(1)
                written = self.assembly.source[start : start + len(found[1])]
                return _target(written, href), self.assembly.place(start, start + len(found[1]))
        return _target(href, href), Place(number + 1)


_DEFINED = re.compile(r"\]:[ \t]*<?([^\s<>]+)")
_CONTINUED = re.compile(r"^[ \t>]*<?([^\s<>]+)")
_INLINE_REGIONS: dict[str, RegionKind] = {"em": "emphasis", "strong": "strong", "note": "footnote"}
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


def _target(written: str, href: str) -> str:
    """The target as its author wrote it, escapes and entities decoded.

    The parser percent-encodes what it hands on; an address is compared and reported as written.
    """
    from html import unescape

    return unescape(_ESCAPE.sub(r"\1", written)) if written else href


def link(label: str, target: str) -> str:
    """How a link is written in Markdown. The label is text, not markup."""
    safe = _TARGET_SPECIAL.sub(_percent, target)
    if label == target:
        return f"<{safe}>"
    escaped = _LABEL_SPECIAL.sub(lambda match: "\\" + match[1], label)
    return f"[{escaped}]({safe})"


def _percent(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match.group().encode())
