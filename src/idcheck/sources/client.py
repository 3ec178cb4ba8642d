"""The one HTTP client: bounded in time, size and redirects, paced, and polite.

Nothing else imports httpx. What cannot be had becomes `Unavailable` with a reason that names the
host and never an address with its query, since that may hold a key.
"""

from __future__ import annotations

import asyncio
import random
import zlib
from collections import Counter
from email.utils import parsedate_to_datetime
from functools import partial
from typing import TYPE_CHECKING, Literal
from urllib.parse import urljoin, urlsplit
from urllib.request import getproxies, proxy_bypass

import httpx

from idcheck import __version__
from idcheck.sources.exchange import Reply
from idcheck.sources.pacer import Pacer
from idcheck.sources.safety import ForbiddenError, check_scheme, forbid_literal, resolved
from idcheck.sources.services import SERVICES
from idcheck.works.answer import Unavailable

if TYPE_CHECKING:
    import ssl
    from collections.abc import Mapping
    from typing import Self

    from idcheck.sources.access import Access
    from idcheck.sources.exchange import Request

LARGEST = 25_000_000
"""Bytes of a body, unpacked, above which it is refused."""
_TRIES = 3
_REDIRECTS = 5
_LONGEST_WAIT = 60.0
"""Seconds that a service can ask to be waited for; a longer wait is a refusal for this run."""
_PATIENCE = 2
"""Requests in a row that a host may fail before it is left alone."""
_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
_REFUSING = frozenset({401, 402, 403, 451})


_Scope = Literal["try", "request", "elsewhere", "service"]


class _FailedError(Exception):
    """A request that failed, for how much that holds, and the seconds to wait if said.

    A failed `try` is worth another, a failed `request` is not, and a failed `service` is not asked
    again. A failure `elsewhere`, where a redirect led to, says nothing of the service.
    """

    def __init__(self, reason: str, scope: _Scope, wait: float | None = None) -> None:
        super().__init__(reason)
        self.scope = scope
        self.wait = wait


class Client:
    """Asks services for the length of one run, in one event loop."""

    def __init__(self, access: Access) -> None:
        self.requests: Counter[str] = Counter()
        """Requests sent, by service, retries and redirects among them."""
        self.left_alone: dict[str, str] = {}
        """Services that are not asked any more in this run, and why."""
        self._access = access
        self._pacer = Pacer(access.contact)
        self._failures: Counter[str] = Counter()
        self._connections: dict[tuple[str, str, int], httpx.AsyncClient] = {}
        self._tls: ssl.SSLContext | None = None
        self._proxies = getproxies()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        for client in self._connections.values():
            await client.aclose()

    async def send(self, request: Request) -> Reply | Unavailable:
        """The reply to a request, whatever its status says, or why there is none."""
        service = request.service
        for number in range(_TRIES):
            if service in self.left_alone:
                return Unavailable(self.left_alone[service])
            try:
                reply = await self._paced(request)
            except _FailedError as failure:
                reason = str(failure)
                wait = failure.wait if failure.wait is not None else self._backoff(number)
                if failure.scope == "service" or wait > _LONGEST_WAIT:
                    self.left_alone.setdefault(service, reason)
                    return Unavailable(reason)
                if failure.scope == "elsewhere":
                    return Unavailable(reason)
                if failure.scope == "request":
                    break
                self._pacer.hold(service, request.kind, wait)
            else:
                self._failures[service] = 0
                return reply
        self._failures[service] += 1
        if self._failures[service] >= _PATIENCE:
            self.left_alone.setdefault(service, reason)
        return Unavailable(reason)

    def _backoff(self, number: int) -> float:
        """Seconds to wait before the next try: twice as long each time, and never in step."""
        return self._access.pause * float(2**number) * random.uniform(0.5, 1.5)  # noqa: S311 - no secret

    async def _paced(self, request: Request) -> Reply:
        over = partial(self.left_alone.__contains__, request.service)
        async with self._pacer.turn(request.service, request.kind, over):
            if reason := self.left_alone.get(request.service):
                raise _FailedError(reason, "service")
            return await self._in_time(request)

    async def _in_time(self, request: Request) -> Reply:
        """The reply, within the time for one request as a whole."""
        title = SERVICES[request.service].title
        try:
            async with asyncio.timeout(self._access.timeout):
                return await self._followed(request)
        except TimeoutError:
            raise _FailedError(
                f"{title} did not answer within {self._access.timeout:g} seconds", "try"
            ) from None
        except ForbiddenError as error:
            raise _FailedError(f"{title} {error}", "request") from None
        except httpx.TimeoutException:
            raise _FailedError(f"{title} did not answer in time", "try") from None
        except httpx.ConnectError as error:
            secure = "certificate" in str(error).lower()
            what = "has no valid certificate" if secure else "cannot be reached"
            raise _FailedError(f"{title} {what}", "request" if secure else "try") from None
        except (httpx.TransportError, OSError):
            raise _FailedError(f"the connection to {title} broke", "try") from None
        except (httpx.InvalidURL, UnicodeError):
            raise _FailedError(
                f"{title} was sent to something that is no web address", "request"
            ) from None

    async def _followed(self, request: Request) -> Reply:
        """The reply after redirects, each of them checked."""
        base = self._access.base(request.service)
        url = str(httpx.URL(base + request.path, params=dict(self._query(request))))
        home = check_scheme(url, self._access)
        for _ in range(_REDIRECTS + 1):
            origin = check_scheme(url, self._access)
            if origin == home:
                reply, location = await self._one(request, url, origin, at_home=True)
            else:
                reply, location = await self._elsewhere(request, url, origin)
            if location is None:
                return reply
            url = _next(url, location)
        raise _FailedError(f"{SERVICES[request.service].title} redirects in circles", "request")

    async def _elsewhere(
        self, request: Request, url: str, origin: tuple[str, str, int]
    ) -> tuple[Reply, str | None]:
        """One exchange with a host that a service redirects to."""
        try:
            async with asyncio.timeout(self._access.timeout / 2):
                return await self._one(request, url, origin, at_home=False)
        except (TimeoutError, httpx.TransportError, OSError, _FailedError):
            title = SERVICES[request.service].title
            raise _FailedError(
                f"{title} redirects to a page that does not answer", "elsewhere"
            ) from None

    async def _one(
        self, request: Request, url: str, origin: tuple[str, str, int], *, at_home: bool
    ) -> tuple[Reply, str | None]:
        """One exchange, and where it redirects to."""
        service = SERVICES[request.service]
        hosts, connection = await self._way(origin)
        headers = dict(self._headers(request, at_home=at_home)) | {"host": _authority(url)}
        for place, host in enumerate(hosts):
            target = httpx.URL(url).copy_with(host=host)
            message = connection.build_request(
                "POST" if request.form is not None else "GET",
                target,
                headers=headers,
                data=request.form,
                extensions={"sni_hostname": origin[1]},
            )
            self.requests[request.service] += 1
            try:
                response = await connection.send(message, stream=True)
            except httpx.ConnectError as error:
                if place == len(hosts) - 1 or "certificate" in str(error).lower():
                    raise
                continue
            break
        try:
            found = {name.lower(): value for name, value in response.headers.items()}
            self._pacer.heed(request.service, request.kind, found)
            status = response.status_code
            if 300 <= status < 400 and "location" in found:
                return Reply(status, "", b""), found["location"]
            if status in _PASSING or status in _REFUSING:
                self._refused(service.title, status, found)
            body = await _body(response, service.title)
            media = found.get("content-type", "").split(";")[0].strip().lower()
            return Reply(status, media, body, url), None
        finally:
            await response.aclose()

    @staticmethod
    def _refused(title: str, status: int, headers: Mapping[str, str]) -> None:
        """Raise what a refusal means. Raises _FailedError."""
        wait = _seconds(headers.get("retry-after"))
        if status == 429:
            raise _FailedError(f"{title} allows no more requests now", "try", wait)
        if status in _REFUSING:
            raise _FailedError(f"{title} refuses to answer ({status})", "service")
        raise _FailedError(f"{title} is out of order ({status})", "try", wait)

    async def _way(self, origin: tuple[str, str, int]) -> tuple[tuple[str, ...], httpx.AsyncClient]:
        """The addresses to try for a host and the connections to it: direct, or through a proxy."""
        proxy = None
        if not proxy_bypass(f"{origin[1]}:{origin[2]}"):
            proxy = self._proxies.get(origin[0]) or self._proxies.get("all")
        if proxy:
            forbid_literal(origin, self._access)
            hosts: tuple[str, ...] = (origin[1],)
        else:
            hosts = await resolved(origin, self._access)
        if origin not in self._connections:
            seconds = self._access.timeout
            if origin[0] == "https" and self._tls is None:
                self._tls = httpx.create_ssl_context()
            self._connections[origin] = httpx.AsyncClient(
                verify=self._tls or False,  # without encryption there is no certificate
                trust_env=False,
                proxy=proxy,
                follow_redirects=False,
                timeout=httpx.Timeout(seconds, connect=min(10, seconds), read=min(20, seconds)),
            )
        return hosts, self._connections[origin]

    def _query(self, request: Request) -> Mapping[str, str]:
        """The parameters with the contact and the key, for services that want them there."""
        query = dict(request.query)
        service, contact = SERVICES[request.service], self._access.contact
        email = contact if "@" in contact else ""
        if email and service.name in {"crossref", "datacite"}:
            query["mailto"] = email
        if service.name in {"pubmed", "pmc-idconv"}:
            query |= {"tool": "idcheck"} | ({"email": email} if email else {})
        name = {"pubmed": "api_key", "google-books": "key", "openalex": "api_key"}.get(service.name)
        if name and service.secret():
            query[name] = service.secret()
        return query

    def _headers(self, request: Request, *, at_home: bool) -> Mapping[str, str]:
        """The headers; a key goes to the service's own host alone."""
        contact = self._access.contact
        whom = f"mailto:{contact}" if "@" in contact else contact
        headers = {
            "user-agent": f"idcheck/{__version__} (https://github.com/idcheck/idcheck{f'; {whom}' if whom else ''})",
            "accept": request.accept,
            "accept-encoding": "gzip",
        }
        secret = SERVICES[request.service].secret()
        if secret and at_home and request.service == "crossref":
            headers["crossref-plus-api-token"] = f"Bearer {secret}"
        if secret and at_home and request.service == "semantic-scholar":
            headers["x-api-key"] = secret
        return headers


async def _body(response: httpx.Response, title: str) -> bytes:
    """The unpacked body. Raises _FailedError if it is too large or packed in another way."""
    coding = response.headers.get("content-encoding", "").strip().lower()
    if coding not in {"", "identity", "gzip", "x-gzip"}:
        raise _FailedError(f"{title} sent an answer that cannot be unpacked", "request")
    unpack = zlib.decompressobj(31) if "gzip" in coding else None
    parts = bytearray()
    try:
        async for chunk in response.aiter_raw():
            parts += unpack.decompress(chunk, LARGEST + 1 - len(parts)) if unpack else chunk
            if len(parts) > LARGEST or (unpack and unpack.unconsumed_tail):
                raise _FailedError(f"{title} sent an answer that is too large", "request")
    except zlib.error:
        raise _FailedError(f"{title} sent an answer that cannot be unpacked", "try") from None
    if unpack and not unpack.eof and parts:
        raise _FailedError(f"{title} sent half an answer", "try")
    return bytes(parts)


def _next(url: str, location: str) -> str:
    """The address that a redirect leads to. Raises ForbiddenError if it is none."""
    try:
        return urljoin(url, location)
    except ValueError:
        raise ForbiddenError("was sent to something that is no web address") from None


def _authority(url: str) -> str:
    """Host and port as an address has them, without a user."""
    return urlsplit(url).netloc.rpartition("@")[2]


def _seconds(retry_after: str | None) -> float | None:
    """The seconds that Retry-After names, as a number or as a day; None if it says nothing."""
    if not retry_after:
        return None
    try:
        return max(0.0, float(retry_after))
    except ValueError:
        pass
    try:
        until = parsedate_to_datetime(retry_after)
    except ValueError:
        return None
    from datetime import UTC, datetime

    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max(0.0, (until - datetime.now(UTC)).total_seconds())
