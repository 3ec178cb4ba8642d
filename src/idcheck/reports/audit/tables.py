"""The numbers of an audit as tables that spreadsheets open: commas, UTF-8 with its mark, a head."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from idcheck.reports.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from idcheck.auditing.audit import Audit, Group, Tally

    Cell = str | int | float | None

_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "'")
_COUNTS = ("posts", "mentions", "trackable", "weak", "lost", "share")


def render(audit: Audit) -> Mapping[str, str]:
    """The text of each table by its name. There is none of our works where none is marked."""
    tables: dict[str, Iterable[Sequence[Cell]]] = {
        "time": _groups("month", audit.months),
        "sections": _groups("section", audit.sections),
        "authors": _groups("author", audit.authors),
        "channels": _groups("channel", audit.channels),
        "trackers": _trackers(audit),
        "defects": _defects(audit),
        "repairs": _repairs(audit),
        "posts": _posts(audit),
    }
    if audit.ours is not None:
        tables["ours"] = _ours(audit)
    return {name: _written(rows) for name, rows in tables.items()}


def _written(rows: Iterable[Sequence[Cell]]) -> str:
    stream = io.StringIO()
    csv.writer(stream).writerows([_safe(cell) for cell in row] for row in rows)
    return _MARK + stream.getvalue()


def _safe(cell: Cell) -> Cell:
    """A cell that no spreadsheet takes for a formula: an apostrophe goes before what begins one."""
    if not isinstance(cell, str):
        return cell
    shown = visible(cell)
    return f"'{shown}" if shown.lstrip().startswith(_FORMULA) else shown


def _groups(name: str, groups: Iterable[Group]) -> Iterator[Sequence[Cell]]:
    yield (name, *_COUNTS)
    yield from ((group.name, *_counts(group.tally)) for group in groups)


def _counts(tally: Tally) -> Sequence[Cell]:
    share = None if tally.share is None else round(tally.share, 4)
    return (tally.posts, tally.mentions, tally.yes, tally.weak, tally.no, share)


def _trackers(audit: Audit) -> Iterator[Sequence[Cell]]:
    yield (
        "tracker",
        "mentions on its channels",
        "in a form it reads",
        "not known",
        "on other channels",
    )
    for each in audit.trackers:
        yield (each.tracker, each.mentions, each.read, each.unknown, each.elsewhere)


def _defects(audit: Audit) -> Iterator[Sequence[Cell]]:
    yield ("rule", "name", "severity", "message", "findings", "posts", "with a link to paste")
    for each in audit.defects:
        yield (
            each.code, each.name, each.severity, each.message, each.findings, each.posts, each.ready,
        )  # fmt: skip


def _repairs(audit: Audit) -> Iterator[Sequence[Cell]]:
    yield (
        "path", "line", "date", "section", "channel", "rule", "severity", "ours", "words", "what is wrong",
        "what to do", "link to paste", "leads to", "certain",
    )  # fmt: skip
    for each in audit.repairs:
        found, post = each.finding, each.post
        yield (
            post.path, found.line, post.date, each.section, post.channel, found.code, found.severity,
            "yes" if found.work else "", found.words, found.message, found.advice, found.link, found.title,
            ("yes" if found.sure else "no") if found.link else "",
        )  # fmt: skip


def _posts(audit: Audit) -> Iterator[Sequence[Cell]]:
    yield ("path", "title", "date", "section", "authors", "channel", "trackable", "weak", "lost")
    for post, section in audit.posts:
        tracked = [mention.tracked for mention in post.mentions]
        yield (
            post.path, post.title, post.date, section, "; ".join(post.authors), post.channel,
            *(tracked.count(how) for how in ("yes", "weak", "no")),
        )  # fmt: skip


def _ours(audit: Audit) -> Iterator[Sequence[Cell]]:
    yield (
        "announced", "title", "authors", "journal or book", "year", "link", "good mentions", "bad mentions", "posts",
    )  # fmt: skip
    for each in audit.ours or ():
        work = each.work
        yield (
            each.how, work.title, work.authors, work.container, work.year, work.link, each.well, each.badly,
            "; ".join(each.paths),
        )  # fmt: skip
