"""The report for people."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from idcheck.checking import CheckedFile, Outcome
from idcheck.identifiers import Identifier
from idcheck.reports import Look, render
from idcheck.reports.text import last_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from idcheck.works import Candidate

_SKIPPED = CheckedFile("logo.png", "skipped", "no", "blog", "")
_FAILED = CheckedFile("b.md", "failed", "no", "blog", "")


def test_a_finding_shows_the_line_the_evidence_and_the_link(
    file: Callable[..., CheckedFile],
) -> None:
    assert render("text", Outcome((file(),)), Look(hints=True)) == (
        "1 mention that trackers cannot count, 2 other findings; what to do stands below each.\n"
        "\n"
        "posts/a.md:3:1: MEN101 a publication is mentioned without a link [untracked-mention]\n"
        "    Our new paper in PNAS is out.\n"
        "    ^^^^^^^^^^^^^^^^^^^^^\n"
        "    it may be this one; link it:\n"
        "      On the temperature of cells\n"
        "      Anna Berg et al., Proceedings of the National Academy of Sciences, 2026;"
        " fits: journal or book; does not fit: year\n"
        "      https://doi.org/10.1073/pnas.1\n"
        "\n"
        "posts/a.md:4:6: MEN103 warning: this DOI is plain text [unlinked-identifier]\n"
        "    Read 10.5555/12345678 too.\n"
        "         ^^^^^^^^^^^^^^^^\n"
        "\n"
        "posts/a.md:1: VIS401 note: only in the front matter [unrendered-identifier]\n"
        "\n"
        "3 mentions: 1 tracked, 1 weak, 1 untracked; 2 not verified (offline; ask with --online)."
        " 1 error, 1 warning, 1 note in 1 of 1 file.\n"
        "`idcheck fix -i` shows the suggestions one by one and writes the link you choose.\n"
    )


def test_several_candidates_are_numbered(
    file: Callable[..., CheckedFile], candidate: Candidate
) -> None:
    other = replace(candidate, work=replace(candidate.work, title="Another", identifiers=()))
    report = render("text", Outcome((file(candidates=(candidate, other)),)), Look())

    assert "      1. On the temperature of cells\n" in report
    assert "         https://doi.org/10.1073/pnas.1\n      2. Another\n" in report


def test_the_last_lines_name_the_command_that_repairs(file: Callable[..., CheckedFile]) -> None:
    made = file()
    (post,) = made.posts
    first, *others = post.diagnostics
    safe = replace(first, fixes=(replace(first.fixes[0], applicability="safe"),))
    more = replace(made, posts=(replace(post, diagnostics=(safe, *others)),))

    last = render("text", Outcome((more,)), Look(hints=True)).splitlines()[-1]
    assert last == "`idcheck check --fix` repairs 1 of 3 findings."
    assert "idcheck" not in render("text", Outcome((more,)), Look())


def test_one_finding_needs_no_headline(file: Callable[..., CheckedFile]) -> None:
    made = file()
    (post,) = made.posts
    one = replace(made, posts=(replace(post, diagnostics=post.diagnostics[:1]),))

    assert render("text", Outcome((one,)), Look()).startswith("posts/a.md:3:1: MEN101")


def test_quiet_leaves_the_counts_out(file: Callable[..., CheckedFile]) -> None:
    assert "mentions:" not in render("text", Outcome((file(),)), Look(summary=False))
    assert render("text", Outcome(()), Look(summary=False)) == ""


def test_colour_changes_nothing_but_the_colour(file: Callable[..., CheckedFile]) -> None:
    painted = render("text", Outcome((file(),)), Look(colour=True))

    assert "\x1b[1;31mMEN101\x1b[0m" in painted
    assert re.sub(r"\x1b\[[\d;]*m", "", painted) == render("text", Outcome((file(),)), Look())


def test_nothing_of_a_post_or_a_registry_reaches_the_terminal(
    file: Callable[..., CheckedFile], candidate: Candidate
) -> None:
    evil = "\x1b]0;owned\x07\u202e\x9b"
    work = replace(
        candidate.work,
        title=f"Title{evil}",
        container=evil,
        identifiers=(Identifier("doi", f"10.1/{evil}"),),
    )
    source = f"{evil} Our new paper in PNAS{evil} 10.5555/12345678"
    report = render(
        "text", Outcome((file(source, f"{evil}.md", (replace(candidate, work=work),)),)), Look()
    )

    assert not set(report) & set("\x1b\x07\u202e\x9b")
    assert "Title␛]0;owned␇<U+202E><U+009B>" in report


@pytest.mark.parametrize(
    ("files", "line"),
    [
        ((), "No mentions of publications found. No errors or warnings in 0 files."),
        (
            (CheckedFile("a.md", "checked", None, "blog", ""), _SKIPPED, _FAILED),
            "No mentions of publications found. No errors or warnings in 1 file; 1 skipped; 1 could not be read.",
        ),
    ],
)
def test_the_last_line_says_what_was_not_checked(files: tuple[CheckedFile, ...], line: str) -> None:
    assert last_line(Outcome(files)) == line


def test_the_last_line_of_two_files(file: Callable[..., CheckedFile]) -> None:
    clean = CheckedFile("c.md", "checked", None, "blog", "")

    assert last_line(Outcome((file(), file(), clean))) == (
        "6 mentions: 2 tracked, 2 weak, 2 untracked; 4 not verified (offline; ask with --online)."
        " 2 errors, 2 warnings, 2 notes in 2 of 3 files."
    )


def test_the_last_line_says_why_something_is_not_verified(file: Callable[..., CheckedFile]) -> None:
    answered = file(unverified={})
    partly = file(unverified={0: "api.crossref.org did not answer\x1b", 1: "offline"})

    assert Outcome((answered,), online=True).summary().not_verified == 0
    assert "verified" not in last_line(Outcome((answered,), online=True))
    assert (
        "; 2 not verified (offline; ask with --online); 1 not verified (api.crossref.org did not answer␛)."
        in last_line(Outcome((file(unverified={0: "offline"}), partly)))
    )


def test_there_is_no_such_report() -> None:
    with pytest.raises(ValueError, match="no such report: os"):
        render("os", Outcome(()), Look())
