"""The inline parser of markdown-it, made to tell where each token stands, and kept in bounds.

Every inline token gets `meta["at"]`, its (start, end) in the content of its block. A link's also
has `meta["label_end"]`. Text comes in verbatim stretches: the rules that join them are off.

A rule is tried only where a character stands that it can begin with. What would take long and
links nothing (brackets without a partner by the thousand) is taken for text; `Limits` remembers.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, cast

from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline

from idcheck import lazy
from idcheck.post.addresses import START, address_at
from idcheck.post.templates import ATTRIBUTES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

    Rule = Callable[[StateInline, bool], bool]

_BEGINNINGS: Mapping[str, str] = {
    "newline": "\n", "maths": "$\\", "escape": "\\", "backticks": "`", "strikethrough": "~", "emphasis": "*_",
    "link": "[", "image": "!", "inline_note": "^", "note_call": "[", "attributed": "[",
    "autolink": "<", "html_inline": "<", "entity": "&", "bare_link": "hHwW",
}  # fmt: skip
"""The characters with which each rule's construct can begin."""
_MARKUP = r"[\n!$&*<\[\\\]^_`~]"
_BRACKETS = frozenset("[!^")
_LONGEST_LABEL = 10_000
_LONGEST_RUN = 200
_MOST_UNPAIRED = 1_000
_MATHS = lazy.pattern(
    r"\$(?=\S)(?P<dollars>[^$`]{1,500})(?<=\S)\$(?!\d)"
    r"|\\{1,2}\((?P<round>[^`]{1,500}?)\\{1,2}\)|\\{1,2}\[(?P<square>[^`]{1,1000}?)\\{1,2}\]"
)
_SIGN = lazy.pattern(rf"\\[A-Za-z]|[\^=<>+]|[\w}}]_[\w{{{ATTRIBUTES}]")
_SYMBOL = lazy.pattern(r"[A-Za-z\u0391-\u03c9]{1,2}'?(?:\([\w, ]{1,9}\))?")
"""What tells mathematics from prose between dollars (prices) or escaped brackets."""
_NOTE_CALL = lazy.pattern(r"\[\^([^\]\s]{1,999})\]")


class Limits:
    """Where a post goes beyond what is read: for each message the first line, from 0.

    `unpaired` counts the brackets that were followed far without finding a partner.
    """

    def __init__(self) -> None:
        self.met: dict[str, int] = {}
        self.unpaired = 0


class InlineState(StateInline):
    """An inline state that knows where its pending text began."""

    def __init__(self, src: str, md: MarkdownIt, env: Any, tokens: list[Token]) -> None:
        super().__init__(src, md, env, tokens)
        self.pending_at = 0
        self.line = 0
        self.last_closing = src.rfind("]")

    def pushPending(self) -> Token:  # noqa: N802 - the parser's name
        """End the pending text and note where it stands."""
        token = super().pushPending()
        token.meta = {"at": (self.pending_at, self.pending_at + len(token.content))}
        return token


class InlineParser(ParserInline):
    """The inline parser with its rules sorted by the characters they begin with."""

    def __init__(self) -> None:
        super().__init__()
        self._rules: dict[str, tuple[Rule, ...]] = {}
        self._plain = re.compile(_MARKUP)
        self._addresses: re.Pattern[str] | None = None

    def sort_rules(self) -> None:
        """Sort the rules, once all of them are there."""
        names = [name for name in self.ruler.get_active_rules() if name in _BEGINNINGS]
        functions = {rule.name: rule.fn for rule in self.ruler.__rules__}
        sorted_rules: dict[str, list[Rule]] = {}
        for name in names:
            for char in _BEGINNINGS[name]:
                sorted_rules.setdefault(char, []).append(functions[name])
        self._rules = {char: tuple(rules) for char, rules in sorted_rules.items()}
        if "bare_link" in names:
            self._addresses = re.compile(f"{_MARKUP}|{START}", re.IGNORECASE)

    def parse(self, src: str, md: MarkdownIt, env: Any, tokens: list[Token]) -> list[Token]:  # noqa: ARG002
        """Read nothing: the parser asks for the words that stand for an image, which are no text."""
        return tokens

    def read(self, block: Token, md: MarkdownIt, env: Any, begin: int) -> list[Token]:
        """The tokens of a block's content from the offset `begin` on."""
        src = block.content
        state = InlineState(src, md, env, [])
        state.line = block.map[0] if block.map else 0
        state.pos = begin
        self.terminator_re = (
            self._addresses if self._addresses and _has_address(src) else self._plain
        )
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens

    def tokenize(self, state: StateInline) -> None:
        """Add the tokens from the state's position to its end."""
        end = state.posMax
        src = state.src
        deepest = state.md.options["maxNesting"]
        search = self.terminator_re.search
        if state.tokens:
            state.tokens[-1].meta["label_end"] = end
        fresh = not state.pending
        while state.pos < end:
            begin = state.pos
            if fresh:
                cast("InlineState", state).pending_at = begin
            found = search(src, begin, end)
            stop = found.start() if found else end
            if stop == begin:
                count = len(state.tokens)
                if state.level < deepest and self._construct(state, False):
                    if len(state.tokens) > count:
                        _note(state.tokens, count, begin, state.pos)
                    fresh = not state.pending
                    continue
                stop += 1
            state.append_pending(src[begin:stop])
            state.pos = stop
            fresh = False
        if state.pending:
            state.pushPending()

    def skipToken(self, state: StateInline) -> None:  # noqa: N802 - the parser's name
        """Go past one token without adding it."""
        begin = state.pos
        if begin in state.cache:
            state.pos = state.cache[begin]
            return
        if state.level >= state.md.options["maxNesting"]:
            state.pos = state.posMax
            state.env["limits"].unpaired += 1
            _note_limit(state, "brackets nested so deep that links among them are not read")
        else:
            found = self.terminator_re.search(state.src, begin, state.posMax)
            stop = found.start() if found else state.posMax
            if stop > begin:
                state.pos = stop
            else:
                state.level += 1
                done = self._construct(state, True)
                state.level -= 1
                if not done:
                    state.pos = begin + 1
        state.cache[begin] = state.pos

    def _construct(self, state: StateInline, silent: bool) -> bool:
        """Try the rules that can begin here."""
        char = state.src[state.pos]
        if char in _BRACKETS and not _may_pair(state):
            return False
        if char in "*_~" and _is_long_run(state, char):
            state.append_pending(char * _LONGEST_RUN)
            state.pos += _LONGEST_RUN
            return True
        for rule in self._rules.get(char, ()):  # noqa: SIM110 - the loop is the parser's hottest
            if rule(state, silent):
                return True
        return False


def _has_address(src: str) -> bool:
    return "://" in src or "www." in src or "WWW." in src


def _may_pair(state: StateInline) -> bool:
    """Whether a bracket can have a partner."""
    if cast("InlineState", state).last_closing < state.pos:
        return False
    if state.env["limits"].unpaired > _MOST_UNPAIRED:
        _note_limit(
            state, "thousands of brackets without a partner: links from here on are not read"
        )
        return False
    return True


def _is_long_run(state: StateInline, char: str) -> bool:
    """Whether so many markers stand here that they emphasise nothing."""
    if not state.src.startswith(char * _LONGEST_RUN, state.pos):
        return False
    return state.pos + _LONGEST_RUN <= state.posMax


def _note_limit(state: StateInline, message: str) -> None:
    if message not in state.env["limits"].met:
        state.env["limits"].met[message] = cast("InlineState", state).line + state.src.count(
            "\n", 0, state.pos
        )


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


def link_label(state: StateInline, start: int, disableNested: bool = False) -> int:  # noqa: N803
    """The offset at which the label that begins with a bracket at `start` ends, -1 if it does not.

    This is the parser's own function with a bound on the length of a label.
    """
    src, skip = state.src, state.md.inline.skipToken
    before, depth, found = state.pos, 1, -1
    limit = min(state.posMax, start + _LONGEST_LABEL)
    state.pos = start + 1
    while state.pos < limit:
        char, at = src[state.pos], state.pos
        if char == "]":
            depth -= 1
            if not depth:
                found = at
                break
        skip(state)
        if char == "[":
            if at == state.pos - 1:
                depth += 1
            elif disableNested:
                state.pos = before
                return -1
    else:
        state.env["limits"].unpaired += 1
    state.pos = before
    return found


def bare_link(state: StateInline, silent: bool) -> bool:
    """An address that becomes a link; not inside a link, nor where a label is looked for."""
    if silent or state.linkLevel > 0:
        return False
    end = address_at(state.src, state.pos, state.posMax)
    if not end:
        return False
    state.push("bare_link", "a", 0)
    state.pos = end
    return True


def maths(state: StateInline, silent: bool) -> bool:
    r"""A formula, `$...$` or `\(...\)`, which nobody reads as prose."""
    match = _MATHS.match(state.src, state.pos, state.posMax)
    if match is None or "](" in match.group() or "://" in match.group():
        return False
    symbol = match["dollars"] and _SYMBOL.fullmatch(match["dollars"])
    inside = match.span(match.lastgroup or 0)
    if not symbol and not _SIGN.search(state.src, *inside):
        return False
    if not silent:
        state.push("maths", "", 0)
    state.pos = match.end()
    return True


def note_call(state: StateInline, silent: bool) -> bool:
    """The call of a footnote that is defined, `[^label]`."""
    match = _NOTE_CALL.match(state.src, state.pos, state.posMax)
    known = state.env.get("footnotes", {}).get("refs", {})
    if match is None or f":{match[1]}" not in known:
        return False
    if not silent:
        token = state.push("footnote_ref", "", 0)
        token.meta = {"label": match[1]}
    state.pos = match.end()
    return True


def inline_note(state: StateInline, silent: bool) -> bool:
    """An inline footnote, `^[...]`."""
    return state.src.startswith("^[", state.pos) and _bracketed(state, silent, 1, "note")


def attributed(state: StateInline, silent: bool) -> bool:
    """A stretch with attributes, `[...]{.class}`, whose list is masked."""
    return ATTRIBUTES in state.src and _bracketed(state, silent, 0, "attributed")


def _bracketed(state: StateInline, silent: bool, offset: int, kind: str) -> bool:
    begin, limit = state.pos, state.posMax
    label_end = link_label(state, begin + offset)
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
