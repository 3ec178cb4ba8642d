"""The CommonMark parser of markdown-it, made to tell where in a block each inline token stands.

Every inline token gets `meta["at"]`, its (start, end) in the content of its block. A link's also
has `meta["label_end"]`. Text comes in verbatim stretches: the rules that join them are off.
"""

from __future__ import annotations

import re
from functools import cache, partial
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from markdown_it.helpers import parseLinkLabel
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline
from mdit_py_plugins.footnote.index import footnote_def, footnote_ref

from idcheck.post.addresses import START, address_at
from idcheck.post.templates import ATTRIBUTES

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from markdown_it.token import Token

    Rule = Callable[[StateInline, bool], bool]

_MARKUP = r"[\n!#$%&*+\-:<=>@\[\\\]^_`{}~]"


class _State(StateInline):
    """An inline state that knows where its pending text began."""

    pending_at = -1

    @property
    def pending(self) -> str:
        return StateInline.pending.fget(self)  # type: ignore[attr-defined, no-any-return]

    @pending.setter
    def pending(self, value: str) -> None:
        if not value:
            self.pending_at = -1
        elif self.pending_at < 0:
            self.pending_at = self.pos
        StateInline.pending.fset(self, value)  # type: ignore[attr-defined]

    def append_pending(self, text: str) -> None:
        if self.pending_at < 0:
            self.pending_at = self.pos
        super().append_pending(text)

    def pushPending(self) -> Token:  # noqa: N802 - the parser's name
        start = self.pending_at
        token = super().pushPending()
        token.meta = {"at": (start, start + len(token.content))}
        return token


class _Inline(ParserInline):
    """The inline parser, noting where each token stands."""

    def parse(self, src: str, md: MarkdownIt, env: Any, tokens: list[Token]) -> list[Token]:
        state = _State(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens

    def tokenize(self, state: StateInline) -> None:
        rules = self.ruler.getRules("")
        end = state.posMax
        if state.tokens:
            state.tokens[-1].meta["label_end"] = end
        while state.pos < end:
            begin = state.pos
            count = len(state.tokens)
            if state.level < state.md.options["maxNesting"] and any(
                rule(state, False) for rule in rules
            ):
                _note(state.tokens, count, begin, state.pos)
                continue
            state.append_pending(state.src[begin])
            state.pos += 1
        if state.pending:
            state.pushPending()


def _note(tokens: list[Token], count: int, begin: int, end: int) -> None:
    """Note where the tokens from `count` on stand, which a rule made of `begin`..`end`."""
    at = begin
    for token in tokens[count:]:
        if "at" in token.meta:
            continue
        if token.type != "text":
            token.meta["at"] = (begin, end)
            if token.nesting > 0:
                if "label_end" in token.meta:
                    return  # what stands inside has been noted already
                at += 1  # an autolink's text follows its bracket
        else:
            token.meta["at"] = (at, at + len(token.content))
            at += len(token.content)


def _bare_link(state: StateInline, silent: bool) -> bool:
    """An address that becomes a link; not inside a link, nor where a label is looked for."""
    if silent or state.linkLevel > 0 or state.src[state.pos] not in "hHwW":
        return False
    end = address_at(state.src, state.pos, state.posMax)
    if not end:
        return False
    state.push("bare_link", "a", 0)
    state.pos = end
    return True


def _inline_note(state: StateInline, silent: bool) -> bool:
    """An inline footnote, `^[...]`."""
    return state.src.startswith("^[", state.pos) and _bracketed(state, silent, 1, "note")


def _attributed(state: StateInline, silent: bool) -> bool:
    """A stretch with attributes, `[...]{.class}`, whose list is masked."""
    return state.src[state.pos] == "[" and _bracketed(state, silent, 0, "attributed")


def _bracketed(state: StateInline, silent: bool, offset: int, kind: str) -> bool:
    begin, limit = state.pos, state.posMax
    label_end = parseLinkLabel(state, begin + offset)
    if label_end < 0 or (
        kind == "attributed" and not state.src.startswith(ATTRIBUTES, label_end + 1)
    ):
        return False
    if not silent:
        state.pos, state.posMax = begin + offset + 1, label_end
        state.push(f"{kind}_open", "", 1)
        state.md.inline.tokenize(state)
        state.push(f"{kind}_close", "", -1)
    state.pos, state.posMax = label_end + 1, limit
    return True


class _Parser(MarkdownIt):
    """markdown-it that leaves targets as they are written and takes any scheme."""

    def __init__(self) -> None:
        super().__init__("commonmark")
        self.inline = _Inline()
        self.configure("commonmark")
        self.enable(["table", "strikethrough"])
        self.disable(["normalize", "text_join", "fragments_join"])
        self.options["maxNesting"] = 20
        self.options["store_labels"] = True

    def normalizeLink(self, url: str) -> str:  # noqa: N802 - the parser's name
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802 - the parser's name
        return link

    def validateLink(self, url: str) -> bool:  # noqa: N802, ARG002 - the parser's name and shape
        return True


@cache
def parser(bare_links: bool) -> MarkdownIt:
    """The parser for posts on whose channel bare addresses become links, or do not."""
    md = _Parser()
    md.block.ruler.before(
        "reference", "footnote_def", footnote_def, {"alt": ["paragraph", "reference"]}
    )
    md.inline.ruler.after("image", "footnote_inline", _inline_note)
    md.inline.ruler.after(
        "footnote_inline", "footnote_ref", partial(footnote_ref, always_match=False)
    )
    md.inline.ruler.after("footnote_ref", "attributed", _attributed)
    if bare_links:
        md.inline.ruler.before("text", "bare_link", _bare_link)
        md.inline.terminator_re = re.compile(f"{_MARKUP}|{START}", re.IGNORECASE)
    return md
