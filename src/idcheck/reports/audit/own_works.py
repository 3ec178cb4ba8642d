"""Which publications of one's own were announced, and how."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from idcheck.messages import Message
from idcheck.reports.audit import charts, grids
from idcheck.reports.audit.figures import count
from idcheck.reports.audit.markup import Markup, joined, tag

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from idcheck.auditing.audit import Announced, Audit
    from idcheck.reports.audit import Edition

_MOST_WORKS = 100
"""Publications that a table of the page lists; the others are in `ours.csv`."""
_SINGLE_YEARS = 12
"""Years that have a row of their own."""


def own_works(audit: Audit, edition: Edition) -> Markup:
    """Which of our publications were announced, and how."""
    if audit.ours is None:
        return tag("p", Message("No publication is marked as our own. Name your list with `--ours FILE`, or add it to a catalogue with `idcheck catalogue add --ours FILE`."))  # fmt: skip
    if not audit.ours:
        return tag("p", Message("The list of our own publications is empty."))
    held = {
        how: [each for each in audit.ours if each.how == how] for how in ("well", "badly", "never")
    }
    well, badly, never = (len(held[how]) for how in ("well", "badly", "never"))
    lead = (
        tag("strong", Message("Our publications: {number}.", number=count(len(audit.ours)))),
        " ",
        Message(
            "Announced in these posts with a link that leads to them: {well}; only badly: {badly}; never mentioned: {never}.",
            well=count(well), badly=count(badly), never=count(never),
        ),
    )  # fmt: skip
    return joined(
        tag("p", *lead, class_="lead"),
        charts.parts((("yes", well), ("weak", badly), ("no", never)), 760, 22, "whole"),
        charts.key(Message("announced well"), Message("badly"), Message("never")),
        grids.years(list(_by_year(audit.ours))),
        *_works("badly", Message("Announced badly: mentioned, but no mention leads to the publication"), held["badly"], edition),
        *_works("never", Message("Never announced in these posts, the newest first"), held["never"], edition),
        *_works("well", Message("Announced with a good link"), held["well"], edition),
    )  # fmt: skip


def _by_year(held: Sequence[Announced]) -> Iterator[tuple[str, int, int, int]]:
    """The latest years one by one, the others together, and those without a year."""
    counts = Counter((each.work.year or 0, each.how) for each in held)
    years = sorted({year for year, _ in counts if year}, reverse=True)
    single, rest = years[:_SINGLE_YEARS], years[_SINGLE_YEARS:]
    spans: list[tuple[str, list[int]]] = [(str(year), [year]) for year in single]
    spans += [(f"{rest[-1]}–{rest[0]}", rest)] if rest else []
    spans += [(Message("no year"), [0])] if any(not year for year, _ in counts) else []
    for name, included in spans:
        well, badly, never = (
            sum(counts[year, how] for year in included) for how in ("well", "badly", "never")
        )
        yield name, well, badly, never


def _works(how: str, caption: str, held: Sequence[Announced], edition: Edition) -> Iterator[Markup]:
    """A table behind its caption, which opens it; nothing for no works."""
    if not held:
        return
    table = grids.works(f"table-{how}", caption, held[:_MOST_WORKS], edition)
    more = len(held) - _MOST_WORKS
    after = (tag("p", grids.more(more, "ours.csv"), class_="soft"),) if more > 0 else ()
    yield tag("details", tag("summary", caption, f" ({count(len(held))})"), table, *after)
