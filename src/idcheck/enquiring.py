"""What a post has to ask of registries, and the candidates that come of the answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from idcheck.identifiers import find, from_url, names_work
from idcheck.works.answer import Questions

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from idcheck.identifiers import Identifier
    from idcheck.mentions import Mention
    from idcheck.works import Answers, Candidate, Reference, Work

    Candidates = Mapping[int, tuple[Candidate, ...]]

ASKABLE = frozenset({"doi", "pmid", "pmcid", "arxiv", "isbn", "pii"})
"""Schemes that a registry answers for."""
_AROUND = 40
"""Characters around an identifier that make what was typed a sentence rather than the identifier."""


def askable(identifier: Identifier) -> bool:
    """Whether a registry can say what an identifier names."""
    return identifier.scheme in ASKABLE and names_work(identifier)


def named_in(said: str) -> Identifier | None:
    """The identifier that a person typed, by itself or as a link; None for other words."""
    if said.startswith(("http://", "https://")):
        found = list(from_url(said).identifiers)
    else:
        found = [hit.identifier for hit in find(said)]
        whole = found and len(said) - len(found[0].value) < _AROUND
        found = found if whole else []
    return next((each for each in found if askable(each)), None)


def questions(mentions: Sequence[Mention], candidates: Candidates) -> Questions:
    """What to ask about a post.

    The identifiers that stand with mentions or are suggested for them, and the references without
    any, if no catalogue has told their works already.
    """
    stated = {bound.identifier for mention in mentions for bound in mention.identifiers}
    suggested = {
        identifier for found in candidates.values() for identifier in _best(found).identifiers
    }
    references = {
        mention.reference
        for index, mention in enumerate(mentions)
        if mention.tracked != "yes" and not mention.identifiers and not _told(candidates.get(index))
    }
    return Questions(
        frozenset(each for each in stated | suggested if askable(each)), frozenset(references)
    )


def with_found(mentions: Sequence[Mention], candidates: Candidates, answers: Answers) -> Candidates:
    """The candidates of each mention, those that registries offered among them."""
    if not answers.searches:
        return candidates
    made = dict(candidates)
    for index, mention in enumerate(mentions):
        search = answers.searched(mention.reference)
        if search is None or not search.works or mention.identifiers or mention.tracked == "yes":
            continue
        if ranked := _ranked(mention.reference, candidates.get(index, ()), search.works):
            made[index] = ranked
    return made


def _ranked(
    reference: Reference, held: Sequence[Candidate], offered: Sequence[Work]
) -> tuple[Candidate, ...]:
    """All works in one order, those of the catalogue standing for equal ones of registries."""
    from idcheck.works.ranking import rank

    kept: list[Work] = [each.work for each in held]
    own = {id(work): each.source for work, each in zip(kept, held, strict=True)}
    known = {identifier for work in kept for identifier in work.identifiers}
    for work in offered:
        if known.isdisjoint(work.identifiers):
            known.update(work.identifiers)
            kept.append(work)
    return tuple(
        replace(each, source=own.get(id(each.work), each.work.source))
        for each in rank(reference, kept)
    )


def _best(found: Sequence[Candidate]) -> Work:
    return found[0].work


def _told(found: Sequence[Candidate] | None) -> bool:
    """Whether a catalogue is certain of a work with an identifier."""
    return bool(found and found[0].verdict == "same" and found[0].work.identifiers)
