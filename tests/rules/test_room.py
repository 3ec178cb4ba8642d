"""A fix that makes a post too long for its platform says so, and is not safe."""

from __future__ import annotations

from idcheck.checking import check_source
from idcheck.config import Settings

LOOSE = "DOI 10.1073/pnas.1234567890 "


def _fixes(length: int, channel: str) -> list[tuple[str, str]]:
    source = (LOOSE + "x" * length)[:length]
    settings = Settings(channel=channel, channel_by="command")
    (post,) = check_source(source, path="a.txt", format="plain", settings=settings)
    return [
        (fix.applicability, fix.message)
        for item in post.diagnostics
        if item.code == "MEN103"
        for fix in item.fixes
    ]


def test_a_fix_that_fits_stays_safe() -> None:
    assert _fixes(100, "x") == [("safe", "turn it into a link")]


def test_a_fix_that_makes_the_post_too_long_says_by_how_much() -> None:
    """On Threads links count in full: `https://doi.org/` makes 16 characters more."""
    assert _fixes(500, "threads") == [("unsafe", "turn it into a link (16 too long then)")]
    assert _fixes(484, "threads") == [("safe", "turn it into a link")]


def test_where_there_is_no_limit_nothing_is_said() -> None:
    assert _fixes(3000, "blog") == [("safe", "turn it into a link")]
