"""What no registry has confirmed or refuted, and why: told in every report, never a finding."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct

from idcheck.enquiring import askable
from idcheck.identifiers import names_work
from idcheck.messages import Message

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from idcheck.mentions import Mention
    from idcheck.rules import Rule
    from idcheck.works import Answers, Candidate


_NO_REGISTRY = "no registry answers for the scheme"


class NotRun(Struct, frozen=True):
    """A rule that could not judge some mentions, why, and how many they are."""

    code: str
    reason: str
    mentions: int


def unverified(
    mentions: Sequence[Mention],
    candidates: Mapping[int, tuple[Candidate, ...]],
    answers: Answers,
) -> dict[int, str]:
    """Why each mention that carries an identifier or a suggestion is not verified, by index."""
    found = {
        index: _identifiers(mention, answers)
        if mention.identifiers
        else _suggestion(candidates[index][0], answers)
        for index, mention in enumerate(mentions)
        if mention.identifiers or candidates.get(index)
    }
    return {index: reason for index, reason in found.items() if reason}


def is_open(reasons: Iterable[str]) -> bool:
    """Whether one of the reasons is of a kind that another run could do away with."""
    return any(not reason.startswith(_NO_REGISTRY) for reason in reasons)


def not_run(
    judged: Iterable[tuple[Sequence[Mention], Answers, Iterable[Rule]]],
) -> tuple[NotRun, ...]:
    """The rules that need the network and lacked answers, by code and reason."""
    counts = Counter(
        (rule.code, reason)
        for mentions, answers, rules in judged
        for rule in rules
        if rule.needs == "net"
        for reason in _lacking(rule, mentions, answers)
    )
    return tuple(NotRun(code, why, count) for (code, why), count in sorted(counts.items()))


def _lacking(rule: Rule, mentions: Sequence[Mention], answers: Answers) -> Iterator[str]:
    """Why a rule could not judge, for each mention where it could not."""
    for mention in mentions:
        if rule.asks == "identifiers":
            reason = _identifiers(mention, answers) if mention.identifiers else ""
        else:
            reason = "" if mention.identifiers else _reference(mention, answers)
        if reason:
            yield reason


def _identifiers(mention: Mention, answers: Answers) -> str:
    """Why an identifier that stands with a mention is not verified; "" if all are."""
    named = [each.identifier for each in mention.identifiers if names_work(each.identifier)]
    asked = [each for each in named if askable(each)]
    if named and not asked:
        return Message("no registry answers for the scheme {scheme}", scheme=named[0].scheme)
    return next((reason for each in asked if (reason := answers.reason(each))), "")


def _suggestion(candidate: Candidate, answers: Answers) -> str:
    """Why no registry has confirmed the identifier that is suggested; "" if one has."""
    if candidate.work.stated:  # a registry described it
        return ""
    asked = [each for each in candidate.work.identifiers if askable(each)]
    if not asked:
        return Message("the suggestion has no identifier to ask about")
    return answers.reason(asked[0])


def _reference(mention: Mention, answers: Answers) -> str:
    """Why the work of a mention without identifier could not be looked for; "" if it was."""
    search = answers.searched(mention.reference)
    if search is None:
        return "offline"
    return "; ".join(search.unavailable)
