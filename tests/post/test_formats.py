from __future__ import annotations

import subprocess
import sys

import pytest

from idcheck.post import format_of, link, read


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("a.md", "markdown"), ("x/a.QMD", "markdown"), ("a.Rmd", "markdown"), ("a.mdx", "markdown"),
        ("a.en.html", "html"), ("a.xhtml", "html"), ("a.txt", "plain"), ("a.rst", "rst"),
        ("a.png", None), ("md", None), ("", None),
    ],
)  # fmt: skip
def test_the_suffix_tells_the_format(path: str, name: str | None) -> None:
    assert format_of(path) == name


@pytest.mark.parametrize(
    ("path", "name", "count"),
    [
        ("a.md", "markdown", 1), ("site/_posts/a.md", "markdown", 0), ("a.qmd", "markdown", 0),
        ("a.html", "html", 0), ("a.txt", "plain", 1), ("_posts/a.txt", "plain", 1),
    ],
)  # fmt: skip
def test_bare_addresses_are_links_where_the_path_says_so(path: str, name: str, count: int) -> None:
    (post,) = read("See https://x.org/a now", path=path, format=name)
    assert len(post.links) == count
    assert post.text == "See https://x.org/a now"
    (post,) = read("See https://x.org/a now", path=path, format=name, bare_links=not count)
    assert len(post.links) == 1 - count


def test_an_unknown_format_is_named() -> None:
    with pytest.raises(ValueError, match="odt"):
        read("", path="a", format="odt")


@pytest.mark.parametrize("name", ["markdown", "html", "rst"])
@pytest.mark.parametrize(
    ("label", "target"),
    [
        ("a paper", "https://doi.org/10.1000/x"),
        ("[x](y) *z* <b> & `c` _d_ \\", "https://doi.org/10.1002/(SICI)1099<99::AID>3.0.CO;2-F"),
        ("10.1/a_b*c", "https://x.org/a?b=1&copy=2\"'_x_*y*[1]"),
        ("{{ x }} {% y %}", "https://x.org/%7Bx%7D"),
    ],
)
def test_a_written_link_is_read_as_that_link(name: str, label: str, target: str) -> None:
    (post,) = read(f"Before {link(name, label, target)} after", path="a", format=name)
    (found,) = post.links
    assert (
        found.target.replace("%28", "(")
        .replace("%29", ")")
        .replace("%3C", "<")
        .replace("%3E", ">")
        .replace("%22", '"')
        .replace("%5F", "_")
        .replace("%2A", "*")
        .replace("%5B", "[")
        .replace("%5D", "]")
        == target
    )
    assert post.text == f"Before {label} after" or "{{" in label


@pytest.mark.parametrize(
    ("imported", "forbidden"),
    [
        ("import idcheck.post", ("markdown_it", "bs4", "yaml", "html.parser")),
        (
            "import idcheck.post as p; p.read('a', path='a', format='plain')",
            ("markdown_it", "yaml"),
        ),
        ("import idcheck.post as p; p.read('a', path='a', format='html')", ("markdown_it", "yaml")),
        ("import idcheck.post as p; p.read('a', path='a', format='markdown')", ("bs4", "yaml")),
    ],
)
def test_only_what_is_needed_is_imported(imported: str, forbidden: tuple[str, ...]) -> None:
    code = f"{imported}\nimport sys\nprint([m for m in {forbidden!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
