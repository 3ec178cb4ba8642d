"""The tables of an audit's page."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from idcheck.auditing.audit import tally
from idcheck.messages import Message
from idcheck.reports.audit import charts
from idcheck.reports.audit.figures import count, percent
from idcheck.reports.audit.markup import Markup, Node, joined, link, tag

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from idcheck.auditing.audit import Announced, Audit, Defect, Group, Repair, TrackerCount
    from idcheck.auditing.facts import PostFacts
    from idcheck.reports.audit import Edition

_BAR = 140, 12
_SEVERITIES = {"error": Message("error"), "warning": Message("warning"), "info": Message("note")}
_GRAVITY = {"error": 0, "warning": 1, "info": 2}


class Column(NamedTuple):
    """A column of a table: its head, and the class of its cells."""

    head: str
    kind: str = ""


class Cell(NamedTuple):
    """What a cell shows, and what it is sorted by if that is something else."""

    shown: Node
    value: str | int | float | None = None


def grid(
    name: str,
    caption: str,
    columns: Sequence[Column],
    rows: Iterable[Sequence[Cell]],
    *,
    long: bool = False,
) -> Markup:
    """A table in a frame that scrolls sideways, its first column the heads of rows.

    Of a `long` one only the beginning is printed.
    """
    heads = (
        tag("th", each.head, scope="col", class_=each.kind or None) if each.head else tag("td")
        for each in columns
    )
    table = tag(
        "table",
        tag("caption", caption),
        tag("thead", tag("tr", *heads)),
        tag("tbody", *(_row(columns, row) for row in rows)),
        class_="sortable long" if long else "sortable",
        id=name,
    )
    return tag("div", table, class_="wide", role="region", aria_label=caption, tabindex=0)


def _row(columns: Sequence[Column], cells: Sequence[Cell]) -> Markup:
    shown = []
    for index, (column, cell) in enumerate(zip(columns, cells, strict=True)):
        element, scope = ("th", "row") if index == 0 else ("td", None)
        shown.append(
            tag(element, cell.shown, scope=scope, class_=column.kind or None, data_value=cell.value)
        )
    return tag("tr", *shown)


def _number(number: int) -> Cell:
    return Cell(count(number), number)


def _share(share: float | None) -> Cell:
    return Cell(percent(share), "" if share is None else round(share, 4))


def groups(name: str, caption: str, head: str, held: Sequence[Group], unknown: str) -> Markup:
    """Groups with their tallies. `unknown` is what the group without a name is called."""
    columns = (
        Column(head), Column(Message("Posts"), "number"), Column(Message("Mentions"), "number"), Column(Message("Trackable"), "number"),
        Column(Message("Weak"), "number"), Column(Message("Lost"), "number"), Column(Message("Share"), "number"), Column("", "graph"),
    )  # fmt: skip
    rows = (
        (
            Cell(group.name or unknown), *map(_number, (group.tally.posts, group.tally.mentions,
            group.tally.yes, group.tally.weak, group.tally.no)), _share(group.tally.share),
            Cell(charts.of_tally(group.tally, *_BAR) if group.tally.mentions else ""),
        )
        for group in held
    )  # fmt: skip
    return grid(name, caption, columns, rows)


def trackers(held: Sequence[TrackerCount], says: Sequence[Node]) -> Markup:
    """Trackers with what they could read; `says` tells in words what each reads."""
    columns = (
        Column(Message("Tracker")), Column(Message("Reads")), Column(Message("Mentions on its channels"), "number"), Column(Message("In a form it reads"), "number"),
        Column(Message("Share"), "number"), Column(Message("Not known"), "number"), Column(Message("On other channels"), "number"),
    )  # fmt: skip
    rows = (
        (
            Cell(each.tracker), Cell(said), _number(each.mentions), _number(each.read),
            _share(each.read / each.mentions if each.mentions else None), _number(each.unknown), _number(each.elsewhere),
        )
        for each, said in zip(held, says, strict=True)
    )  # fmt: skip
    return grid("table-trackers", Message("What each tracker could read"), columns, rows)


def defects(held: Sequence[Defect]) -> Markup:
    """Rules with what they found."""
    columns = (
        Column(Message("Rule")), Column(Message("What is wrong"), "said"), Column(Message("How grave")), Column(Message("Findings"), "number"),
        Column(Message("Posts"), "number"), Column(Message("Link at hand"), "number"),
    )  # fmt: skip
    rows = (
        (
            Cell(joined(tag("code", each.code), " ", each.name)), Cell(each.message), _severity(each.severity),
            _number(each.findings), _number(each.posts), _number(each.ready),
        )
        for each in held
    )  # fmt: skip
    return grid("table-defects", Message("Findings by rule, the gravest first"), columns, rows)


def posts(held: Sequence[tuple[PostFacts, str]], edition: Edition) -> Markup:
    """Posts with their tallies."""
    columns = (
        Column(Message("Post"), "place"), Column(Message("Posted")), Column(Message("Section")), Column(Message("Trackable"), "number"),
        Column(Message("Weak"), "number"), Column(Message("Lost"), "number"), Column("", "graph"),
    )  # fmt: skip
    rows = (
        (
            Cell(_entitled(post, edition.short(post.path)), post.path), Cell(post.date or "–", post.date), Cell(section or "–", section),
            *map(_number, (counts.yes, counts.weak, counts.no)), Cell(charts.of_tally(counts, *_BAR)),
        )
        for post, section in held
        for counts in [tally([post])]
    )  # fmt: skip
    return grid("table-posts", Message("The posts that lose the most mentions"), columns, rows)


def _entitled(post: PostFacts, place: str) -> Markup:
    """The title of a post, and where it is."""
    title = (post.title, tag("br")) if post.title else ()
    return joined(*title, tag("span", place))


def _severity(severity: str) -> Cell:
    word = _SEVERITIES[severity]
    shown = tag("span", word, class_="error") if severity == "error" else word
    return Cell(shown, _GRAVITY[severity])


def repairs(held: Sequence[Repair], caption: str, edition: Edition) -> Markup:
    """Findings with what to paste."""
    columns = (
        Column(Message("Where"), "place"), Column(Message("What is wrong"), "said"), Column(Message("What to paste"), "paste"), Column(Message("How grave")),
        Column(Message("Posted")), Column(Message("Section")), Column(Message("Channel")),
    )  # fmt: skip
    rows = (
        (
            Cell(_entitled(each.post, f"{edition.short(each.post.path)}:{each.finding.line}"), f"{each.post.path}:{each.finding.line:06}"), Cell(_wrong(each)), Cell(_paste(each)),
            _severity(each.finding.severity), Cell(each.post.date or "–", each.post.date), Cell(each.section or "–", each.section),
            Cell(each.post.channel),
        )
        for each in held
    )  # fmt: skip
    return grid("table-repairs", caption, columns, rows, long=True)


def _wrong(repair: Repair) -> Markup:
    """The words of the post, what is wrong with them, and the rule."""
    found = repair.finding
    said = (tag("q", found.words), tag("br")) if found.words else ()
    ours = (" ", tag("strong", Message("One of our own publications."))) if found.work else ()
    return joined(*said, found.message, ". ", tag("span", found.code), *ours)


def _paste(repair: Repair) -> Markup:
    """The link, or what else to do; in doubt it is said that there is one."""
    found = repair.finding
    if not found.link:
        return joined(found.advice)
    doubt = () if found.sure else (Message("perhaps"), " ")
    title = (tag("br"), tag("span", found.title)) if found.title else ()
    return joined(*doubt, tag("code", link(found.link, found.link)), *title)


def works(name: str, caption: str, held: Sequence[Announced], edition: Edition) -> Markup:
    """Works of ours with the posts that mention them."""
    columns = (
        Column(Message("Publication"), "said"), Column(Message("Year"), "number"), Column(Message("Good mentions"), "number"),
        Column(Message("Bad mentions"), "number"), Column(Message("Link to use"), "paste"), Column(Message("Posts"), "place"),
    )  # fmt: skip
    rows = (
        (
            Cell(_work(each)), Cell(str(each.work.year or "–"), each.work.year or ""), _number(each.well), _number(each.badly),
            Cell(tag("code", link(each.work.link, each.work.link)) if each.work.link else Message("no identifier")),
            Cell(_some([edition.short(path) for path in each.paths])),
        )
        for each in held
    )  # fmt: skip
    return grid(name, caption, columns, rows, long=True)


def _work(each: Announced) -> Markup:
    details = ", ".join(part for part in (each.work.authors, each.work.container) if part)
    return joined(
        each.work.title or Message("untitled"),
        *((tag("br"), tag("span", details, class_="soft")) if details else ()),
    )


def _some(paths: Sequence[str], most: int = 5) -> str:
    listed = tuple(paths[:most])
    if len(paths) <= most:
        return ", ".join(listed)
    return Message("{paths} and {number} more", paths=listed, number=count(len(paths) - most))


def years(rows: Sequence[tuple[str, int, int, int]]) -> Markup:
    """Our works by the year of their publication: announced well, badly, never."""
    columns = (
        Column(Message("Published")), Column(Message("Publications"), "number"), Column(Message("Well"), "number"), Column(Message("Badly"), "number"),
        Column(Message("Never"), "number"), Column(Message("Announced well"), "number"), Column("", "graph"),
    )  # fmt: skip
    shown = (
        (
            Cell(year), _number(well + badly + never), _number(well), _number(badly), _number(never),
            _share(well / (well + badly + never)),
            Cell(charts.parts((("yes", well), ("weak", badly), ("no", never)), *_BAR)),
        )
        for year, well, badly, never in rows
    )  # fmt: skip
    return grid("table-years", Message("Our publications by their year"), columns, shown)


def more(number: int, file: str) -> Message:
    """That a table beside the page has more rows."""
    return Message("And {number} more, in {file}.", number=count(number), file=file)


def unread(audit: Audit) -> Markup:
    """Files that could not be read."""
    rows = ((Cell(path), Cell(why)) for path, why in audit.unread)
    return grid(
        "table-unread",
        Message("Files that are not in these numbers"),
        (Column(Message("File"), "place"), Column(Message("Why"))),
        rows,
    )
