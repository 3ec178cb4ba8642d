"""What went wrong, in one line on standard error, and the exit codes."""

from __future__ import annotations

from typing import IO, Any

import click

from idcheck.cli.language import speak

CLEAN = 0
FOUND = 1
"""There are findings as severe as the settings forbid."""
FAILED = 2
"""Something was not done: a wrong option or setting, unreadable input, a fault of idcheck."""
UNVERIFIED = 3
"""Nothing was found, but a registry that was wanted did not answer."""
INTERRUPTED = 130
"""What shells report for Ctrl-C."""


class Problem(click.ClickException):
    """A reason to stop."""

    exit_code = FAILED

    def __init__(self, message: str) -> None:
        super().__init__(speak(message))  # while it is known which language was asked for

    def show(self, file: IO[Any] | None = None) -> None:  # noqa: ARG002 - click calls it so
        """Print the message."""
        tell(self.message)


def tell(message: str) -> None:
    """Print one line to standard error."""
    from idcheck.reports.visible import visible

    click.echo(f"idcheck: {visible(speak(message))}", err=True)


def echo(message: str) -> None:
    """Print a message to standard output."""
    click.echo(speak(message))
