from __future__ import annotations

import pytest

from idcheck.post import read
from idcheck.post.channels import (
    all_channels,
    channel_named,
    channels_named,
    decide,
    levels_of,
)
from idcheck.rules import CHANNELS


@pytest.mark.parametrize(
    ("words", "channel"),
    [
        ("x", "x"), ("Twitter", "x"), ("X (Twitter)", "x"), ("X/Twitter", "x"), ("Twitter - @uni", "x"),
        ("twitter (@uni_press)", "x"), ("Bsky", "bluesky"), ("FB", "facebook"), ("Facebook Page", "facebook"),
        ("LinkedIn Page: Uni", "linkedin"), ("Mastodon @uni@fediscience.org", "mastodon"), ("IG", "instagram"),
        ("Pressmeddelande", "press"), ("Nyhetsbrev", "newsletter"), (" BLOG ", "blog"), ("Wikipedia", "wikipedia"),
        ("", None), ("tv", None), ("@", None), ("---", None), ("(", None),
    ],
)  # fmt: skip
def test_names_as_people_write_them(words: str, channel: str | None) -> None:
    assert channel_named(words) == channel


def test_several_channels_in_one_field() -> None:
    assert channels_named("Twitter, LinkedIn; FB") == ("x", "linkedin", "facebook")
    assert channels_named("X (Twitter)") == ("x",)
    assert channels_named("Bluesky and Mastodon, tv") == ("bluesky", "mastodon")
    assert channels_named("nothing known") == ()


def test_every_channel_has_levels_and_is_named_by_its_name() -> None:
    for name in all_channels():
        assert levels_of(name) in CHANNELS
        assert channel_named(name) == name
    assert set(CHANNELS) <= set(all_channels())
    assert levels_of("linkedin") == levels_of("mastodon") == "untracked"


def test_who_has_the_say() -> None:
    assert decide("x", "command", own="blog", format="wikitext") == "x"
    assert decide("x", "path", own="blog", format="wikitext") == "blog"
    assert decide("x", "path", own=None, format="wikitext") == "x"
    assert decide("x", "settings", own=None, format="wikitext") == "wikipedia"
    assert decide("x", "settings", own=None, format="markdown") == "x"
    assert decide("blog", "default", own=None, format="markdown") == "blog"


@pytest.mark.parametrize(
    ("front", "channel"),
    [
        ("channel: LinkedIn", "linkedin"), ("platform: X (Twitter)", "x"), ("channel: tv", "press"),
        ("channel: blog\nidcheck:\n  channel: news", "news"), ("title: x", "press"), ("platform: web", "press"),
    ],
)  # fmt: skip
def test_the_front_matter_names_the_channel(front: str, channel: str) -> None:
    source = f"---\n{front}\n---\nHello.\n"
    (post,) = read(source, path="a.md", format="markdown", channel="press", channel_by="path")
    assert post.channel == channel
    (post,) = read(source, path="a.md", format="markdown", channel="press", channel_by="command")
    assert post.channel == "press"
