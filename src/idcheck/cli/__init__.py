"""The command line: `check` (the default command), and the others by name.

Commands are imported when they are called, so that the short ones start at once.
"""

from __future__ import annotations

import gc
import io
import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

from idcheck import __version__
from idcheck.cli.keeping import Keeping
from idcheck.cli.problem import FAILED, INTERRUPTED, tell
from idcheck.messages import Message

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.shell_completion import CompletionItem

_COMMANDS = {
    "check": "idcheck.cli.check",
    "fix": "idcheck.cli.fix",
    "match": "idcheck.cli.match",
    "audit": "idcheck.cli.audit",
    "baseline": "idcheck.cli.baseline",
    "catalogue": "idcheck.cli.catalogue",
    "lookup": "idcheck.cli.lookup",
    "cache": "idcheck.cli.cache",
    "rules": "idcheck.cli.rules",
    "explain": "idcheck.cli.rules",
    "identify": "idcheck.cli.identify",
    "cite": "idcheck.cli.cite",
    "init": "idcheck.cli.init",
    "config": "idcheck.cli.config",
    "server": "idcheck.cli.server",
    "web": "idcheck.cli.web",
}
"""Command to the module that holds it, as a function of the same name."""


_RARELY = 50_000
"""Values made between two searches for cycles: a run makes many values and hardly a cycle."""


class Commands(click.Group):
    """Commands by name; anything else is a path to check."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click calls it so
        """The names in the order of the help page."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click calls it so
        """The command of a name, None if there is none."""
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = getattr(import_module(_COMMANDS[cmd_name]), cmd_name)
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put `check` before arguments that name no command."""
        own = {name for parameter in self.get_params(ctx) for name in parameter.opts}
        if args and args[0] not in own and args[0] not in _COMMANDS:
            if not ctx.resilient_parsing:
                _refuse_mistyped(args[0], ctx)
            args.insert(0, "check")
        return super().parse_args(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """The commands and options that begin as what was typed, else files to check."""
        from click.shell_completion import CompletionItem

        found = super().shell_complete(ctx, incomplete)
        return found or [CompletionItem(incomplete, type="file")]

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; an interrupted run has a code of its own, not that of findings."""
        try:
            with Keeping():
                return super().invoke(ctx)
        except KeyboardInterrupt:
            tell(Message("interrupted"))
            ctx.exit(INTERRUPTED)


def _refuse_mistyped(word: str, ctx: click.Context) -> None:
    """Raise UsageError for a word that is no file and nearly a command."""
    if not word.isalpha() or os.path.lexists(word):
        return
    from difflib import get_close_matches

    if near := get_close_matches(word, _COMMANDS, 1, 0.7):
        raise click.UsageError(
            f"there is neither a command nor a file called {word}; did you mean {near[0]}?", ctx
        )


@click.group(
    cls=Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="`idcheck PATH` is `idcheck check PATH`. Each option of `check` has an environment"
    " variable: IDCHECK_ and its name, as in IDCHECK_CHANNEL.",
)
@click.version_option(__version__, "-V", "--version", message="idcheck %(version)s")
@click.pass_context
def commands(ctx: click.Context) -> None:
    """Find mentions of publications in posts, and make sure that trackers can count them."""
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


def main() -> None:
    """Run idcheck and exit: 0 clean, 1 findings, 2 something could not be done."""
    gc.set_threshold(_RARELY)
    for stream in (sys.stdout, sys.stderr):
        _lossless(stream)
    _reporting_faults(commands)


def _lossless(stream: object) -> None:
    """Let a stream of a narrow encoding print what it lacks as escapes instead of failing."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors="backslashreplace")


def _reporting_faults(run: Callable[[], None]) -> None:
    """Run; a fault in idcheck itself must not look like findings, whose exit code is 1."""
    try:
        run()
    except Exception as error:
        import traceback

        traceback.print_exc()
        sys.stderr.write(
            "\nidcheck: this is a fault in idcheck, not in your files; please report it with the"
            " lines above\n"
        )
        raise SystemExit(FAILED) from error
