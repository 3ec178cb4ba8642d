"""Options: each can be set by an environment variable too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from click.shell_completion import CompletionItem


def option(*names: str, **more: Any) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """An option whose variable is IDCHECK_ and its long name: IDCHECK_FAIL_ON for --fail-on."""
    long = max(names, key=len).split("/")[0].lstrip("-")
    return click.option(*names, envvar=f"IDCHECK_{long.upper().replace('-', '_')}", **more)


def words(name: str, **more: Any) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """An option of words with commas between them, that can be given several times.

    The command gets all words, or None where the option was not given.
    """
    return option(name, type=_Words(), multiple=True, callback=_together, **more)


def rule_codes(
    ctx: click.Context,  # noqa: ARG001 - click calls it so
    param: click.Parameter,  # noqa: ARG001 - click calls it so
    incomplete: str,
) -> list[CompletionItem]:
    """The codes of rules that complete the last word of a list."""
    from click.shell_completion import CompletionItem

    from idcheck.rules import catalogue

    before, comma, begun = incomplete.rpartition(",")
    return [
        CompletionItem(f"{before}{comma}{rule.code}", help=rule.summary)
        for rule in catalogue()
        if rule.code.startswith(begun.upper())
    ]


class Named(click.ParamType[str]):
    """One of some things that have names.

    `find` gives the thing's own name for whatever people call it, None if there is none such;
    `names` gives all own names. Both are called when they are needed only.
    """

    def __init__(
        self, name: str, find: Callable[[str], str | None], names: Callable[[], Iterable[str]]
    ) -> None:
        self.name = name
        self._find = find
        self._names = names

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The thing's own name."""
        found = self._find(value)
        if found is None:
            self.fail(f"{value!r} is not one of {', '.join(self._names())}.", param, ctx)
        return found

    def shell_complete(
        self,
        ctx: click.Context,  # noqa: ARG002 - click calls it so
        param: click.Parameter,  # noqa: ARG002 - click calls it so
        incomplete: str,
    ) -> list[CompletionItem]:
        """The names that begin as what was typed."""
        from click.shell_completion import CompletionItem

        return [CompletionItem(name) for name in self._names() if name.startswith(incomplete)]


def _channel_named(words: str) -> str | None:
    from idcheck.post.channels import channel_named

    return channel_named(words)


def _channels() -> tuple[str, ...]:
    from idcheck.post.channels import all_channels

    return all_channels()


CHANNEL = Named("channel", _channel_named, _channels)
"""A channel, by any of its names."""


class _Words(click.ParamType[Any]):
    """Words with commas between them."""

    name = "words"

    def split_envvar_value(self, rv: str) -> list[str]:
        """A variable holds what is given once."""
        return [rv]

    def convert(
        self,
        value: Any,
        param: click.Parameter | None,  # noqa: ARG002 - click calls it so
        ctx: click.Context | None,  # noqa: ARG002 - click calls it so
    ) -> tuple[str, ...]:
        """The words of one argument."""
        if isinstance(value, tuple):
            return value
        return tuple(word for part in value.split(",") if (word := part.strip()))


def _together(
    context: click.Context,  # noqa: ARG001 - click calls it so
    parameter: click.Parameter,  # noqa: ARG001 - click calls it so
    given: tuple[tuple[str, ...], ...],
) -> tuple[str, ...] | None:
    return tuple(word for words in given for word in words) if given else None


catalogue = option(
    "--catalogue",
    type=click.Path(),
    multiple=True,
    metavar="FILE",
    help="Take suggestions from this publication list, instead of those that the settings name. Can be given several times.",
)
config = option(
    "--config",
    type=click.Path(),
    metavar="FILE",
    help="Use this settings file, not those found beside the posts.",
)
exclude = words(
    "--exclude",
    metavar="PATTERNS",
    help="Leave out these files and folders, instead of those that the settings name; with commas between them.",
)
here = option(
    "--config",
    type=click.Path(),
    metavar="FILE",
    help="Use this settings file, not the one of this folder.",
)
"""The settings of commands that are about no file."""
offline = option("--offline", is_flag=True, help="Ask no registry, whatever the settings say.")
online = option(
    "--online",
    is_flag=True,
    help="Ask Crossref, DataCite, doi.org, PubMed and others about identifiers and titles.",
)
refresh = option("--refresh", is_flag=True, help="Ask again what the cache knows already.")
