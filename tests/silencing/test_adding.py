"""A finding is put aside by a comment that holds for it and that no reader sees."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from idcheck.checking import check_source
from idcheck.config import Settings
from idcheck.fixes.edits import Edits
from idcheck.post.formats import read
from idcheck.silencing.adding import silencing

if TYPE_CHECKING:
    from idcheck.checking import CheckedPost

WHY = "not out yet"
SAID = f"idcheck: ignore[MEN101] {WHY}"


def _checked(source: str, path: str, format: str) -> tuple[CheckedPost, ...]:  # noqa: A002
    return check_source(source, path=path, format=format, settings=Settings())


def _silenced(source: str, path: str = "a.md", format: str = "markdown") -> str | None:  # noqa: A002
    """The source with its first finding put aside; that it is, and that no other came, is checked."""
    before = _checked(source, path, format)
    items = [item for post in before for item in post.diagnostics]
    edit = silencing(
        [post.post for post in before], items[0], WHY,
        lambda text: read(text, path=path, format=format),
    )  # fmt: skip
    if edit is None:
        return None
    new = Edits([edit]).apply(source)
    after = _checked(new, path, format)
    assert [item.code for post in after for item in post.diagnostics] == [
        item.code for item in items[1:]
    ]
    assert [each.reason for post in after for each in post.silenced] == [WHY]
    return new


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            "Hello.\n\nOur new paper in *Nature* is out.  \nMore.\n",
            f"Hello.\n\nOur new paper in *Nature* is out. <!-- {SAID} -->  \nMore.\n",
        ),
        (
            "# Our new paper in *Nature* is out\r\n\r\nWe are glad.\r\n",
            f"# Our new paper in *Nature* is out <!-- {SAID} -->\r\n\r\nWe are glad.\r\n",
        ),
        (
            "- One.\n\n  We are glad: our new\n  paper in *Nature* is out.\n",
            f"- One.\n\n  <!-- {SAID} -->\n  We are glad: our new\n  paper in *Nature* is out.\n",
        ),
    ],
)
def test_in_markdown(source: str, expected: str) -> None:
    assert _silenced(source) == expected


def test_in_other_formats() -> None:
    text = "Our new paper in Nature is out."

    assert _silenced(f"<p>{text}</p>\n", "a.html", "html") == f"<p>{text}</p> <!-- {SAID} -->\n"
    assert _silenced(f"Hi.\n\n{text}\n\nA study in Science is out.\n", "a.rst", "rst") == (
        f"Hi.\n\n.. {SAID}\n\n{text}\n\nA study in Science is out.\n"
    )
    assert _silenced(f"{text}\n", "a.wiki", "wikitext") == f"{text} <!-- {SAID} -->\n"
    assert _silenced(f"{text}\n", "a.mdx") == f"{text} {{/* {SAID} */}}\n"


def test_in_front_matter() -> None:
    source = "---\ndoi: 10.1038/nature12373\n---\n\nOur new paper in *Nature* is out.\n"
    said = SAID.replace("MEN101", "VIS401")

    assert _silenced(source) == source.replace("12373\n", f"12373 # {said}\n")


def test_where_a_line_must_not_grow_the_comment_stands_above() -> None:
    source = "Our new paper in *Nature* is out.\\\nMore.\n"

    assert _silenced(source) == f"<!-- {SAID} -->\n{source}"


def test_plain_text_has_no_comments() -> None:
    assert _silenced("Our new paper in Nature is out.\n", "a.txt", "plain") is None
