"""The parser for Markdown: markdown-it with CommonMark, tables, strikethrough and footnotes.

It leaves targets as they are written, takes any scheme, tells where in a block each inline token
stands, and reads any text in linear time.
"""

from __future__ import annotations

from functools import cache
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

from markdown_it import MarkdownIt
from markdown_it.helpers import parseLinkDestination, parseLinkTitle
from mdit_py_plugins.footnote.index import footnote_def

from idcheck import lazy
from idcheck.post.markdown_parser_block import BlockParser
from idcheck.post.markdown_parser_inline import (
    InlineParser,
    Limits,
    attributed,
    bare_link,
    inline_note,
    link_label,
    maths,
    note_call,
)

if TYPE_CHECKING:
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

__all__ = ["Limits", "parse"]

_DEEPEST = 40
_LONGEST_TARGET = 4_000
_LONGEST_TITLE = 2_000
_TASK_BOX = lazy.pattern(r"\[[ xX]\][ \t]+")
_PLAIN_TARGET = lazy.pattern(r"[^\s<>()\\&\x00-\x20\x7f]{1,2000}")
"""Most targets: nothing in them is escaped or nested, so they end at the first such character."""


def parse(text: str, *, bare_links: bool, mdx: bool = False) -> tuple[list[Token], dict[str, Any]]:
    """The tokens of a text whose lines end with LF, and what the parser noted besides.

    Under `references` and `footnotes` are the definitions, under `limits` a `Limits`.
    """
    environment: dict[str, Any] = {"limits": Limits()}
    return _parser(bare_links, mdx).parse(text, environment), environment


class _Parser(MarkdownIt):
    """markdown-it with parsers of our own for blocks and inline content."""

    def __init__(self) -> None:
        super().__init__("commonmark")
        self.inline = InlineParser()
        self.block = BlockParser()
        self.configure("commonmark")
        self.enable(["table", "strikethrough"])
        self.disable(["normalize", "text_join", "fragments_join"])
        self.options["maxNesting"] = _DEEPEST
        self.options["store_labels"] = True
        self.helpers = SimpleNamespace(  # type: ignore[assignment]
            parseLinkLabel=link_label, parseLinkDestination=_destination, parseLinkTitle=_title
        )
        self.core.ruler.at("inline", _inline)

    def normalizeLink(self, url: str) -> str:  # noqa: N802 - the parser's name
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802 - the parser's name
        return link

    def validateLink(self, url: str) -> bool:  # noqa: N802, ARG002 - the parser's name and shape
        return True


def _inline(state: StateCore) -> None:
    """Parse the content of all blocks, each of which knows its line; task boxes are no content."""
    parser = cast("InlineParser", state.md.inline)
    for index, token in enumerate(state.tokens):
        if token.type == "inline":
            item = index > 1 and state.tokens[index - 2].type == "list_item_open"
            box = _TASK_BOX.match(token.content) if item else None
            begin = box.end() if box else 0
            token.children = parser.read(token, state.md, state.env, begin)


def _destination(text: str, start: int, end: int) -> Any:
    """The target of a link; one beyond all bounds is none."""
    plain = _PLAIN_TARGET.match(text, start, end)
    if plain and plain.end() < end and text[plain.end()] in ") \n":
        return SimpleNamespace(ok=True, pos=plain.end(), str=plain.group())
    return parseLinkDestination(text, start, min(end, start + _LONGEST_TARGET))


def _title(text: str, start: int, end: int, before: Any = None) -> Any:
    """The title of a link; one beyond all bounds is none."""
    return parseLinkTitle(text, start, min(end, start + _LONGEST_TITLE), before)


@cache
def _parser(bare_links: bool, mdx: bool) -> MarkdownIt:
    """The parser for posts on whose channel bare addresses become links, or do not.

    In MDX neither tags nor indentation begin a block.
    """
    md = _Parser()
    if mdx:
        md.disable(["html_block", "code"])
    md.block.ruler.before(
        "reference", "footnote_def", footnote_def, {"alt": ["paragraph", "reference"]}
    )
    md.inline.ruler.after("image", "inline_note", inline_note)
    md.inline.ruler.before("escape", "maths", maths)
    md.inline.ruler.after("inline_note", "note_call", note_call)
    md.inline.ruler.after("note_call", "attributed", attributed)
    if bare_links:
        md.inline.ruler.before("text", "bare_link", bare_link)
    md.inline.sort_rules()  # type: ignore[attr-defined]
    return md
