"""The documentation as a site: it is built without the network, and read without any other site."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from idcheck.cli.manual import pages

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).parent.parent
_FETCHED = re.compile(r"<(?:link|script|img|iframe|source)\b[^>]*(?:https?:)?//[^>]*>")
_NOWHERE = dict.fromkeys(("http_proxy", "https_proxy"), "http://127.0.0.1:9")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built site. A warning, as on a link to a page that is not there, fails it."""
    folder = tmp_path_factory.mktemp("site")
    run = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)],
        cwd=ROOT, env=os.environ | _NOWHERE | {"NO_MKDOCS_2_WARNING": "1"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    return folder


def test_every_page_is_built(site: Path) -> None:
    for page in (ROOT / "docs").rglob("*.md"):
        path = page.relative_to(ROOT / "docs").with_suffix("")
        plain = path.parent if path.name in {"index", "README"} else path
        assert (site / plain / "index.html").is_file(), path


def test_nothing_is_fetched_from_elsewhere(site: Path) -> None:
    for page in site.rglob("*.html"):
        assert _FETCHED.findall(page.read_text("utf-8")) == [], page


def test_reading_it_asks_no_other_site(site: Path, browser: Browser) -> None:
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for name in ("index.html", "tutorial/index.html"):
        page.goto((site / name).as_uri())
    assert "Your first check" in page.inner_text("h1")
    page.close()

    assert [url for url in asked if not url.startswith(("file:", "data:", "blob:"))] == []


@pytest.mark.parametrize("name", pages())
def test_pages_made_of_the_program_are_current(name: str) -> None:
    written = (ROOT / "docs" / name).read_text("utf-8")

    assert written == pages()[name], "write it: python -m idcheck.cli.manual docs"
