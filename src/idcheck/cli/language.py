"""The language that the command line speaks: as asked, as the settings say, or as the locale does."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from idcheck.cli.options import Named
from idcheck.messages import ENGLISH, Message, in_language, language_named, languages

if TYPE_CHECKING:
    from collections.abc import Callable

_VARIABLE = "IDCHECK_LANG"
_CHOSEN = "idcheck.language"
_LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")


def _choose(context: click.Context, _: click.Parameter, tag: str | None) -> None:
    if tag:
        context.meta[_CHOSEN] = tag


language_option: Callable[[Callable[..., None]], Callable[..., None]] = click.option(
    "--lang",
    type=Named("language", language_named, languages),
    envvar=_VARIABLE,
    is_eager=True,
    expose_value=False,
    callback=_choose,
    metavar="LANGUAGE",
    help="The language of messages: en or sv. [default: what the settings say, else that of the locale]",
)
"""The option `--lang`. Commands need not know of it: `speak` and `tell` do as it says."""


def chosen() -> str | None:
    """The language that the command line, its environment or the settings name."""
    context = click.get_current_context(silent=True)
    named = context.meta.get(_CHOSEN) if context else None
    return named or language_named(os.environ.get(_VARIABLE, ""))


def settle(named: str | None) -> None:
    """Speak as the settings say, where the command line leaves it to them."""
    if named and not chosen():
        click.get_current_context().meta[_CHOSEN] = named


def language() -> str:
    """The language to speak to a person."""
    named = next((value for name in _LOCALE if (value := os.environ.get(name))), "")
    return chosen() or language_named(named) or ENGLISH


def speak(text: str) -> str:
    """A text in the language of the person, if it is a message."""
    return in_language(text, language()) if isinstance(text, Message) else text
