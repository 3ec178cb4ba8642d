"""Blocks of reStructuredText: sections, lists, directives, explicit markup, tables.

The rules are those of https://docutils.sourceforge.io/docs/ref/rst/restructuredtext.html.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from idcheck import lazy
from idcheck.post.model import MetaField, Place, Span
from idcheck.post.rst_names import options
from idcheck.post.rst_tables import grid_cells, is_grid, is_simple, simple_cells
from idcheck.post.writing import Writing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from idcheck.post.assembly import Assembly
    from idcheck.post.model import RegionKind, UnrenderedKind
    from idcheck.post.rst_inline import InlineWriter
    from idcheck.post.rst_lines import Line, Text

_PUNCTUATION = r"[!-/:-@\[-`{-~]"
_RULE = lazy.pattern(rf"(?P<char>{_PUNCTUATION})(?P=char)*+")
_SHORTEST_RULE = 4
_BULLET = lazy.pattern(r"[-*+\u2022\u2023\u2043](?:[ \t]++|$)")
_NUMBER = r"(?:\d{1,9}|[A-Za-z]|[ivxlcdm]{1,10}|[IVXLCDM]{1,10}|#)"
_ITEM = lazy.pattern(rf"(?:\({_NUMBER}\)|{_NUMBER}[.)])(?:[ \t]++|$)")
_FIELD = lazy.pattern(r":(?![:\s])(?P<name>(?:[^:\\]|\\.|:(?![\s]|$)){1,200}):(?:[ \t]++|$)")
_EXPLICIT = lazy.pattern(r"\.\.(?:[ \t]++|$)")
_NOTE = lazy.pattern(r"\[(?P<label>\d++|#[\w.-]*|\*|[^\W_][\w.+:-]*)\](?:[ \t]++|$)")
_TARGET = lazy.pattern(r"_(?!\s)(?:`[^`]*`|(?:[^:\\]|\\.|:(?=\S))*+):(?:\s|$)")
_DIRECTIVE = lazy.pattern(r"(?P<name>[A-Za-z][\w.+:-]*?)[ \t]?::(?:[ \t]++|$)")
_META = lazy.pattern(r"(?P<key>[a-z_]{2,30}): (?P<value>\S.*)")
_OPTION = lazy.pattern(r":[\w-]++:(?=\s|$)")
_LITERAL = lazy.pattern(r"(?:^|\s+)::$|:(?=:$)")

_READ = frozenset({
    "attention", "caution", "danger", "error", "hint", "important", "note", "tip", "warning",
    "seealso", "versionadded", "versionchanged", "deprecated", "todo", "epigraph", "highlights", "pull-quote",
    "compound", "container", "class", "rst-class", "figure", "centered", "hlist", "only", "update", "column",
    "grid", "grid-item", "tab-set", "div", "line-block", "panels", "footer", "header", "cssclass",
})  # fmt: skip
"""Directives whose content is part of the post."""
_TITLED = frozenset({
    "admonition", "topic", "sidebar", "rubric", "table", "list-table", "dropdown", "card", "grid-item-card",
    "tab-item", "tab", "collapse",
})  # fmt: skip
"""Those that have a title behind their name, too."""
_WITH_ARGUMENT = frozenset({
    "attention", "caution", "danger", "error", "hint", "important", "note", "tip", "warning", "seealso",
    "todo", "centered", "update",
})  # fmt: skip
"""Those whose content may begin behind their name."""
_SHOWING_CODE = frozenset({"code", "code-block", "sourcecode", "literalinclude", "parsed-literal"})
_FURNITURE = frozenset({"footer", "header"})
_DEEPEST = 60


class BlockWriter:
    """Writes the blocks of a file to an assembly, and gathers what is data, not text."""

    def __init__(self, text: Text, assembly: Assembly, inline: InlineWriter) -> None:
        self.meta: list[MetaField] = []
        self._text = text
        self._assembly = assembly
        self._inline = inline
        self._depth = 0

    def document(self) -> None:
        """Write the whole file; a field list before the text is data."""
        lines = self._text.lines
        at = self._head(lines)
        self.blocks(lines[at:])

    def blocks(self, lines: Sequence[Line]) -> None:
        """Write the blocks in some lines."""
        if self._depth >= _DEEPEST:
            self._paragraph(lines)
            return
        self._depth += 1
        at = 0
        while at < len(lines):
            at = at + 1 if self._text.blank(lines[at]) else self._block(lines, at)
        self._depth -= 1

    def _head(self, lines: Sequence[Line]) -> int:
        """Read titles, comments and fields at the head of the file; the index after the fields."""
        at = 0
        while at < len(lines):
            line = lines[at]
            words = self._text.of(line)
            if not words:
                at += 1
            elif _FIELD.match(words):
                return self._fields(lines, at)
            elif (end := self._title(lines, at)) or _EXPLICIT.match(words):
                at = end or self._block(lines, at)
            else:
                return at
        return at

    def _fields(self, lines: Sequence[Line], at: int) -> int:
        while at < len(lines) and (match := _FIELD.match(self._text.of(lines[at]))):
            body, end = self._text.hanging(lines, at, lines[at].start + match.end())
            self._field(match["name"].strip().lower(), body)
            at = end
        return at

    def _field(self, key: str, body: Sequence[Line]) -> None:
        words = [self._text.of(line).strip() for line in body]
        value = " ".join(word for word in words if word)
        start = body[0].start
        number = self._assembly.lines.of(start)
        exact = value and self._text.shown.startswith(value, start)
        span = Span(start, start + len(value)) if exact else None
        self.meta.append(MetaField(key, value, Place(number, span)))

    def _block(self, lines: Sequence[Line], at: int) -> int:  # noqa: PLR0911 - one for each kind of block
        """Write the block that begins at a line that is not blank; the index after it."""
        line = lines[at]
        words = self._text.of(line)
        if self._text.indent(line):
            inner, end = self._text.indented(lines, at)
            return self._within("quote", inner, end)
        if _EXPLICIT.match(words) or words.startswith("__ "):
            return self._explicit(lines, at, words)
        if marker := _BULLET.match(words) or self._item(lines, at, words):
            inner, end = self._text.hanging(lines, at, line.start + marker.end())
            return self._within("item", inner, end)
        if field := _FIELD.match(words):
            return self._field_shown(lines, at, field)
        if words.startswith(">>> "):
            return self._until_blank(lines, at)
        if words.startswith("| ") or words == "|":
            return self._line_block(lines, at)
        if end := self._table(lines, at, words) or self._title(lines, at):
            return end
        return self._text_block(lines, at)

    def _within(self, kind: RegionKind, inner: Sequence[Line], end: int) -> int:
        self._assembly.block()
        mark = self._assembly.open(kind)
        self.blocks(inner)
        self._assembly.close(mark)
        self._assembly.block()
        return end

    def _item(self, lines: Sequence[Line], at: int, words: str) -> re.Match[str] | None:
        """The number of a list's item; a line below that is not indented makes it mere text."""
        marker = _ITEM.match(words)
        if marker and at + 1 < len(lines):
            below = lines[at + 1]
            under = self._text.of(below)
            if under and not self._text.indent(below) and not _ITEM.match(under):
                return None
        return marker

    def _field_shown(self, lines: Sequence[Line], at: int, field: re.Match[str]) -> int:
        """A field outside the head: its name and its content are part of the text."""
        start = lines[at].start
        inner, end = self._text.hanging(lines, at, start + field.end())
        self._assembly.block()
        mark = self._assembly.open("item")
        name = type(lines[at])(start + field.start("name"), start + field.end("name") + 1)
        self._write([name])
        self._assembly.space(name.end, inner[0].start if inner else name.end)
        first = next(
            (index for index, line in enumerate(inner) if self._text.blank(line)), len(inner)
        )
        self._write(inner[:first])
        self.blocks(inner[first:])
        self._assembly.close(mark)
        self._assembly.block()
        return end

    def _title(self, lines: Sequence[Line], at: int) -> int:
        """Write a section title or drop a transition; the index after it, 0 if it is neither."""
        words = self._text.of(lines[at])
        rule = _RULE.fullmatch(words)
        below = self._text.of(lines[at + 1]) if at + 1 < len(lines) else ""
        if rule:
            under = self._text.of(lines[at + 2]) if at + 2 < len(lines) else ""
            if below and under == words:
                self._heading(lines[at + 1])
                return at + 3
            if not below and len(words) >= _SHORTEST_RULE:
                self._assembly.block()
                return at + 1
            if not below or not _RULE.fullmatch(below):
                return 0
        elif self._text.indent(lines[at]):
            return 0
        underline = _RULE.fullmatch(below)
        if underline and len(below) >= min(_SHORTEST_RULE, len(words)) and below != "::":
            self._heading(lines[at])
            return at + 2
        return 0

    def _heading(self, line: Line) -> None:
        self._assembly.block()
        mark = self._assembly.open("heading")
        self._write([line])
        self._assembly.close(mark)
        self._assembly.block()

    def _text_block(self, lines: Sequence[Line], at: int) -> int:
        """A paragraph, or a term with its definition."""
        end = at + 1
        while (
            end < len(lines)
            and not self._text.blank(lines[end])
            and not self._text.indent(lines[end])
        ):
            end += 1
        defined = end == at + 1 and end < len(lines) and not self._text.blank(lines[end])
        literal = _LITERAL.search(self._text.of(lines[end - 1]))
        self._paragraph(lines[at:end], cut=len(literal.group().lstrip()) if literal else 0)
        if literal:
            return self._after_literal(lines, end)
        if defined:
            inner, end = self._text.indented(lines, end)
            return self._within("item", inner, end)
        return end

    def _after_literal(self, lines: Sequence[Line], at: int) -> int:
        """The index after a literal block, which is code."""
        while at < len(lines) and self._text.blank(lines[at]):
            at += 1
        if at < len(lines) and self._text.indent(lines[at]):
            return self._text.indented(lines, at)[1]
        quote = self._text.of(lines[at])[:1] if at < len(lines) else ""
        if quote and re.match(_PUNCTUATION, quote):  # an unindented one, each line quoted alike
            while at < len(lines) and self._text.of(lines[at]).startswith(quote):
                at += 1
        return at

    def _until_blank(self, lines: Sequence[Line], at: int) -> int:
        self._assembly.block()
        while at < len(lines) and not self._text.blank(lines[at]):
            at += 1
        return at

    def _line_block(self, lines: Sequence[Line], at: int) -> int:
        self._assembly.block()
        mark = self._assembly.open("paragraph")
        while at < len(lines) and (self._text.of(lines[at]) + " ").startswith("| "):
            end = at + 1
            while (
                end < len(lines)
                and not self._text.blank(lines[end])
                and self._text.indent(lines[end])
            ):
                end += 1
            first = type(lines[at])(min(lines[at].start + 2, lines[at].end), lines[at].end)
            self._write([first, *lines[at + 1 : end]])
            self._assembly.line_break(lines[end - 1].end, lines[end - 1].end)
            at = end
        self._assembly.close(mark)
        self._assembly.block()
        return at

    def _table(self, lines: Sequence[Line], at: int, words: str) -> int:
        if is_grid(words):
            cells, end = grid_cells(self._text, lines, at)
        elif is_simple(words):
            cells, end = simple_cells(self._text, lines, at)
        else:
            return 0
        for cell in cells:
            self._within("cell", cell, end)
        return end

    def _explicit(self, lines: Sequence[Line], at: int, words: str) -> int:
        """What begins with two dots."""
        line = lines[at]
        start = _EXPLICIT.match(words)
        rest = words[start.end() :] if start else ""
        first = line.start + (start.end() if start else 0)
        if note := _NOTE.match(rest):
            inner, end = self._text.hanging(lines, at, first + note.end())
            self._assembly.block()
            mark = self._assembly.open("footnote", self._inline.note(note["label"], "note"))
            self.blocks(inner)
            self._assembly.close(mark)
            self._assembly.block()
            return end
        _, end = self._text.indented(lines, at + 1)
        if (directive := _DIRECTIVE.match(rest)) and not _TARGET.match(rest):
            self._directive(lines, at, directive, first)
        elif (data := _META.fullmatch(rest)) and at <= len(self.meta) + 2:
            self._field(data["key"], [type(line)(first + data.start("value"), line.end)])
        elif rest and not _TARGET.match(rest) and not rest.startswith("|"):
            self._unseen("comment", self._text.hanging(lines, at, first)[0])
        elif not rest and at + 1 < len(lines) and self._text.blank(lines[at + 1]):
            return at + 1  # an empty comment, which holds nothing
        return max(end, at + 1)

    def _directive(self, lines: Sequence[Line], at: int, match: re.Match[str], first: int) -> None:
        name = match["name"].lower().rpartition(":")[2]
        inner, _ = self._text.hanging(lines, at, first + match.end())
        argument, body = inner[:1], inner[1:]
        if name in {"post", "meta"}:
            self._data(name, argument[0], body)
        elif name in {"image", "figure"}:
            self._image(body)
        if name not in _READ and name not in _TITLED:
            if name in _SHOWING_CODE:
                self._unseen("code", body, self._text.of(argument[0]) if argument else "")
            return
        head = 0
        while (
            head < len(body)
            and not self._text.blank(body[head])
            and _OPTION.match(self._text.of(body[head]))
        ):
            head += 1
        self._assembly.block()
        mark = self._assembly.open("furniture" if name in _FURNITURE else None)
        if name in _TITLED and argument:
            self._paragraph(argument, kind="heading")
            self.blocks(body[head:])
        elif name in _WITH_ARGUMENT and not head:
            self.blocks(inner)
        else:
            self.blocks(body[head:])
        self._assembly.close(mark)
        self._assembly.block()

    def _data(self, name: str, argument: Line, body: Sequence[Line]) -> None:
        if name == "post" and not self._text.blank(argument):
            self._field("date", [argument])
        for key, value, place in options(self._text, list(body), self._assembly.lines):
            self.meta.append(MetaField(key, value, place))

    def _image(self, body: Sequence[Line]) -> None:
        """An image that is a link."""
        for key, value, place in options(self._text, list(body), self._assembly.lines):
            if key == "target" and not value.endswith("_"):
                mark = self._assembly.open(None)
                self._assembly.close(mark)
                self._assembly.link(mark, value, "image", (place, Place(place.line)))

    def _unseen(self, kind: UnrenderedKind, lines: Sequence[Line], name: str = "") -> None:
        """Note what stands in some lines that no reader sees."""
        held = [line for line in lines if not self._text.blank(line)]
        if held:
            start, end = held[0].start, held[-1].end
            place = self._assembly.lines.place(start, end)
            self._assembly.unrendered(kind, self._text.shown[start:end], place, name)

    def _paragraph(
        self, lines: Sequence[Line], *, cut: int = 0, kind: RegionKind = "paragraph"
    ) -> None:
        """Write a paragraph, without its last `cut` characters."""
        self._assembly.block()
        mark = self._assembly.open(kind)
        self._write(lines, cut)
        self._assembly.close(mark)
        self._assembly.block()

    def _write(self, lines: Sequence[Line], cut: int = 0) -> None:
        located = self._text.joined(lines)
        self._inline.write(Writing(self._assembly, located), 0, len(located.text) - cut)
