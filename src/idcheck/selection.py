"""Which rules run: codes, beginnings of codes, or names, chosen and put aside."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from idcheck.rules import Rule

_MINIMAL = frozenset(
    (
        "MEN101", "MEN102", "MEN103", "LNK201", "LNK202", "LNK203", "LNK204", "LNK205",
        "IDN301", "IDN302", "IDN303", "VIS401", "FRM501", "FRM502", "VER701",
    )
)  # fmt: skip
PROFILES: Mapping[str, Callable[[Rule], bool]] = {
    "release": lambda rule: not rule.optional,
    "quick": lambda rule: (
        not rule.optional and rule.needs == "text" and rule.code not in {"FRM506", "VER703"}
    ),
    "minimal": lambda rule: rule.code in _MINIMAL,
}
"""Sets of rules: `release` before publishing, `quick` while writing, `minimal` for what costs a
mention its count or names a wrong work."""


class UnknownSelectorError(ValueError):
    """A selector that fits no rule; the message names it and the nearest one that exists."""


class Selection(Struct, frozen=True):
    """A choice of rules.

    A selector is a code (`MEN101`), the beginning of one (`MEN`), a name (`untracked-mention`) or
    `ALL`, in any case. `select` None takes the rules chosen before. Where a rule is chosen and ignored,
    the longer selector wins, and ignoring wins over an equally long one.
    """

    select: tuple[str, ...] | None = None
    extend: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    def of(self, rules: Sequence[Rule], before: Iterable[Rule]) -> tuple[Rule, ...]:
        """The chosen among all `rules`, given those chosen `before`.

        Raises UnknownSelectorError for a selector that fits none of the rules.
        """
        for selector in (*(self.select or ()), *self.extend, *self.ignore):
            if not any(fits(selector, rule.code, rule.name) for rule in rules):
                raise UnknownSelectorError(_unknown(selector, rules))
        kept = frozenset(rule.code for rule in before) if self.select is None else frozenset()
        return tuple(rule for rule in rules if self._chooses(rule, kept))

    def _chooses(self, rule: Rule, kept: frozenset[str]) -> bool:
        wanted = max(
            (fits(each, rule.code, rule.name) for each in (*(self.select or ()), *self.extend)),
            default=0,
        )
        unwanted = max((fits(each, rule.code, rule.name) for each in self.ignore), default=0)
        return wanted > unwanted or (rule.code in kept and not unwanted)


def fits(selector: str, code: str, name: str) -> int:
    """How exactly a selector names the rule of a code and a name: 0 if not at all."""
    if selector.lower() == name:
        return len(code)
    if selector.upper() == "ALL":
        return 1
    return len(selector) if code.startswith(selector.upper()) else 0


@cache
def chosen(
    profile: str, selections: tuple[Selection, ...], severities: tuple[tuple[str, str], ...]
) -> tuple[Rule, ...]:
    """The rules of a profile after the selections, each as severe as the longest selector says.

    Between equally long ones the last counts. Raises UnknownSelectorError.
    """
    from idcheck.rules import catalogue

    rules = tuple(rule for rule in catalogue() if PROFILES[profile](rule))
    for selection in selections:
        rules = selection.of(catalogue(), rules)
    for selector, _ in severities:
        if not any(fits(selector, rule.code, rule.name) for rule in catalogue()):
            raise UnknownSelectorError(_unknown(selector, catalogue()))
    return tuple(_as_severe(rule, severities) for rule in rules)


def _as_severe(rule: Rule, severities: tuple[tuple[str, str], ...]) -> Rule:
    """The rule at the level that is set for it, in the channels where it is not off."""
    level, strength = "", 0
    for selector, wanted in severities:
        if (found := fits(selector, rule.code, rule.name)) and found >= strength:
            level, strength = wanted, found
    if not level:
        return rule
    letter = "-" if level == "off" else level[0].upper()
    return replace(rule, levels="".join(old if old == "-" else letter for old in rule.levels))


def _unknown(selector: str, rules: Sequence[Rule]) -> str:
    from difflib import get_close_matches

    words = [word for rule in rules for word in (rule.code.lower(), rule.name)]
    near = get_close_matches(selector.lower(), words, 1)
    if not near:
        return f"no rule is called {selector!r}; `idcheck rules` lists them"
    (rule,) = [rule for rule in rules if near[0] in (rule.code.lower(), rule.name)]
    return f"no rule is called {selector!r}; did you mean {rule.code} ({rule.name})?"


def rule_called(word: str, rules: Sequence[Rule]) -> Rule:
    """The rule of a code or a name. Raises UnknownSelectorError."""
    for rule in rules:
        if word.lower() in (rule.code.lower(), rule.name):
            return rule
    raise UnknownSelectorError(_unknown(word, rules))
