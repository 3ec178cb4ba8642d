"""Which addresses may be asked: https, and never a machine of the user's own network.

A registry's answer can redirect anywhere. Hosts are resolved here and the addresses found are the
ones connected to, so that a name cannot change its meaning between the check and the connection.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from typing import TYPE_CHECKING

from idcheck.sources.access import origin_of

if TYPE_CHECKING:
    from idcheck.sources.access import Access


class ForbiddenError(Exception):
    """An address that must not be asked. The message is for people."""


def check_scheme(url: str, access: Access) -> tuple[str, str, int]:
    """The origin of an address, if it may be asked by its looks. Raises ForbiddenError."""
    try:
        origin = origin_of(url)
    except ValueError:
        raise ForbiddenError("was sent to something that is no web address") from None
    if origin[0] != "https" and not access.names(origin):
        raise ForbiddenError("was sent to an address without encryption")
    return origin


async def resolved(origin: tuple[str, str, int], access: Access) -> tuple[str, ...]:
    """The addresses of a host, version 4 first. Raises ForbiddenError, and OSError if unknown.

    All must be public, unless the settings name this very scheme, host and port.
    """
    _, host, port = origin
    rows = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    found = [str(row[4][0]) for row in sorted(rows, key=lambda row: row[0] != socket.AF_INET)]
    if not access.names(origin) and not all(map(_public, found)):
        raise ForbiddenError("was sent to an address of a private network")
    return tuple(dict.fromkeys(found))


def forbid_literal(origin: tuple[str, str, int], access: Access) -> None:
    """Refuse a private address that is written out, where a proxy does the resolving.

    Raises ForbiddenError.
    """
    host = origin[1]
    if access.names(origin):
        return
    if host == "localhost" or host.endswith((".localhost", ".local", ".internal")):
        raise ForbiddenError("was sent to an address of a private network")
    try:
        private = not _public(host)
    except ValueError:
        return
    if private:
        raise ForbiddenError("was sent to an address of a private network")


def _public(address: str) -> bool:
    """Whether an address is reachable for all; one inside another counts as what it leads to."""
    found = ipaddress.ip_address(address.split("%", maxsplit=1)[0])
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour or (found.teredo or (None, None))[1]
        if inner is None and found in _NAT64:
            inner = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
        if inner is not None:
            found = inner
    return found.is_global and not found.is_multicast


_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
