"""What the numbers of an audit mean, and where their limits lie."""

from __future__ import annotations

from typing import TYPE_CHECKING

from idcheck.reports.audit.figures import count, counted
from idcheck.reports.audit.markup import Markup, tag

if TYPE_CHECKING:
    from idcheck.auditing.audit import Audit

_ASKED = "Identifiers were compared with what registries say of them, as far as they answered."
_NOT_ASKED = (
    "No registry was asked, so an identifier that does not exist, or is of another work, counts like a right one."
    " With --online that is checked."
)
_LIMITS = {
    "Trackable": "A link in the text of the post leads to the publication itself: its DOI, or its page at a publisher, a repository,"
    " PubMed or the like. It can be counted; whether it was, only the tracker knows.",
    "Weak": "Something is there that few trackers follow: an identifier without a link, a PDF, a copy on another site,"
    " a shortened link or a library's proxy.",
    "Lost": "Neither a link nor an identifier stands with the mention.",
    "Mentions": "They are found by their words and links. Some are missed, and some words are wrongly taken for one; in doubt"
    " look at the post. A publication that a post names several times is one mention.",
    "Registries": "{asked}",
    "Dates and authors": "They are what the posts say of themselves: in their front matter, their head or their file names."
    " Nothing is guessed: {undated} without a date, {unnamed} without an author. A post counts for each of its authors.",
    "Sections": "They are what the settings say (section, under [[paths]]), else what the post says, else its folder.",
    "Never announced": "No mention was found in these posts. The publication may have been announced elsewhere, or in words"
    " that do not name it.",
    "Trackers": "They change. What they read is taken from their help pages and their public code, as of November 2026."
    " The public code of Crossref Event Data is from 2018, and whether its agents still run is not known.",
}


def limits(audit: Audit) -> Markup:
    """What the numbers mean, and what they do not."""
    facts = {
        "undated": counted(
            sum(group.tally.posts for group in audit.years if not group.name), "post"
        ),
        "unnamed": count(sum(group.tally.posts for group in audit.authors if not group.name)),
        "asked": _ASKED if audit.online else _NOT_ASKED,
    }
    items = (
        tag("li", tag("strong", f"{name}: "), said.format(**facts))
        for name, said in _LIMITS.items()
    )
    return tag("ul", *items)
