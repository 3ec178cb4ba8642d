"""The inline content of a Markdown block: words, links, emphasis, code, notes, HTML."""

from __future__ import annotations

from html import unescape
from typing import TYPE_CHECKING, NamedTuple

from idcheck import lazy
from idcheck.post.addresses import target_of
from idcheck.post.templates import has_filler

if TYPE_CHECKING:
    from collections.abc import Mapping

    from markdown_it.token import Token

    from idcheck.post.assembly import Mark
    from idcheck.post.html_walk import HtmlWalk
    from idcheck.post.located import Located
    from idcheck.post.markdown_references import References
    from idcheck.post.model import LinkOrigin, Place, RegionKind

_REGIONS: Mapping[str, RegionKind] = {"em": "emphasis", "strong": "strong"}
_DESTINATION = lazy.pattern(r"[ \t\n]*+(?:<((?:[^<>\\\n]|\\.)*+)>|((?:[^\s\\]|\\.)*+))")
_PROGRAM = lazy.pattern(r"r \S|\{(?:r|python|julia|ojs)\} ")
"""Inline code of R Markdown and Quarto that is run; what it writes is not known."""
_ENTITY = lazy.pattern(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


class _Note(NamedTuple):
    """An inline footnote that waits for the end of its block."""

    label: str
    located: Located
    tokens: list[Token]


class InlineWalk:
    """Walks over the inline tokens of blocks and tells the assembly of the HTML walk."""

    def __init__(self, html: HtmlWalk, references: References) -> None:
        self._html = html
        self._assembly = html.assembly
        self._references = references
        self._notes: list[_Note] = []
        self._count = 0

    def walk(self, located: Located, tokens: list[Token]) -> None:
        """Add a block's content. Elements of HTML opened in it end with it."""
        depth = self._html.depth
        self._tokens(located, tokens)
        self._html.close_to(depth, located, len(located.text))

    def notes_here(self) -> None:
        """Add the inline footnotes met since the last time, each as a block."""
        while self._notes:
            waiting, self._notes = self._notes, []
            for note in waiting:
                self._assembly.block()
                mark = self._assembly.open("footnote", note.label)
                self.walk(note.located, note.tokens)
                self._assembly.close(mark)
                self._assembly.block()

    def _tokens(self, located: Located, tokens: list[Token]) -> None:
        open_ones: list[tuple[Token, Mark, bool]] = []
        index = 0
        while index < len(tokens):
            token = tokens[index]
            index += 1
            if token.type == "html_inline":
                self._html.walk(located, *token.meta["at"])
            elif self._html.hidden:
                continue
            elif token.type == "note_open":
                inside = index
                index = _closing(tokens, index)
                self._note(located, tokens[inside : index - 1])
            elif token.nesting > 0:
                mark = self._assembly.open(_REGIONS.get(token.type.removesuffix("_open")))
                open_ones.append((token, mark, False))
            elif token.nesting < 0:
                if open_ones:
                    opener, mark, image = open_ones.pop()
                    self._close(located, opener, mark, image=image)
            elif token.type == "image":
                open_ones = [(opener, mark, True) for opener, mark, _ in open_ones]
                self._alternative(located, token)
            else:
                self._leaf(located, token)

    def _alternative(self, located: Located, token: Token) -> None:
        """Note the words that stand for an image."""
        start = token.meta["at"][0] + len("![")
        if token.content and located.text.startswith(token.content, start):
            place = self._html.place(located, start, start + len(token.content))
            self._assembly.unrendered("attribute", token.content, place, "alt")

    def _leaf(self, located: Located, token: Token) -> None:
        start, end = token.meta["at"]
        if token.type == "text":
            if token.content:  # a delimiter that became a tag has none
                self._text(located, token.content, start, end)
        elif token.type == "text_special":
            if token.info == "entity" or token.content != token.markup:
                self._html.instead(located, token.content, start, end)
            else:
                self._html.text(located, start, end)
        elif token.type == "maths" or (
            token.type == "code_inline" and _PROGRAM.match(token.content)
        ):
            return
        elif token.type == "code_inline":
            mark = self._assembly.open("code")
            inner = len(token.markup)
            self._html.text(located, start + inner, end - inner)
            self._assembly.close(mark)
        elif token.type == "bare_link":
            self._bare_link(located, start, end)
        elif token.type == "footnote_ref":
            self._assembly.close(self._assembly.open("note-marker", token.meta["label"]))
        else:
            self._break(located, token, start, end)

    def _text(self, located: Located, content: str, start: int, end: int) -> None:
        if located.text.startswith(content, start) and end - start == len(content):
            self._html.text(located, start, end)
        else:
            self._assembly.loose(content, self._assembly.lines.of(located.near(start)))

    def _break(self, located: Located, token: Token, start: int, end: int) -> None:
        span = located.span(start, end)
        at = located.near(start)
        bounds = (span.start, span.end) if span else (at, at)
        if token.type == "hardbreak":
            self._assembly.line_break(*bounds)
        else:
            self._assembly.space(*bounds)

    def _note(self, located: Located, tokens: list[Token]) -> None:
        self._count += 1
        label = f"^{self._count}"
        self._assembly.close(self._assembly.open("note-marker", label))
        self._notes.append(_Note(label, located, tokens))

    def _bare_link(self, located: Located, start: int, end: int) -> None:
        mark = self._assembly.open(None)
        at = start
        for match in _ENTITY.finditer(located.text, start, end):
            self._html.text(located, at, match.start())
            self._html.instead(located, unescape(match.group()), match.start(), match.end())
            at = match.end()
        self._html.text(located, at, end)
        self._assembly.close(mark)
        if self._html.in_link:
            return
        place = self._html.place(located, start, end)
        target = self._target(unescape(located.text[start:end]), place)
        self._assembly.link(mark, target_of(target), "bare", (place, place))

    def _close(self, located: Located, opener: Token, mark: Mark, *, image: bool) -> None:
        self._assembly.close(mark)
        if opener.type != "link_open":
            return
        start, end = opener.meta["at"]
        whole = self._html.place(located, start, end)
        origin: LinkOrigin
        if opener.markup == "autolink":
            origin, place = "autolink", self._html.place(located, start + 1, end - 1)
        elif (
            located.text.startswith("(", opener.meta["label_end"] + 1)
            and "label" not in opener.meta
        ):
            origin, place = (
                "anchor",
                self._destination(located, opener.meta["label_end"] + 2, end - 1),
            )
        else:
            origin = "reference"
            place = self._references.place(str(opener.meta.get("label", "")), whole)
        if image and mark.start == mark.end:
            origin = "image"
        target = self._target(str(opener.attrs["href"]), place)
        self._assembly.link(mark, target, origin, (place, whole))

    def _destination(self, located: Located, at: int, end: int) -> Place:
        match = _DESTINATION.match(located.text, at, end)
        if match is None:
            return self._html.place(located, at, at)
        group = 1 if match[1] is not None else 2
        start, end = match.span(group)
        return self._html.place(
            located, start, _unnested(located.text, start, end) if group == 2 else end
        )

    def _target(self, target: str, place: Place) -> str:
        """A target; one with template code in it as the source has it."""
        if place.span and has_filler(target):
            return place.span.of(self._assembly.source)
        return target


def _unnested(text: str, start: int, end: int) -> int:
    """The end of a destination: the first closing bracket that was not opened in it."""
    if text.find("(", start, end) < 0 and text.find("\\", start, end) < 0:
        closing = text.find(")", start, end)
        return closing if closing >= 0 else end
    depth = 0
    offset = start
    while offset < end:
        char = text[offset]
        if char == "\\":
            offset += 1
        elif char == "(":
            depth += 1
        elif char == ")":
            if depth == 0:
                return offset
            depth -= 1
        offset += 1
    return end


def _closing(tokens: list[Token], index: int) -> int:
    """The index after the token that closes what is open at `index`."""
    depth = 1
    while depth and index < len(tokens):
        depth += tokens[index].nesting
        index += 1
    return index
