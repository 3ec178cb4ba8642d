"""`idcheck catalogue sync`: the works of people and institutions, from recorded answers."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from werkzeug import Response

from idcheck.identifiers import Identifier
from idcheck.sources.catalogue import Catalogue
from idcheck.sources.services import SERVICES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

    from click.testing import Result
    from pytest_httpserver import HTTPServer

    Run = Callable[..., Result]

PERSON = "0000-0002-9341-7985"
NOBODY = "0000-0003-1620-1408"
ROR = "03yrm5c26"


@pytest.fixture
def services(folder: Path, httpserver: HTTPServer, shared: Path) -> HTTPServer:
    """ORCID and OpenAlex as they were recorded; OpenAlex with a second page that is empty."""
    lines = [f'{name} = "{httpserver.url_for(f"/{name}")}"' for name in SERVICES]
    (folder / "idcheck.toml").write_text("\n".join(["timeout = 5", "[base-urls]", *lines]))
    api = shared / "api"
    listed = json.loads((api / "openalex/works_filter-doi.json").read_bytes())
    listed["meta"]["next_cursor"] = "second"
    empty = (api / "openalex/works_empty.json").read_bytes()

    def handler(request: Any) -> Response:
        if request.path == f"/orcid/{PERSON}/works":
            return Response((api / "orcid/works_v3.json").read_bytes())
        if request.path == f"/orcid/{NOBODY}/works":
            return Response((api / "orcid/works_v3_empty.json").read_bytes())
        if request.path.startswith("/orcid/"):
            return Response((api / "orcid/person_404.json").read_bytes(), 404)
        if request.path == "/openalex/works" and ROR in request.args["filter"]:
            return Response(json.dumps(listed) if request.args["cursor"] == "*" else empty)
        return Response(empty)

    httpserver.expect_request(re.compile(".*")).respond_with_handler(handler)
    return httpserver


@pytest.mark.usefixtures("services")
def test_the_works_of_a_person_are_ours(idcheck: Run, folder: Path) -> None:
    sync = ("catalogue", "sync", "--online", "--catalogue", "c.sqlite", "--orcid")
    first = idcheck(*sync, f"https://orcid.org/{PERSON}")
    assert (first.exit_code, first.stderr) == (0, "")
    with Catalogue.open(folder / "c.sqlite") as catalogue:
        found = catalogue.get(Identifier("doi", "10.3233/isu-130714"))
        info = catalogue.info()
    assert found is not None
    assert found.ours
    assert found.title.startswith("PeerJ - A case study")
    assert (found.year, found.type, found.source) == (2013, "article", "orcid")
    assert first.stdout == f"{info.works} added, 0 there already\n"
    assert info.ours == info.works > 3

    again = idcheck(*sync, PERSON)
    assert again.stdout == f"0 added, {info.works} there already\n"


def test_the_works_of_an_institution_come_page_by_page(
    idcheck: Run, folder: Path, services: HTTPServer
) -> None:
    result = idcheck(
        "catalogue",
        "sync",
        "--online",
        "--catalogue",
        "c.sqlite",
        "--ror",
        f"https://ror.org/{ROR}",
    )
    assert (result.exit_code, result.stderr) == (0, "")
    assert [request.args["cursor"] for request, _ in services.log] == ["*", "second"]
    with Catalogue.open(folder / "c.sqlite") as catalogue:
        assert catalogue.info().ours == catalogue.info().works > 0


@pytest.mark.usefixtures("services")
def test_what_cannot_be_had_is_said_and_the_rest_is_kept(idcheck: Run, folder: Path) -> None:
    unknown = "0000-0001-5109-3700"
    result = idcheck(
        "catalogue", "sync", "--online", "--catalogue", "c.sqlite",
        "--orcid", unknown, "--orcid", NOBODY, "--orcid", PERSON,
    )  # fmt: skip
    assert result.exit_code == 3
    assert f"{unknown}: ORCID knows no such person" in result.stderr
    with Catalogue.open(folder / "c.sqlite") as catalogue:
        assert catalogue.info().works > 3


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("--orcid", PERSON), "allow it with --online"),
        (("--online", "--offline", "--orcid", PERSON), "allow it with --online"),
        (("--online",), "--orcid ID or --ror ID"),
        (("--online", "--orcid", "0000-0002-9341-7986"), "is no ORCID iD"),
        (("--online", "--ror", "03yrm5c2"), "is no ROR id"),
    ],
)
def test_what_is_not_asked(idcheck: Run, given: tuple[str, ...], said: str) -> None:
    result = idcheck("catalogue", "sync", *given)
    assert result.exit_code == 2
    assert said in result.stderr
