"""Whether a work is the one that a reference means: the same, a different one, or not to be told.

The score is the probability of a logistic model over the fields. Its weights were fitted to
2,500 references with known works (pmc-references and the Crossref reference matching
evaluation), rounded, and hold for references taken apart and for mere strings alike. The verdict
asks for more than the score: a title that tells works apart and another field, or enough
of the other fields, and no field that contradicts.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from idcheck.works.agreement import AGREE
from idcheck.works.evidence import FIELDS, SUPPORT, Evidence, gather
from idcheck.works.normal import telling_words
from idcheck.works.occurrence import compact
from idcheck.works.work import Candidate

if TYPE_CHECKING:
    from idcheck.works import Reference, Verdict, Work

_BIAS = -5.6
_PRESENT = {"authors": 1.45, "container": 1.85, "year": 2.0, "volume": 0.6, "pages": 3.0}
_ABSENT = {"authors": -3.2, "container": -1.8, "year": -1.6, "volume": -0.8, "pages": -1.7}
_CO_AUTHORS = 1.1
_NOTHING_LEFT = 2.0
"""What it counts that a work has every word of an entry."""
_TITLE = ((0.97, 3.0), (0.9, 1.4))
_STATED = 2.5
"""What a title counts more that the reference states than one found in its words."""
_OTHER_TITLE = -6.0
_YEAR_APART = 0.8
"""What a year counts less that is one off."""
_SHUFFLED, _ALL_WORDS = 0.95, 1.2
"""The share of a title's words from which on they are all there, and what that counts."""
_ENOUGH = -0.8
"""The sum from which a work is the same one."""
_DISTINCTIVE = 25
"""Folded characters from which a title tells works apart, if it has as many telling words."""
_TELLING = 3
_LONG = 40
"""Folded characters from which an exact title needs no second field."""
_MOST, _ALL, _WHOLE = 0.5, 0.9, 0.99
"""The shares of words from which most or all of an entry is said by a work, and with nothing left."""
_HARD = ("authors", "year", "volume", "pages", "type")
"""Fields that contradict if they differ; a container is named in too many ways."""
_LEAST = 0.5
"""The evidence without which a work is not worth a look."""


def compare(reference: Reference, work: Work) -> Candidate:
    """The work as a candidate for the reference, with the fields that agree and differ."""
    evidence = gather(reference, work)
    total = _total(evidence)
    return Candidate(
        work=work,
        verdict=_verdict(evidence, total, work),
        score=1 / (1 + math.exp(-max(-30.0, min(30.0, total - _ENOUGH)))),
        agree=tuple(field for field in FIELDS if evidence.agrees(field)),
        differ=tuple(field for field in FIELDS if evidence.differs(field)),
        source=work.source or "catalogue",
    )


def _total(evidence: Evidence) -> float:
    total = _BIAS + _title(evidence)
    for field, weight in _PRESENT.items():
        if evidence.agrees(field):
            total += weight
            if field == "year" and evidence.year != 1.0:
                total -= _YEAR_APART
        elif (value := getattr(evidence, field)) is not None:
            # A name or a journal that is nearly there is a little less than there.
            total += _ABSENT[field] * (1.0 if value < 0.6 else 0.3)
    if evidence.explained >= _WHOLE:
        total += _NOTHING_LEFT
    return total + _CO_AUTHORS * (evidence.co_authors or 0.0)


def _title(evidence: Evidence) -> float:
    value = evidence.title
    if value is None:
        return 0.0
    if value < AGREE and evidence.words >= _SHUFFLED and "title" not in evidence.stated:
        return _ALL_WORDS
    for least, weight in _TITLE:
        if value >= least:
            stated = _STATED if "title" in evidence.stated else 0.0
            return weight + stated + 0.3 * min(evidence.length, 60) / 60
    return _OTHER_TITLE if evidence.differs("title") else 0.0


def _verdict(evidence: Evidence, total: float, work: Work) -> Verdict:
    contradictions = sum(evidence.differs(field) for field in _HARD)
    if evidence.differs("title") or evidence.differs("type"):
        return "different"
    if contradictions >= 2 or (contradictions and not evidence.agrees("title")):
        return "different"
    if not contradictions and _told(evidence, total, work):
        return "same"
    return "cannot tell" if _worth_a_look(evidence, total) else "different"


def _told(evidence: Evidence, total: float, work: Work) -> bool:
    """Whether the evidence is enough to say that it is the same work."""
    fields = [field for field in SUPPORT if evidence.agrees(field)]
    missing = sum(evidence.lacks(field) for field in SUPPORT)
    words = len(telling_words(work.title))
    if not missing and _all_said(evidence, fields, words):
        return True
    if evidence.cut_off and evidence.length >= _LONG and words > _TELLING:
        return not evidence.lacks("authors") and not evidence.lacks("year")
    if not evidence.agrees("title"):
        untitled = "title" not in evidence.stated and total >= _ENOUGH
        return untitled and _told_without_title(evidence, fields, total, words)
    undisputed = evidence.title == 1.0 and not missing
    if undisputed and evidence.length >= _LONG and (fields or work.authors):
        return True
    if total < _ENOUGH and not undisputed:
        return False
    return _told_with_title(evidence, fields, words, missing, work)


def _told_with_title(
    evidence: Evidence, fields: list[str], words: int, missing: int, work: Work
) -> bool:
    """Whether the other fields are enough beside a title that agrees."""
    if evidence.title == 1.0 and words >= 2 and {"authors", "pages"} <= set(fields):
        return True
    if evidence.length < _DISTINCTIVE or words < _TELLING:
        return len(fields) >= 3 and ("pages" in fields or evidence.year in {None, 1.0})
    # In mere words, the year alone does not tell a book from its chapters; and proceedings bear
    # the title of what contains them.
    others = set(fields) if "title" in evidence.stated else set(fields) - {"year"}
    if compact(work.title) in compact(work.container):
        others.discard("container")
    return bool(others) and missing < 3


def _all_said(evidence: Evidence, fields: list[str], words: int) -> bool:
    """Whether an entry and a work say the same and nothing else, in whatever order."""
    if evidence.explained < _MOST or evidence.year not in {None, 1.0}:
        return False
    if evidence.title == 1.0 and evidence.explained >= _ALL:
        return len(fields) >= 2 or (bool(fields) and evidence.length >= _DISTINCTIVE)
    if evidence.words >= _ALL and evidence.explained >= _ALL:
        return len(fields) >= 2 or (bool(fields) and words >= _TELLING)
    return evidence.words < 0.5 and _all_said_without_title(evidence, set(fields))


def _all_said_without_title(evidence: Evidence, fields: set[str]) -> bool:
    place = {"container", "year"} <= fields
    if place and "pages" in fields and evidence.authors is None:
        return True
    if evidence.explained < _WHOLE:
        return place and "authors" in fields and evidence.explained >= _ALL
    telling = fields & {"authors", "volume", "pages"}
    return bool(telling) and len(fields) >= 2 and bool(fields & {"authors", "container"})


def _told_without_title(evidence: Evidence, fields: list[str], total: float, words: int) -> bool:
    """Whether authors, year and place say it, where styles leave titles out or shuffle them."""
    if "authors" not in fields and not {"volume", "pages", "container", "year"} <= set(fields):
        return False
    if evidence.lacks("container") and evidence.words < 0.7:
        # A series may stand for the book; all authors, the year and the page then say it.
        return {"authors", "year", "pages"} <= set(fields) and evidence.co_authors == 1.0
    if "pages" in fields and len(fields) >= 3 and {"authors", "container"} & set(fields):
        return True
    if 0.5 <= evidence.words < 0.9 and "container" not in evidence.stated:
        return False  # There is a title, but another one of the same authors and journal.
    if len(fields) == 4 or (len(fields) == 3 and "authors" in fields and total >= _ENOUGH + 1):
        return True
    shuffled = evidence.words >= 0.95 and words > _TELLING
    most = evidence.words >= 0.7 and ("container" in fields or shuffled)
    return most and {"authors", "year"} <= set(fields)


def _worth_a_look(evidence: Evidence, total: float) -> bool:
    """Whether enough speaks for a work to show it to a person as a possibility."""
    if evidence.agrees("title") or total >= _ENOUGH - 1:
        return True
    found = 0.8 * evidence.words
    found += 0.2 * evidence.agrees("authors") + 0.15 * evidence.agrees("container")
    found += 0.1 * evidence.agrees("year") + 0.3 * evidence.agrees("pages")
    return found >= _LEAST
