"""Whom the server turns away, and what one request cannot do to the others."""

from __future__ import annotations

import io
import json
import socket
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from conftest import serving

from idcheck.web.limits import MOST_CHARACTERS, Limits
from idcheck.web.setup import Setup

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from conftest import Served

JSON = {"content-type": "application/json"}
DRAFT = json.dumps({"text": "Our new paper in Nature is out."})


@pytest.fixture(scope="module")
def strict(home: Path) -> Iterator[Served]:
    """A server with little patience, named by an operator."""
    limits = Limits(body=5_000_000, headers=0.5, reading=0.5, checking=1.5, patience=20)
    with serving(Setup(str(home / "idcheck.toml")), limits, frozenset({"idcheck.example.edu"})) as served:  # fmt: skip
        yield served


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1", "127.0.0.1:1", "localhost.evil.example", "a@localhost", ""]
)  # fmt: skip
def test_other_hosts_are_refused(page: Served, host: str) -> None:
    for path in ("/", "/v1/about", "/page.js"):
        answer = page.client.get(path, headers={"host": host})
        assert (answer.status_code, answer.json()["code"]) == (421, "unknown-host")


def test_the_names_of_this_machine_are_known(page: Served) -> None:
    for host in ("localhost", "LOCALHOST", "127.0.0.1", "[::1]"):
        answer = page.client.get("/", headers={"host": f"{host}:{page.port}"})
        assert answer.status_code == 200


def test_an_operator_names_hosts(strict: Served) -> None:
    headers = {"host": "idcheck.example.edu", "origin": "https://idcheck.example.edu", **JSON}

    assert strict.client.post("/v1/check", content=DRAFT, headers=headers).status_code == 200
    headers["host"] = f"localhost:{strict.port}"  # a proxy that does not pass on the name
    assert strict.client.post("/v1/check", content=DRAFT, headers=headers).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:1"},
        {"origin": "http://["},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site", "sec-fetch-mode": "navigate"},
        {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "iframe"},
    ],
)
def test_other_sites_are_refused(page: Served, headers: dict[str, str]) -> None:
    for path in ("/v1/check", "/v1/fix"):
        answer = page.client.post(path, content=DRAFT, headers={**headers, **JSON})
        assert (answer.status_code, answer.json()["code"]) == (403, "foreign-origin")
    assert page.client.get("/v1/lookup?q=a", headers=headers).status_code == 403


def test_a_link_to_the_page_may_be_followed(page: Served) -> None:
    headers = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}  # fmt: skip

    assert page.client.get("/", headers=headers).status_code == 200
    assert page.client.get("/v1/about", headers=headers).status_code == 403


def test_every_answer_has_its_headers(page: Served) -> None:
    for path in ("/", "/v1/about", "/nothing", "/v1/check"):
        headers = page.client.get(path).headers
        policy = headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; script-src 'self';")
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cache-control"] == "no-store"
        assert "access-control-allow-origin" not in headers
        assert "server" not in headers


@pytest.mark.parametrize(
    ("content", "kind", "status", "code"),
    [
        ("{", "application/json", 400, "no-json"),
        ("\xff".encode("latin-1"), "application/json", 400, "no-json"),
        ('{"text": "\\ud800"}', "application/json", 400, "no-json"),
        ("[" * 50_000, "application/json", 422, "invalid"),
        ("{}", "application/json", 422, "invalid"),
        ('{"text": 1}', "application/json", 422, "invalid"),
        ('{"text": "a", "type": "docx"}', "application/json", 422, "invalid"),
        ('{"text": "a", "channel": "\\u001b[31m"}', "application/json", 422, "invalid"),
        ('{"text": "a", "chanel": "x"}', "application/json", 422, "invalid"),
        (DRAFT, "text/plain", 415, "wrong-type"),
        (DRAFT, "application/x-www-form-urlencoded", 415, "wrong-type"),
    ],
)
def test_what_is_no_draft_is_said_to_be_none(
    page: Served, content: str | bytes, kind: str, status: int, code: str
) -> None:
    answer = page.client.post("/v1/check", content=content, headers={"content-type": kind})

    assert answer.headers["content-type"] == "application/problem+json"
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.json()["status"] == status
    assert "\x1b" not in answer.text


def test_addresses_and_methods_that_are_not_there(page: Served) -> None:
    assert page.client.get("/../../etc/passwd").status_code == 404
    assert page.client.get("/v1/check").json()["code"] == "wrong-method"
    assert page.client.post("/v1/about", json={}).status_code == 405
    assert page.client.get("/v1/lookup").status_code == 422


def test_sizes_are_bounded(page: Served) -> None:
    long = json.dumps({"text": "a" * (MOST_CHARACTERS + 1)})
    assert page.client.post("/v1/check", content=long, headers=JSON).status_code == 422
    huge = b" " * (Limits().body + 1)
    assert page.client.post("/v1/check", content=huge, headers=JSON).status_code == 413
    streamed = page.client.post("/v1/check", content=iter([huge[:-1], b"  "]), headers=JSON)
    assert streamed.status_code == 413


def test_a_packed_bomb_is_refused(page: Served) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
        packed.writestr("word/document.xml", b"\0" * 210_000_000)
    headers = {"content-type": "application/octet-stream"}
    answer = page.client.post("/v1/read?name=a.docx", content=file.getvalue(), headers=headers)

    assert answer.status_code == 415
    assert "unpacks to more than" in answer.json()["detail"]


def test_a_client_that_says_nothing_is_dropped(strict: Served) -> None:
    for said in (b"", b"GET / HTTP/1.1\r\nHost: a\r\nX-Slow: ", b"GET / HTT"):
        with socket.create_connection(("127.0.0.1", strict.port), timeout=10) as slow:
            slow.sendall(said)
            began = time.monotonic()
            slow.recv(1)
            assert time.monotonic() - began < 5


def test_a_client_that_sends_slowly_holds_up_nobody(strict: Served) -> None:
    head = f"POST /v1/check HTTP/1.1\r\nHost: localhost:{strict.port}\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{{"
    slow = [socket.create_connection(("127.0.0.1", strict.port), timeout=10) for _ in range(20)]
    for each in slow:
        each.sendall(head.encode())

    assert strict.client.post("/v1/check", content=DRAFT, headers=JSON).status_code == 200
    for each in slow:
        assert b"408" in each.recv(4000)
        each.close()


def test_a_heavy_draft_is_given_up_and_the_others_are_served(strict: Served) -> None:
    heavy = json.dumps({"text": ("Our new paper in *Nature* (Berg et al., 2020). " * 9000)[:MOST_CHARACTERS]})  # fmt: skip

    def ask(body: str) -> tuple[int, float]:
        began = time.monotonic()
        answer = strict.client.post("/v1/check", content=body, headers=JSON)
        return answer.status_code, time.monotonic() - began

    with ThreadPoolExecutor(8) as clients:
        bad = clients.submit(ask, heavy)
        time.sleep(0.2)
        good = [clients.submit(ask, DRAFT) for _ in range(6)]
        assert {each.result()[0] for each in good} == {200}
        assert max(each.result()[1] for each in good) < 1.5
        status, seconds = bad.result()
    assert status == 422
    assert seconds < 15
    assert ask(DRAFT)[0] == 200
