"""What trackers read: which form of mention counts for which tracker on which channel (`data/trackers.tsv`).

It says what a tracker could read of a post, never that it follows the site or counted the mention.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Literal, cast

from idcheck import data

if TYPE_CHECKING:
    from collections.abc import Mapping

    from idcheck.mentions import Mention

Form = Literal["template", "link", "identifier", "reference", "words"]
"""How much of a mention machines can read: a citation template, a direct link to the work, an
identifier in plain text, a written reference with title and journal or authors, or mere words."""
Reads = Literal["template", "link", "identifier", "reference", "nothing", "unknown"]
"""The least that a tracker reads on a channel; `nothing` where the channel is none of its sources."""

_FORMS: tuple[Form, ...] = ("template", "link", "identifier", "reference", "words")


def form_of(mention: Mention) -> Form:
    """How much of a mention machines can read."""
    if any(link.origin == "template" for link in mention.links) and mention.identifiers:
        return "template"
    if mention.tracked == "yes":
        return "link"
    if any(each.link is None and each.by != "front-matter" for each in mention.identifiers):
        return "identifier"
    said = mention.reference
    written = mention.kind == "citation" and said.title and (said.container or said.authors)
    return "reference" if written else "words"


@cache
def trackers() -> Mapping[str, Mapping[str, Reads]]:
    """For each tracker what it reads, by channel."""
    table: dict[str, dict[str, Reads]] = {}
    for tracker, channels, reads, _mark, _source in data.rows("trackers.tsv"):
        said = dict.fromkeys(channels.split("|"), cast("Reads", reads))
        table.setdefault(tracker, {}).update(said)
    return table


def reads(tracker: str, channel: str) -> Reads:
    """The least that a tracker reads on a channel. Raises KeyError for an unknown tracker."""
    return trackers()[tracker].get(channel, "nothing")


def is_read(form: Form, least: Reads) -> bool:
    """Whether a mention of this form is enough; False too where that is not known."""
    return least in _FORMS and _FORMS.index(form) <= _FORMS.index(cast("Form", least))
