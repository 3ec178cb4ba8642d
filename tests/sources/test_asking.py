"""Whose word counts: what is asked of whom, and what comes of their answers together."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from werkzeug import Response

from idcheck.identifiers import Identifier
from idcheck.sources import asking
from idcheck.sources.answer_cache import AnswerCache
from idcheck.sources.desk import Desk
from idcheck.works import Ambiguous, Found, NotFound, NotYet, Unavailable

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

    from pytest_httpserver import HTTPServer

DOI = Identifier("doi", "10.5555/12345678")
ARXIV = Identifier("arxiv", "2301.00001")
PMCID = Identifier("pmcid", "PMC1234567")
ISBN = Identifier("isbn", "9780743273565")
RESOURCE = Response("Resource not found.", 404)


def _crossref(*dois: str) -> Response:
    items = [
        {"DOI": each, "type": "journal-article", "title": [f"Title of {each}"]} for each in dois
    ]
    return Response(json.dumps({"message": {"items": items}}))


def _json(content: Any, status: int = 200) -> Response:
    return Response(json.dumps(content), status)


def _agency(doi: str, **says: str) -> Response:
    return _json([{"DOI": doi, **says}])


@pytest.fixture
def ask(httpserver: HTTPServer, at_desk: Callable[..., Any]) -> Callable[..., Any]:
    """Ask about identifiers where paths answer as told; other paths are out of order."""

    def run(paths: dict[str, Response], *identifiers: Identifier, cache: Any = None) -> Any:
        def handler(request: Any) -> Response:
            for path, response in paths.items():
                if request.path.startswith(path):
                    return Response(response.get_data(), response.status_code)
            return Response("", 500)

        httpserver.clear()
        httpserver.expect_request(re.compile(".*")).respond_with_handler(handler)
        return at_desk(lambda desk: asking.answers(desk, identifiers), cache)

    return run


NOWHERE = {
    "/crossref/works/": RESOURCE,
    "/doi-org/doiRA/": _agency(DOI.value, status="DOI does not exist"),
    "/doi-org/api/handles/": _json({"responseCode": 100, "handle": DOI.value}, 404),
}


def test_a_doi_does_not_exist_if_both_services_of_doi_org_say_so(ask: Callable[..., Any]) -> None:
    assert ask(NOWHERE, DOI) == {DOI: NotFound()}


@pytest.mark.parametrize(
    "lost", ["/doi-org/doiRA/", "/doi-org/api/handles/"], ids=["agency", "handle"]
)
def test_half_a_word_is_no_word(ask: Callable[..., Any], lost: str) -> None:
    found = ask({path: says for path, says in NOWHERE.items() if path != lost}, DOI)

    assert isinstance(found[DOI], Unavailable)


def test_no_index_is_needed_to_say_that_a_doi_does_not_exist(ask: Callable[..., Any]) -> None:
    found = ask({path: says for path, says in NOWHERE.items() if "crossref" not in path}, DOI)

    assert found == {DOI: NotFound()}


def test_the_handle_service_overrules_the_agency_service(ask: Callable[..., Any]) -> None:
    values = [{"type": "URL", "data": {"format": "string", "value": "https://example.org/1"}}]
    handle = _json({"responseCode": 1, "handle": DOI.value.upper(), "values": values})
    found = ask(NOWHERE | {"/doi-org/api/handles/": handle}, DOI)

    assert found == {DOI: NotYet(landing_page="https://example.org/1")}


@pytest.mark.parametrize(
    ("agency", "paths", "expected"),
    [
        ("Crossref", {}, NotYet("Crossref")),
        (
            "DataCite",
            {"/datacite/dois/": _json({"errors": [{"status": "404"}]}, 404)},
            NotYet("DataCite"),
        ),
        ("JaLC", {"/doi-org/10.5555": Response("<html>", 404)}, NotYet("JaLC")),
        ("JaLC", {"/doi-org/10.5555": Response("<html>")}, NotYet("JaLC")),
    ],
)
def test_a_registered_doi_without_a_description(
    ask: Callable[..., Any], agency: str, paths: dict[str, Response], expected: NotYet
) -> None:
    found = ask(NOWHERE | paths | {"/doi-org/doiRA/": _agency(DOI.value, RA=agency)}, DOI)

    assert found == {DOI: expected}


def test_other_agencies_describe_works_by_content_negotiation(ask: Callable[..., Any]) -> None:
    record = {"DOI": DOI.value, "title": "A title", "author": [{"family": "Berg"}]}
    agency = _agency(DOI.value, RA="mEDRA")
    found = ask(NOWHERE | {"/doi-org/doiRA/": agency, "/doi-org/10.5555": _json(record)}, DOI)

    assert found[DOI].work.title == "A title"
    assert found[DOI].work.stated[0].source == "doi-org"


def test_an_index_out_of_order_is_the_reason_for_a_registered_doi(ask: Callable[..., Any]) -> None:
    paths = {"/doi-org/doiRA/": _agency(DOI.value, RA="Crossref")}

    assert ask(paths, DOI) == {DOI: Unavailable("Crossref is out of order (500)")}


def test_an_alias_leads_to_the_doi_that_counts(
    httpserver: HTTPServer, at_desk: Callable[..., Any]
) -> None:
    primary = {"DOI": "10.5555/primary", "type": "journal-article", "title": ["A title"]}
    httpserver.expect_request(f"/crossref/works/{DOI.value}").respond_with_data(
        "", 301, {"Location": "/crossref/works/10.5555/primary"}
    )
    httpserver.expect_request("/crossref/works/10.5555/primary").respond_with_json(
        {"message": primary}
    )
    found = at_desk(lambda desk: asking.answers(desk, [DOI]))

    assert [str(each) for each in found[DOI].work.identifiers] == ["doi:10.5555/primary", str(DOI)]


def test_a_record_of_another_work_is_no_answer(ask: Callable[..., Any]) -> None:
    other = {"DOI": "10.5555/other", "type": "journal-article", "title": ["Another"]}
    found = ask(NOWHERE | {"/crossref/works/": _json({"message": other})} | {"/doi-org/doiRA/": _agency(DOI.value, RA="Crossref")}, DOI)  # fmt: skip

    assert found == {DOI: Unavailable("Crossref sent another work than was asked for")}


def test_a_thousand_dois_take_few_requests_and_a_second_run_none(
    httpserver: HTTPServer, at_desk: Callable[..., Any], tmp_path: Path
) -> None:
    dois = [Identifier("doi", f"10.5555/{number}") for number in range(1000)]

    def handler(request: Any) -> Response:
        return _crossref(*(each[4:] for each in request.args["filter"].split(",")))

    httpserver.expect_request("/crossref/works").respond_with_handler(handler)
    with AnswerCache(tmp_path / "answers.sqlite") as cache:
        # The key only lifts the limit on speed.
        with pytest.MonkeyPatch.context() as patched:
            patched.setenv("IDCHECK_CROSSREF_TOKEN", "key")
            first = at_desk(lambda desk: asking.answers(desk, dois), cache)
        requests = len(httpserver.log)
        second = at_desk(lambda desk: asking.answers(desk, [*dois, *dois]), cache)

    assert all(isinstance(answer, Found) for answer in first.values())
    assert second == first
    assert requests <= 30
    assert len(httpserver.log) == requests


def test_an_arxiv_id_and_its_doi_are_one_question(
    ask: Callable[..., Any], httpserver: HTTPServer
) -> None:
    feed = """<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>http://arxiv.org/abs/2301.00001v2</id>
        <title>A title</title></entry></feed>"""
    doi = Identifier("doi", "10.48550/arxiv.2301.00001")
    found = ask({"/arxiv/query": Response(feed)}, ARXIV, doi)

    assert found[ARXIV] == found[doi]
    assert found[ARXIV].work.identifiers == (ARXIV, doi)
    assert len(httpserver.log) == 1


EMPTY_FEED = Response('<feed xmlns="http://www.w3.org/2005/Atom"></feed>')


def test_an_unknown_arxiv_id_is_confirmed_by_doi_org(ask: Callable[..., Any]) -> None:
    handle = {"responseCode": 100, "handle": "10.48550/arxiv.2301.00001"}
    paths = {"/arxiv/query": EMPTY_FEED, "/datacite/dois/": _json({"errors": []}, 404)}

    assert isinstance(ask(paths, ARXIV)[ARXIV], Unavailable)
    assert ask(paths | {"/doi-org/api/handles/": _json(handle, 404)}, ARXIV) == {ARXIV: NotFound()}


def test_a_pmcid_is_found_through_its_pmid(ask: Callable[..., Any]) -> None:
    record = {"pmcid": PMCID.value, "pmid": 7, "doi": DOI.value, "requested-id": PMCID.value}
    article = """<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>7</PMID><Article>
        <ArticleTitle>A title.</ArticleTitle></Article></MedlineCitation></PubmedArticle></PubmedArticleSet>"""
    paths = {"/pmc-idconv/": _json({"records": [record]}), "/pubmed/efetch.fcgi": Response(article)}
    work = ask(paths, PMCID)[PMCID].work

    assert (work.title, [str(each) for each in work.identifiers]) == (
        "A title", ["pmid:7", f"pmcid:{PMCID.value}"],
    )  # fmt: skip


def test_pmc_alone_does_not_say_that_a_pmcid_does_not_exist(ask: Callable[..., Any]) -> None:
    record = {"pmcid": PMCID.value, "status": "error", "requested-id": PMCID.value}
    paths = {"/pmc-idconv/": _json({"records": [record]})}

    assert isinstance(ask(paths, PMCID)[PMCID], Unavailable)
    none = _json({"hitCount": 0, "resultList": {"result": []}})
    assert ask(paths | {"/europepmc/search": none}, PMCID) == {PMCID: NotFound()}


def test_books_are_found_in_one_index_or_another(ask: Callable[..., Any]) -> None:
    book = {"DOI": "10.5555/book", "type": "monograph", "title": ["A book"], "ISBN": [ISBN.value]}
    second = book | {"DOI": "10.5555/book2"}
    unknown = {"/openlibrary/api/books": _json({})}

    def crossref(*items: Any) -> dict[str, Response]:
        return unknown | {"/crossref/works": _json({"message": {"items": items}})}

    assert ask(crossref(book), ISBN)[ISBN].work.title == "A book"
    assert isinstance(ask(crossref(book, second), ISBN)[ISBN], Ambiguous)
    assert ask(crossref(), ISBN) == {ISBN: NotFound()}
    assert isinstance(ask(unknown, ISBN)[ISBN], Unavailable)


async def _offline(cache: AnswerCache | None, *identifiers: Identifier) -> Any:
    return await asking.answers(Desk(None, cache), identifiers)


def test_offline_the_cache_answers_and_half_an_answer_is_none(
    ask: Callable[..., Any], at_desk: Callable[..., Any], tmp_path: Path
) -> None:
    other = Identifier("doi", "10.5555/other")
    with AnswerCache(tmp_path / "answers.sqlite") as cache:
        asked = {"/crossref/works": _crossref(DOI.value), "/doi-org/doiRA/": Response("", 500)}
        ask(asked, DOI, other, cache=cache)
        found = at_desk(lambda _: _offline(cache, DOI, other, ISBN, ARXIV))

    assert list(found) == [DOI], "that Crossref did not know the other says nothing"


def test_failures_are_not_kept(ask: Callable[..., Any], tmp_path: Path) -> None:
    with AnswerCache(tmp_path / "answers.sqlite") as cache:
        assert isinstance(ask({}, DOI, cache=cache)[DOI], Unavailable)
        assert cache.contents().answers == {}
        assert ask(NOWHERE, DOI, cache=cache) == {DOI: NotFound()}


def test_other_schemes_are_not_asked(ask: Callable[..., Any], httpserver: HTTPServer) -> None:
    assert ask({}, Identifier("handle", "1234/5")) == {}
    assert httpserver.log == []


def test_what_a_doi_that_does_not_exist_may_have_been_is_asked_too(ask: Callable[..., Any]) -> None:
    cut = Identifier("doi", f"{DOI.value}/full")
    record = {"DOI": DOI.value, "type": "journal-article", "title": ["A title"]}
    paths = {
        f"/crossref/works/{cut.value}": RESOURCE,
        f"/crossref/works/{DOI.value}": _json({"message": record}),
        "/doi-org/doiRA/": _agency(cut.value, status="DOI does not exist"),
        "/doi-org/api/handles/": _json({"responseCode": 100, "handle": cut.value}, 404),
    }
    found = ask(paths, cut)

    assert found[cut] == NotFound()
    assert found[DOI].work.title == "A title"


def test_the_article_that_a_preprint_became_is_asked_too(ask: Callable[..., Any]) -> None:
    preprint = {
        "DOI": "10.1101/1", "type": "posted-content", "title": ["A title"],
        "relation": {"is-preprint-of": [{"id-type": "doi", "id": DOI.value}]},
    }  # fmt: skip
    article = {"DOI": DOI.value, "type": "journal-article", "title": ["A title"]}
    paths = {
        "/crossref/works/10.1101/1": _json({"message": preprint}),
        f"/crossref/works/{DOI.value}": _json({"message": article}),
    }
    found = ask(paths, Identifier("doi", "10.1101/1"))

    assert found[DOI].work.type == "article"


def test_a_pii_is_found_beside_its_doi(ask: Callable[..., Any]) -> None:
    pii = Identifier("pii", "S0140673697110960")
    item = {"DOI": DOI.value, "type": "journal-article", "title": ["A title"], "alternative-id": [pii.value]}  # fmt: skip

    found = ask({"/crossref/works": _json({"message": {"items": [item]}})}, pii)
    assert found[pii].work.identifiers == (DOI, pii)
    found = ask({"/crossref/works": _json({"message": {"items": []}})}, pii)
    assert isinstance(found[pii], Unavailable), "that Crossref does not know it proves nothing"


def test_a_pmid_does_not_exist_if_both_indexes_say_so(ask: Callable[..., Any]) -> None:
    pmid = Identifier("pmid", "99999999")
    paths = {"/pubmed/efetch.fcgi": Response("<PubmedArticleSet></PubmedArticleSet>")}
    none = _json({"hitCount": 0, "resultList": {"result": []}})

    assert isinstance(ask(paths, pmid)[pmid], Unavailable)
    assert ask(paths | {"/europepmc/search": none}, pmid) == {pmid: NotFound()}
