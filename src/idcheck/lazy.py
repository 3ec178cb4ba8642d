"""Patterns that are compiled when they are first used.

A run of one post uses a fraction of all patterns, and compiling them all would take most of its
time. Programs that start often hand in a `compiler` that keeps what was compiled (`cli.kept_patterns`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Callable

    Compiler = Callable[[str, int], re.Pattern[str]]

_METHODS = ("finditer", "findall", "fullmatch", "match", "search", "split", "sub", "subn")
_compilers: list[Compiler] = [re.compile]
_made: list[re.Pattern[str]] = []
"""All patterns; they are made once, where a module or a language is loaded."""


def pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` makes of a pattern, compiled at its first use: errors in it come then."""
    made = cast("re.Pattern[str]", _Pattern(text, flags))
    _made.append(made)
    return made


def compile_all() -> None:
    """Compile what is not compiled yet, for programs that would rather wait at their start."""
    for each in _made:
        each.search("")


def compile_with(compiler: Compiler) -> None:
    """Let all patterns not used yet be compiled by this function, as `re.compile` would do it."""
    _compilers[0] = compiler


def _first_use(method: str) -> Callable[..., Any]:
    """A method that compiles the pattern, and puts the compiled one's methods before itself."""

    def compiled(self: _Pattern, *arguments: Any, **named: Any) -> Any:
        found = _compilers[0](self.pattern, self.flags)
        self.__dict__.update({name: getattr(found, name) for name in _METHODS})
        return getattr(found, method)(*arguments, **named)

    return compiled


class _Pattern:
    """A pattern that has not been used yet, or the compiled one's methods."""

    def __init__(self, text: str, flags: int) -> None:
        self.pattern = text
        self.flags = int(flags)


for _name in _METHODS:
    setattr(_Pattern, _name, _first_use(_name))
