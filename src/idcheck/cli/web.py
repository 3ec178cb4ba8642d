"""`idcheck web`: the page in the browser, and the HTTP interface behind it."""

from __future__ import annotations

import ipaddress
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click

from idcheck.cli import options as shared
from idcheck.cli.options import option
from idcheck.cli.problem import Problem

if TYPE_CHECKING:
    from idcheck.web.setup import Setup


@click.command()
@option(
    "--allowed-host",
    multiple=True,
    metavar="NAME",
    help="Answer under this name too, as the login proxy in front passes it on. Can be given several times.",
)
@shared.catalogue
@shared.here
@option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    metavar="ADDRESS",
    help="Listen on this address. Beyond this machine, --allowed-host has to name the server, and a login proxy to stand in front.",
)
@shared.offline
@option("--online", is_flag=True, help="Ask registries about identifiers and titles in drafts.")
@option("--open", is_flag=True, help="Open the page in the browser.")
@option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8765,
    show_default=True,
    help="Listen on this port; 0 takes a free one.",
)
def web(  # noqa: PLR0913, PLR0917 - click hands in the options one by one
    allowed_host: tuple[str, ...],
    catalogue: tuple[str, ...],
    config: str | None,
    host: str,
    offline: bool,
    online: bool,
    open: bool,  # noqa: A002 - the name of the option
    port: int,
) -> None:
    """Serve a page to paste drafts into, for people who open no terminal, and an HTTP interface for a CMS.

    Drafts are neither kept nor logged, and nothing leaves this machine unless --online or the
    settings say so. Ctrl-C ends it.
    """
    if missing := [name for name in ("starlette", "uvicorn") if find_spec(name) is None]:
        raise Problem(f'the page needs {" and ".join(missing)}: pip install "idcheck[web]"')
    from idcheck.config import SettingsError
    from idcheck.web.app import application
    from idcheck.web.guard import Hosts
    from idcheck.web.limits import Limits
    from idcheck.web.server import ListenError, listening, server_of
    from idcheck.web.setup import Setup

    if not _is_loopback(host) and not allowed_host:
        raise Problem(
            "beyond this machine the server has to know its name: --allowed-host idcheck.example.edu, with a login proxy in front"
        )
    wanted = not offline if online or offline else None
    limits = Limits()
    setup = Setup(config, tuple(str(Path(each).absolute()) for each in catalogue), wanted)
    try:
        _index(setup)
        socket = listening(host, port)
        hosts = Hosts(socket.getsockname()[1], frozenset(name.lower() for name in allowed_host))
        app = application(setup, hosts, limits)
        online = setup.access().online
    except (SettingsError, ListenError) as error:
        raise Problem(str(error)) from None

    def started() -> None:
        address = _address(host, hosts.port)
        asked = "registries are asked about what drafts mention" if online else "nothing leaves it"
        click.echo(f"idcheck: {address} - drafts stay on this machine, {asked}. Ctrl-C ends it.")
        if open:
            click.launch(address)

    server = server_of(app, limits, started)
    with suppress(KeyboardInterrupt):
        server.run(sockets=[socket])
    if not server.started:
        raise Problem("the server could not be started; try `idcheck check` on a file to see why")


def _address(host: str, port: int) -> str:
    """The address of the page as a browser takes it."""
    name = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - asked for by name
    return f"http://{f'[{name}]' if ':' in name else name}:{port}/"


def _index(setup: Setup) -> None:
    """Index the publication lists before the first draft waits for it, and say what is wrong with one."""
    from idcheck.cli.shelf import Shelf

    with Shelf(quiet=False) as shelf:
        shelf(setup.settings())


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
