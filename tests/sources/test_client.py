"""Services that misbehave, over real sockets: what comes of it, how often they are asked, how long it takes."""

from __future__ import annotations

import asyncio
import gzip
import json
import re
import socket
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace
from werkzeug import Response

from idcheck.identifiers import Identifier
from idcheck.sources import client as client_module
from idcheck.sources.access import Access
from idcheck.sources.answer_cache import AnswerCache
from idcheck.sources.client import Client
from idcheck.sources.exchange import Reply, Request
from idcheck.sources.registries import CROSSREF, FINDERS
from idcheck.sources.services import SERVICES
from idcheck.works import Found, Reference, Unavailable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from typing import Any

    from pytest_httpserver import HTTPServer

DOI = Identifier("doi", "10.5555/12345678")
RECORD = json.dumps(
    {"status": "ok", "message": {"DOI": DOI.value, "type": "journal-article", "title": ["A title"]}}
).encode()
ASKED = Request("crossref", "/works/10.5555/12345678", {})


def _send(access: Access, *requests: Request) -> tuple[list[Reply | Unavailable], Client]:
    """The outcome of requests, one after another, and the client that sent them."""

    async def run() -> tuple[list[Reply | Unavailable], Client]:
        async with Client(access) as client:
            return [await client.send(each) for each in requests], client

    return asyncio.run(run())


@contextmanager
def _raw(*behaviour: Callable[[socket.socket], None]) -> Iterator[str]:
    """A server that does with each connection what it is told, the last thing for all further ones."""
    listener = socket.create_server(("127.0.0.1", 0))
    open_ones: list[socket.socket] = []

    def serve() -> None:
        for number in range(100):
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            open_ones.append(connection)
            act = behaviour[min(number, len(behaviour) - 1)]
            threading.Thread(target=_quietly, args=(act, connection), daemon=True).start()

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        for connection in open_ones:
            connection.close()
        thread.join(timeout=5)


def _quietly(act: Callable[[socket.socket], None], connection: socket.socket) -> None:
    try:
        connection.recv(65536)
        act(connection)
        connection.close()
    except OSError:
        pass


def _says(*parts: bytes, pause: float = 0.0) -> Callable[[socket.socket], None]:
    def act(connection: socket.socket) -> None:
        for part in parts:
            connection.sendall(part)
            time.sleep(pause)

    return act


def _resets(connection: socket.socket) -> None:
    """Half a body, then a reset."""
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{")
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")


GOOD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s" % (
    len(RECORD),
    RECORD,
)
HEADERS = [b"HTTP/1.1 200 OK\r\n", *(b"x-%d: slow\r\n" % number for number in range(100))]


def _at(base: str, **changes: Any) -> Access:
    return replace(
        Access(online=True, bases=(("crossref", base),), timeout=0.4, pause=0.001), **changes
    )


@pytest.mark.parametrize(
    ("behaviour", "reason", "requests"),
    [
        (_resets, "the connection to Crossref broke", 3),
        (_says(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{}"), "the connection to Crossref broke", 3),
        (_says(*HEADERS, pause=0.05), "Crossref did not answer within 0.4 seconds", 3),
        (
            _says(b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n", *[b"{"] * 100, pause=0.05),
            "Crossref did not answer within 0.4 seconds", 3,
        ),
        (_says(b"SSH-2.0-OpenSSH_9.2\r\n"), "the connection to Crossref broke", 3),
        (_says(b""), "the connection to Crossref broke", 3),
    ],
    ids=["reset in mid-body", "cut body", "slow headers", "slow body", "no HTTP", "nothing"],
)  # fmt: skip
def test_broken_connections_are_tried_again_and_given_up(
    behaviour: Callable[[socket.socket], None], reason: str, requests: int
) -> None:
    started = time.monotonic()
    with _raw(behaviour) as base:
        (found,), client = _send(_at(base), ASKED)

    assert found == Unavailable(reason)
    assert client.requests["crossref"] == requests
    assert time.monotonic() - started < 5


def test_what_passes_is_tried_again() -> None:
    with _raw(_resets, _says(GOOD)) as base:
        (found,), client = _send(_at(base), ASKED)

    assert isinstance(found, Reply)
    assert found.body == RECORD
    assert client.requests["crossref"] == 2


def test_nobody_listens() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        base = f"http://127.0.0.1:{free.getsockname()[1]}"
    (found, again, third), client = _send(_at(base), ASKED, ASKED, ASKED)

    assert found == again == third == Unavailable("Crossref cannot be reached")
    assert client.requests["crossref"] == 6, "after two failed requests the third is not sent"
    assert client.left_alone == {"crossref": "Crossref cannot be reached"}


def test_no_such_host() -> None:
    (found,), _ = _send(_at("https://registry.invalid"), ASKED)

    assert isinstance(found, Unavailable)


@pytest.mark.parametrize(
    ("status", "headers", "requests", "left_alone"),
    [
        (429, {}, 3, False),
        (429, {"Retry-After": "0"}, 3, False),
        (429, {"Retry-After": "36000"}, 1, True),
        (429, {"Retry-After": "soon"}, 3, False),
        (500, {}, 3, False),
        (503, {"Retry-After": "3600"}, 1, True),
        (403, {}, 1, True),
    ],
)
def test_refusals(
    httpserver: HTTPServer,
    access: Access,
    status: int,
    headers: dict[str, str],
    requests: int,
    left_alone: bool,
) -> None:
    httpserver.expect_request("/crossref/works/10.5555/12345678").respond_with_data(
        "<html>no</html>", status, headers
    )
    (found,), client = _send(access, ASKED)

    assert isinstance(found, Unavailable)
    assert (client.requests["crossref"], bool(client.left_alone)) == (requests, left_alone)


def test_a_wait_that_is_asked_for_is_kept(httpserver: HTTPServer, access: Access) -> None:
    answers = iter([Response("", 429, {"Retry-After": "1"}), Response(RECORD, 200)])
    httpserver.expect_request("/crossref/works/10.5555/12345678").respond_with_handler(
        lambda _: next(answers)
    )
    started = time.monotonic()
    (found,), _ = _send(access, ASKED)

    assert isinstance(found, Reply)
    assert time.monotonic() - started >= 1


def test_a_storm_of_errors_ends_the_asking(httpserver: HTTPServer, access: Access) -> None:
    httpserver.expect_request("/crossref/works/10.5555/12345678").respond_with_data("", 500)
    found, client = _send(access, *[ASKED] * 20)

    assert set(found) == {Unavailable("Crossref is out of order (500)")}
    assert client.requests["crossref"] == 6


def test_those_who_wait_stop_waiting_when_a_service_refuses(
    httpserver: HTTPServer, access: Access
) -> None:
    httpserver.expect_request("/arxiv/query").respond_with_data("", 403)

    async def run() -> tuple[set[Reply | Unavailable], Client]:
        async with Client(access) as client:
            request = Request("arxiv", "/query", {}, "list")  # one in three seconds
            return set(await asyncio.gather(*(client.send(request) for _ in range(200)))), client

    started = time.monotonic()
    found, client = asyncio.run(run())

    assert found == {Unavailable("arXiv refuses to answer (403)")}
    assert client.requests["arxiv"] == 1
    assert time.monotonic() - started < 10


@pytest.mark.parametrize(
    "body",
    [
        b"<!DOCTYPE html><html><body>Just a moment...</body></html>",
        RECORD[:-20],
        RECORD.replace(b"A title", "Titel mit Üüü".encode("latin-1")),
        b"",
        b"[" * 100_000,
        b"null",
    ],
    ids=["HTML", "truncated", "wrong encoding", "empty", "deep", "null"],
)
def test_a_body_that_is_no_answer_is_unavailable_and_not_kept(
    httpserver: HTTPServer, at_desk: Callable[..., Any], tmp_path: Path, body: bytes
) -> None:
    httpserver.expect_request("/crossref/works/10.5555/12345678").respond_with_data(
        body, content_type="application/json"
    )
    with AnswerCache(tmp_path / "answers.sqlite") as cache:
        found = at_desk(lambda desk: desk.ask(CROSSREF, [DOI]), cache)
        assert found == {DOI: Unavailable("Crossref sent something else than was asked for")}
        assert cache.contents().answers == {}


def test_a_packed_body(httpserver: HTTPServer, access: Access) -> None:
    httpserver.expect_request("/crossref/works/10.5555/12345678").respond_with_data(
        gzip.compress(RECORD), headers={"Content-Encoding": "gzip"}
    )
    (found,), _ = _send(access, ASKED)

    assert isinstance(found, Reply)
    assert found.body == RECORD


@pytest.mark.parametrize(
    ("body", "coding", "reason"),
    [
        (gzip.compress(bytes(40_000_000)), "gzip", "Crossref sent an answer that is too large"),
        (bytes(26_000_000), "identity", "Crossref sent an answer that is too large"),
        (gzip.compress(RECORD)[:-10], "gzip", "Crossref sent half an answer"),
        (b"no gzip at all", "gzip", "Crossref sent an answer that cannot be unpacked"),
        (RECORD, "br", "Crossref sent an answer that cannot be unpacked"),
    ],
    ids=["bomb", "large", "half", "no gzip", "another coding"],
)
def test_bodies_that_are_refused(
    httpserver: HTTPServer, access: Access, body: bytes, coding: str, reason: str
) -> None:
    httpserver.expect_request("/crossref/works/10.5555/12345678").respond_with_data(
        body, headers={"Content-Encoding": coding}
    )
    (found,), _ = _send(access, ASKED)

    assert found == Unavailable(reason)


def test_redirects_are_followed_and_counted(httpserver: HTTPServer, access: Access) -> None:
    httpserver.expect_request("/crossref/works/10.5555/12345678").respond_with_data(
        "", 301, {"Location": "/crossref/works/10.5555/primary"}
    )
    httpserver.expect_request("/crossref/works/10.5555/primary").respond_with_data(RECORD)
    (found,), _ = _send(access, ASKED)
    assert isinstance(found, Reply)
    assert found.url == httpserver.url_for("/crossref/works/10.5555/primary")

    httpserver.clear()
    httpserver.expect_request("/crossref/works/10.5555/12345678").respond_with_data(
        "", 302, {"Location": "/crossref/works/10.5555/12345678"}
    )
    (found,), client = _send(access, ASKED)
    assert found == Unavailable("Crossref redirects in circles")
    assert client.requests["crossref"] == 6


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("https://127.0.0.1/", "a private network"),
        ("https://169.254.169.254/latest/meta-data/", "a private network"),
        ("https://10.0.0.1/", "a private network"),
        ("https://192.168.0.1/", "a private network"),
        ("https://100.64.0.1/", "a private network"),
        ("https://0.0.0.0/", "a private network"),
        ("https://[::1]/", "a private network"),
        ("https://[fe80::1]/", "a private network"),
        ("https://[::ffff:127.0.0.1]/", "a private network"),
        ("https://[64:ff9b::7f00:1]/", "a private network"),
        ("https://2130706433/", "a private network"),
        ("https://localhost/", "a private network"),
        ("http://127.0.0.1:1/", "without encryption"),
        ("http://example.org/", "without encryption"),
        ("file:///etc/passwd", "no web address"),
        ("gopher://127.0.0.1/", "no web address"),
        ("https://", "no web address"),
        ("https://[bad/", "no web address"),
    ],
)
def test_redirects_into_the_private_network_are_refused(target: str, reason: str) -> None:
    answer = f"HTTP/1.1 302 Found\r\nLocation: {target}\r\nContent-Length: 0\r\n\r\n"
    with _raw(_says(answer.encode())) as base:
        (found,), client = _send(_at(base, timeout=5), ASKED)

    assert isinstance(found, Unavailable)
    assert reason in found.reason
    assert client.requests["crossref"] == 1


def test_a_name_that_leads_into_the_private_network_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def everywhere(*_: object, **__: object) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("10.1.2.3", 443))]

    monkeypatch.setattr(socket, "getaddrinfo", everywhere)
    (found,), client = _send(Access(online=True, timeout=1, pause=0.001), ASKED)

    assert found == Unavailable("Crossref was sent to an address of a private network")
    assert client.requests["crossref"] == 0


def test_plain_http_needs_a_setting() -> None:
    (found,), _ = _send(_at("http://127.0.0.1:9", bases=()), replace(ASKED, path="/x"))

    assert isinstance(found, Unavailable)


def test_a_wrong_certificate_is_refused_and_a_right_one_is_not(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    import ssl

    import trustme
    from pytest_httpserver import HTTPServer

    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    with HTTPServer(host="localhost", ssl_context=context) as server:
        server.expect_request("/works/10.5555/12345678").respond_with_data(RECORD)
        access = _at(server.url_for("").rstrip("/"), timeout=5)
        (found,), _ = _send(access, ASKED)
        assert found == Unavailable("Crossref has no valid certificate")

        authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
        (found,), _ = _send(access, ASKED)
        assert isinstance(found, Reply)


def test_thirty_thousand_results_are_cut(
    httpserver: HTTPServer, at_desk: Callable[..., Any]
) -> None:
    item = json.loads(RECORD)["message"]
    many = {"message": {"total-results": 30_000, "items": [item] * 30_000}}
    httpserver.expect_request("/crossref/works").respond_with_json(many)
    found = at_desk(
        lambda desk: desk.search(FINDERS["crossref"], Reference("A title that is long enough"))
    )

    assert len(found) <= 10


def test_a_question_that_is_not_understood_is_put_more_simply(
    httpserver: HTTPServer, at_desk: Callable[..., Any]
) -> None:
    item = json.loads(RECORD)["message"]
    other = Identifier("doi", "10.5555/other")

    def handler(request: Any) -> Response:
        if "select" in request.args:
            return Response('{"status":"failed"}', 400)
        items = [item, item | {"DOI": other.value}]
        return Response(json.dumps({"message": {"items": items}}), 200)

    httpserver.expect_request("/crossref/works").respond_with_handler(handler)
    found = at_desk(lambda desk: desk.ask(CROSSREF, [DOI, other]))

    assert all(isinstance(answer, Found) for answer in found.values())


def test_one_bad_value_does_not_spoil_a_batch(
    httpserver: HTTPServer, at_desk: Callable[..., Any]
) -> None:
    dois = [Identifier("doi", f"10.5555/{number}") for number in range(8)]

    def handler(request: Any) -> Response:
        asked = request.args.get("filter", request.path)
        if "10.5555/3" in asked:
            return Response("bad", 400)
        items = [{"DOI": each.value, "title": ["T"]} for each in dois if each.value in asked]
        message = {"items": items} if "filter" in request.args else items[0]
        return Response(json.dumps({"message": message}), 200)

    httpserver.expect_request(re.compile("/crossref/works.*")).respond_with_handler(handler)
    found = at_desk(lambda desk: desk.ask(CROSSREF, dois))

    assert [isinstance(found[each], Found) for each in dois] == [number != 3 for number in range(8)]
    assert isinstance(found[dois[3]], Unavailable)


def test_contact_and_agent_are_sent_and_keys_only_where_they_belong(
    httpserver: HTTPServer, access: Access, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IDCHECK_CROSSREF_TOKEN", "s3cret")
    httpserver.expect_request("/crossref/works/10.5555/12345678").respond_with_data("", 500)
    (found,), client = _send(access, ASKED)
    request, _ = httpserver.log[0]

    assert request.headers["User-Agent"].startswith("idcheck/")
    assert "mailto:us@example.edu" in request.headers["User-Agent"]
    assert request.args["mailto"] == "us@example.edu"
    assert request.headers["Crossref-Plus-API-Token"] == "Bearer s3cret"
    assert request.headers["Host"] == httpserver.url_for("").split("//")[1].rstrip("/")
    assert "s3cret" not in repr(found)
    assert "s3cret" not in repr(client.left_alone)

    with _raw(_says(GOOD)) as elsewhere:
        httpserver.clear()
        httpserver.expect_request("/crossref/works/10.5555/12345678").respond_with_data(
            "", 302, {"Location": f"{elsewhere}/works"}
        )
        (found,), _ = _send(replace(access, bases=(*access.bases, ("datacite", elsewhere))), ASKED)
    assert isinstance(found, Reply)
    request, _ = httpserver.log[0]
    assert "Crossref-Plus-API-Token" in request.headers


def test_limits_in_headers_slow_the_asking_down(httpserver: HTTPServer, access: Access) -> None:
    httpserver.expect_request("/crossref/works/10.5555/12345678").respond_with_data(
        RECORD, headers={"x-rate-limit-limit": "4", "x-rate-limit-interval": "1s", "x-concurrency-limit": "1"}
    )  # fmt: skip
    started = time.monotonic()
    _send(access, *[ASKED] * 4)

    assert time.monotonic() - started > 0.6, "the first wait is that of the published limit"


def test_every_service_has_limits() -> None:
    for service in SERVICES.values():
        for kind in ("single", "list"):
            assert (
                service.rate(kind, "").per_second <= service.rate(kind, "us@example.edu").per_second
            )
    assert client_module.LARGEST > 1_000_000
