"""Dates as posts write them: read as far as they are certain, and no further."""

from __future__ import annotations

import pytest

from idcheck.auditing.days import day_in_path, day_of


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2024-05-17", "2024-05-17"),
        ("2024-05-17T10:00:00+02:00", "2024-05-17"),
        ("2011-10-20 11:29:10+00:00", "2011-10-20"),
        ("2024/5/7", "2024-05-07"),
        ("2024.05", "2024-05"),
        ("2024", "2024"),
        ("20240517", "2024-05-17"),
        ("10/27/2025", "2025-10-27"),
        ("27/10/2025", "2025-10-27"),
        ("27.10.2025", "2025-10-27"),
        ("05/05/2025", "2025-05-05"),
        ("12 February 2020", "2020-02-12"),
        ("Feb. 12th, 2020", "2020-02-12"),
        ("Fri, 17 May 2024 10:30:00 +0200", "2024-05-17"),
        ("17 maj 2024", "2024-05-17"),
        ("3. März 2021", "2021-03-03"),
        ("le 3 août 2021", "2021-08-03"),
        ("May 2024", "2024-05"),
    ],
)
def test_dates_are_read(written: str, read: str) -> None:
    assert day_of(written) == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("03/04/2024", "2024"),
        ("11-10-2021", "2021"),
        ("2024-13-40", "2024"),
        ("2024-05-99", "2024-05"),
        ("from May to June 2024", ""),
        ("May 2023 and 2024", ""),
        ("{{ now }}", ""),
        ("1715900000", ""),
        ("0001-01-01", ""),
        ("tomorrow", ""),
        ("", ""),
        ("9" * 100_000, ""),
    ],
)
def test_nothing_is_guessed(written: str, read: str) -> None:
    assert day_of(written) == read


@pytest.mark.parametrize(
    ("path", "read"),
    [
        ("_posts/2024-05-17-title.md", "2024-05-17"),
        ("blog/2022-03-25-reflections/index.qmd", "2022-03-25"),
        ("content/posts/2014/01/best.html", "2014-01"),
        ("content/posts/2014/01/24/best.html", "2014-01-24"),
        ("archive/2010/01/2024-05-17-title.md", "2024-05-17"),
        ("https://example.edu/2024/05/17/title", "2024-05-17"),
        ("posts/title.md", ""),
        ("posts/route-2000-66.md", ""),
        ("posts/2024/title.md", ""),
    ],
)
def test_paths_tell_the_day(path: str, read: str) -> None:
    assert day_in_path(path) == read
