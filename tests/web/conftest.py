"""The page, served on a real socket by a thread of the tests."""

from __future__ import annotations

import json
import os
import re
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

import httpx
import pytest
from werkzeug import Response

from idcheck.config import forget
from idcheck.sources.services import SERVICES
from idcheck.web.app import application
from idcheck.web.guard import Hosts
from idcheck.web.limits import Limits
from idcheck.web.server import listening, server_of
from idcheck.web.setup import Setup

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import Any

    from pytest_httpserver import HTTPServer

PUBLICATIONS = """@article{a, title={Nanometre-scale thermometry in a living cell}, author={Kucsko, G. and Maurer, P. C.},
journal={Nature}, year={2013}, volume={500}, pages={54-58}, doi={10.1038/nature12373}}
@article{b, title={<img src=x onerror=alert(1)> of magnetic "fields"}, author={Berg, <script>alert(2)</script>},
journal={Cell}, year={2020}, doi={10.5555/12345678}}
"""
RECORD = {
    "DOI": "10.1038/nature12373", "type": "journal-article",
    "title": ["Nanometre-scale thermometry in a living cell"], "volume": "500", "page": "54-58",
    "author": [{"family": "Kucsko", "given": "G."}], "container-title": ["Nature"],
    "issued": {"date-parts": [[2013, 7, 31]]},
}  # fmt: skip


class Served(NamedTuple):
    """A running server and a client of it."""

    port: int
    client: httpx.Client

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def post(self, path: str, **draft: Any) -> Any:
        answer = self.client.post(path, json=draft)
        assert answer.status_code == 200, answer.text
        return answer.json()


@contextmanager
def serving(setup: Setup, limits: Limits | None = None, named: frozenset[str] = frozenset()) -> Iterator[Served]:  # fmt: skip
    """A server while it is wanted."""
    ready = threading.Event()
    socket = listening("127.0.0.1", 0)
    port = socket.getsockname()[1]
    used = limits or Limits()
    server = server_of(application(setup, Hosts(port, named), used), used, ready.set)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [socket]})
    thread.start()
    try:
        assert ready.wait(60)
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60, trust_env=False) as client:  # fmt: skip
            yield Served(port, client)
    finally:
        server.should_exit = True
        thread.join(30)
    assert not thread.is_alive()


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A home of the tests' own, for them and the processes they start, with a publication list."""
    folder = tmp_path_factory.mktemp("home")
    (folder / "publications.bib").write_text(PUBLICATIONS, encoding="utf-8")
    (folder / "idcheck.toml").write_text('catalogue = ["publications.bib"]\n', encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        for name in list(os.environ):
            if name.startswith("IDCHECK_") or name.lower().endswith("_proxy"):
                patch.delenv(name)
        for name in ("HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "LOCALAPPDATA"):
            patch.setenv(name, str(folder / "home"))
        forget()
        yield folder


@pytest.fixture(scope="session")
def page(home: Path) -> Iterator[Served]:
    """A server that asks no registry."""
    with serving(Setup(str(home / "idcheck.toml"))) as served:
        yield served


@pytest.fixture
def registries(home: Path, httpserver: HTTPServer) -> HTTPServer:
    """Stand-ins for all registries, of which Crossref knows one work."""
    settings = [f'{name} = "{httpserver.url_for(f"/{name}")}"' for name in SERVICES]
    head = ['catalogue = ["publications.bib"]', "online = true", 'contact = "us@example.edu"', "timeout = 5"]  # fmt: skip
    (home / "online.toml").write_text("\n".join([*head, "[base-urls]", *settings]), encoding="utf-8")  # fmt: skip

    def handler(request: Any) -> Response:
        if request.path.startswith("/crossref/works/10.1038"):
            return Response(json.dumps({"message": RECORD}))
        if request.path == "/crossref/works" and "query.bibliographic" in request.args:
            return Response(json.dumps({"message": {"items": [RECORD]}}))
        return Response("", 403)

    httpserver.expect_request(re.compile(".*")).respond_with_handler(handler)
    return httpserver


@pytest.fixture
def online(
    home: Path, registries: HTTPServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Served]:
    """A server that asks the registries' stand-ins, and has no answers of earlier tests."""
    monkeypatch.setenv("IDCHECK_CACHE_DIR", str(tmp_path / "cache"))
    with serving(Setup(str(home / "online.toml"))) as served:
        yield served
