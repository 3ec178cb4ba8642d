"""The mentions of a site over time, as a chart and as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from idcheck.auditing.audit import Group, Tally
from idcheck.messages import Message
from idcheck.reports.audit import charts, grids
from idcheck.reports.audit.figures import percent
from idcheck.reports.audit.markup import Markup, joined, tag

if TYPE_CHECKING:
    from collections.abc import Sequence

    from idcheck.auditing.audit import Audit

_MOST_MONTHS = 30
"""Columns of months that stay readable; a longer time is shown by years."""
_MOST_YEARS = 40


def over_time(audit: Audit) -> Markup:
    """A column a month or a year, and the same as a table."""
    if not any(group.name for group in audit.years):
        return tag("p", Message("None of the posts tells when it was published."))
    months = _months(audit.months)
    shown = months or _years(audit.years)
    if months:
        head, title = Message("Month"), Message("Mentions of publications by the month of the post")
    else:
        head, title = Message("Year"), Message("Mentions of publications by the year of the post")
    listed = audit.months if months else audit.years
    table = grids.groups("table-time", title, head, listed, Message("no date"))
    above = Message("The height of a column is the number of mentions; above it stands the share that is trackable.")  # fmt: skip
    return joined(
        tag("p", above, " ", _undated(audit)),
        charts.columns(shown, title, _described(shown), "chart-time"),
        charts.key(),
        tag("details", tag("summary", Message("The same as a table")), table),
    )


def _undated(audit: Audit) -> str:
    """What the chart leaves out."""
    for group in audit.years:
        if not group.name and group.tally.mentions:
            return Message(
                "Not in the chart: {count} posts without a date.",
                one="Not in the chart: {count} post without a date.",
                count=group.tally.posts,
            )
    return ""


def _described(shown: Sequence[Group]) -> str:
    """The chart in words, for those who do not see it."""
    told = [group for group in shown if group.tally.mentions] or shown
    first, last = told[0], told[-1]
    return Message(
        "Columns from {start} to {end}. Of the mentions of {first} {share} were trackable, of those of {last} {later}. All numbers are in the table below.",
        start=shown[0].name, end=shown[-1].name, first=first.name, share=percent(first.tally.share),
        last=last.name, later=percent(last.tally.share),
    )  # fmt: skip


def _years(groups: Sequence[Group]) -> list[Group]:
    """The years from the first to the last, those without posts among them, the latest if they are too many."""
    held = {int(group.name): group for group in groups if group.name}
    years = range(min(held), max(held) + 1)[-_MOST_YEARS:]
    return [held.get(year, Group(str(year), Tally())) for year in years]


def _months(groups: Sequence[Group]) -> list[Group]:
    """The months from the first to the last; none if they are too many, or a post tells its year alone."""
    held = {group.name: group for group in groups if group.name}
    if any(len(name) == 4 for name in held):
        return []
    first, last = (int(name[:4]) * 12 + int(name[5:]) - 1 for name in (min(held), max(held)))
    if last - first >= _MOST_MONTHS:
        return []
    names = (f"{at // 12}-{at % 12 + 1:02}" for at in range(first, last + 1))
    return [held.get(name, Group(name, Tally())) for name in names]
