"""markdown-it's inline parser, made to say where each token stands.

The parser's tokens have no position. Here every inline rule is wrapped so that the tokens it makes
carry `meta["at"] = (start, end)`, offsets into the inline content of their block, and pending
text remembers where it began. Text is never joined, so a text token is a verbatim stretch.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline.state_inline import StateInline
from mdit_py_plugins.footnote import footnote_plugin

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown_it.token import Token

_Rule = "Callable[[StateInline, bool], bool]"


class _PlacedState(StateInline):
    """Inline state that knows where its pending text began."""

    pending_start = 0

    def append_pending(self, text: str) -> None:
        if not self._pending and not self._pending_buffer:
            self.pending_start = self.pos
        super().append_pending(text)

    def _set_pending(self, value: str) -> None:
        if value and not self._pending and not self._pending_buffer:
            self.pending_start = self.pos
        StateInline.pending.fset(self, value)  # type: ignore[attr-defined]

    pending = property(StateInline.pending.fget, _set_pending)  # type: ignore[attr-defined]

    def pushPending(self) -> Token:  # noqa: N802 - the parser's own name
        token = super().pushPending()
        token.meta["at"] = (self.pending_start, self.pending_start + len(token.content))
        return token


class _PlacedInline(ParserInline):
    """Inline parser that works on placed states."""

    def parse(self, src: str, md: MarkdownIt, env: Any, tokens: list[Token]) -> list[Token]:
        state = _PlacedState(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


def parser() -> MarkdownIt:
    """A parser of CommonMark, GFM tables and strikethrough, and footnotes, with placed tokens."""
    md = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    md.inline = _PlacedInline()
    md.configure("commonmark").enable(["table", "strikethrough"])
    md.use(footnote_plugin, inline=False, move_to_end=False, always_match_refs=True)
    md.inline.ruler.before("link", "inline_note", _inline_note)
    md.core.ruler.disable("text_join")
    md.inline.ruler2.disable("fragments_join")
    for rule in md.inline.ruler.__rules__:
        rule.fn = _placing(rule.name, rule.fn)
    md.block.ruler.at("reference", _reference_placing(md))
    return md


def _placing(
    name: str, rule: Callable[[StateInline, bool], bool]
) -> Callable[[StateInline, bool], bool]:
    """The rule, with the tokens it makes told where they stand."""

    def placed(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the parser's own signature
        start, count = state.pos, len(state.tokens)
        done = rule(state, silent)
        if done and not silent:
            _place(name, state, start, state.tokens[count:])
        return done

    return placed


def _place(name: str, state: StateInline, start: int, tokens: list[Token]) -> None:
    at = start
    for token in tokens:
        if "at" in token.meta:
            continue
        if token.type == "text" and name == "autolink":
            token.meta["at"] = (start + 1, state.pos - 1)
        elif token.type == "text" and token.content:
            token.meta["at"] = (at, at + len(token.content))
            at += len(token.content)
        else:
            token.meta["at"] = (start, state.pos)
            if token.type == "link_open" and name == "link":
                token.meta["target_at"] = _target_at(state, start)


def _target_at(state: StateInline, start: int) -> tuple[int, int] | str:
    """Where the target of an inline link stands, or the label of the definition that holds it."""
    src = state.src
    close = state.md.helpers.parseLinkLabel(state, start, True)
    if close >= 0 and src[close + 1 : close + 2] == "(":
        at = close + 2
        while src[at : at + 1].isspace():
            at += 1
        found = state.md.helpers.parseLinkDestination(src, at, state.posMax)
        if found.ok:
            pointed = src[at : at + 1] == "<"
            return (at + 1, found.pos - 1) if pointed else (at, found.pos)
    label = src[close + 2 : state.pos - 1] if src[close + 1 : close + 2] == "[" else ""
    return label or src[start + 1 : close]


def _inline_note(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the parser's own signature
    """`^[...]`: a note written where it is called (pandoc)."""
    start = state.pos
    if not state.src.startswith("^[", start):
        return False
    end = state.md.helpers.parseLinkLabel(state, start + 1)
    if end < 0:
        return False
    if not silent:
        state.push("note_open", "", 1)
        state.pos, stop = start + 2, state.posMax
        state.posMax = end
        state.md.inline.tokenize(state)
        state.posMax = stop
        state.push("note_close", "", -1)
    state.pos = end + 1
    return True


def _reference_placing(md: MarkdownIt) -> Callable[[Any, int, int, bool], bool]:
    """The rule for link definitions, which notes the 0-based line each new definition begins on."""
    rule = next(rule.fn for rule in md.block.ruler.__rules__ if rule.name == "reference")

    def placed(state: Any, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - the parser's own signature
        known = set(state.env.get("references", ()))
        done = rule(state, start, end, silent)
        for label in state.env.get("references", {}).keys() - known:
            state.env.setdefault("defined_on", {})[label] = start
        return done

    return placed
