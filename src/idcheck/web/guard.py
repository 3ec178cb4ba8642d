"""Whom the server answers: its own page, and programs that say which host they want. Every answer gets its headers here.

A page of another site must not use the server through its visitor's browser, neither by asking
directly (`Origin`, `Sec-Fetch-Site`) nor by giving its own name this machine's address (`Host`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from msgspec import Struct

from idcheck.web.problems import ProblemError
from idcheck.web.responses import problem_response

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_CSP = "; ".join((
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "connect-src 'self'", "img-src 'self'",
    "manifest-src 'none'", "form-action 'none'", "base-uri 'none'", "frame-ancestors 'none'",
    "require-trusted-types-for 'script'", "trusted-types 'none'",
))  # fmt: skip
_HEADERS = tuple(
    (name.encode(), value.encode())
    for name, value in {
        "content-security-policy": _CSP,
        "x-content-type-options": "nosniff",
        "referrer-policy": "no-referrer",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
        "permissions-policy": "camera=(), geolocation=(), microphone=()",
        "x-frame-options": "DENY",
        "cache-control": "no-store",
    }.items()
)


class Hosts(Struct, frozen=True):
    """The names that the server goes by: those of loopback with its `port`, and what an operator named.

    `named` are hosts as browsers send them, in lower case, with a port unless it is the usual one.
    """

    port: int
    named: frozenset[str] = frozenset()

    def fits(self, host: str) -> bool:
        """Whether a `Host` header names this server."""
        host = host.lower()
        return host in self.named or _is_loopback(host, self.port)


def _is_loopback(host: str, port: int) -> bool:
    try:
        parts = urlsplit(f"//{host}")
        stated = parts.port or 80
    except ValueError:
        return False
    return parts.hostname in LOOPBACK and stated == port and "@" not in host


class Guard:
    """Refuses foreign requests before anything else looks at them, and adds the headers of safety."""

    def __init__(self, app: ASGIApp, hosts: Hosts) -> None:
        self._app = app
        self._hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or have it answered."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), *_HEADERS]
            await send(message)

        try:
            self._let_in(scope)
        except ProblemError as problem:
            await problem_response(problem)(scope, receive, sent)
            return
        await self._app(scope, receive, sent)

    def _let_in(self, scope: Scope) -> None:
        """Raises ProblemError for a request that is not for this server or comes from another site."""
        headers = [(name, value.decode("latin-1")) for name, value in scope["headers"]]
        hosts = [value for name, value in headers if name == b"host"]
        if len(hosts) != 1 or not self._hosts.fits(hosts[0]):
            raise ProblemError(
                421, "unknown-host", "the server does not go by this name; its operator can allow it with --allowed-host"
            )  # fmt: skip
        origins = [value for name, value in headers if name == b"origin"]
        if any(not self._own(origin, hosts[0]) for origin in origins):
            raise ProblemError(
                403, "foreign-origin", "pages of other sites may not ask this server"
            )
        site = next((value for name, value in headers if name == b"sec-fetch-site"), "none")
        if site not in {"same-origin", "none"} and not _opens_the_page(scope, dict(headers)):
            raise ProblemError(
                403, "foreign-origin", "pages of other sites may not ask this server"
            )

    def _own(self, origin: str, host: str) -> bool:
        """Whether an origin is the page of this server, which a proxy may know by another name."""
        try:
            place = urlsplit(origin).netloc.lower()
        except ValueError:
            return False
        return place == host.lower() or place in self._hosts.named


def _opens_the_page(scope: Scope, headers: dict[bytes, str]) -> bool:
    """Whether somebody follows a link to the page, which does nothing by being opened."""
    return (
        scope["method"] == "GET"
        and scope["path"] == "/"
        and headers.get(b"sec-fetch-mode") == "navigate"
        and headers.get(b"sec-fetch-dest") == "document"
    )
