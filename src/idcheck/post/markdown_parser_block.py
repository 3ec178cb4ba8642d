"""The block parser of markdown-it: rules are tried only on lines that they can begin on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markdown_it.parser_block import ParserBlock
from markdown_it.ruler import Ruler

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from markdown_it.rules_block import StateBlock

    Rule = Callable[[StateBlock, int, int, bool], bool]

_BEGINNINGS: Mapping[str, str] = {
    "fence": "`~", "blockquote": ">", "hr": "*-_", "list": "*-+0123456789", "footnote_def": "[",
    "reference": "[", "html_block": "<", "heading": "#",
}  # fmt: skip
"""The characters with which each rule's block can begin; others can begin with any."""


class _BlockRuler(Ruler["Rule"]):
    """Hands out, for each chain, one rule that tries those that a line can begin with."""

    def __init__(self) -> None:
        super().__init__()
        self._chains: dict[str, list[Rule]] = {}

    def getRules(self, chainName: str = "") -> list[Rule]:  # noqa: N802, N803 - the parser's names
        if chainName not in self._chains:
            self._chains[chainName] = [self._chooser(chainName)]
        return self._chains[chainName]

    def _chooser(self, chain: str) -> Rule:
        rules = [
            rule for rule in self.__rules__ if rule.enabled and (not chain or chain in rule.alt)
        ]
        every = "".join(_BEGINNINGS.values())
        by_char = {
            char: tuple(rule.fn for rule in rules if char in _BEGINNINGS.get(rule.name, every))
            for char in every
        }
        others = tuple(rule.fn for rule in rules if rule.name not in _BEGINNINGS)

        def choose(state: StateBlock, line: int, end: int, silent: bool) -> bool:
            at = state.bMarks[line] + state.tShift[line]
            for rule in by_char.get(state.src[at : at + 1], others):
                if rule(state, line, end, silent):
                    return True
            return False

        return choose


class BlockParser(ParserBlock):
    """The block parser, noting where blocks are nested deeper than it reads."""

    def __init__(self) -> None:
        super().__init__()
        made = self.ruler
        self.ruler = _BlockRuler()
        for rule in made.__rules__:
            self.ruler.push(rule.name, rule.fn, {"alt": rule.alt})

    def tokenize(self, state: StateBlock, startLine: int, endLine: int) -> None:  # noqa: N803
        """Add the blocks on the lines `startLine` to before `endLine`."""
        if state.level >= state.md.options["maxNesting"]:
            deep = "quotes and lists nested so deep that what is inside is not read"
            state.env["limits"].met.setdefault(deep, startLine)
        super().tokenize(state, startLine, endLine)
