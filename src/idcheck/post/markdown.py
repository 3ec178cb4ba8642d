"""Markdown: CommonMark with tables, strikethrough, footnotes and front matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from idcheck import lazy
from idcheck.post.admonitions import mask_openings, without_indentation
from idcheck.post.assembly import Assembly
from idcheck.post.citation_keys import bibliographies, find_keys
from idcheck.post.front_matter import language_of, read_front_matter
from idcheck.post.html_walk import HtmlWalk
from idcheck.post.markdown_blocks import SourceLines
from idcheck.post.markdown_inline import InlineWalk
from idcheck.post.markdown_parser import parse
from idcheck.post.markdown_references import References
from idcheck.post.mdx import is_mdx, mask_mdx
from idcheck.post.model import Post, Problem
from idcheck.post.templates import Masked, mask_markdown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from markdown_it.token import Token

    from idcheck.post.assembly import Mark
    from idcheck.post.located import Located
    from idcheck.post.model import RegionKind

_REGIONS: Mapping[str, RegionKind] = {
    "paragraph": "paragraph", "heading": "heading", "list_item": "item", "blockquote": "quote",
    "th": "cell", "td": "cell", "footnote_reference": "footnote",
}  # fmt: skip
_ESCAPED = lazy.pattern(r"([\\`*_{}\[\]<>#|~&!])")


def read(source: str, *, path: str, channel: str, bare_links: bool) -> tuple[Post, ...]:
    """The post of a Markdown file."""
    masked = mask_markdown(source.replace("\0", "\ufffd"))
    shown = mask_openings(masked.shown)
    mdx = is_mdx(path, source)
    if mdx:
        shown = mask_mdx(shown)
    assembly = Assembly(source, shown, masked.codes)
    front = read_front_matter(source, assembly.lines)
    first = assembly.lines.of(front.end) - 1 if front.end else 0
    lines = SourceLines(shown, assembly.lines.starts)
    rows = lines.lines[first:]
    if shown != masked.shown and not mdx:
        rows = without_indentation(rows, SourceLines(masked.shown, lines.starts).lines[first:])
    tokens, environment = parse("\n".join(rows), bare_links=bare_links, mdx=mdx)
    html = HtmlWalk(assembly, components=True)
    references = References(environment, lines, first)
    _Blocks(lines, first, html, InlineWalk(html, references)).walk(tokens)
    done = assembly.finish()
    limits = {text: first + line + 1 for text, line in environment["limits"].met.items()}
    problems = [Problem(line, text) for text, line in {**html.limits, **limits}.items()]
    files = bibliographies(front.fields)
    keys = [*done.citation_keys, *find_keys(done, source, bare=bool(files))]
    return (
        Post(
            path=path, format="markdown", channel=channel, source=source, text=done.text,
            map=done.map, links=done.links, regions=done.regions, meta=front.fields,
            language=language_of(front.fields), problems=(*front.problems, *problems),
            citation_keys=tuple(sorted(keys, key=lambda item: item.span)), bibliographies=files,
            unrendered=done.unrendered, templates=Masked(shown).filled(),
        ),
    )  # fmt: skip


class _Blocks:
    """A walk over the blocks of a parsed post."""

    def __init__(self, lines: SourceLines, first: int, html: HtmlWalk, inline: InlineWalk) -> None:
        self._lines = lines
        self._first = first
        self._html = html
        self._inline = inline
        self._open: list[Mark | None] = []
        self._cells: list[Located] = []

    def walk(self, tokens: list[Token]) -> None:
        """Add all blocks to the assembly."""
        for index, token in enumerate(tokens):
            if token.type == "inline":
                self._content(tokens[index - 1], token)
            elif token.type == "html_block":
                located = self._lines.locate(token.content, *self._bounds(token))
                mark = self._html.assembly.open("html")
                self._html.walk(located, 0, len(token.content))
                self._html.assembly.close(mark)
            elif token.type == "tr_open":
                self._cells = self._row(tokens, index)
            elif token.nesting > 0:
                self._enter(token)
            elif token.nesting < 0 and token.type != "tr_close":
                self._leave()
            else:
                self._apart(token)
        if tokens:
            whole = self._lines.whole()
            self._html.close_to(0, whole, len(whole.text))

    def _apart(self, token: Token) -> None:
        """A block of code, or a rule: what comes next is a block of its own."""
        assembly = self._html.assembly
        assembly.block()
        if token.type in {"fence", "code_block"} and token.map:
            _, start = self._lines.stretch(*self._bounds(token))
            end = start + len(self._lines.stretch(*self._bounds(token))[0])
            place = assembly.lines.place(start, end)
            assembly.unrendered("code", token.content, place, token.info.strip().partition(" ")[0])

    def _enter(self, token: Token) -> None:
        self._html.assembly.block()
        kind = _REGIONS.get(token.type.removesuffix("_open"))
        if kind == "paragraph" and token.hidden:
            kind = None
        label = token.meta.get("label", "") if kind == "footnote" else ""
        shown = kind is not None and not self._html.hidden
        self._open.append(self._html.assembly.open(kind, label) if shown and kind else None)

    def _leave(self) -> None:
        mark = self._open.pop()
        if mark:
            self._html.assembly.close(mark)
        self._html.assembly.block()
        if not any(self._open):
            self._inline.notes_here()

    def _content(self, before: Token, token: Token) -> None:
        if before.type in {"th_open", "td_open"}:
            located = self._cells.pop(0)
        elif before.type == "heading_open" and before.markup.startswith("#"):
            level = int(before.tag[1:])
            located = self._lines.locate_heading(token.content, self._line(token), level)
        else:
            located = self._lines.locate(token.content, *self._bounds(token))
        self._inline.walk(located, token.children or [])

    def _row(self, tokens: list[Token], index: int) -> list[Located]:
        contents = []
        while tokens[index].type != "tr_close":
            if tokens[index].type == "inline":
                contents.append(tokens[index].content)
                line = self._line(tokens[index])
            index += 1
        return self._lines.locate_cells(contents, line) if contents else []

    def _bounds(self, token: Token) -> tuple[int, int]:
        first, end = token.map or (0, 0)
        return self._first + first, self._first + end

    def _line(self, token: Token) -> int:
        return self._first + (token.map[0] if token.map else 0)


def link(label: str, target: str) -> str:
    """How a link is written in Markdown; `label` is text, not markup."""
    words = _ESCAPED.sub(r"\\\1", " ".join(label.split()))
    return f"[{words}]({_address(target)})"


def target(address: str) -> str:
    """How an address is written in the brackets of a link."""
    return _address(address)


def _address(target: str) -> str:
    return "".join(_ENCODED.get(char, char) for char in target)


_ENCODED = {
    **{chr(code): f"%{code:02X}" for code in range(33)},
    "\x7f": "%7F", "<": "%3C", ">": "%3E", "(": "%28", ")": "%29", "\\": "%5C", "[": "%5B",
    "]": "%5D", "{": "%7B", "}": "%7D", "|": "%7C", "`": "%60", "^": "%5E", '"': "%22",
    "*": "%2A", "&": "&amp;",
}  # fmt: skip
