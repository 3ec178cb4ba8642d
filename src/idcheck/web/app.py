"""The routes: the page and its files, and the HTTP interface `/v1`."""

from __future__ import annotations

from contextlib import aclosing, asynccontextmanager
from importlib.resources import files
from typing import TYPE_CHECKING

import msgspec
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from idcheck import __version__
from idcheck.post.channels import all_channels
from idcheck.sources.services import SERVICES
from idcheck.web.body import read_body
from idcheck.web.exchange import About, Type
from idcheck.web.guard import Guard
from idcheck.web.limits import MOST_CHARACTERS, Limits, checkers
from idcheck.web.openapi import document
from idcheck.web.pool import Pool
from idcheck.web.problems import ProblemError
from idcheck.web.responses import problem_response
from idcheck.web.worker import Task

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from importlib.resources.abc import Traversable

    from starlette.requests import Request
    from starlette.types import ASGIApp

    from idcheck.web.guard import Hosts
    from idcheck.web.setup import Setup

_JSON = "application/json"
_LINES = "application/x-ndjson"
_TYPES = {
    ".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
    ".json": "application/json", ".svg": "image/svg+xml",
}  # fmt: skip
_ASKERS = 4
"""Processes that wait for registries; they are started when they are wanted."""
_MOST_WORDS = 2000
"""Characters of a search."""
_KEYED = frozenset({"google-books", "semantic-scholar"})


class Desk:
    """What the routes share: the processes that do the work."""

    def __init__(self, setup: Setup, limits: Limits) -> None:
        self.limits = limits
        self.online = setup.access().online
        self.checkers = Pool(setup, checkers(), limits.checking, limits)
        self.askers = Pool(setup, _ASKERS, limits.asking, limits)


def application(setup: Setup, hosts: Hosts, limits: Limits) -> ASGIApp:
    """The application that uvicorn serves. Raises SettingsError."""
    desk = Desk(setup, limits)

    @asynccontextmanager
    async def running(_app: Starlette) -> AsyncIterator[None]:
        await desk.checkers.start()
        yield
        await desk.checkers.stop()
        await desk.askers.stop()

    app = Starlette(
        routes=[*_pages(), *_interface(desk)],
        lifespan=running,
        exception_handlers={ProblemError: _refused, HTTPException: _unknown},
    )
    return Guard(app, hosts)


def _interface(desk: Desk) -> list[Route]:
    """The routes of `/v1`."""
    described = msgspec.json.encode(document())
    about = msgspec.json.encode(_about(online=desk.online))

    def sending(kind: str) -> Callable[[Request], object]:
        async def endpoint(request: Request) -> Response:
            body = await _draft(request, desk.limits)
            return _json(await desk.checkers.result(Task(kind), body))

        return endpoint

    async def check(request: Request) -> Response:
        body = await _draft(request, desk.limits)
        if desk.online:
            return _json(await desk.askers.result(Task("check-online"), body))
        return _json(await desk.checkers.result(Task("check"), body))

    async def review(request: Request) -> Response:
        body = await _draft(request, desk.limits)
        first = await desk.checkers.result(Task("review"), body)
        return StreamingResponse(_reviewed(desk, first, body), media_type=_LINES)

    async def read(request: Request) -> Response:
        name = request.query_params.get("name", "")[-200:]
        limits = desk.limits
        data = await read_body(request, limits.upload, limits.reading, "application/octet-stream")
        return _json(await desk.checkers.result(Task("read", name), data))

    async def lookup(request: Request) -> Response:
        words = request.query_params.get("q", "").strip()
        if not words or len(words) > _MOST_WORDS:
            raise ProblemError(422, "invalid", f"q has to hold up to {_MOST_WORDS} characters")
        said = words.encode("utf-8", "replace")
        if desk.online:
            return _json(await desk.askers.result(Task("lookup-online"), said))
        return _json(await desk.checkers.result(Task("lookup"), said))

    return [
        Route("/v1/check", check, methods=["POST"]),
        Route("/v1/review", review, methods=["POST"]),
        Route("/v1/fix", sending("fix"), methods=["POST"]),
        Route("/v1/count", sending("count"), methods=["POST"]),
        Route("/v1/finish", sending("finish"), methods=["POST"]),
        Route("/v1/read", read, methods=["POST"]),
        Route("/v1/lookup", lookup, methods=["GET"]),
        Route("/v1/about", _constant(about, _JSON), methods=["GET"]),
        Route("/v1/openapi.json", _constant(described, _JSON), methods=["GET"]),
    ]


async def _draft(request: Request, limits: Limits) -> bytes:
    return await read_body(request, limits.body, limits.reading, _JSON)


async def _reviewed(desk: Desk, first: bytes, body: bytes) -> AsyncIterator[bytes]:
    """The events of a review, a line each; registries are asked after the first verdict."""
    yield first + b"\n"
    if not msgspec.json.decode(first, type=_More).more:
        return
    try:
        async with aclosing(desk.askers.run(Task("review-online"), body)) as events:
            async for event in events:
                yield event + b"\n"
    except ProblemError as problem:
        yield msgspec.json.encode({"event": "problem", "problem": problem.document}) + b"\n"


class _More(msgspec.Struct):
    """What is wanted of a review."""

    more: bool


def _about(*, online: bool) -> About:
    services = tuple(
        each.title for name, each in SERVICES.items() if name not in _KEYED or each.secret()
    )
    types = tuple(Type.__args__)  # type: ignore[attr-defined]
    return About(
        __version__,
        online,
        _languages(),
        services if online else (),
        all_channels(),
        types,
        MOST_CHARACTERS,
    )


def _pages() -> list[Route]:
    """The page and its files, from memory."""
    folder = files("idcheck.web") / "static"
    found = {each.name: each for each in folder.iterdir()}
    routes = [_file(f"/{name}", each) for name, each in sorted(found.items())]
    return [_file("/", found["index.html"]), *routes, *map(_words, _languages())]


def _languages() -> tuple[str, ...]:
    """The languages that the page speaks."""
    names = (each.name for each in (files("idcheck.data") / "page").iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


def _words(language: str) -> Route:
    """The page's words in a language."""
    import tomllib

    text = (files("idcheck.data") / "page" / f"{language}.toml").read_text("utf-8")
    content = msgspec.json.encode(tomllib.loads(text)["words"])
    return Route(f"/words/{language}.json", _constant(content, _JSON), methods=["GET"])


def _file(path: str, file: Traversable) -> Route:
    kind = _TYPES[file.name[file.name.rindex(".") :]]
    return Route(path, _constant(file.read_bytes(), kind), methods=["GET"])


def _constant(content: bytes, kind: str) -> Callable[[Request], object]:
    async def endpoint(_request: Request) -> Response:
        return Response(content, media_type=kind)

    return endpoint


def _json(content: bytes) -> Response:
    return Response(content, media_type=_JSON)


async def _refused(_request: Request, error: Exception) -> Response:
    if not isinstance(error, ProblemError):
        raise error
    return problem_response(error)


async def _unknown(_request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    if status == 405:
        return problem_response(ProblemError(405, "wrong-method", "this address takes another method"))  # fmt: skip
    return problem_response(ProblemError(404, "unknown", "there is nothing at this address"))
