"""What is told as not verified, and which rules could not judge."""

from __future__ import annotations

import pytest

from idcheck.identifiers import Identifier
from idcheck.mentions import Bound, Mention
from idcheck.post import Place, Span
from idcheck.rules import Rule
from idcheck.verifying import NotRun, is_open, not_run, unverified
from idcheck.works import (
    Answer,
    Answers,
    Candidate,
    Found,
    NotFound,
    NotYet,
    Reference,
    Stated,
    Unavailable,
    Work,
)

DOI = Identifier("doi", "10.1038/nature12373")
NAMED = Reference(title="Nanometre-scale thermometry in a living cell")


def _mention(*identifiers: Identifier) -> Mention:
    place = Place(1, Span(0, 5))
    bound = tuple(Bound(each, "same-sentence", place) for each in identifiers)
    return Mention(Span(0, 5), "title", NAMED, "en", "weak" if bound else "no", place, bound)


def _rule(needs: str, asks: str = "identifiers") -> Rule:
    return Rule("VER701", "retracted-work", "E" * 12, needs, "none", "", lambda *_: iter(()), asks)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (None, "offline"),
        (Unavailable("api.crossref.org did not answer"), "api.crossref.org did not answer"),
        (Found(Work("A title")), None),
        (NotFound(), None),
        (NotYet("Crossref"), None),
    ],
)
def test_a_mention_is_verified_by_a_definite_answer(
    answer: Answer | None, reason: str | None
) -> None:
    answers = Answers({} if answer is None else {DOI: answer})
    found = unverified([_mention(DOI)], {}, answers)

    assert found == ({} if reason is None else {0: reason})
    rows = not_run([([_mention(DOI)], answers, [_rule("net"), _rule("text")])])
    assert rows == (() if reason is None else (NotRun("VER701", reason, 1),))


def test_schemes_without_a_registry_are_named() -> None:
    handle = _mention(Identifier("handle", "1234/5"))
    person = _mention(Identifier("orcid", "0000-0002-1825-0097"))

    assert unverified([handle, person], {}, Answers()) == {
        0: "no registry answers for the scheme handle"
    }


def test_a_suggestion_is_verified_by_its_registry_or_by_its_identifier() -> None:
    held = Work(NAMED.title, identifiers=(DOI,))
    offered = Work(NAMED.title, stated=(Stated("crossref", "2026-11-28T07:00:00Z", ("title",)),))

    def reasons(work: Work, answers: Answers) -> dict[int, str]:
        return unverified([_mention()], {0: (Candidate(work, "same", 0.9),)}, answers)

    assert unverified([_mention()], {}, Answers()) == {}
    assert reasons(held, Answers()) == {0: "offline"}
    assert reasons(held, Answers({DOI: Found(held)})) == {}
    assert reasons(offered, Answers()) == {}
    assert reasons(Work(NAMED.title), Answers()) == {
        0: "the suggestion has no identifier to ask about"
    }


def test_only_what_another_run_could_answer_is_open() -> None:
    assert is_open(["offline"])
    assert not is_open(["no registry answers for the scheme handle"])
    assert not is_open([])


def test_a_rule_on_references_counts_mentions_without_identifier() -> None:
    rule = _rule("net", "reference")

    assert not_run([([_mention(), _mention(DOI)], Answers(), [rule])]) == (
        NotRun("VER701", "offline", 1),
    )


def test_answers_tell_the_work_or_why_there_is_none() -> None:
    other = Identifier("doi", "10.1038/other")
    answers = Answers({DOI: Found(Work("A title")), other: Unavailable("busy")})

    assert answers.work(DOI) == Work("A title")
    assert answers.work(other) is None
    assert [answers.reason(each) for each in (DOI, other, Identifier("pmid", "1"))] == [
        "", "busy", "offline",
    ]  # fmt: skip
