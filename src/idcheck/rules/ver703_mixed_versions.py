"""One work is linked through different versions or DOIs in the posts of a campaign.

What it does
    Compares the works of a post, and of the posts of one file (a thread, a table of scheduled
    posts), by their titles. Where the same title is linked to different DOIs or arXiv ids, the
    later one is pointed out, unless both stand with the same mention: an article and, beside it,
    its preprint are right.

Why it matters
    Each DOI is a record of its own at the trackers. What is linked through two is counted in
    halves.
    Source: Altmetric help pages on merging preprints and published versions.

Example
    Post 1: [Nanometre-scale thermometry in a living cell](https://arxiv.org/abs/1304.1068)
    Post 2: [Nanometre-scale thermometry in a living cell](https://doi.org/10.1038/nature12373)

Use instead
    The DOI of the article in both.

Fix safety
    Unsafe: which version is meant is for a person to say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from idcheck.identifiers import equivalents, from_url
from idcheck.messages import Message
from idcheck.rules.leading import led_to
from idcheck.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from idcheck.identifiers import Identifier
    from idcheck.mentions import Mention
    from idcheck.post import Link, Post
    from idcheck.rules.diagnostic import Diagnostic
    from idcheck.rules.rule import Judged

_FEW_LETTERS = 25
"""Letters from which a title tells one work from another."""
_SCHEMES = frozenset({"doi", "arxiv"})


def _check(rule: Rule, judged: Judged) -> Iterator[Diagnostic]:
    known: dict[str, set[Identifier]] = {}
    for each in (*judged.earlier, judged):
        for title, found in _links(each.post, each.mentions):
            ids = {identifier for identifier, _ in found}
            before = known.setdefault(title, set())
            if before and ids and not _meet(before, ids) and each is judged:
                link = found[0][1]
                other = min(before, key=lambda item: item.value)
                yield rule.diagnostic(
                    judged, link.target_place, Message("the same work is linked as {other} too", other=other.value),
                    suggestion=Message("link one version in all posts, best the published one"),
                    fixes=led_to(judged.post, link, other.url, "unsafe"),
                )  # fmt: skip
            before |= ids


def _links(
    post: Post, mentions: tuple[Mention, ...]
) -> Iterator[tuple[str, list[tuple[Identifier, Link]]]]:
    """The titles of a post, folded, with the identifiers that links with them lead to."""
    for mention in mentions:
        title = _folded(mention.reference.title)
        if len(title) >= _FEW_LETTERS:
            yield (
                title,
                [
                    (bound.identifier, bound.link)
                    for bound in mention.identifiers
                    if bound.link and bound.identifier.scheme in _SCHEMES
                ],
            )
    for link in post.links:
        title = _folded(link.label)
        named = [item for item in from_url(link.target).identifiers if item.scheme in _SCHEMES]
        if len(title) >= _FEW_LETTERS and " " in link.label.strip() and named:
            yield title, [(named[0], link)]


def _meet(one: set[Identifier], other: set[Identifier]) -> bool:
    wide = {equal for item in one for equal in (item, *equivalents(item))}
    return any(equal in wide for item in other for equal in (item, *equivalents(item)))


def _folded(title: str) -> str:
    return "".join(char for char in title.casefold() if char.isalnum())


RULE = Rule("VER703", "mixed-versions", "IIIIIIIIIIWI", "text", "unsafe", __doc__ or "", _check)
