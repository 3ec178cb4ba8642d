"""Listening: the socket, uvicorn with its limits, and the address to open."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable

    from starlette.types import ASGIApp

    from idcheck.web.limits import Limits

_LONGEST_HEAD = 32_768
"""Bytes of the head of a request."""


class ListenError(Exception):
    """A host and port that cannot be listened on; the message says why."""


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens; port 0 takes a free one. Raises ListenError."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except (OSError, UnicodeError):
        raise ListenError(f"this machine does not know the host {host}") from None
    opened = socket.socket(family, kind, protocol)
    try:
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        opened.bind(address)
        opened.listen(1024)
    except OSError as error:
        opened.close()
        raise ListenError(_why(host, port, error)) from None
    return opened


def _why(host: str, port: int, error: OSError) -> str:
    import errno

    if error.errno == errno.EADDRINUSE:
        return (
            f"port {port} is taken, perhaps by another `idcheck web`; name another one with --port"
        )
    if error.errno == errno.EACCES:
        return f"port {port} is for administrators; name one above 1023 with --port"
    return f"cannot listen on {host}, port {port}: {error.strerror}"


def server_of(app: ASGIApp, limits: Limits, started: Callable[[], None]) -> uvicorn.Server:
    """The server; `started` is called when it answers. It logs no request: addresses hold words of drafts."""
    config = uvicorn.Config(
        app, http=_protocol(limits.headers), ws="none", lifespan="on", access_log=False, log_level="warning",
        log_config=None, server_header=False, date_header=False, proxy_headers=False,
        timeout_keep_alive=5, timeout_graceful_shutdown=5, limit_concurrency=limits.connections,
        h11_max_incomplete_event_size=_LONGEST_HEAD,
    )  # fmt: skip
    return _Server(config, started)


class _Server(uvicorn.Server):
    """Tells when it has started."""

    def __init__(self, config: uvicorn.Config, started: Callable[[], None]) -> None:
        super().__init__(config)
        self._tell_started = started

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, and tell so."""
        await super().startup(sockets)
        if self.started:
            self._tell_started()


def _protocol(seconds: float) -> type[H11Protocol]:
    """HTTP as uvicorn speaks it, but a client has so many seconds to say what it wants."""

    class Patient(H11Protocol):
        _timer: asyncio.TimerHandle | None = None

        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
            super().connection_made(transport)
            self._wait()

        def data_received(self, data: bytes) -> None:
            super().data_received(data)
            self._wait()

        def connection_lost(self, exc: Exception | None) -> None:
            self._stop_waiting()
            super().connection_lost(exc)

        def _wait(self) -> None:
            """Wait for the head of a request, no longer than allowed from its first byte."""
            if self.cycle is not None and not self.cycle.response_complete:
                self._stop_waiting()
            elif self._timer is None:
                self._timer = self.loop.call_later(seconds, self._give_up)

        def _stop_waiting(self) -> None:
            if self._timer is not None:
                self._timer.cancel()
                self._timer = None

        def _give_up(self) -> None:
            self._timer = None
            if self.cycle is None or self.cycle.response_complete:
                self.transport.close()

    return Patient
