"""One DOI is given to two works with different names.

What it does
    Compares the titles that stand with a DOI: in the labels of the links to it and in the
    references that it closes. Two titles of at least four words that have little in common, with
    the same DOI, are reported at the second. Posts of one file (a thread, a table of scheduled
    posts) are compared with one another.

Why it matters
    It is a slip of copy and paste: one of the two works gets the attention of both.
    Source: a check of citations that found existing neighbours one digit away for 2 of 18 DOIs.

Example
    [Nanometre-scale thermometry in a living cell](https://doi.org/10.1038/nature12373) and
    [A global map of mangrove forest soil carbon](https://doi.org/10.1038/nature12373)

Use instead
    Each work with its own DOI.

Fix safety
    None: only a person can say which of the two is wrong.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from idcheck import lazy
from idcheck.identifiers import from_url, names_work
from idcheck.messages import Message
from idcheck.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from idcheck.identifiers import Identifier
    from idcheck.post import Place
    from idcheck.rules.diagnostic import Diagnostic
    from idcheck.rules.rule import Judged

_ALIKE = 60
"""Per cent of likeness from which two titles may be of one work: wordings, translations, subtitles."""
_FEW_WORDS, _MANY_WORDS = 4, 40
_LONG = 5
"""Letters from which a word in small letters is none that titles of names and places have."""
_SURE = frozenset({"same-link", "reference-entry"})
_TALK = lazy.pattern(
    r"\d|\b(?:et al|paper|article|study|preprint|published|publication|journal|read|see|here|our|my|we|they|report)\b",
    re.IGNORECASE,
)


class _Named(NamedTuple):
    """A name that a DOI is given, and where."""

    doi: Identifier
    title: str
    place: Place
    own: bool


def _check(rule: Rule, judged: Judged) -> Iterator[Diagnostic]:
    first: dict[Identifier, _Named] = {}
    for named in _names(judged):
        earlier = first.setdefault(named.doi, named)
        if named.own and _differ(earlier.title, named.title):
            yield rule.diagnostic(
                judged, named.place, Message("{doi} is given to another work too: {title}", doi=named.doi.value, title=_cut(earlier.title)),
                suggestion=Message("find out which of the two it belongs to"),
            )  # fmt: skip


def _names(judged: Judged) -> Iterator[_Named]:
    """The names that DOIs are given, those of the earlier posts of the file first."""
    for post in (*judged.earlier, judged):
        own = post is judged
        for mention in post.mentions:
            alone = len(post.mentions) == 1
            bound = [each for each in mention.identifiers if alone or each.by in _SURE]
            dois = {each.identifier for each in bound if each.identifier.scheme == "doi"}
            title = mention.reference.title
            if len(dois) == 1 and _is_title(title):
                yield _Named(next(iter(dois)), title, mention.place, own)
        for link in post.post.links:
            found = [
                item
                for item in from_url(link.target).identifiers
                if item.scheme == "doi" and names_work(item)
            ]
            if found and _is_title(link.label):
                yield _Named(found[0], link.label, link.target_place, own)


def _is_title(label: str) -> bool:
    """Whether the label of a link reads as a title: not as names, a sentence or an invitation."""
    words = label.split()
    plain = [word for word in words if word.islower() and len(word) >= _LONG]
    return (
        _FEW_WORDS < len(words) <= _MANY_WORDS
        and label.strip()[:1].isupper()
        and len(plain) > 1
        and not _TALK.search(label)
    )


def _differ(one: str, other: str) -> bool:
    if min(len(one.split()), len(other.split())) < _FEW_WORDS:
        return False
    from rapidfuzz.fuzz import partial_ratio, token_set_ratio

    return (
        max(token_set_ratio(one.lower(), other.lower()), partial_ratio(one.lower(), other.lower()))
        < _ALIKE
    )


def _cut(title: str) -> str:
    return title if len(title) <= 60 else f"{title[:60]}…"


RULE = Rule("IDN304", "reused-doi", "WWWWWWWWWWWW", "text", "none", __doc__ or "", _check)
