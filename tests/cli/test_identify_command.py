from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

from click.testing import CliRunner, Result

from idcheck.cli import commands


def identify(*arguments: str, stdin: str = "") -> Result:
    return CliRunner().invoke(commands, ["identify", *arguments], input=stdin)


def test_a_value_is_shown_with_its_link_and_the_reason() -> None:
    result = identify("arXiv:1706.03762v2")
    assert result.exit_code == 0
    assert result.output.splitlines() == [
        "arXiv:1706.03762v2",
        "  arxiv     1706.03762",
        "            https://arxiv.org/abs/1706.03762",
        "            a label or resolver says what it is",
        "            the same work as doi:10.48550/arxiv.1706.03762",
    ]


def test_nothing_recognised_has_its_own_exit_code() -> None:
    result = identify("hello")
    assert result.exit_code == 1
    assert "no identifier was recognised" in result.output


def test_json_tells_all(tmp_path: Path) -> None:
    result = identify(
        "--output-format", "json", "https://doi.org/10.1038%2Fnature12373", "PMID 31233491"
    )
    first, second = json.loads(result.output)
    assert first["found"][0] | {"why": "", "raw": ""} == {
        "scheme": "doi", "value": "10.1038/nature12373", "written": "10.1038/nature12373",
        "url": "https://doi.org/10.1038/nature12373", "certainty": "stated", "why": "", "raw": "",
        "span": None, "defects": [], "alternates": [], "equivalents": [],
    }  # fmt: skip
    assert first["defects"] == ["encoded-slash"]
    assert second["found"][0]["span"] == [0, 13]


def test_a_file_is_read_as_a_post_with_places(tmp_path: Path) -> None:
    post = tmp_path / "post.md"
    post.write_text(
        "# News\n\nSee [it](https://doi.org/10.1038/nature12373), PMID: 31233491.\n", "utf-8"
    )
    result = identify(str(post))
    places = [line for line in result.output.splitlines() if line.startswith(str(post))]
    assert places == [f"{post}:3:10", f"{post}:3:48"]


def test_standard_input_is_read_line_by_line() -> None:
    result = identify(stdin="10.1038/nature12373\n\nPMC4304851\n")
    assert "10.1038/nature12373" in result.output
    assert "PMC4304851" in result.output


def test_a_file_that_cannot_be_read_is_a_clear_problem(tmp_path: Path) -> None:
    file = tmp_path / "post.md"
    file.write_bytes(b"\xff\xfe\x00")
    result = identify(str(file))
    assert result.exit_code == 2
    assert "UTF-16" in result.output


def test_what_a_terminal_would_obey_is_shown_as_signs() -> None:
    result = identify("\x1b[31m 10.1038/nature12373\x1b[0m")
    assert "\x1b" not in result.output
