"""What went wrong, as a problem document (RFC 9457)."""

from __future__ import annotations

import msgspec


class ProblemDocument(msgspec.Struct, frozen=True):
    """A problem as clients get it. `code` names its kind for programs, `detail` is for people."""

    title: str
    status: int
    detail: str
    code: str
    type: str = "about:blank"


_TITLES = {
    400: "Bad Request", 403: "Forbidden", 404: "Not Found", 405: "Method Not Allowed", 408: "Request Timeout",
    409: "Conflict", 413: "Content Too Large", 415: "Unsupported Media Type", 421: "Misdirected Request",
    422: "Unprocessable Content", 500: "Internal Server Error", 503: "Service Unavailable",
}  # fmt: skip


class ProblemError(Exception):
    """A reason to answer with an error instead."""

    def __init__(self, status: int, code: str, detail: str) -> None:
        super().__init__(detail)
        self.document = ProblemDocument(_TITLES[status], status, detail, code)
