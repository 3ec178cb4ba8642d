"""`idcheck rules` lists the rules, `idcheck explain` prints the page of one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click

from idcheck.cli.options import option, rule_codes
from idcheck.cli.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from idcheck.rules import Rule


@click.command()
@option(
    "--output-format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to print them.",
)
def rules(output_format: str) -> None:
    """List all rules."""
    from idcheck.rules import catalogue

    if output_format == "json":
        click.echo(_as_json(catalogue()))
    else:
        for row in _table(catalogue()):
            click.echo(row)


@click.command()
@click.argument("rule", shell_complete=rule_codes, metavar="RULE|FILE:LINE")
def explain(rule: str) -> None:
    """Say what a rule finds, why it matters and what to do; or why a line is as it is.

    RULE is a code or a name. FILE:LINE tells what was found on a line of a post, from which signs,
    and why trackers can count it or not.
    """
    place = re.fullmatch(r"(.+):(\d+)", rule)
    if place:
        from idcheck.cli.line import explained

        for text in explained(place[1], int(place[2])):
            click.echo(text)
        return
    from idcheck.rules import catalogue
    from idcheck.rules.pages import as_text
    from idcheck.selection import UnknownSelectorError, rule_called

    try:
        found = rule_called(rule, catalogue())
    except UnknownSelectorError as error:
        raise Problem(str(error)) from None
    click.echo(as_text(found), nl=False)


def _table(found: Sequence[Rule]) -> Iterator[str]:
    """One line a rule: code, name, what kind of fix it has, what it catches."""
    longest = max((len(rule.name) for rule in found), default=0)
    for rule in found:
        fix = f"{rule.fix} fix" if rule.fixable else "no fix"
        yield f"{rule.code}  {rule.name:<{longest}}  {fix:<10}  {rule.summary}"


def _as_json(found: Sequence[Rule]) -> str:
    import json

    rows = [
        {
            "code": rule.code,
            "name": rule.name,
            "summary": rule.summary,
            "needs": rule.needs,
            "fix": rule.fix,
            "optional": rule.optional,
            "severities": dict(rule.severities),
        }
        for rule in found
    ]
    return json.dumps(rows, indent=2, ensure_ascii=False)
