"""The parts of an audit's page, in words, charts and tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from idcheck.auditing.audit import Group, tally
from idcheck.auditing.trackers import reads
from idcheck.messages import Message
from idcheck.reports.audit import charts, grids
from idcheck.reports.audit.figures import count, percent
from idcheck.reports.audit.markup import Markup, joined, tag

if TYPE_CHECKING:
    from collections.abc import Sequence

    from idcheck.auditing.audit import Audit
    from idcheck.reports.audit import Edition

_MOST_GROUPS, _MOST_REPAIRS, _WORST_POSTS = 25, 500, 15
"""Rows that the page shows; the others are in the tables beside it."""
_PRINTED = 40
"""Rows that are printed of a long table; `page.css` knows it too."""
_READS = {
    "template": Message("a citation template"),
    "link": Message("a direct link"),
    "identifier": Message("a link, or an identifier in the text"),
    "reference": Message("a link, an identifier or a full reference"),
    "unknown": Message("not described in public"),
}
_KINDS = {
    "citation": Message("written reference"),
    "title": Message("title"),
    "informal": Message("in passing (“our new paper”)"),
    "link": Message("link alone"),
}


def summary(audit: Audit) -> Markup:
    """The whole in one sentence, one bar and a few figures."""
    total = audit.total
    if not total.mentions:
        nothing = Message("No mention of a publication was found in these posts.")
        return tag("p", nothing, class_="lead")
    share = Message("{share} of {number} mentions", share=percent(total.share), number=count(total.mentions))  # fmt: skip
    rest = Message(
        "of publications in these posts stand with a link that trackers follow. {weak} have only something that few trackers read, {lost} have nothing.",
        weak=count(total.weak), lost=count(total.no),
    )  # fmt: skip
    return joined(
        tag("p", tag("strong", share), " ", rest, class_="lead"),
        charts.of_tally(total, 760, 22, "whole"),
        charts.key(),
        _figures(audit),
    )


def _figures(audit: Audit) -> Markup:
    ready = count(sum(bool(each.finding.link) for each in audit.repairs))
    shown = [
        ("yes", percent(audit.total.share), Message("of mentions are trackable")),
        ("weak", count(audit.total.weak), Message("are weak: a plain identifier, a PDF, a copy, a shortened link")),
        ("no", count(audit.total.no), Message("are lost: nothing leads to the publication")),
        ("", count(len(audit.repairs)), Message("to repair, {ready} of them with the link at hand", ready=ready)),
    ]  # fmt: skip
    if audit.ours:
        well, all_ = count(sum(each.how == "well" for each in audit.ours)), count(len(audit.ours))
        share = Message("{part} of {whole}", part=well, whole=all_)
        shown.append(("yes", share, Message("of our own publications were announced with a good link")))  # fmt: skip
    items = (
        tag("li", tag("strong", number), tag("span", words), class_=f"of-{kind}" if kind else None)
        for kind, number, words in shown
    )
    return tag("ul", *items, class_="figures")


def groups(audit: Audit) -> Markup:
    """Where mentions are lost: by section, channel and author."""
    kinds = [Group(_KINDS.get(each.name, each.name), each.tally) for each in audit.kinds]
    return joined(
        _group("sections", Message("By section"), Message("Section"), audit.sections, Message("no section")),
        _group("channels", Message("By channel"), Message("Channel"), audit.channels, ""),
        _group("authors", Message("By author"), Message("Author"), audit.authors, Message("no author named")),
        _group("kinds", Message("By kind of mention"), Message("Kind"), kinds, ""),
    )  # fmt: skip


def _group(name: str, caption: str, head: str, held: Sequence[Group], unknown: str) -> Markup:
    if not any(group.name for group in held):
        return tag("p", caption, ": ", Message("no post says."))
    table = grids.groups(f"table-{name}", caption, head, held[:_MOST_GROUPS], unknown)
    left = len(held) - _MOST_GROUPS
    return joined(table, tag("p", grids.more(left, f"{name}.csv"), class_="soft")) if left > 0 else table  # fmt: skip


def trackers(audit: Audit) -> Markup:
    """What each tracker could read."""
    channels = [group.name for group in audit.channels if group.tally.mentions]
    says = [_reading(each.tracker, channels) for each in audit.trackers]
    meaning = Message(
        "Each tracker follows its own channels, and on each it reads its own forms of mention. The numbers say what a tracker could read in these posts. They do not say that it follows this site or has counted the mention: trackers follow lists of sources, and take up a site or its feed when they are asked to."
    )
    return joined(tag("p", meaning), grids.trackers(audit.trackers, says))


def _reading(tracker: str, channels: Sequence[str]) -> Markup:
    """What a tracker reads on the channels of these posts."""
    said = [
        tag("li", channel, ": ", _READS[least])
        for channel in channels
        if (least := reads(tracker, channel)) != "nothing"
    ]
    return tag("ul", *said) if said else joined(Message("none of these channels"))


def defects(audit: Audit, edition: Edition) -> Markup:
    """The rules by what they found, and the posts that lose the most mentions."""
    if not audit.defects:
        return tag("p", Message("None."))
    about = Message("What each rule found; `idcheck explain RULE` tells why it matters and what to do.")  # fmt: skip
    lossy = sorted(
        (row for row in audit.posts if tally([row[0]]).missed),
        key=lambda row: -tally([row[0]]).missed,
    )
    return joined(
        tag("p", about),
        grids.defects(audit.defects),
        *([grids.posts(lossy[:_WORST_POSTS], edition)] if lossy else []),
    )


def repairs(audit: Audit, edition: Edition) -> Markup:
    """What to repair, the most urgent first."""
    held = audit.repairs
    if not held:
        return tag("p", Message("Nothing."))
    how = Message(
        "Paste the link into the post, over the words that name the publication. Where it says “perhaps”, look first whether that is the work that is meant. A pasted link serves every reader at once; whether a tracker comes back for it is its own affair: Altmetric reads a news story once."
    )
    order = Message("Our own publications first, then the gravest, then those whose link is at hand, then the newest posts")  # fmt: skip
    left = len(held) - _MOST_REPAIRS
    return joined(
        tag("p", how),
        tag("div", class_="tools", data_finds="table-repairs", data_label=Message("Find in this list:")),
        grids.repairs(held[:_MOST_REPAIRS], order, edition),
        *([tag("p", grids.more(left, "repairs.csv"), class_="soft")] if left > 0 else []),
        *([tag("p", _on_paper(len(held)), class_="on-paper")] if len(held) > _PRINTED else []),
    )  # fmt: skip


def _on_paper(number: int) -> Message:
    return Message("The first {printed} are printed; all {number} are in repairs.csv.", printed=_PRINTED, number=count(number))  # fmt: skip


def summary_line(audit: Audit) -> Message:
    """The audit in one line of plain text."""
    total = audit.total
    posts = Message("{count} posts", one="{count} post", count=total.posts)
    if not total.mentions:
        return Message("{posts}, without a mention of a publication.", posts=posts)
    return Message(
        "{posts}, {mentions}: {yes} trackable ({share}), {weak} weak, {lost} lost. To repair: {repairs}, {ready} of them with the link at hand.",
        posts=posts, mentions=Message("{count} mentions", one="{count} mention", count=total.mentions), yes=total.yes,
        share=percent(total.share, space=""), weak=total.weak, lost=total.no, repairs=len(audit.repairs),
        ready=sum(bool(each.finding.link) for each in audit.repairs),
    )  # fmt: skip
