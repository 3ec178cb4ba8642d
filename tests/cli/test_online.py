"""Checks that ask registries: from the command line, over real sockets, and none where none is wanted."""

from __future__ import annotations

import json
import re
import socket
from typing import TYPE_CHECKING

import pytest
from werkzeug import Response

from idcheck.sources.services import SERVICES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

    from click.testing import Result
    from pytest_httpserver import HTTPServer

TITLE = "Nanometre-scale thermometry in a living cell"
RECORD = {
    "DOI": "10.1038/nature12373", "type": "journal-article", "title": [TITLE], "volume": "500",
    "author": [{"family": "Kucsko", "given": "G."}], "container-title": ["Nature"],
    "issued": {"date-parts": [[2013, 7, 31]]},
}  # fmt: skip


@pytest.fixture
def settings(folder: Path, httpserver: HTTPServer) -> Path:
    """A settings file that leads every service to the server."""
    lines = [f'{name} = "{httpserver.url_for(f"/{name}")}"' for name in SERVICES]
    file = folder / "idcheck.toml"
    file.write_text("\n".join(['contact = "us@example.edu"', "timeout = 5", "[base-urls]", *lines]))
    return file


@pytest.fixture
def registry(settings: Path, httpserver: HTTPServer) -> HTTPServer:
    """A registry that knows one work, by its DOI and by a search."""

    def handler(request: Any) -> Response:
        if request.path == "/crossref/works/10.1038/nature12373":
            return Response(json.dumps({"message": RECORD}))
        if request.path == "/crossref/works" and "query.bibliographic" in request.args:
            return Response(json.dumps({"message": {"items": [RECORD]}}))
        return Response("", 403)

    httpserver.expect_request(re.compile(".*")).respond_with_handler(handler)
    return httpserver


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any socket that is opened fails the test."""

    def deny(*_: object, **__: object) -> None:
        raise AssertionError("a socket was opened")

    for name in ("connect", "connect_ex", "bind", "sendto"):
        monkeypatch.setattr(socket.socket, name, deny)
    for name in ("getaddrinfo", "gethostbyname", "create_connection"):
        monkeypatch.setattr(socket, name, deny)


@pytest.mark.usefixtures("no_network")
@pytest.mark.parametrize("options", [(), ("--offline",), ("--offline", "--online")])
def test_offline_no_socket_is_opened(
    idcheck: Callable[..., Result], clean: Path, untracked: Path, options: tuple[str, ...]
) -> None:
    (clean.parent / "idcheck.toml").write_text("online = true\n" if options else "")
    result = idcheck("check", *options, str(clean), str(untracked))

    assert result.exit_code == 1
    assert "1 not verified (offline; ask with --online)" in result.stdout


def test_online_an_identifier_is_verified_once(
    idcheck: Callable[..., Result], clean: Path, registry: HTTPServer
) -> None:
    result = idcheck("check", "--online", str(clean))
    assert (result.exit_code, result.stderr) == (0, "")
    assert "verified" not in result.stdout
    assert len(registry.log) == 1

    again = idcheck("check", "--online", "--output-format", "json", str(clean))
    assert len(registry.log) == 1, "the cache answers"
    report = json.loads(again.stdout)
    assert report["online"] is True
    assert report["mentions"][0]["identifiers"][0]["answer"] == "found"
    assert report["not_verified"] == report["not_run"] == []

    idcheck("check", "--online", "--refresh", str(clean))
    assert len(registry.log) == 2
    offline = idcheck("check", str(clean))
    assert "not verified" not in offline.stdout, "what the cache knows is verified"


def test_settings_can_say_it_and_paths_can_stay_home(
    idcheck: Callable[..., Result], clean: Path, settings: Path, registry: HTTPServer
) -> None:
    text = settings.read_text()
    settings.write_text(f'online = true\noffline-paths = ["embargo"]\n{text}')
    (clean.parent / "embargo").mkdir()
    secret = clean.parent / "embargo" / "secret.md"
    secret.write_text(f"Our new paper “{TITLE}” is out in *Nature*.\n", encoding="utf-8")
    result = idcheck("check", str(secret))
    assert registry.log == []
    assert "MEN101" in result.stdout

    idcheck("check", str(clean))
    assert len(registry.log) == 1


def test_an_untracked_mention_gets_the_work_that_a_registry_knows(
    idcheck: Callable[..., Result], untracked: Path, registry: HTTPServer
) -> None:
    untracked.write_text(f"Our new paper “{TITLE}” is out in *Nature*.\n", encoding="utf-8")
    result = idcheck("check", "--online", str(untracked))

    assert result.exit_code == 1
    assert "https://doi.org/10.1038/nature12373" in result.stdout
    assert "link it:" in result.stdout
    report = json.loads(
        idcheck("check", "--online", "--output-format", "json", str(untracked)).stdout
    )
    assert report["mentions"][0]["candidates"][0]["source"] == "crossref"


def test_what_could_not_be_asked_is_told_once_and_is_no_finding(
    idcheck: Callable[..., Result], clean: Path, settings: Path, httpserver: HTTPServer
) -> None:
    httpserver.expect_request(re.compile(".*")).respond_with_data("no", 403)
    for number in range(3):
        (clean.parent / f"{number}.md").write_text(
            f"A [new paper](https://doi.org/10.1038/nature1237{number}) in *Nature* is out.\n"
        )
    result = idcheck("check", "--online", str(clean.parent))

    assert result.exit_code == 0
    assert "4 not verified (Crossref refuses to answer (403))" in result.stdout
    told = [line for line in result.stderr.splitlines() if "refuses" in line]
    assert sorted(told) == [
        "idcheck: Crossref refuses to answer (403); it was not asked again",
        "idcheck: doi.org refuses to answer (403); it was not asked again",
    ]
    report = json.loads(
        idcheck("check", "--online", "--output-format", "json", str(clean.parent)).stdout
    )
    assert report["not_verified"] == [{"reason": "Crossref refuses to answer (403)", "mentions": 4}]
    assert idcheck("check", "--online", "--require-online", str(clean.parent)).exit_code == 3


def test_required_answers_change_a_clean_exit_only(
    idcheck: Callable[..., Result], clean: Path, untracked: Path, registry: HTTPServer
) -> None:
    assert idcheck("check", "--require-online", str(clean)).exit_code == 3
    assert idcheck("check", "--require-online", str(clean), str(untracked)).exit_code == 1
    assert idcheck("check", "--require-online", str(clean), "missing.md").exit_code == 2
    assert idcheck("check", "--require-online", "--online", str(clean)).exit_code == 0


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('contact = "not an address"', "must be an e-mail address"),
        ("timeout = 0", "must be a number of seconds above 0"),
        ('base-urls = {crosref = "https://example.org"}', "unknown service `crosref`"),
        ('base-urls = {crossref = "example.org"}', "must be an address of the web for crossref"),
        ("base-urls = 1", "must be a table"),
        ('online = "yes"', "must be true or false"),
    ],
)
def test_wrong_settings_are_named(
    idcheck: Callable[..., Result], clean: Path, line: str, message: str
) -> None:
    (clean.parent / "idcheck.toml").write_text(line)
    result = idcheck("check", str(clean))

    assert result.exit_code == 2
    assert message in result.stderr


def test_an_audit_asks_too(
    folder: Path, registry: HTTPServer, idcheck: Callable[..., Result]
) -> None:
    (folder / "a.md").write_text(f'Our new paper "{TITLE}" is out in Nature.\n', "utf-8")
    result = idcheck("audit", "a.md", "--online", "-o", "report")

    assert result.exit_code == 0
    found = json.loads((folder / "report" / "audit.json").read_text("utf-8"))
    assert found["online"] is True
    assert found["repairs"][0]["link"] == "https://doi.org/10.1038/nature12373"
