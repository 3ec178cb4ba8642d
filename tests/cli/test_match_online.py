"""`idcheck match --online`: what no list answers, registries may."""

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

    Run = Callable[..., Result]

DOI = "10.1038/nature12373"
RECORD = {
    "DOI": DOI, "type": "journal-article", "volume": "500", "page": "54-58",
    "title": ["Nanometre-scale thermometry in a living cell"],
    "author": [{"family": "Kucsko", "given": "G."}, {"family": "Maurer", "given": "P. C."}],
    "container-title": ["Nature"], "issued": {"date-parts": [[2013, 7, 31]]},
}  # fmt: skip
REFERENCE = (
    "Kucsko G, Maurer P. Nanometre-scale thermometry in a living cell. Nature 2013;500:54-8."
)
CHEESE = '{"id": "doi:10.1000/cheese", "title": "A history of alpine cheese makers", "authors": ["Rossi, Ugo"], "year": 1999}\n'


@pytest.fixture(autouse=True)
def crossref(folder: Path, httpserver: HTTPServer) -> HTTPServer:
    """Crossref with one work; the others have none of it."""
    lines = [f'{name} = "{httpserver.url_for(f"/{name}")}"' for name in SERVICES]
    (folder / "idcheck.toml").write_text("\n".join(["timeout = 5", "[base-urls]", *lines]))
    (folder / "ours.jsonl").write_text(CHEESE)

    def handler(request: Any) -> Response:
        if request.path == f"/crossref/works/{DOI}":
            return Response(json.dumps({"message": RECORD}))
        if request.path == "/crossref/works":
            return Response(json.dumps({"message": {"items": [RECORD]}}))
        return Response("", 403)

    httpserver.expect_request(re.compile(".*")).respond_with_handler(handler)
    return httpserver


def rows(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_a_registry_answers_without_any_list(idcheck: Run) -> None:
    (row,) = rows(idcheck("match", "--online", stdin=REFERENCE))
    assert row["answer"] == f"doi:{DOI}"
    assert row["evidence"][0]["source"] == "crossref"
    assert row["evidence"][0]["agree"] == [
        "title", "authors", "container", "year", "volume", "pages",
    ]  # fmt: skip


def test_a_work_that_a_registry_offers_is_no_answer_by_itself(idcheck: Run) -> None:
    other = "Lee K. Microscopic pressure sensing inside a frozen glacier. Science 2001;3:1-9."
    (row,) = rows(idcheck("match", "--online", stdin=other))
    assert row["answer"] is None


def test_what_the_list_answers_is_not_asked(idcheck: Run, crossref: HTTPServer) -> None:
    asked = "Rossi U. A history of alpine cheese makers. 1999."
    (row,) = rows(idcheck("match", "--online", "--catalogue", "ours.jsonl", stdin=asked))
    assert row["answer"] == "doi:10.1000/cheese"
    assert crossref.log == []


def test_an_identifier_in_the_words_is_asked_for(idcheck: Run, crossref: HTTPServer) -> None:
    said = f"Nanometre-scale thermometry in a living cell, https://doi.org/{DOI}"
    (row,) = rows(idcheck("match", "--online", stdin=said))
    assert row["answer"] == f"doi:{DOI}"
    assert {request.path for request, _ in crossref.log} == {f"/crossref/works/{DOI}"}


def test_offline_nobody_is_asked(idcheck: Run, crossref: HTTPServer) -> None:
    asked = ("match", "--online", "--offline", "--catalogue", "ours.jsonl")
    (row,) = rows(idcheck(*asked, stdin=REFERENCE))
    assert row["answer"] is None
    assert crossref.log == []
