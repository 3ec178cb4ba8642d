"""The language that the command line speaks: as asked, as the settings say, or as the locale does."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import click

from idcheck.messages import ENGLISH, Message, in_language, language_named, languages

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.shell_completion import CompletionItem

_VARIABLE = "IDCHECK_LANG"
_CHOSEN = "idcheck.language"
_LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")


class _Language(click.ParamType[str]):
    name = "language"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The tag of a language that has messages."""
        named = language_named(value)
        if named is None:
            self.fail(f"{value!r} is not one of {', '.join(languages())}.", param, ctx)
        return named

    def shell_complete(
        self,
        ctx: click.Context,  # noqa: ARG002 - click calls it so
        param: click.Parameter,  # noqa: ARG002 - click calls it so
        incomplete: str,
    ) -> list[CompletionItem]:
        """The tags that begin as what was typed."""
        from click.shell_completion import CompletionItem

        return [CompletionItem(tag) for tag in languages() if tag.startswith(incomplete)]


def _choose(context: click.Context, _: click.Parameter, tag: str | None) -> None:
    if tag:
        context.meta[_CHOSEN] = tag


language_option: Callable[[Callable[..., None]], Callable[..., None]] = click.option(
    "--lang",
    type=_Language(),
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
