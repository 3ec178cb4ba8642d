"""The parts of an audit's page, in words, charts and tables."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from idcheck.auditing.audit import Group, Tally
from idcheck.auditing.trackers import reads
from idcheck.reports.audit import charts, grids
from idcheck.reports.audit.figures import count, counted, percent
from idcheck.reports.audit.markup import Markup, joined, tag

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from idcheck.auditing.audit import Announced, Audit

_MOST_MONTHS = 30
"""Columns of months that stay readable; a longer time is shown by years."""
_MOST_YEARS = 60
_MOST_GROUPS, _MOST_REPAIRS, _MOST_WORKS, _MOST_OF_OURS = 40, 500, 100, 12
_READS = {
    "template": "a citation template", "link": "a direct link", "identifier": "a link, or an identifier in the text",
    "reference": "a link, an identifier or a full reference", "unknown": "not described in public",
}  # fmt: skip
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
"""What the numbers mean, and where their limits lie."""


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
    return joined(lead, charts.of_tally(total, 760, 22), charts.key(), _figures(audit))


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


def over_time(audit: Audit) -> Markup:
    """A column a month or a year, and the same as a table."""
    months = _filled_months([group for group in audit.months if len(group.name) == 7])
    known = [group for group in audit.years if group.name]
    if not known:
        return tag("p", "None of the posts tells when it was published.")
    by_month = len(months) <= _MOST_MONTHS and all(len(each.name) != 4 for each in audit.months)
    shown = months if by_month else _filled_years(known)[-_MOST_YEARS:]
    undated = [group for group in audit.years if not group.name]
    word = "month" if by_month else "year"
    title = f"Mentions of publications by the {word} of the post"
    first, last = known[0].name, known[-1].name
    described = (
        f"Columns from {shown[0].name} to {shown[-1].name}. In {first} {percent(known[0].tally.share)} of mentions were"
        f" trackable, in {last} {percent(known[-1].tally.share)}. All numbers are in the table below."
    )
    table = grids.groups(
        "table-time",
        title,
        word.capitalize(),
        [*(audit.months if by_month else audit.years)],
        "no date",
    )
    return joined(
        tag("p", f"The height of a column is the number of mentions in the posts of that {word}; above it stands the share that is trackable."),
        charts.columns([*shown, *undated], title, described, "chart-time"),
        charts.key(),
        tag("details", tag("summary", "The same as a table"), table),
    )  # fmt: skip


def _filled_years(groups: Sequence[Group]) -> list[Group]:
    """The years from the first to the last, those without posts among them."""
    held = {int(group.name): group for group in groups}
    return [held.get(year, Group(str(year), Tally())) for year in range(min(held), max(held) + 1)]


def _filled_months(groups: Sequence[Group]) -> list[Group]:
    held = {group.name: group for group in groups}
    if not held:
        return []
    first, last = ((int(name[:4]) * 12 + int(name[5:]) - 1) for name in (min(held), max(held)))
    names = (f"{at // 12}-{at % 12 + 1:02}" for at in range(first, last + 1))
    return [held.get(name, Group(name, Tally())) for name in names]


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


def ours(audit: Audit) -> Markup:
    """Which of our publications were announced, and how."""
    if audit.ours is None:
        return tag(
            "p", "No publication is marked as our own. Name your list with ", tag("code", "--ours FILE"),
            ", or add it to a catalogue with ", tag("code", "idcheck catalogue add --ours FILE"), ".",
        )  # fmt: skip
    if not audit.ours:
        return tag("p", "The list of our own publications is empty.")
    held = {
        how: [each for each in audit.ours if each.how == how] for how in ("well", "badly", "never")
    }
    well, badly, never = (len(held[how]) for how in ("well", "badly", "never"))
    return joined(
        tag("p", tag("strong", f"Of {counted(len(audit.ours), 'publication')} of ours"), f", {count(well)} were announced in these posts with a link that leads "
            f"to them, {count(badly)} only badly, and of {count(never)} no mention was found.", class_="lead"),
        charts.parts((("yes", well), ("weak", badly), ("no", never)), 760, 22),
        tag("p", "Blue: announced well; amber: badly; grey: never.", class_="soft"),
        grids.years(list(_by_year(audit.ours))),
        *_works("badly", "Announced badly: mentioned, but no mention leads to the publication", held["badly"], open_=True),
        *_works("never", "Never announced in these posts, the newest first", held["never"]),
        *_works("well", "Announced with a good link", held["well"]),
    )  # fmt: skip


def _by_year(held: Sequence[Announced]) -> Iterator[tuple[str, int, int, int]]:
    """The latest years one by one, the others together, and those without a year."""
    counts = Counter((each.work.year or 0, each.how) for each in held)
    years = sorted({year for year, _ in counts if year}, reverse=True)
    single, rest = years[:_MOST_OF_OURS], years[_MOST_OF_OURS:]
    spans = [(str(year), [year]) for year in single]
    spans += [(f"{rest[-1]}–{rest[0]}", rest)] if rest else []
    spans += [("no year", [0])] if any(not year for year, _ in counts) else []
    for name, included in spans:
        well, badly, never = (
            sum(counts[year, how] for year in included) for how in ("well", "badly", "never")
        )
        yield name, well, badly, never


def _works(
    how: str, caption: str, held: Sequence[Announced], *, open_: bool = False
) -> Iterator[Markup]:
    if not held:
        return
    table = grids.works(f"table-{how}", caption, held[:_MOST_WORKS])
    more = len(held) - _MOST_WORKS
    after = (
        tag("p", f"And {count(more)} more, in ours.csv.", class_="soft") if more > 0 else Markup()
    )
    inner = joined(table, after)
    if open_:
        yield inner
    else:
        yield tag("details", tag("summary", f"{caption} ({count(len(held))})"), inner)


def defects(audit: Audit) -> Markup:
    """The rules by what they found."""
    if not audit.defects:
        return tag("p", "None.")
    return joined(
        tag("p", "What each rule found; ", tag("code", "idcheck explain RULE"), " tells why it matters and what to do."),
        grids.defects(audit.defects),
    )  # fmt: skip


def repairs(audit: Audit) -> Markup:
    """What to repair, the most urgent first."""
    held = audit.repairs
    if not held:
        return tag("p", "Nothing.")
    caption = "Our own publications first, then the gravest, then those whose link is at hand, then the newest posts"
    parts = [
        tag("p", "Paste the link into the post, over the words that name the publication. Where it says “perhaps”, look first whether that is the work that is meant. "
            "Once pasted, it serves every reader at once; whether a tracker comes back for it is its own affair: Altmetric reads a news story once."),
        tag("div", class_="tools", data_finds="table-repairs", data_label="Find in this list:"),
        grids.repairs(held[:_MOST_REPAIRS], caption),
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


def summary_line(audit: Audit) -> str:
    """The audit in one line of plain text."""
    total = audit.total
    ready = sum(bool(each.finding.link) for each in audit.repairs)
    return (
        f"{counted(total.posts, 'post')}, {counted(total.mentions, 'mention')}: {percent(total.share)} trackable"
        f" ({count(total.yes)}), {count(total.weak)} weak, {count(total.no)} lost."
        f" {counted(len(audit.repairs), 'thing')} to repair, {count(ready)} with the link at hand."
    )
