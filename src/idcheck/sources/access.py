"""How registries may be asked: the settings that the network side of a run needs."""

from __future__ import annotations

from urllib.parse import urlsplit

from msgspec import Struct

from idcheck.sources.services import SERVICES


class Access(Struct, frozen=True):
    """How registries may be asked.

    Nobody is asked unless `online`. `contact` is an e-mail address or a page that services can
    turn to. `bases` are pairs of a service and the address that stands in for it. `refresh`
    passes over what the cache holds. `timeout` bounds one request as a whole, `pause` is the wait
    before the first retry; both in seconds.
    """

    online: bool = False
    contact: str = ""
    bases: tuple[tuple[str, str], ...] = ()
    refresh: bool = False
    timeout: float = 30.0
    pause: float = 1.0

    def base(self, service: str) -> str:
        """The address of a service, without a slash at its end."""
        return dict(self.bases).get(service, SERVICES[service].base).rstrip("/")

    def names(self, origin: tuple[str, str, int]) -> bool:
        """Whether the settings name this scheme, host and port as that of a service."""
        return any(origin_of(base) == origin for _, base in self.bases)


def origin_of(url: str) -> tuple[str, str, int]:
    """Scheme, host and port of an address. Raises ValueError if it has none."""
    parts = urlsplit(url)
    scheme, host = parts.scheme.lower(), (parts.hostname or "").rstrip(".")
    if scheme not in {"https", "http"} or not host:
        raise ValueError("not an address of the web")
    return scheme, host, parts.port or (443 if scheme == "https" else 80)
