"""Files that cannot be read as they should, and those that can against all appearances."""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING

import pytest

from idcheck.cli.inputs import LIMIT, shown, why

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    Run = Callable[..., Result]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"\x89PNG\r\n\0\0", "binary"),
        ("Käthe".encode("latin-1"), "UTF-8"),
        ("Our new paper".encode("utf-16"), "UTF-16"),
    ],
)  # fmt: skip
def test_bytes_that_are_no_text(
    idcheck: Run, untracked: Path, folder: Path, data: bytes, message: str
) -> None:
    (folder / "odd.md").write_bytes(data)
    result = idcheck("odd.md", "untracked.md")

    assert result.exit_code == 2
    (line,) = result.stderr.splitlines()
    assert line.startswith("idcheck: odd.md: failed: ")
    assert message in line
    assert " MEN101 " in result.stdout


def test_a_file_of_fifty_megabytes(idcheck: Run, folder: Path) -> None:
    with (folder / "big.md").open("wb") as stream:
        stream.truncate(50_000_000)
    result = idcheck("big.md", "--output-format", "json")

    assert result.exit_code == 2
    (row,) = json.loads(result.stdout)["files"]
    assert (row["status"], row["posts"]) == ("failed", 0)
    assert row["reason"] == "is larger than 20 MB, the most that idcheck reads"


def test_too_much_on_standard_input(idcheck: Run) -> None:
    result = idcheck("-", stdin=b"a" * (LIMIT + 1))

    assert (result.exit_code, result.stderr.split(": ", 2)[2]) == (
        2,
        "failed: is larger than 20 MB, the most that idcheck reads\n",
    )


def test_a_link_that_leads_back_to_itself(idcheck: Run, folder: Path) -> None:
    (folder / "a.md").symlink_to("b.md")
    (folder / "b.md").symlink_to("a.md")
    result = idcheck("a.md")

    assert result.exit_code == 2
    assert (
        result.stderr
        == "idcheck: a.md: failed: cannot be read: too many levels of symbolic links\n"
    )


@pytest.mark.skipif(sys.platform == "win32", reason="pipes are not files there")
def test_a_pipe_is_not_waited_for(idcheck: Run, folder: Path) -> None:
    os.mkfifo(folder / "pipe.md")
    result = idcheck("pipe.md")

    assert (result.exit_code, result.stderr) == (
        2,
        "idcheck: pipe.md: failed: is not a regular file\n",
    )


@pytest.mark.skipif(getattr(os, "geteuid", lambda: 0)() == 0, reason="may read everything")
def test_a_file_that_may_not_be_read(idcheck: Run, untracked: Path) -> None:
    untracked.chmod(0)
    result = idcheck("untracked.md")

    assert (result.exit_code, result.stderr) == (
        2,
        "idcheck: untracked.md: failed: may not be read by this user\n",
    )


def test_the_reason_follows_the_name_of_the_file() -> None:
    assert why(PermissionError(13, "Permission denied")) == "may not be read by this user"
    assert why(OSError(5, "Input/output error")) == "cannot be read: input/output error"


def test_a_named_file_of_no_format_is_skipped_with_the_reason(idcheck: Run, folder: Path) -> None:
    (folder / "post.odt").write_bytes(b"PK")
    result = idcheck("post.odt")

    assert result.exit_code == 0
    assert result.stderr.startswith(
        "idcheck: post.odt: skipped: is of no format that idcheck reads (.atom, .csv, .docx, .eml,"
    )
    assert (
        result.stdout
        == "No mentions of publications found. No errors or warnings in 0 files; 1 skipped.\n"
    )


def test_broken_front_matter_is_told_and_the_post_is_checked(idcheck: Run, folder: Path) -> None:
    (folder / "post.md").write_text("---\ntitle: [open\n---\n\nOur new paper in *Nature* is out.\n")
    result = idcheck("post.md")

    assert result.exit_code == 1
    assert " MEN101 " in result.stdout
    (line,) = result.stderr.splitlines()
    assert line.startswith("idcheck: post.md:")
    assert "front matter" in line


@pytest.mark.parametrize("name", ["a post.md", "пост 🎉.md", "-dash.md", "it's.md"])
def test_unusual_names(idcheck: Run, folder: Path, name: str) -> None:
    (folder / name).write_text("Our new paper in *Nature* is out.\n")
    result = idcheck("check", "--", name)

    assert result.exit_code == 1
    assert result.stdout.startswith(f"{name}:1:")


@pytest.mark.skipif(sys.platform != "linux", reason="names are text elsewhere")
def test_a_name_in_no_encoding(idcheck: Run, folder: Path) -> None:
    with open(os.path.join(os.fsencode(folder), b"k\xe4the.md"), "w", encoding="utf-8") as stream:  # noqa: PTH123, PTH118 - a name of bytes
        stream.write("Our new paper in *Nature* is out.\n")

    assert idcheck(".").stdout.startswith("k<U+DCE4>the.md:1:")
    report = json.loads(idcheck(".", "--output-format", "json").stdout)
    assert report["files"][0]["path"] == "k\N{REPLACEMENT CHARACTER}the.md"


def test_an_escape_in_a_name_does_not_reach_the_terminal(idcheck: Run) -> None:
    result = idcheck("gone\x1b[31m.md")

    assert result.stderr == "idcheck: gone␛[31m.md: failed: there is no such file\n"


def test_paths_have_forward_slashes_in_reports() -> None:
    assert shown("posts\\2026\\a.md", "\\") == "posts/2026/a.md"
    assert shown("posts/odd\\name.md", "/") == "posts/odd\\name.md"
