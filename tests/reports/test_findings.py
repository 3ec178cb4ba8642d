"""Findings as rows: their order, their fingerprints, what to do about them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from idcheck.checking import CheckedFile, Outcome
from idcheck.reports.findings import advice, findings, gravest_first

if TYPE_CHECKING:
    from collections.abc import Callable


def test_a_finding_knows_its_place_and_its_words(file: Callable[..., CheckedFile]) -> None:
    first, second, third = findings(Outcome((file(),)))

    assert (first.where, first.words) == ("3:1", "Our new paper in PNAS")
    assert (second.where, second.words) == ("4:6", "10.5555/12345678")
    assert (third.where, third.words, third.line) == ("1", "", "# News")


def test_fingerprints_survive_new_lines_above(file: Callable[..., CheckedFile]) -> None:
    before = findings(Outcome((file(),)))
    after = findings(
        Outcome(
            (file("# News\r\n\nAn introduction.\n\nOur new paper in PNAS, 10.5555/12345678\n"),)
        )
    )

    assert [each.fingerprint() for each in before] == [each.fingerprint() for each in after]
    assert before[0].start.line != after[0].start.line


def test_equal_findings_of_a_file_have_fingerprints_of_their_own(
    file: Callable[..., CheckedFile],
) -> None:
    made = file()
    (post,) = made.posts
    twice = replace(made, posts=(replace(post, diagnostics=post.diagnostics * 2),))
    prints = [each.fingerprint() for each in findings(Outcome((twice,)))]

    assert len(set(prints)) == len(prints)


def test_the_gravest_come_first_and_keep_their_order(file: Callable[..., CheckedFile]) -> None:
    found = gravest_first(findings(Outcome((file(), file(path="b.md")))))

    assert [(each.item.severity, each.file.path) for each in found] == [
        ("error", "posts/a.md"), ("error", "b.md"), ("warning", "posts/a.md"), ("warning", "b.md"),
        ("info", "posts/a.md"), ("info", "b.md"),
    ]  # fmt: skip


def test_the_advice_names_the_link_and_the_work(file: Callable[..., CheckedFile]) -> None:
    first, second, _ = findings(Outcome((file(),)))

    assert advice(first.item) == (
        "it may be this one; link it: https://doi.org/10.1073/pnas.1 (On the temperature of cells)"
    )
    assert advice(second.item) == ""
