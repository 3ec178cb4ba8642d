"""A full reference to a journal article that no registry knows.

What it does
    Looks at references without an identifier that state title, authors, journal, year, and volume
    or pages, where the registries and catalogues were all asked and none has a work that fits.
    Books, reports, theses and works from before 1950 are left alone, since many are registered
    nowhere.

Why it matters
    The reference may be invented or garbled, as text generators make them. Readers cannot find
    the work and trackers cannot count it.
    Source: Overton on how references are matched: what no registry knows is left out.

Example
    Smith J, Doe A (2021). Thermal whispering in unicorn cells. *Nature* 599, 123-130.

Use instead
    A reference that can be found, with its DOI.

Fix safety
    There is no fix.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from idcheck.messages import Message
from idcheck.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from idcheck.rules.diagnostic import Diagnostic
    from idcheck.rules.rule import Judged
    from idcheck.works import Reference

_EARLIEST = 1950
_REGISTERED = frozenset({"", "article", "conference-paper", "preprint"})


def _check(rule: Rule, judged: Judged) -> Iterator[Diagnostic]:
    if not judged.answers.searches:
        return
    from idcheck.works.ranking import rank

    for index, mention in enumerate(judged.mentions):
        reference = mention.reference
        if mention.kind != "citation" or mention.identifiers or not _full(reference):
            continue
        search = judged.answers.searched(reference)
        if search is None or search.unavailable or judged.candidates.get(index):
            continue
        if not rank(reference, search.works):
            yield rule.diagnostic(
                judged, mention.place,
                Message("no registry knows “{title}”: make sure that it exists", title=reference.title),
                mention=index,
                suggestion=Message("check title, authors and journal, and add the identifier"),
            )  # fmt: skip


def _full(reference: Reference) -> bool:
    """Whether a reference states all that an article in a journal has."""
    stated = reference.title and reference.authors and reference.container and reference.year
    placed = reference.volume or reference.pages
    recent = reference.year is not None and reference.year >= _EARLIEST
    return bool(stated and placed and recent and reference.type in _REGISTERED)


RULE = Rule(
    "IDN306", "unverifiable-publication", "WWWWWWWWWWWW", "net", "none", __doc__ or "", _check,
    asks="reference",
)  # fmt: skip
