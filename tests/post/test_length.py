from __future__ import annotations

import time
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from idcheck.post.length import measure, weighted_length

_CASES = yaml.safe_load((Path(__file__).parent / "data" / "x_lengths.yml").read_text("utf-8"))
FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"


@pytest.mark.parametrize("case", _CASES["cases"], ids=lambda case: case["description"])
def test_the_published_cases_of_x(case: dict[str, str | int]) -> None:
    assert weighted_length(str(case["text"]) * int(case.get("times", 1))) == case["weightedLength"]


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("see doi.org/10.1038/nature12373.", 4 + 23 + 1),
        ("https://doi.org/10.1016/0016-7037(92)90216-6, and", 23 + 5),
        ("(https://en.wikipedia.org/wiki/A_(b)) ok", 1 + 23 + 4),
        ("これは日本語です。example.com中国語", 18 + 23 + 6),
        ("mail me@example.com or $x.com, etc.Then", 39),
        ("https://192.168.0.1/a", 21),
        ("é.com", 5 + 18),
        ("https://t.co/abc/def", 23 + 4),
        ("e\u0301\r\n", 2),
        ("1\ufe0f\u20e3 © ©\ufe0f ☺ 🇸🇪", 2 + 1 + 1 + 1 + 2 + 1 + 2 + 1 + 2),
    ],
)
def test_what_x_takes_for_links_and_emoji(text: str, length: int) -> None:
    assert weighted_length(text) == length


@pytest.mark.parametrize(
    ("text", "channel", "length", "most"),
    [
        (f"{FAMILY} hej", "bluesky", 5, 300),
        ("see https://doi.org/10.1038/nature12373", "bluesky", 4 + 7 + 16, 300),
        ("see doi.org/10.1038/nature12373.", "bluesky", 4 + 7 + 16 + 1, 300),
        ("https://www.kth.se/ https://kth.se/en?a=1", "bluesky", 10 + 1 + 13, 300),
        ("no.Then (https://x.org/a)", "bluesky", 8 + 9 , 300),
        ("https://doi.org/10.1038/nature12373 by @a@b.org, @c", "mastodon", 23 + 4 + 2 + 4, 500),
        ("doi.org/10.1/x " + FAMILY, "mastodon", 16, 500),
        ("https://doi.org/10.1038/nature12373", "threads", 35, 500),
        ("hej\r\n😀", "linkedin", 5, 3000),
        ("hej", "youtube", 3, 5000),
        ("hej", "facebook", 3, 63206),
        ("hej", "reddit", 3, 40000),
        ("hej", "instagram", 3, 2200),
    ],
)  # fmt: skip
def test_each_platform_counts_its_way(text: str, channel: str, length: int, most: int) -> None:
    found = measure(text, channel)
    assert found is not None
    assert (found.length, found.most) == (length, most)


def test_the_limit_that_leaves_least_room() -> None:
    found = measure(FAMILY * 200, "bluesky")
    assert found is not None
    assert (found.unit, found.length, found.over) == ("bytes", 5000, 2000)
    found = measure("x" * 301, "bluesky")
    assert found is not None
    assert (found.unit, found.over) == ("graphemes", 1)
    assert measure("x", "blog") is None


@settings(max_examples=100, deadline=None)
@given(st.text(st.sampled_from("a.B9:/?@#é文😀\u200d\ufe0f\n ()-_;%"), max_size=200))
def test_any_text_is_counted(text: str) -> None:
    assert 0 <= weighted_length(text) <= 23 * len(text) + 1
    for channel in ("x", "bluesky", "mastodon"):
        assert measure(text, channel) is not None


@pytest.mark.parametrize("unit", ["a.", "http://", "x.com/(", "(", "😀\u200d", "@a@", "a.com/;"])
def test_hostile_text_is_counted_in_linear_time(unit: str) -> None:
    start = time.perf_counter()
    for channel in ("x", "bluesky", "mastodon"):
        measure(unit * (30_000 // len(unit)), channel)
    assert time.perf_counter() - start < 20
