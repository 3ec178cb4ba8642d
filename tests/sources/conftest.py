"""A server on the loopback interface that stands in for every registry."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from idcheck.sources.access import Access
from idcheck.sources.client import Client
from idcheck.sources.desk import Desk
from idcheck.sources.services import SERVICES

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from pytest_httpserver import HTTPServer


@pytest.fixture(autouse=True)
def no_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """No keys and proxies of the person who runs the tests."""
    for service in SERVICES.values():
        if service.key:
            monkeypatch.delenv(service.key, raising=False)
    for name in (
        "HTTP_PROXY",
        "HTTPS_PROXY",
        "ALL_PROXY",
        "http_proxy",
        "https_proxy",
        "all_proxy",
    ):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def access(httpserver: HTTPServer) -> Access:
    """All services at the server, each in a folder of its name; short waits."""
    bases = tuple((name, httpserver.url_for(f"/{name}")) for name in SERVICES)
    return Access(online=True, contact="us@example.edu", bases=bases, timeout=5, pause=0.001)


@pytest.fixture
def at_desk(access: Access) -> Callable[..., Any]:
    """Run a coroutine function with a desk; `changes` are fields of the access."""

    def run(asking: Callable[[Desk], Any], cache: Any = None, **changes: Any) -> Any:
        async def _run() -> Any:
            async with Client(replace(access, **changes)) as client:
                return await asking(Desk(client, cache))

        return asyncio.run(_run())

    return run
