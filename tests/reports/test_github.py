"""Annotations of GitHub Actions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hostile import for_evils

from idcheck.checking import CheckedFile, Outcome
from idcheck.reports import Look, render

if TYPE_CHECKING:
    from collections.abc import Callable

_COMMAND = re.compile(r"::(error|warning|notice) ((?:\w+=[^,:\r\n]*,?)+)::([^\r\n]*)")


def test_each_finding_is_a_command(file: Callable[..., CheckedFile]) -> None:
    assert render("github", Outcome((file(path="./posts/a.md"),)), Look()) == (
        "::error file=posts/a.md,line=3,col=1,endColumn=22,title=MEN101 untracked-mention::"
        "a publication is mentioned without a link%0Ait may be this one; link it:"
        " https://doi.org/10.1073/pnas.1 (On the temperature of cells)\n"
        "::warning file=posts/a.md,line=4,col=6,endColumn=22,title=MEN103 unlinked-identifier::"
        "this DOI is plain text\n"
        "::notice file=posts/a.md,line=1,title=VIS401 unrendered-identifier::"
        "only in the front matter\n"
        "3 mentions: 1 tracked, 1 weak, 1 untracked; 2 not verified (offline; ask with --online)."
        " 1 error, 1 warning, 1 note in 1 of 1 file.\n"
    )


def test_ten_annotations_at_most_the_gravest(file: Callable[..., CheckedFile]) -> None:
    files = tuple(file(path=f"{number}.md") for number in range(8))
    *lines, last = render("github", Outcome(files), Look()).splitlines()

    assert [line.split()[0] for line in lines] == ["::error"] * 8 + ["::warning"] * 2
    assert last.endswith(" 14 more in the job summary.")


def test_quiet_leaves_the_counts_out() -> None:
    assert render("github", Outcome(()), Look(summary=False)) == ""


@for_evils
def test_nothing_hostile_ends_a_command_or_begins_one(
    hostile: Callable[[str], CheckedFile], evil: str
) -> None:
    lines = render("github", Outcome((hostile(evil),)), Look()).split("\n")

    assert len(lines) == 5  # three findings, the counts, the end
    for line in lines[:3]:
        match = _COMMAND.fullmatch(line)
        assert match, line
        assert [part.split("=")[0] for part in match[2].split(",")][:2] == ["file", "line"]
        assert not re.search(r"[\x00-\x1f\x7f-\x9f]", line)
    assert not lines[3].startswith("::")
