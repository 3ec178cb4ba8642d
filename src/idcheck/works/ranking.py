"""Candidates in order, and which of them to show."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from msgspec.structs import replace

from idcheck.works.agreement import is_preprint_server
from idcheck.works.comparison import compare
from idcheck.works.normal import fold, name_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from idcheck.works import Candidate, Reference, Work

SHOWN = 3
"""Candidates that a person is shown at most."""
_MARGIN = 0.5
"""The log-odds by which the best has to lead to be told from the next."""
_CLEARLY = 1.5
"""The log-odds by which a version that is named leads the others."""
_VERDICTS = {"same": 0, "cannot tell": 1, "different": 2}
_SHORTEST_TITLE = 20
"""Folded characters a title must have for two records with one first author to be one work."""
_PREPRINT_PREFIXES = (
    "10.48550/", "10.1101/", "10.31234/", "10.31235/", "10.31219/", "10.20944/", "10.21203/",
    "10.26434/", "10.2139/", "10.64898/",
)  # fmt: skip
"""DOI prefixes of arXiv, bioRxiv and medRxiv, PsyArXiv, SocArXiv, OSF, Preprints.org, Research
Square, ChemRxiv, SSRN, openRxiv: as registered with Crossref and DataCite, 2025."""


def rank(reference: Reference, works: Iterable[Work]) -> tuple[Candidate, ...]:
    """The works worth showing for a reference, best first, at most three.

    Versions of one work stand together, the version of record first. Where two works cannot be
    told apart, neither is `same`. Works that are different are left out.
    """
    ordered = ranked(reference, works)
    return tuple(each for each in ordered if each.verdict != "different")[:SHOWN]


def ranked(reference: Reference, works: Iterable[Work]) -> tuple[Candidate, ...]:
    """All works as candidates, best first; equal ones keep the order they come in."""
    candidates = [compare(reference, work) for work in dict.fromkeys(works)]
    candidates = sorted(_told_apart(candidates), key=_place)
    groups: dict[object, list[Candidate]] = {}
    for number, candidate in enumerate(candidates):
        groups.setdefault(work_key(candidate.work) or number, []).append(candidate)
    return tuple(each for group in groups.values() for each in _versions_in_order(group))


def work_key(work: Work) -> str:
    """What the versions of one work have in common; "" if the title is too short to tell."""
    title = fold(work.title).replace(" ", "")
    if len(title) < _SHORTEST_TITLE or not work.authors:
        return ""
    return f"{title}|{name_key(work.authors[0].family)}"


def is_preprint(work: Work) -> bool:
    """Whether a record is of a preprint, by its type, its server or its identifiers."""
    if work.type == "preprint" or is_preprint_server(work.container):
        return True
    schemes = {each.scheme for each in work.identifiers}
    if schemes == {"arxiv"}:
        return not work.container
    dois = [each.value for each in work.identifiers if each.scheme == "doi"]
    return bool(dois) and all(value.startswith(_PREPRINT_PREFIXES) for value in dois)


def _told_apart(candidates: list[Candidate]) -> list[Candidate]:
    """The candidates, `same` only where no other work fits about as well."""
    sure = [each for each in candidates if each.verdict == "same"]
    if not sure:
        return candidates
    best = max(sure, key=lambda each: each.score)
    rivals = [
        each for each in candidates if each.verdict != "different" and not _versions(each, best)
    ]
    unclear = any(_odds(best) - _odds(each) < _MARGIN for each in rivals)
    return [
        replace(each, verdict="cannot tell")
        if each.verdict == "same" and (unclear or not _versions(each, best))
        else each
        for each in candidates
    ]


def _versions(one: Candidate, other: Candidate) -> bool:
    """Whether two candidates are one work: equal, or a preprint and its article, or of one year."""
    if one is other:
        return True
    first, second = one.work, other.work
    title = fold(first.title).replace(" ", "")
    if len(title) < _SHORTEST_TITLE or title != fold(second.title).replace(" ", ""):
        return False
    if first.authors and second.authors and work_key(first) != work_key(second):
        return False
    if is_preprint(first) or is_preprint(second):
        return bool(first.authors and second.authors)
    return len({first.year, second.year} - {None}) < 2


def _odds(candidate: Candidate) -> float:
    return math.log(max(candidate.score, 1e-12) / max(1 - candidate.score, 1e-12))


def _place(candidate: Candidate) -> tuple[int, float]:
    return _VERDICTS[candidate.verdict], -candidate.score


def _versions_in_order(group: list[Candidate]) -> list[Candidate]:
    """Versions of one work: the version of record first, unless another fits clearly better."""
    best = max(map(_odds, group))

    def place(each: Candidate) -> tuple[int, bool, bool, float]:
        behind = _odds(each) < best - _CLEARLY
        return _VERDICTS[each.verdict], behind, is_preprint(each.work), -each.score

    return sorted(group, key=place)
