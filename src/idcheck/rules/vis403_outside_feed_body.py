"""The link to the publication stands outside the text that feeds carry.

What it does
    Looks at posts with one publication that nothing in the text leads to, while a link to a work
    stands in the sidebar, the footer, the author's box or a list of related posts. What follows a
    "read more" marker is looked at too if `feed = "excerpt"` is set: then the only links to a
    publication announced before the marker must not stand after it.

Why it matters
    Altmetric reads blogs through their feeds, and feeds carry the body of the post alone; some
    carry only what comes before the marker.
    Source: Altmetric help pages on blogs.

Example
    <article>Our new paper in Nature is out.</article>
    <footer><a href="https://doi.org/10.1038/nature12373">The paper</a></footer>

Use instead
    <article>Our <a href="https://doi.org/10.1038/nature12373">new paper</a> in Nature is out.</article>

Fix safety
    Unsafe: whether the link is that of the publication mentioned is for a person to say.

Settings
    `feed` is `full` (the usual case) or `excerpt`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from idcheck.messages import Message
from idcheck.rules.diagnostic import Fix
from idcheck.rules.lacking import lack_of
from idcheck.rules.linking import linking
from idcheck.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from idcheck.mentions import Mention
    from idcheck.post import Link, Post
    from idcheck.rules.diagnostic import Diagnostic
    from idcheck.rules.rule import Judged


def _check(rule: Rule, judged: Judged) -> Iterator[Diagnostic]:
    post = judged.post
    for index, mention in enumerate(judged.mentions):
        lack = lack_of(judged, index)
        if lack and lack.kind == "aside" and lack.link and lack.identifier:
            yield rule.diagnostic(
                judged, lack.link.target_place, Message("this link to a publication stands outside the text that feeds carry"),
                mention=index,
                suggestion=Message("if it is the publication of line {line}, link it there too", line=mention.place.line),
                fixes=tuple(_fixes(post, mention, lack.identifier.url)),
            )  # fmt: skip
    for index, mention, link in _after_marker(judged):
        yield rule.diagnostic(
            judged, link.target_place, Message("this link comes after the point where the feed's excerpt ends"),
            mention=index,
            suggestion=Message("link the publication where it is announced, on line {line}", line=mention.place.line),
            fixes=tuple(_fixes(post, mention, link.target)),
        )  # fmt: skip


def _after_marker(judged: Judged) -> Iterator[tuple[int, Mention, Link]]:
    """The mentions before the marker that only links after it lead to."""
    if judged.feed != "excerpt":
        return
    marker = next((region.span.start for region in judged.post.regions_of("more")), None)
    for index, mention in enumerate(judged.mentions):
        if marker is None or mention.span.start >= marker or mention.tracked != "yes":
            continue
        if mention.links and all(link.span.start >= marker for link in mention.links):
            yield index, mention, mention.links[0]


def _fixes(post: Post, mention: Mention, url: str) -> Iterator[Fix]:
    if edit := linking(post, mention, url):
        yield Fix(Message("link the mention to {url}", url=url), (edit,), "unsafe")


RULE = Rule("VIS403", "outside-feed-body", "EWW---------", "text", "unsafe", __doc__ or "", _check)
