"""What the numbers of an audit mean, and where their limits lie."""

from __future__ import annotations

from typing import TYPE_CHECKING

from idcheck.messages import Message
from idcheck.reports.audit.figures import count
from idcheck.reports.audit.markup import Markup, tag

if TYPE_CHECKING:
    from collections.abc import Iterator

    from idcheck.auditing.audit import Audit


def limits(audit: Audit) -> Markup:
    """The terms one by one, each with what it does not say."""
    items = (tag("li", tag("strong", term), ": ", meaning) for term, meaning in _meanings(audit))
    return tag("ul", *items)


def _meanings(audit: Audit) -> Iterator[tuple[str, str]]:
    yield (
        Message("Trackable"),
        Message(
            "A link in the text of the post leads to the publication itself: its DOI, or its page at a publisher, a repository, PubMed or the like. It can be counted; whether it was, only the tracker knows."
        ),
    )
    yield (
        Message("Weak"),
        Message(
            "Something is there that few trackers follow: an identifier without a link, a PDF, a copy on another site, a shortened link or a library's proxy."
        ),
    )
    yield Message("Lost"), Message("Neither a link nor an identifier stands with the mention.")
    yield (
        Message("Mentions"),
        Message(
            "They are found by their words and links. Some are missed, and some words are wrongly taken for one; in doubt look at the post. A publication that a post names several times is one mention."
        ),
    )
    yield Message("Registries"), _asked(audit)
    yield (
        Message("Dates and authors"),
        Message(
            "They are what the posts say of themselves: in their front matter, their head or their file names. Nothing is guessed: posts without a date: {undated}, without an author: {unnamed}. A post counts for each of its authors.",
            undated=count(sum(group.tally.posts for group in audit.years if not group.name)),
            unnamed=count(sum(group.tally.posts for group in audit.authors if not group.name)),
        ),
    )
    yield (
        Message("Sections"),
        Message(
            "They are what the settings say (`section`, under `[[paths]]`), else what the post says, else its folder."
        ),
    )
    yield (
        Message("Never announced"),
        Message(
            "No mention was found in these posts. The publication may have been announced elsewhere, or in words that do not name it."
        ),
    )
    yield (
        Message("Trackers"),
        Message(
            "They change. What they read is taken from their help pages and their public code, as of November 2026. The public code of Crossref Event Data is from 2018, and whether its agents still run is not known."
        ),
    )


def _asked(audit: Audit) -> str:
    if audit.online:
        return Message(
            "Identifiers were compared with what registries say of them, as far as they answered."
        )
    return Message(
        "No registry was asked, so an identifier that does not exist, or is of another work, counts like a right one. With `--online` that is checked."
    )
