"""Links to the data or the code of a work, which are not links to the work itself.

"Our new paper in PNAS is out. The data are [here](...)": who counts that link counts the data.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from idcheck import lazy
from idcheck.mentions.anchors import generic_label
from idcheck.mentions.cues import FALLBACK, alternatives, load
from idcheck.post import Span

if TYPE_CHECKING:
    from idcheck.mentions.anchors import Anchor
    from idcheck.mentions.cues import Cues

_PREFIXES = (
    "10.5281/", "10.5061/", "10.6084/", "10.17605/", "10.7910/", "10.1594/", "10.17632/", "10.5878/",
)  # fmt: skip
"""Zenodo, Dryad, figshare, OSF, Dataverse, PANGAEA, Mendeley Data, the Swedish National Data Service."""
_STOP = lazy.pattern(r"[.!?。](?:\s|$)")
_REACH = 500
"""Code points before a link in which data are spoken of."""
_BEFORE = 60
"""Code points before words for data in which a work is named together with them."""


def of_data(anchor: Anchor, around: Span, text: str, cues: Cues) -> bool:
    """Whether a link is of data or code, as its label or what leads up to it in a stretch tells.

    For a repository of data any word for data will do; elsewhere they must be said to be there.
    """
    lead = Span(max(around.start, anchor.span.start - _REACH), max(around.start, anchor.span.start))
    label = anchor.span.of(text)
    if not anchor.identifiers:
        return False
    if all(each.value.startswith(_PREFIXES) for each in anchor.identifiers):
        return _data(cues).search(text, lead.start, max(lead.start, anchor.span.end)) is not None
    if generic_label(_data(cues).sub("", label), cues) and _data(cues).search(label):
        return cues.one_noun.search(label) is None
    return _said_to_be_there(lead, text, cues)


def _said_to_be_there(lead: Span, text: str, cues: Cues) -> bool:
    """Whether a stretch has a clause such as "the data are", or "code:", and no work with it."""
    words = lead.of(text)
    clauses = list(_kept(cues).finditer(words))
    if not clauses or cues.one_noun.search(words):
        return False
    begin, end = clauses[-1].start("data"), clauses[-1].end()
    before = text[max(0, lead.start + begin - _BEFORE) : lead.start + begin]
    with_a_work = _with_a_work(cues).search(before) is not None
    said = (cues.pattern(name).search(words, end) for name in ("finds", "published"))
    return not (with_a_work or any(said) or _STOP.search(words, end))


@cache
def _data(cues: Cues) -> re.Pattern[str]:
    """Words for data and code, the English ones included."""
    words = alternatives([*cues.words("datasets"), *load(FALLBACK).words("datasets")])
    return lazy.pattern(cues.whole(words), re.IGNORECASE)


@cache
def _kept(cues: Cues) -> re.Pattern[str]:
    """Clauses that say of data where they are: "the data are", "code and data: "."""
    begin = r"(?:^|[.;,:!?(–—])\s*(?:[\w-]{1,30}[ ]){0,4}?" if cues.spaced else ""
    verbs = cues.whole(alternatives(cues.words("kept")))
    return lazy.pattern(
        rf"{begin}(?P<data>{_data(cues).pattern})\s?(?:[:：]|{verbs})", re.IGNORECASE
    )


@cache
def _with_a_work(cues: Cues) -> re.Pattern[str]:
    """A work named together with what follows: "the paper and "."""
    return lazy.pattern(
        rf"(?:{cues.noun})\W{{1,2}}(?:{cues.joint})\W(?:\w{{1,4}}\W)?$", re.IGNORECASE
    )
