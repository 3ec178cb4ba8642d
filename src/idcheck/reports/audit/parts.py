"""The parts of an audit's page, in words, charts and tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from idcheck.auditing.audit import Group
from idcheck.auditing.trackers import reads
from idcheck.reports.audit import charts, grids
from idcheck.reports.audit.figures import count, counted, percent
from idcheck.reports.audit.markup import Markup, joined, tag

if TYPE_CHECKING:
    from collections.abc import Sequence

    from idcheck.auditing.audit import Audit
    from idcheck.reports.audit import Edition

_MOST_GROUPS, _MOST_REPAIRS = 25, 500
"""Rows that the page shows; the others are in the tables beside it."""
_READS = {
    "template": "a citation template", "link": "a direct link", "identifier": "a link, or an identifier in the text",
    "reference": "a link, an identifier or a full reference", "unknown": "not described in public",
}  # fmt: skip


def summary(audit: Audit) -> Markup:
    """The whole in one sentence, one bar and a few figures."""
    total = audit.total
    if not total.mentions:
        return tag("p", "No mention of a publication was found in these posts.", class_="lead")
    lead = tag(
        "p",
        tag("strong", f"{percent(total.share)} of {counted(total.mentions, 'mention')}"),
        " of publications in these posts stand with a link that trackers follow. ",
        f"{count(total.weak)} have only something that few trackers read, {count(total.no)} have nothing.",
        class_="lead",
    )
    return joined(lead, charts.of_tally(total, 760, 22, "whole"), charts.key(), _figures(audit))


def _figures(audit: Audit) -> Markup:
    ready = sum(bool(each.finding.link) for each in audit.repairs)
    shown = [
        ("yes", percent(audit.total.share), "of mentions are trackable"),
        (
            "weak",
            count(audit.total.weak),
            "are weak: a plain identifier, a PDF, a copy, a shortened link",
        ),
        ("no", count(audit.total.no), "are lost: nothing leads to the publication"),
        ("", count(len(audit.repairs)), f"things to repair, {count(ready)} with the link at hand"),
    ]
    if audit.ours:
        well = sum(each.how == "well" for each in audit.ours)
        shown.append(("yes", f"{count(well)} of {count(len(audit.ours))}", "of our own publications were announced with a good link"))  # fmt: skip
    items = (
        tag("li", tag("strong", number), tag("span", words), class_=f"of-{kind}" if kind else None)
        for kind, number, words in shown
    )
    return tag("ul", *items, class_="figures")


def groups(audit: Audit) -> Markup:
    """Where mentions are lost: by section, channel and author."""
    return joined(
        _group("sections", "By section", "Section", audit.sections, "no section"),
        _group("channels", "By channel", "Channel", audit.channels, "unknown"),
        _group("authors", "By author", "Author", audit.authors, "no author named"),
        _group("kinds", "By kind of mention", "Kind", _kinds(audit.kinds), "unknown"),
    )


def _kinds(held: Sequence[Group]) -> list[Group]:
    words = {"citation": "written reference", "title": "title", "informal": "in passing (“our new paper”)", "link": "link alone"}  # fmt: skip
    return [Group(words.get(each.name, each.name), each.tally) for each in held]


def _group(name: str, caption: str, head: str, held: Sequence[Group], unknown: str) -> Markup:
    if not any(group.name for group in held):
        return tag("p", f"{caption}: no post says.")
    table = grids.groups(f"table-{name}", caption, head, held[:_MOST_GROUPS], unknown)
    more = len(held) - _MOST_GROUPS
    if more <= 0:
        return table
    return joined(table, tag("p", f"And {count(more)} more, in {name}.csv.", class_="soft"))


def trackers(audit: Audit) -> Markup:
    """What each tracker could read."""
    channels = [group.name for group in audit.channels if group.tally.mentions]
    says = [_reading(each.tracker, channels) for each in audit.trackers]
    return joined(
        tag("p", "Each tracker follows its own channels, and on each it reads its own forms of mention. The numbers say what a tracker "
            "could read in these posts. They do not say that it follows this site or has counted the mention: trackers follow lists of sources, "
            "and take up a site or its feed when they are asked to."),
        grids.trackers(audit.trackers, says),
    )  # fmt: skip


def _reading(tracker: str, channels: Sequence[str]) -> str:
    """What a tracker reads on the channels of these posts."""
    said = (
        f"{channel}: {_READS[least]}"
        for channel in channels
        if (least := reads(tracker, channel)) != "nothing"
    )
    return "; ".join(said) or "none of these channels"


def defects(audit: Audit) -> Markup:
    """The rules by what they found."""
    if not audit.defects:
        return tag("p", "None.")
    return joined(
        tag("p", "What each rule found; ", tag("code", "idcheck explain RULE"), " tells why it matters and what to do."),
        grids.defects(audit.defects),
    )  # fmt: skip


def repairs(audit: Audit, edition: Edition) -> Markup:
    """What to repair, the most urgent first."""
    held = audit.repairs
    if not held:
        return tag("p", "Nothing.")
    caption = "Our own publications first, then the gravest, then those whose link is at hand, then the newest posts"
    parts = [
        tag("p", "Paste the link into the post, over the words that name the publication. Where it says “perhaps”, look first whether that is the work that is meant. "
            "Once pasted, it serves every reader at once; whether a tracker comes back for it is its own affair: Altmetric reads a news story once."),
        tag("div", class_="tools", data_finds="table-repairs", data_label="Find in this list:"),
        grids.repairs(held[:_MOST_REPAIRS], caption, edition),
    ]  # fmt: skip
    if len(held) > _MOST_REPAIRS:
        parts.append(tag("p", f"These are the first {count(_MOST_REPAIRS)} of {count(len(held))}; all are in repairs.csv.", class_="soft"))  # fmt: skip
    parts.append(
        tag(
            "p",
            f"All {count(len(held))} are in repairs.csv; the first 40 are printed.",
            class_="on-paper",
        )
    )
    return joined(*parts)


def summary_line(audit: Audit) -> str:
    """The audit in one line of plain text."""
    total = audit.total
    ready = sum(bool(each.finding.link) for each in audit.repairs)
    return (
        f"{counted(total.posts, 'post')}, {counted(total.mentions, 'mention')}: {percent(total.share)} trackable"
        f" ({count(total.yes)}), {count(total.weak)} weak, {count(total.no)} lost."
        f" {counted(len(audit.repairs), 'thing')} to repair, {count(ready)} with the link at hand."
    )
