"""Answers in JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from starlette.responses import Response

from idcheck.reports.json import printable

if TYPE_CHECKING:
    from idcheck.web.problems import ProblemError


def problem_response(problem: ProblemError) -> Response:
    """A problem document (RFC 9457)."""
    document = problem.document
    headers = {"retry-after": "5"} if document.status == 503 else {}
    body = printable(msgspec.json.encode(document).decode())
    return Response(body, document.status, headers, media_type="application/problem+json")
