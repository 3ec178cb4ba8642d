"""The OpenAPI document of the interface, made from the values that it exchanges."""

from __future__ import annotations

from typing import Any

import msgspec

from idcheck import __version__
from idcheck.reports.json import Report
from idcheck.web.exchange import (
    About,
    CheckRequest,
    Counted,
    Draft,
    Finished,
    Fixed,
    FixRequest,
    LookedUp,
    Progress,
    ReadDraft,
    Reviewed,
)  # fmt: skip
from idcheck.web.problems import ProblemDocument

_JSON = "application/json"
_POSTS = (
    ("check", CheckRequest, Report, "Check a draft", "The report `idcheck-1`, as `idcheck check --output-format json` writes it. Registries are asked if the server may and `online` is not false."),
    ("fix", FixRequest, Fixed, "Change a draft", "Makes the edits of a fix, or makes a stretch of the text lead to an address as its format and channel want it. Refused with 409 where anything else would change."),
    ("count", Draft, Counted, "Count a draft", "The length of each post as its platform counts."),
    ("finish", Draft, Finished, "Put a draft on the clipboard", "The draft as HTML and as text."),
)  # fmt: skip
_REFUSED = {
    "400": "The body is no JSON", "403": "The request comes from another site", "408": "The client was too slow",
    "409": "The change cannot be made", "413": "Too large", "415": "Of another type than can be read",
    "421": "The server does not go by this host name", "422": "Not as described here, or too heavy to check",
    "500": "A fault in idcheck", "503": "Too many requests at once",
}  # fmt: skip


def document() -> dict[str, Any]:
    """The document, OpenAPI 3.1."""
    kinds = (
        Report, CheckRequest, FixRequest, Fixed, Draft, Counted, Finished, ReadDraft, LookedUp, About, Reviewed, Progress,
        ProblemDocument,
    )  # fmt: skip
    _, components = msgspec.json.schema_components(
        kinds, ref_template="#/components/schemas/{name}"
    )
    paths = {
        f"/v1/{name}": {"post": _operation(name, summary, told, _content(response), _content(request))}
        for name, request, response, summary, told in _POSTS
    }  # fmt: skip
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "idcheck",
            "version": __version__,
            "description": "Finds mentions of publications in drafts and makes sure that trackers can count them. Offsets count code points. Drafts are neither kept nor logged.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/"}],
        "paths": {**paths, **_others()},
        "components": {"schemas": components},
    }


def _others() -> dict[str, Any]:
    lines = {
        "application/x-ndjson": {
            "schema": {"oneOf": [_ref(Reviewed), _ref(Progress)]},
        }
    }
    upload = {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}
    name = _parameter("name", "What the file is called", required=False)
    words = _parameter("q", "An identifier, its link, or words of a title", required=True)
    return {
        "/v1/review": {
            "post": _operation("review", "Check a draft for the page", "The report with the posts as a reader sees them, a line; then, if registries are asked, lines of progress and a last report.", lines, _content(CheckRequest)),
        },
        "/v1/read": {
            "post": _operation("read", "Read a file", "The draft in a file of text, Markdown, HTML or Word.", _content(ReadDraft), upload, (name,)),
        },
        "/v1/lookup": {
            "get": _operation("lookup", "Look up a work", "The work of an identifier, or works that fit some words.", _content(LookedUp), None, (words,)),
        },
        "/v1/about": {
            "get": _operation("about", "What the server may do", "Whether it asks registries, and what drafts can be.", _content(About)),
        },
    }  # fmt: skip


def _operation(  # noqa: PLR0913, PLR0917 - the parts of an operation
    name: str, summary: str, told: str, answer: dict[str, Any], body: dict[str, Any] | None = None, parameters: tuple[dict[str, Any], ...] = (),
) -> dict[str, Any]:  # fmt: skip
    problem = {"application/problem+json": {"schema": _ref(ProblemDocument)}}
    refused = {status: {"description": why, "content": problem} for status, why in _REFUSED.items()}
    made: dict[str, Any] = {
        "operationId": name,
        "summary": summary,
        "description": told,
        "responses": {"200": {"description": "Done", "content": answer}, **refused},
    }
    if body:
        made["requestBody"] = {"required": True, "content": body}
    if parameters:
        made["parameters"] = list(parameters)
    return made


def _parameter(name: str, told: str, *, required: bool) -> dict[str, Any]:
    schema = {"type": "string", **({"minLength": 1, "maxLength": 2000} if required else {})}
    return {
        "name": name,
        "in": "query",
        "required": required,
        "description": told,
        "schema": schema,
    }


def _content(kind: type) -> dict[str, Any]:
    return {_JSON: {"schema": _ref(kind)}}


def _ref(kind: type) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{kind.__name__}"}
