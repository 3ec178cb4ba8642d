"""Pages of a site, fetched over real sockets."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from werkzeug import Response

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result
    from pytest_httpserver import HTTPServer

PAGE = "<html><body><main><p>Our new paper in <em>Nature</em> is out.</p></main></body></html>"
FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>News</title><item><title>Out now</title>
<link>https://x.org/1</link><description><![CDATA[<p>Our new paper in <em>Nature</em> is out.</p>]]></description></item></channel></rss>"""


@pytest.fixture
def nobody(folder: Path, httpserver: HTTPServer) -> None:
    """Registries that refuse to answer, on the same server."""
    from idcheck.sources.services import SERVICES

    lines = [f'{name} = "{httpserver.url_for("/registry")}"' for name in SERVICES if name != "site"]
    (folder / "idcheck.toml").write_text("\n".join(["timeout = 5", "[base-urls]", *lines]))
    httpserver.expect_request(re.compile("/registry.*")).respond_with_data("", 403)


def untracked(result: Result) -> list[str]:
    return [item["path"] for item in json.loads(result.stdout)["mentions"]]


@pytest.mark.usefixtures("nobody")
@pytest.mark.parametrize(
    ("body", "media"), [(PAGE, "text/html"), (FEED, "application/rss+xml"), (FEED, "text/xml")]
)
def test_a_page_and_a_feed_are_read_as_they_are_served(
    idcheck: Callable[..., Result], httpserver: HTTPServer, body: str, media: str
) -> None:
    httpserver.expect_request("/news", query_string="id=1").respond_with_data(
        body, content_type=media
    )
    url = httpserver.url_for("/news?id=1")
    result = idcheck("check", "--online", "--output-format", "json", url)
    assert result.exit_code == 1, result.stderr
    assert untracked(result) == [url]


@pytest.mark.usefixtures("nobody")
def test_a_sitemap_stands_for_its_pages(
    idcheck: Callable[..., Result], httpserver: HTTPServer
) -> None:
    own = [httpserver.url_for(f"/{number}") for number in (1, 2)]
    rows = "".join(f"<url><loc>{url}</loc></url>" for url in [*own, "https://elsewhere.org/3"])
    sitemap = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</urlset>'
    httpserver.expect_request("/sitemap.xml").respond_with_data(sitemap, content_type="text/xml")
    httpserver.expect_request("/1").respond_with_data(PAGE, content_type="text/html")
    httpserver.expect_request("/2").respond_with_data("gone", 404)
    result = idcheck(
        "check", "--online", "--output-format", "json", httpserver.url_for("/sitemap.xml")
    )
    assert result.exit_code == 2
    assert untracked(result) == own[:1]
    assert "1 addresses of other sites are passed over" in result.stderr
    assert f"{own[1]}: failed: cannot be fetched: there is no such page" in result.stderr


@pytest.mark.usefixtures("nobody")
def test_a_page_says_what_it_is_written_in(
    idcheck: Callable[..., Result], httpserver: HTTPServer
) -> None:
    body = PAGE.replace(
        "<body>", '<head><meta charset="iso-8859-1"></head><body><p>Sm\u00e5land</p>'
    )
    httpserver.expect_request("/").respond_with_response(
        Response(body.encode("latin-1"), content_type="text/html")
    )
    result = idcheck("check", "--online", "--output-format", "json", httpserver.url_for("/"))
    assert untracked(result) == [httpserver.url_for("/")]


def test_nothing_is_fetched_offline(idcheck: Callable[..., Result], httpserver: HTTPServer) -> None:
    result = idcheck("check", httpserver.url_for("/"))
    assert result.exit_code == 2
    assert "a page is fetched only with --online" in result.stderr
    assert httpserver.log == []


def test_a_page_is_not_repaired(idcheck: Callable[..., Result], httpserver: HTTPServer) -> None:
    result = idcheck("check", "--online", "--fix", httpserver.url_for("/"))
    assert result.exit_code == 2
    assert "repair its source" in result.stderr


@pytest.mark.usefixtures("nobody")
def test_what_is_no_page_is_left_alone(
    idcheck: Callable[..., Result], httpserver: HTTPServer
) -> None:
    httpserver.expect_request("/logo").respond_with_data(b"\x89PNG\x00", content_type="image/png")
    result = idcheck("check", "--online", httpserver.url_for("/logo"))
    assert result.exit_code == 2
    assert "failed" in result.stderr
