"""What registries say of one work, and the cache of their answers, from the command line."""

from __future__ import annotations

import json
import re
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

DOI = "10.5555/12345678"
RECORD = {
    "DOI": DOI, "type": "journal-article", "title": ["RETRACTED: Warm \x1b[31mcells"],
    "author": [{"family": "Berg", "given": "Anna"}], "container-title": ["Nature"],
    "issued": {"date-parts": [[2019, 5, 17]]},
    "updated-by": [{"DOI": "10.5555/notice", "type": "retraction", "source": "retraction-watch", "updated": {"date-parts": [[2020, 2, 1]]}}],
    "relation": {"has-preprint": [{"id-type": "doi", "id": "10.1101/1"}]},
}  # fmt: skip
EUROPE = {
    "hitCount": 1,
    "resultList": {"result": [{"source": "MED", "doi": DOI, "pmid": "7", "title": "Warm cells", "pageInfo": "1-9"}]},
}  # fmt: skip


@pytest.fixture
def registry(folder: Path, httpserver: HTTPServer) -> HTTPServer:
    """Registries that know one work."""
    lines = [f'{name} = "{httpserver.url_for(f"/{name}")}"' for name in SERVICES]
    (folder / "idcheck.toml").write_text("\n".join(["timeout = 5", "[base-urls]", *lines]))

    def handler(request: Any) -> Response:
        if request.path == f"/crossref/works/{DOI}":
            return Response(json.dumps({"message": RECORD}))
        if request.path == "/crossref/works":
            return Response(json.dumps({"message": {"items": [RECORD]}}))
        if request.path == "/europepmc/search":
            return Response(json.dumps(EUROPE))
        if request.path.startswith("/crossref/works/"):
            return Response("Resource not found.", 404)
        if request.path == "/doi-org/doiRA/10.5555/none":
            return Response('[{"DOI": "10.5555/none", "status": "DOI does not exist"}]')
        if request.path == "/doi-org/api/handles/10.5555/none":
            return Response('{"responseCode": 100, "handle": "10.5555/none"}', 404)
        return Response("", 403)

    httpserver.expect_request(re.compile(".*")).respond_with_handler(handler)
    return httpserver


@pytest.mark.parametrize("given", [DOI, f"https://doi.org/{DOI}", f"doi:{DOI}"])
def test_a_work_with_its_versions_standing_and_sources(
    idcheck: Callable[..., Result], registry: HTTPServer, given: str
) -> None:
    result = idcheck("lookup", "--online", given)

    assert result.exit_code == 0
    assert "\x1b" not in result.stdout
    lines = [" ".join(line.split()) for line in result.stdout.splitlines()]
    assert lines[0].startswith("RETRACTED: Warm")
    assert "by Anna Berg, Nature, 2019" in lines
    assert "standing retraction" in lines
    assert (
        "notice retraction 2020-02-01, says Retraction Watch https://doi.org/10.5555/notice"
        in lines
    )
    assert "version has-preprint https://doi.org/10.1101/1" in lines
    assert "identifier pmid:7 https://pubmed.ncbi.nlm.nih.gov/7/" in lines
    (crossref,) = [line for line in lines if line.startswith("source Crossref, 20")]
    assert "title" in crossref
    (europe,) = [line for line in lines if line.startswith("source Europe PMC, 20")]
    assert europe.endswith(": pages, identifiers")


def test_the_same_as_json(idcheck: Callable[..., Result], registry: HTTPServer) -> None:
    report = json.loads(idcheck("lookup", "--online", "--output-format", "json", DOI).stdout)

    assert report["answer"] == "found"
    assert report["works"][0]["identifiers"][0] == {"scheme": "doi", "value": DOI}
    assert report["works"][0]["updates"][0]["kind"] == "retraction"


def test_a_text_is_searched_for(idcheck: Callable[..., Result], registry: HTTPServer) -> None:
    result = idcheck("lookup", "--online", "Warm cells and other stories, Berg 2019")

    assert result.exit_code == 0
    assert f"https://doi.org/{DOI}" in result.stdout
    assert "says Crossref" in result.stdout


def test_what_does_not_exist_and_what_was_not_asked(
    idcheck: Callable[..., Result], registry: HTTPServer
) -> None:
    none = idcheck("lookup", "--online", "10.5555/none")
    assert (none.exit_code, none.stdout) == (1, "doi:10.5555/none: there is no such identifier\n")

    offline = idcheck("lookup", "10.5555/none2")
    assert offline.exit_code == 3
    assert "ask with --online" in offline.stdout

    refused = idcheck("lookup", "--online", "pmid:99")
    assert refused.exit_code == 3
    assert "could not be asked" in refused.stdout


def test_the_cache_is_shown_pruned_and_cleared(
    idcheck: Callable[..., Result], registry: HTTPServer
) -> None:
    assert "there is no cache yet" in idcheck("cache", "info").stderr
    idcheck("lookup", "--online", DOI)
    file = idcheck("cache", "path").stdout.strip()
    info = idcheck("cache", "info")
    assert info.exit_code == 0
    assert f"file: {file}" in info.stdout
    assert "crossref: 1" in info.stdout
    assert "too old: 0" in info.stdout
    assert idcheck("cache", "prune").stdout == "0 answers dropped\n"

    assert idcheck("lookup", DOI).exit_code == 0, "the cache answers offline"
    assert idcheck("cache", "clear").exit_code == 0
    assert idcheck("lookup", DOI).exit_code == 3


def test_the_cache_can_be_elsewhere(
    idcheck: Callable[..., Result], registry: HTTPServer, folder: Path
) -> None:
    there = {"IDCHECK_CACHE_DIR": str(folder / "kept")}
    idcheck("lookup", "--online", DOI, env=there)

    assert (folder / "kept" / "answers.sqlite").is_file()
