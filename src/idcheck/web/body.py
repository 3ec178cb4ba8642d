"""Reading what a client sends: so much, so fast, or not at all."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from starlette.requests import ClientDisconnect

from idcheck.web.problems import ProblemError

if TYPE_CHECKING:
    from starlette.requests import Request


async def read_body(request: Request, most: int, seconds: float, kind: str) -> bytes:
    """The body of a request. Raises ProblemError for another kind, too much, or too slow a client."""
    if kind and request.headers.get("content-type", "").split(";")[0].strip().lower() != kind:
        raise ProblemError(415, "wrong-type", f"send the body as {kind}")
    stated = request.headers.get("content-length", "")
    if stated.isdecimal() and len(stated) < 20 and int(stated) > most:
        raise _too_large(most)
    parts, size = [], 0
    try:
        async with asyncio.timeout(seconds):
            async for part in request.stream():
                size += len(part)
                if size > most:
                    raise _too_large(most)
                parts.append(part)
    except TimeoutError:
        raise ProblemError(
            408, "too-slow", f"the request did not come in within {seconds:.0f} seconds"
        ) from None
    except ClientDisconnect:
        raise ProblemError(400, "gone", "the request broke off") from None
    return b"".join(parts)


def _too_large(most: int) -> ProblemError:
    return ProblemError(413, "too-large", f"the most this server takes is {most:,} bytes")
