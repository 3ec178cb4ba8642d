"""`idcheck audit` as people call it."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from idcheck.cli.report_folder import replace_folder
from idcheck.cli.site import folders

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    Run = Callable[..., Result]

TITLE = "Nanometre-scale thermometry in a living cell"
BIB = f"""@article{{kucsko2013, title = {{{TITLE}}}, author = {{Kucsko, Georg}}, journal = {{Nature}}, year = 2013,
  doi = {{10.1038/nature12373}} }}
@article{{lee2024, title = {{Another thing that nobody wrote about at all}}, author = {{Lee, Kim}}, year = 2024,
  doi = {{10.5555/12345678}} }}
"""
GOOD = "Our [new paper](https://doi.org/10.1038/nature12373) in *Nature* is out.\n"
LOST = f"Our new paper “{TITLE}” is out in *Nature*.\n"


@pytest.fixture
def site(folder: Path) -> Path:
    """A site of two sections, with posts by Ann in 2024 and by nobody in 2023."""
    for name, text in {
        "content/news/2024-05-17-cells.md": f"---\nauthor: Ann Ek\n---\n{LOST}",
        "content/blog/cells.md": f"---\ndate: 2023-01-02\n---\n{GOOD}",
        "content/blog/nothing.md": "Good morning.\n",
        "ours.bib": BIB,
    }.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return folder


def numbers(folder: Path) -> Any:
    return json.loads((folder / "audit.json").read_text("utf-8"))


def test_a_site(site: Path, idcheck: Run) -> None:
    result = idcheck("audit", "content", "--ours", "ours.bib", "-o", "report")

    assert result.exit_code == 0
    assert result.stdout == (
        "3 posts, 2 mentions: 1 trackable (50%), 0 weak, 1 lost. To repair: 1, 1 of them with the link at hand.\n"
        "report/index.html shows it.\n"
    )
    found = numbers(site / "report")
    assert [(each["name"], each["yes"], each["no"]) for each in found["sections"]] == [
        ("blog", 1, 0), ("news", 0, 1),
    ]  # fmt: skip
    assert [each["name"] for each in found["years"]] == ["2023", "2024", None]
    assert found["repairs"][0]["link"] == "https://doi.org/10.1038/nature12373"
    assert [(each["name"], each["how"]) for each in found["ours"]] == [
        ("doi:10.5555/12345678", "never"), ("doi:10.1038/nature12373", "well"),
    ]  # fmt: skip
    assert sorted(file.name for file in (site / "report").iterdir())[:2] == [
        ".gitignore", "audit.json",
    ]  # fmt: skip


def test_works_marked_in_a_catalogue_are_ours(site: Path, idcheck: Run) -> None:
    idcheck("catalogue", "add", "--ours", "--catalogue", "all.sqlite", "ours.bib")
    idcheck("audit", "content", "--catalogue", "all.sqlite", "-o", "report")

    assert len(numbers(site / "report")["ours"]) == 2


def test_no_work_is_ours_where_none_is_marked(site: Path, idcheck: Run) -> None:
    idcheck("audit", "content", "--catalogue", "ours.bib", "-o", "report")

    assert numbers(site / "report")["ours"] is None
    assert not (site / "report" / "ours.csv").exists()


def test_the_settings_name_sections_and_channels(site: Path, idcheck: Run) -> None:
    (site / "idcheck.toml").write_text(
        '[[paths]]\npattern = "content/news"\nsection = "Newsroom"\nchannel = "press"\n', "utf-8"
    )
    idcheck("audit", "content", "-o", "report")

    found = numbers(site / "report")
    assert {each["name"] for each in found["sections"]} == {"Newsroom", None}
    assert {each["name"] for each in found["channels"]} == {"press", "blog"}


def test_an_earlier_report_is_replaced_and_not_audited(site: Path, idcheck: Run) -> None:
    first = idcheck("audit", ".", "-o", "report")
    again = idcheck("audit", ".", "-o", "report")

    assert first.stdout == again.stdout
    assert again.exit_code == 0


def test_other_files_are_not_lost(site: Path, idcheck: Run) -> None:
    result = idcheck("audit", "content", "-o", "content")

    assert result.exit_code == 2
    assert "content: holds other files (blog)" in result.stderr
    assert (site / "content" / "blog" / "cells.md").exists()


def test_a_report_cannot_replace_a_file(site: Path, idcheck: Run) -> None:
    result = idcheck("audit", "content", "-o", "ours.bib")

    assert result.exit_code == 2
    assert (site / "ours.bib").read_text("utf-8") == BIB


def test_a_report_that_fails_leaves_the_earlier_one(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace_folder(folder / "report", {"index.html": b"old"})

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("idcheck.cli.report_folder._swap", full)
    with pytest.raises(Exception, match="No space left"):
        replace_folder(folder / "report", {"index.html": b"new"})

    assert (folder / "report" / "index.html").read_bytes() == b"old"
    assert [each.name for each in folder.iterdir() if "report" in each.name] == ["report"]


def test_a_link_to_a_folder_stays_one(folder: Path) -> None:
    (folder / "real").mkdir()
    (folder / "report").symlink_to("real")
    replace_folder(folder / "report", {"index.html": b"new"})

    assert (folder / "report").is_symlink()
    assert (folder / "real" / "index.html").read_bytes() == b"new"


def test_what_cannot_be_read_is_told(site: Path, idcheck: Run) -> None:
    (site / "content" / "bad.md").write_bytes(b"\xff\xfe\x00")
    result = idcheck("audit", "content", "-o", "report")

    assert result.exit_code == 2
    assert "content/bad.md: failed: this file is in UTF-16" in result.stderr
    assert numbers(site / "report")["unread"][0]["path"] == "content/bad.md"


def test_a_catalogue_that_cannot_be_used_is_told_once(site: Path, idcheck: Run) -> None:
    result = idcheck("audit", "content", "--catalogue", "missing.bib", "-o", "report")

    assert result.exit_code == 2
    assert result.stderr.count("there is no such file") == 1
    assert numbers(site / "report")["total"]["posts"] == 3


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("-",), "not standard input"),
        (("nowhere",), "there is no such file"),
        (("--jobs", "0", "."), "'--jobs'"),
    ],
)
def test_what_cannot_be_audited(
    folder: Path, idcheck: Run, arguments: tuple[str, ...], told: str
) -> None:
    result = idcheck("audit", *arguments, "-o", "report")

    assert result.exit_code == 2
    assert told in result.stderr


def test_an_empty_folder(folder: Path, idcheck: Run) -> None:
    result = idcheck("audit", ".", "-o", "report")

    assert "there are no posts to audit" in result.stderr
    assert not (folder / "report").exists()


def test_several_processes_find_the_same(site: Path) -> None:
    for number in range(90):
        (site / "content" / "blog" / f"post{number}.md").write_text(
            (GOOD, LOST)[number % 2], "utf-8"
        )
    found = []
    for jobs in "1", "2":
        run = subprocess.run(
            [sys.executable, "-m", "idcheck", "audit", "content", "--ours", "ours.bib", "--jobs", jobs, "-o", f"report{jobs}"],
            capture_output=True, text=True, check=True, cwd=site, env=os.environ,
        )  # fmt: skip
        assert run.stderr == ""
        found.append(numbers(site / f"report{jobs}"))

    assert found[0] == found[1]
    assert found[0]["total"]["mentions"] == 92


def test_the_page_speaks_swedish(site: Path, idcheck: Run) -> None:
    (site / "idcheck.toml").write_text('lang = "sv"\n', "utf-8")
    result = idcheck("audit", "content", "-o", "report")

    assert result.stdout.startswith("3 inlägg, 2 omnämnanden: 1 kan räknas (50%)")
    page = (site / "report" / "index.html").read_text("utf-8")
    assert "En publikation nämns" in page or "en publikation nämns" in page


def test_spreadsheets_open_the_tables(site: Path, idcheck: Run) -> None:
    idcheck("audit", "content", "-o", "report")
    text = (site / "report" / "posts.csv").read_text("utf-8-sig")

    assert [row["date"] for row in csv.DictReader(text.splitlines())] == [
        "2023-01-02",
        "",
        "2024-05-17",
    ]


@pytest.mark.parametrize(
    ("path", "last"),
    [
        ("content/news/a.md", "news"),
        ("content/news/cells/index.md", "news"),
        ("content/news/cells/index.en.md", "news"),
        ("content/news/_index.md", "news"),
        ("https://example.edu/news/cells", "news"),
        ("https://example.edu/news/cells/index.html", "news"),
    ],
)
def test_folders(path: str, last: str) -> None:
    assert folders(path)[-1] == last


def test_addresses_without_folders() -> None:
    assert folders("https://example.edu/") == folders("https://example.edu") == ()
