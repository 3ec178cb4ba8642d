"""The documentation pages of rules, made from their docstrings: `python -m idcheck.rules.pages FOLDER`."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from idcheck import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from idcheck.rules.rule import Rule

_FAMILIES = {
    "MEN": "Is there anything to count?", "LNK": "Does the link lead to the work?", "IDN": "Is it the right work?",
    "VIS": "Will a machine see it?", "FRM": "Is the identifier in a form machines read?", "CHN": "Does it suit the channel?",
    "VER": "The right version, in good standing?", "TXT": "A fallback when others drop the link", "DSP": "Good for readers too",
    "SUP": "Silenced findings",
}  # fmt: skip
_WRITTEN = frozenset({"Example", "Use instead"})
"""Sections that show text of posts."""
_SECTION = lazy.pattern(r"^(\S[^\n]*)\n((?:(?:    [^\n]*)?\n)+)", re.MULTILINE)


def sections(rule: Rule) -> tuple[tuple[str, str], ...]:
    """The headings of a rule's page with what stands under them; the first has none."""
    head, _, rest = rule.page.partition("\n")
    named = tuple((match[1], _outdented(match[2])) for match in _SECTION.finditer(rest + "\n"))
    return (("", head), *named, ("Severity", severities(rule)), ("Silencing", _silencing(rule)))


def severities(rule: Rule) -> str:
    """The severities with the channels they hold in, strictest first."""
    channels: dict[str, list[str]] = {"error": [], "warning": [], "info": [], "off": []}
    for channel, severity in rule.severities.items():
        channels[severity].append(channel)
    return "; ".join(
        f"{severity}: {', '.join(held)}" for severity, held in channels.items() if held
    )


def _silencing(rule: Rule) -> str:
    return (
        f"`idcheck: ignore[{rule.code}] reason` in a comment silences it where it stands;"
        f' `severity = {{{rule.code} = "info"}}` in the settings makes it milder,'
        f' `ignore = ["{rule.name}"]` turns it off.'
    )


def as_text(rule: Rule) -> str:
    """The page as `idcheck explain` prints it."""
    parts = [f"{rule.code} {rule.name}", rule.summary + "."]
    for heading, body in sections(rule)[1:]:
        lines = (f"    {line}".rstrip() for line in body.splitlines())
        parts.append("\n".join((heading, *lines)))
    return "\n\n".join(parts) + "\n"


def as_markdown(rule: Rule) -> str:
    """The page as it stands in the documentation."""
    needs = "the file alone" if rule.needs == "text" else "what registries answer (`--online`)"
    kind = f"{rule.fix} fix" if rule.fixable else "no fix"
    chosen = "; runs only where it is named" if rule.optional else ""
    parts = [f"# {rule.code} `{rule.name}`", f"{rule.summary}.", f"Needs {needs}; {kind}{chosen}."]
    for heading, body in sections(rule)[1:]:
        parts += [
            f"## {heading}",
            f"```text\n{body}\n```" if heading in _WRITTEN else _escaped(body),
        ]
    return "\n\n".join(parts) + "\n"


def _escaped(body: str) -> str:
    """Prose whose angle brackets outside code are no HTML."""
    pieces = body.split("`")
    return "`".join(
        piece if number % 2 else piece.replace("<", "&lt;") for number, piece in enumerate(pieces)
    )


def _outdented(body: str) -> str:
    return "\n".join(line.removeprefix("    ") for line in body.strip("\n").splitlines())


def index(rules: tuple[Rule, ...]) -> str:
    """The page that lists all rules by family."""
    parts = ["# Rules"]
    for family, question in _FAMILIES.items():
        rows = [
            f"| [{rule.code}]({rule.code}.md) | `{rule.name}` | {rule.summary} | {rule.fix} |"
            for rule in rules
            if rule.code.startswith(family)
        ]
        if rows:
            head = "| code | name | finds | fix |\n| --- | --- | --- | --- |"
            parts.append(f"## {family}: {question}\n\n{head}\n" + "\n".join(rows))
    return "\n\n".join(parts) + "\n"


def pages(rules: tuple[Rule, ...]) -> Iterator[tuple[str, str]]:
    """The names and contents of all pages."""
    yield "index.md", index(rules)
    for rule in rules:
        yield f"{rule.code}.md", as_markdown(rule)


def _write(folder: Path) -> None:
    from idcheck.rules import catalogue

    folder.mkdir(parents=True, exist_ok=True)
    for name, text in pages(catalogue()):
        (folder / name).write_text(text, "utf-8")


if __name__ == "__main__":
    _write(Path(sys.argv[1]))
