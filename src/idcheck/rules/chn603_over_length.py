"""The post is longer than the platform allows, counted as the platform counts.

What it does
    Counts a post for X, Bluesky, Mastodon, Threads, LinkedIn, Facebook, Instagram, YouTube or
    Reddit as that platform does: X weighs characters and counts every link as 23, Mastodon counts
    links as 23, Bluesky's app shortens them. Reported are posts that mention or link a
    publication.

Why it matters
    A post that is too long cannot be sent; then the link is what people drop. It saves least: a
    DOI link costs 23 characters on X whatever its length.
    Source: the platforms' own documentation and code.

Example
    270 characters of text and a link, on X

Use instead
    256 characters of text, a space, and the link

Fix safety
    None: what to cut is for a person to say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from idcheck.messages import Message
from idcheck.post.model import Span
from idcheck.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from idcheck.rules.diagnostic import Diagnostic
    from idcheck.rules.rule import Judged

_SHOWN = 60
"""Code points of the post that are pointed at."""
_UNITS = {
    "weighted": Message("characters, as the platform counts,"),
    "graphemes": Message("characters"),
    "characters": Message("characters"),
    "bytes": Message("bytes"),
}


def _check(rule: Rule, judged: Judged) -> Iterator[Diagnostic]:
    from idcheck.post.length import measure  # counting graphemes takes a library

    post = judged.post
    found = measure(post.text, post.channel) if judged.mentions else None
    if found and found.over:
        unit = _UNITS[found.unit]
        yield rule.diagnostic(
            judged, post.place(Span(0, len(post.text.split("\n", 1)[0][:_SHOWN]))),
            Message("this post has {length} {unit} of {most}: {over} too many", length=found.length, unit=unit, most=found.most, over=found.over),
            suggestion=Message("cut {over}; keep the link", over=found.over),
        )  # fmt: skip


RULE = Rule("CHN603", "over-length", "---EEIEEE---", "text", "none", __doc__ or "", _check)
