"""Wikitext, the markup of Wikipedia: https://www.mediawiki.org/wiki/Help:Formatting."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from idcheck import lazy
from idcheck.post.addresses import address_at
from idcheck.post.assembly import Assembly
from idcheck.post.model import Post
from idcheck.post.wikitext_braces import Braces
from idcheck.post.wikitext_templates import Templates

if TYPE_CHECKING:
    from collections.abc import Mapping

    from idcheck.post.assembly import Mark
    from idcheck.post.model import RegionKind

_TOKEN = lazy.pattern(
    r"""
      (?P<comment><!--)
    | (?P<verbatim><(?P<element>nowiki|pre|syntaxhighlight|source|math|chem|gallery|timeline|score|code|templatestyles|poem)\b[^<>]*>)
    | (?P<note><ref\b(?P<attributes>[^<>]*?)(?P<empty>/)?>)
    | (?P<template>\{\{(?!\{\}))
    | (?P<link>\[\[)
    | (?P<external>\[(?=(?:https?:)?//[^\s\[\]<>]))
    | (?P<address>(?<![\w/])https?://(?=[^\s<>\[\]{}|]))
    | (?P<quotes>''+)
    | (?P<entity>&(?:\#\d{1,7}|\#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)
    | (?P<tag></?(?P<name>[a-zA-Z][a-zA-Z0-9]*)\b[^<>]*>)
    | (?P<switch>__[A-Z]{2,20}__)
    | (?P<line>\r\n|\n|\r)
    | (?P<cell>\|\||!!)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_HEADING = lazy.pattern(
    r"(?P<marks>={1,6})(?P<words>[^\r\n]+?)(?P=marks)[ \t]*(?:<!--.*?-->[ \t]*)?(?=[\r\n]|\Z)"
)
_LINE_HEAD = lazy.pattern(
    r"(?P<list>[*#:;]+)[ \t]*|(?P<rule>-{4,})|[ \t]*(?::*(?P<open>\{\|)[^\r\n]*|(?P<close>\|\})|(?P<row>\|-)[^\r\n]*|(?P<caption>\|\+)|(?P<cell>[|!]))"
)
_CELL_ATTRIBUTES = lazy.pattern(
    r"[ \t]*(?:[\w-]+[ \t]*=[ \t]*(?:\"[^\"\r\n]*\"|[^\s|\"]+)[ \t]*)+\|(?!\|)"
)
_HIDDEN_SPACES = lazy.pattern(
    r":?\s*(?:category|kategori|kategorie|catégorie|categoría|categoria|categorie)\s*:",
    re.IGNORECASE,
)
_FILES = lazy.pattern(
    r"\s*(?:file|image|fil|bild|datei|fichier|archivo|bilde|billede|bestand|media)\s*:",
    re.IGNORECASE,
)
_FILE_OPTION = lazy.pattern(
    r"(?:thumb|thumbnail|mini|miniatyr|frame|frameless|left|right|center|none|border|upright|höger|vänster|\d*x?\d+px|(?:alt|link|page|upright|lang|class)\s*=.*)\s*",
    re.IGNORECASE | re.DOTALL,
)
_NAME = lazy.pattern(r"""name\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'/>]+))""", re.IGNORECASE)
_INTERWIKI = {
    "doi:": "https://doi.org/",
    "pmid:": "https://pubmed.ncbi.nlm.nih.gov/",
    "arxiv:": "https://arxiv.org/abs/",
    "hdl:": "https://hdl.handle.net/",
}
_BLOCKS = frozenset(
    {
        "p",
        "div",
        "blockquote",
        "center",
        "table",
        "tr",
        "td",
        "th",
        "ul",
        "ol",
        "li",
        "h1",
        "h2",
        "h3",
        "h4",
        "dl",
        "dt",
        "dd",
        "hr",
    }
)
_DEEPEST = 30
_QUOTES: Mapping[int, tuple[RegionKind, ...]] = {
    2: ("emphasis",),
    3: ("strong",),
    5: ("strong", "emphasis"),
}


def read(source: str, *, path: str, channel: str, bare_links: bool) -> tuple[Post, ...]:  # noqa: ARG001 - MediaWiki makes links of bare addresses everywhere
    """The post of a draft in wikitext. References stand after the text, as on the page."""
    assembly = Assembly(source, source.replace("\0", "\ufffd"))
    walk = _Walk(assembly)
    walk.write(0, len(source), block=True)
    walk.notes()
    done = assembly.finish()
    return (
        Post(
            path=path, format="wikitext", channel=channel, source=source, text=done.text, map=done.map,
            links=done.links, regions=done.regions, unrendered=done.unrendered,
        ),
    )  # fmt: skip


class _Walk:
    """A walk through wikitext that tells an assembly what a reader sees."""

    def __init__(self, assembly: Assembly) -> None:
        self._assembly = assembly
        self._source = assembly.shown
        self._braces = Braces(self._source)
        self._templates = Templates(assembly, self._braces, self.write)
        self._notes: dict[str, tuple[int, int]] = {}
        self._unclosed: set[str] = set()
        self._in_table = 0
        self._depth = 0
        self._line: Mark | None = None
        self._cell: Mark | None = None

    def notes(self) -> None:
        """Write the references that were called."""
        done: set[str] = set()
        while waiting := [label for label in self._notes if label not in done]:
            for label in waiting:
                done.add(label)
                self._assembly.block()
                mark = self._assembly.open("footnote", label)
                self.write(*self._notes[label])
                self._assembly.close(mark)
                self._assembly.block()

    def write(self, start: int, end: int, *, block: bool = False) -> None:
        """Write a stretch; only where it holds blocks do its lines have meanings."""
        if self._depth >= _DEEPEST:
            self._assembly.text(start, end)
            return
        self._depth += 1
        quotes: list[tuple[str, Mark]] = []
        at = begun = self._line_head(start, end) if block else start
        while (match := _TOKEN.search(self._source, at, end)) is not None:
            if match["cell"] and not (block and self._in_table):
                at = match.end()
                continue
            after = self._end_of(match, end)
            if not after:
                at = match.start() + 1
                continue
            self._assembly.text(begun, match.start())
            if match["quotes"]:
                self._quote(match, quotes)
            elif match["line"] and block:
                after = self._next_line(match, end)
                if after == match.end() or self._line is None:
                    self._close(quotes)
            elif match["line"]:
                self._assembly.space(*match.span())
            elif match["cell"]:
                after = self._new_cell(match.end(), end)
            else:
                self._construct(match, after)
            at = begun = after
        self._assembly.text(begun, end)
        self._close(quotes)
        if block:
            self._end_line()
        self._depth -= 1

    def _end_of(self, match: re.Match[str], end: int) -> int:  # noqa: PLR0911 - one for each kind of construct
        """Where a construct ends, 0 if what begins it is mere text."""
        if match["template"] or match["link"]:
            after = self._braces.end(match.start())
            return after if after <= end else 0
        if match["comment"]:
            closed = self._source.find("-->", match.end(), end)
            return closed + 3 if closed >= 0 else end
        if match["verbatim"] and not match.group().endswith("/>"):
            return self._closed_by(match["element"], match.end(), end)[1]
        if match["note"] and not match["empty"]:
            return self._closed_by("ref", match.end(), end)[1]
        if match["external"]:
            line = re.compile(r"[^\[\]\r\n]*\]").match(self._source, match.end(), end)
            return line.end() if line else 0
        if match["address"]:
            return address_at(self._source, match.start(), self._address_limit(match.start(), end))
        return match.end()

    def _address_limit(self, start: int, end: int) -> int:
        stop = re.compile(r"[\[\]{}|<>]|''").search(self._source, start, end)
        return stop.start() if stop else end

    def _closed_by(self, name: str, at: int, end: int) -> tuple[int, int]:
        """Where the closing tag of an element begins and ends; twice 0 if there is none."""
        if name.lower() in self._unclosed:
            return 0, 0
        found = re.compile(rf"</{name}\s*>", re.IGNORECASE).search(self._source, at)
        if found is None:
            self._unclosed.add(name.lower())
            return 0, 0
        return found.span() if found.end() <= end else (0, 0)

    def _construct(self, match: re.Match[str], after: int) -> None:
        """Write what stands between two offsets that belong together."""
        if match["template"]:
            self._templates.show(match.start(), after)
        elif match["link"]:
            self._internal(match.start(), after)
        elif match["external"]:
            self._external(match.end(), after - 1, (match.start(), after))
        elif match["address"]:
            place = self._assembly.lines.place(match.start(), after)
            mark = self._assembly.open(None)
            self._assembly.text(match.start(), after)
            self._assembly.close(mark)
            self._assembly.link(mark, self._source[match.start() : after], "bare", (place, place))
        elif match["note"]:
            self._note(match)
        elif match["verbatim"]:
            self._verbatim(match, after)
        elif match["entity"]:
            self._assembly.instead(unescape(match.group()), match.start(), after)
        elif match["tag"]:
            self._tag(match)
        elif match["comment"]:
            place = self._assembly.lines.place(match.start(), after)
            words = self._source[match.end() : max(match.end(), after - 3)].strip()
            self._assembly.unrendered("comment", words, place)

    def _verbatim(self, match: re.Match[str], after: int) -> None:
        name = match["element"].lower()
        if match.group().endswith("/>"):
            return
        inside = (match.end(), self._closed_by(name, match.end(), after)[0])
        if name == "nowiki":
            self._assembly.text(*inside)
        elif name == "poem":
            self.write(*inside)
        elif name == "code":
            mark = self._assembly.open("code")
            self._assembly.text(*inside)
            self._assembly.close(mark)
        elif name in {"pre", "syntaxhighlight", "source"}:
            place = self._assembly.lines.place(*inside)
            self._assembly.unrendered("code", self._source[slice(*inside)], place)

    def _tag(self, match: re.Match[str]) -> None:
        name = match["name"].lower()
        if name == "br":
            self._assembly.line_break(*match.span())
        elif name in _BLOCKS:
            self._assembly.block()

    def _note(self, match: re.Match[str]) -> None:
        """A call of a reference; what stands in it is written later, once for each name."""
        named = _NAME.search(match["attributes"])
        name = (named[1] or named[2] or named[3] or "").strip() if named else ""
        inside = (match.end(), match.end())
        if not match["empty"]:
            inside = (match.end(), self._closed_by("ref", match.end(), len(self._source))[0])
        label = name or f"#{len(self._notes) + 1}"
        if self._source[slice(*inside)].strip():
            self._notes.setdefault(label, inside)
        self._assembly.close(self._assembly.open("note-marker", label))

    def _internal(self, start: int, end: int) -> None:
        """A link inside the wiki, a file with its caption, or a category."""
        (first, last), *rest = self._braces.parts(start + 2, end - 2)
        page = self._source[first:last].strip()
        if _HIDDEN_SPACES.match(page):
            return
        if _FILES.match(page):
            shown = [
                part
                for part in rest
                if not _FILE_OPTION.fullmatch(self._source[slice(*part)].strip())
            ]
            if shown:
                self._assembly.block()
                self.write(*shown[-1])
                self._assembly.block()
            return
        label = rest[-1] if rest and self._source[slice(*rest[-1])].strip() else (first, last)
        mark = self._assembly.open(None)
        self.write(*label)
        self._assembly.close(mark)
        lower = page.lower().lstrip(":")
        prefix = next((name for name in _INTERWIKI if lower.startswith(name)), "")
        place = self._assembly.lines.place(*self._braces.trimmed(first, last))
        target = f"/wiki/{page.lstrip(':').replace(' ', '_')}"
        if prefix:
            target = _INTERWIKI[prefix] + page.lstrip(":")[len(prefix) :].strip()
        self._assembly.link(mark, target, "anchor", (place, self._assembly.lines.place(start, end)))

    def _external(self, start: int, end: int, whole: tuple[int, int]) -> None:
        raw = self._source[start:end]
        address = re.match(r"[^\s<>\"]*", raw)
        length = address.end() if address else len(raw)
        mark = self._assembly.open(None)
        self.write(start + length, end)
        self._assembly.close(mark)
        target = raw[:length]
        places = (
            self._assembly.lines.place(start, start + length),
            self._assembly.lines.place(*whole),
        )
        self._assembly.link(
            mark, f"https:{target}" if target.startswith("//") else target, "anchor", places
        )

    def _quote(self, match: re.Match[str], quotes: list[tuple[str, Mark]]) -> None:
        """Bold and italic: two, three or five apostrophes, each closing what it opened."""
        count = len(match.group())
        if count not in _QUOTES:  # four are one and bold, more than five are some and both
            extra = 1 if count == 4 else count - 5
            self._assembly.text(match.start(), match.start() + extra)
            count -= extra
        for kind in _QUOTES[count]:
            held = next((item for item in quotes if item[0] == kind), None)
            if held:
                quotes.remove(held)
                self._assembly.close(held[1])
            else:
                quotes.append((kind, self._assembly.open(kind)))

    def _close(self, quotes: list[tuple[str, Mark]]) -> None:
        for _, mark in quotes:
            self._assembly.close(mark)
        quotes.clear()

    def _next_line(self, match: re.Match[str], end: int) -> int:
        """Go on to the next line; where it begins after what gives it its meaning."""
        blank = re.compile(r"[ \t]*(?=[\r\n]|\Z)").match(self._source, match.end(), end)
        head = _LINE_HEAD.match(self._source, match.end(), end)
        special = head and (head["list"] or head["rule"] or head["open"] or self._in_table)
        if (
            blank
            or special
            or _HEADING.match(self._source, match.end(), end)
            or (self._line and self._line.kind == "item")
        ):
            self._end_line()
            return match.end() if blank and blank.end() < end else self._line_head(match.end(), end)
        self._assembly.space(*match.span())
        return match.end()

    def _end_line(self) -> None:
        if self._line:
            self._assembly.close(self._line)
            self._line = None
        self._assembly.block()

    def _line_head(self, start: int, end: int) -> int:
        """Begin a block at a line's start; where its content begins."""
        heading = _HEADING.match(self._source, start, end)
        if heading:
            self._assembly.block()
            mark = self._assembly.open("heading")
            self.write(*heading.span("words"))
            self._assembly.close(mark)
            self._assembly.block()
            return heading.end()
        head = _LINE_HEAD.match(self._source, start, end)
        if head and head["list"]:
            self._line = self._assembly.open("item")
            return head.end()
        if head and head["rule"]:
            return head.end()
        if head and (head["open"] or self._in_table):
            return self._table_line(head, end)
        self._line = self._assembly.open("paragraph")
        return start

    def _table_line(self, head: re.Match[str], end: int) -> int:
        self._end_cell()
        if head["open"]:
            self._in_table += 1
        elif head["close"]:
            self._in_table -= 1
        elif head["caption"] or head["cell"]:
            return self._new_cell(head.end(), end)
        return head.end()

    def _new_cell(self, start: int, end: int) -> int:
        self._end_cell()
        self._cell = self._assembly.open("cell")
        attributes = _CELL_ATTRIBUTES.match(self._source, start, end)
        return attributes.end() if attributes else start

    def _end_cell(self) -> None:
        if self._cell:
            self._assembly.close(self._cell)
            self._cell = None
        self._assembly.block()


def link(label: str, target: str) -> str:
    """How a link is written in wikitext; `label` is text, not markup.

    An address that is its own label needs no markup.
    """
    if label == target:
        return _address(target)
    words = "".join(
        f"&#{ord(char)};" if char in "[]{}<>|'&" else char for char in " ".join(label.split())
    )
    return f"[{_address(target)} {words}]"


def target(address: str) -> str:
    """How an address is written in the brackets of a link."""
    return _address(address)


def _address(address: str) -> str:
    return "".join(_ENCODED.get(char, char) for char in address)


_ENCODED = {
    **{chr(code): f"%{code:02X}" for code in range(33)},
    "<": "%3C", ">": "%3E", "[": "%5B", "]": "%5D", "{": "%7B", "}": "%7D", "|": "%7C", '"': "%22", "'": "%27",
}  # fmt: skip
