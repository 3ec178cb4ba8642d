"""Works for references: who is searched, and when it stops."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from werkzeug import Response

from idcheck.sources import searching
from idcheck.works import Author, Reference

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from pytest_httpserver import HTTPServer

TITLE = "Nanometre-scale thermometry in a living cell"
NAMED = Reference(TITLE, (Author("Kucsko", "G."),), "Nature", 2013, type="article")
RECORD = {
    "DOI": "10.1038/nature12373", "type": "journal-article", "title": [TITLE],
    "author": [{"family": "Kucsko", "given": "G."}], "container-title": ["Nature"],
    "issued": {"date-parts": [[2013]]},
}  # fmt: skip
OPENALEX = {
    "id": "W1", "doi": "https://doi.org/10.1038/nature12373", "title": TITLE, "publication_year": 2013,
    "authorships": [{"author": {"display_name": "G. Kucsko"}}],
}  # fmt: skip


@pytest.fixture
def search(httpserver: HTTPServer, at_desk: Callable[..., Any]) -> Callable[..., Any]:
    """Search where services answer as told; the others refuse."""

    def run(answers: dict[str, Any], *references: Reference) -> Any:
        def handler(request: Any) -> Response:
            name = request.path.split("/")[1]
            return Response(json.dumps(answers[name])) if name in answers else Response("", 403)

        httpserver.expect_request(re.compile(".*")).respond_with_handler(handler)
        return at_desk(lambda desk: searching.searches(desk, references))

    return run


def _services(httpserver: HTTPServer) -> list[str]:
    return sorted({request.path.split("/")[1] for request, _ in httpserver.log})


def test_a_work_that_fits_ends_the_search(
    search: Callable[..., Any], httpserver: HTTPServer
) -> None:
    found = search({"crossref": {"message": {"items": [RECORD]}}}, NAMED, NAMED)[NAMED]

    assert [work.title for work in found.works] == [TITLE]
    assert found.unavailable == ()
    assert len(httpserver.log) == 1


def test_others_are_searched_where_crossref_has_none(
    search: Callable[..., Any], httpserver: HTTPServer
) -> None:
    found = search(
        {
            "crossref": {"message": {"items": []}}, "openalex": {"results": [OPENALEX]},
            "datacite": {"data": []}, "europepmc": {"hitCount": 0, "resultList": {"result": []}},
        },
        NAMED,
    )[NAMED]  # fmt: skip

    assert [work.source for work in found.works] == ["openalex"]
    assert found.unavailable == ()
    assert _services(httpserver) == ["crossref", "datacite", "europepmc", "openalex"]


def test_who_could_not_be_asked_is_told(search: Callable[..., Any], httpserver: HTTPServer) -> None:
    found = search({"crossref": {"message": {"items": []}}}, NAMED)[NAMED]

    assert found.works == ()
    assert sorted(found.unavailable) == [
        "DataCite refuses to answer (403)",
        "OpenAlex refuses to answer (403)",
        "PubMed refuses to answer (403)",
    ]
    assert "pubmed" in _services(httpserver), "it stands in for Europe PMC"


def test_books_are_searched_where_books_are(
    search: Callable[..., Any], httpserver: HTTPServer
) -> None:
    book = Reference("The great book of cells", (Author("Berg"),), type="book")
    docs = [{"title": book.title, "author_name": ["Berg"], "isbn": ["9780743273565"]}]
    found = search({"crossref": {"message": {"items": []}}, "openlibrary": {"docs": docs}}, book)[
        book
    ]

    assert [str(each) for each in found.works[0].identifiers] == ["isbn:9780743273565"]
    assert _services(httpserver) == ["crossref", "openlibrary"]


@pytest.mark.parametrize(
    "reference",
    [
        Reference(),
        Reference("Short"),
        Reference(container="Nature", year=2020, words="Our paper in Nature"),
    ],
)
def test_what_says_too_little_is_not_sent(
    search: Callable[..., Any], httpserver: HTTPServer, reference: Reference
) -> None:
    assert search({}, reference) == {}
    assert httpserver.log == []
