"""Patterns for files to leave out."""

from __future__ import annotations

from pathlib import Path

import pytest

from idcheck.patterns import Pattern

ROOT = Path("/site").absolute()


@pytest.mark.parametrize(
    ("pattern", "path", "fits"),
    [
        ("drafts", "drafts/a.md", True),
        ("drafts", "posts/drafts/2026/a.md", True),
        ("drafts/", "posts/drafts/a.md", True),
        ("draft", "drafts/a.md", False),
        ("*.html", "posts/a.html", True),
        ("*.html", "posts/a.md", False),
        ("posts/*.md", "posts/a.md", True),
        ("posts/*.md", "posts/2026/a.md", False),
        ("posts/*.md", "old/posts/a.md", False),
        ("./posts/", "posts/a.md", True),
        ("/posts", "posts/a.md", True),
        ("/posts", "old/posts/a.md", False),
        ("posts/**/a.md", "posts/a.md", True),
        ("posts/**/a.md", "posts/2026/11/a.md", True),
        ("**/2026", "posts/2026/a.md", True),
        ("a[12].md", "a2.md", True),
        ("site", "posts/a.md", False),  # names above the settings do not count
    ],
)  # fmt: skip
def test_which_paths_a_pattern_fits(pattern: str, path: str, fits: bool) -> None:
    assert Pattern(pattern, ROOT).fits(ROOT / path) is fits


def test_elsewhere_only_the_name_of_the_file_counts() -> None:
    elsewhere = Path("/other/drafts/a.md").absolute()

    assert Pattern("a.md", ROOT).fits(elsewhere)
    assert not Pattern("drafts", ROOT).fits(elsewhere)
