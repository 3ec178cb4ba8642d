"""What a file is: by its name, its content, or `--type`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from idcheck.config import forget

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Run

NEWS = "Our new paper in Nature is out."
TABLE = f"text,platform\n{NEWS},Twitter\n{NEWS},LinkedIn\n"


def _report(idcheck: Run, *arguments: str) -> dict[str, list[dict[str, object]]]:
    result = idcheck("check", *arguments, "--output-format", "json")
    assert result.exit_code in {0, 1}, result.stderr
    return dict(json.loads(result.stdout))


def test_a_table_of_posts(idcheck: Run, folder: Path) -> None:
    (folder / "plan.csv").write_text(TABLE)
    report = _report(idcheck, "plan.csv")
    (file,) = report["files"]
    assert (file["posts"], file["channels"]) == (2, ["x", "linkedin"])
    found = [(item["post"], item["start"]["line"]) for item in report["mentions"]]  # type: ignore[index]
    assert found == [(0, 2), (1, 3)]
    levels = [item["severity"] for item in report["diagnostics"]]
    assert levels == ["error", "warning"]


def test_the_command_line_has_the_say_over_the_table(idcheck: Run, folder: Path) -> None:
    (folder / "plan.csv").write_text(TABLE)
    (file,) = _report(idcheck, "plan.csv", "--channel", "Bsky")["files"]
    assert file["channels"] == ["bluesky", "bluesky"]


def test_a_table_without_posts_fails(idcheck: Run, folder: Path) -> None:
    (folder / "people.csv").write_text("name,age\na,1\n")
    result = idcheck("check", "people.csv")
    assert result.exit_code == 2
    assert "people.csv: failed: no column of this table holds posts" in result.stderr


def test_folders_are_searched_for_drafts_only(idcheck: Run, folder: Path) -> None:
    for name in ("people.csv", "package.json", "pom.xml", "a.rst"):
        (folder / name).write_text("name,age\n")
    assert [file["path"] for file in _report(idcheck, ".")["files"]] == ["a.rst"]


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        (f"<!DOCTYPE html>\n<html><p>{NEWS}</p></html>", "html"),
        (f"---\ntitle: x\n---\n{NEWS}", "markdown"),
        (f"<?xml version='1.0'?><rss><item><description>{NEWS}</description></item></rss>", "feed"),
        (f"Subject: x\nMIME-Version: 1.0\n\n{NEWS}", "mail"),
    ],
)
def test_a_name_that_tells_nothing_leaves_it_to_the_content(
    idcheck: Run, folder: Path, source: str, kind: str
) -> None:
    (folder / "draft").write_text(source)
    assert len(_report(idcheck, "draft")["mentions"]) == 1
    assert len(_report(idcheck, "draft", "--type", kind)["mentions"]) == 1


def test_nothing_is_guessed(idcheck: Run, folder: Path) -> None:
    (folder / "draft").write_text(NEWS)
    result = idcheck("check", "draft")
    assert "draft: skipped: is of no format that idcheck reads" in result.stderr
    assert "--type tells what it is" in result.stderr
    assert len(_report(idcheck, "draft", "--type", "plain")["mentions"]) == 1


def test_the_settings_can_say_it(idcheck: Run, folder: Path) -> None:
    (folder / "draft").write_text(NEWS)
    (folder / "idcheck.toml").write_text('format = "plain"\n')
    assert len(_report(idcheck, "draft")["mentions"]) == 1
    (folder / "idcheck.toml").write_text('format = "pdf"\n')
    forget()
    result = idcheck("check", "draft")
    assert result.exit_code == 2
    assert "`format` must be one of markdown, html," in result.stderr


def test_a_line_of_json_can_name_its_channel(idcheck: Run, folder: Path) -> None:
    rows = [{"id": "a", "text": NEWS, "channel": "Twitter"}, {"id": "b", "text": NEWS}]
    (folder / "posts.jsonl").write_text("\n".join(json.dumps(row) for row in rows))
    said = [
        file["channel"]
        for file in _report(idcheck, "posts.jsonl", "--input-format", "jsonl")["files"]
    ]
    assert said == ["x", "blog"]
    report = _report(idcheck, "posts.jsonl", "--input-format", "jsonl", "--channel", "news")
    assert [file["channel"] for file in report["files"]] == ["news", "news"]


def test_identify_says_what_cannot_be_read(idcheck: Run, folder: Path) -> None:
    (folder / "people.csv").write_text("name,age\na,1\n")
    result = idcheck("identify", "people.csv")
    assert result.exit_code == 2
    assert "people.csv: no column of this table holds posts" in result.stderr
