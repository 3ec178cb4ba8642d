"""`idcheck server`: the language server that editors start."""

from __future__ import annotations

import sys

import click

from idcheck.cli import options as shared
from idcheck.cli.language import chosen, language_option
from idcheck.cli.options import option
from idcheck.cli.problem import Problem
from idcheck.messages import Message


@click.command()
@language_option
@shared.offline
@option("--online", is_flag=True, help="Ask registries when a document is saved.")
@option("--stdio", is_flag=True, hidden=True, help="What many editors add; nothing changes.")
def server(online: bool, offline: bool, stdio: bool) -> None:  # noqa: ARG001 - see its help
    """Show findings in an editor while you write: speaks the Language Server Protocol.

    Editors start it; docs/editors.md tells how. It talks over standard input and output.
    """
    try:
        from idcheck.server.session import serve
    except ModuleNotFoundError as error:
        if error.name is None or error.name.split(".")[0] not in {"pygls", "lsprotocol"}:
            raise
        raise Problem(
            Message('the language server needs pygls: python -m pip install "idcheck[lsp]"')
        ) from None
    if sys.stdin.isatty():
        raise Problem(Message("an editor starts the language server; docs/editors.md tells how"))
    from idcheck.cli.overrides import Overrides
    from idcheck.selection import Selection

    changes = {"online": not offline} if online or offline else {}
    stdin, stdout = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # whatever else is printed must not come between the messages
    serve(Overrides(None, changes, Selection(), ()), chosen(), stdin, stdout)
