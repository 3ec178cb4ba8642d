"""The reports by file and by rule."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hostile import for_evils
from msgspec.structs import replace

from idcheck.checking import CheckedFile, Outcome
from idcheck.reports import Look, render

if TYPE_CHECKING:
    from collections.abc import Callable

_COUNTS = (
    "3 mentions: 1 tracked, 1 weak, 1 untracked; 2 not verified (offline; ask with --online)."
    " 1 error, 1 warning, 1 note in 1 of 1 file.\n"
)


def test_grouped_by_file(file: Callable[..., CheckedFile]) -> None:
    clean = CheckedFile("c.md", "checked", None, "blog", "")

    assert render("grouped", Outcome((file(), clean)), Look(summary=False)) == (
        "posts/a.md\n"
        "  3:1      error   MEN101  a publication is mentioned without a link\n"
        "                           it may be this one; link it:"
        " https://doi.org/10.1073/pnas.1 (On the temperature of cells)\n"
        "  4:6      warning MEN103  this DOI is plain text\n"
        "  1        note    VIS401  only in the front matter\n"
    )
    assert render("grouped", Outcome((file(),)), Look()).endswith(f"\n\n{_COUNTS}")


def test_statistics_count_by_rule(file: Callable[..., CheckedFile]) -> None:
    made = file()
    (post,) = made.posts
    first, *others = post.diagnostics
    safe = replace(first, fixes=(replace(first.fixes[0], applicability="safe"),))
    more = replace(made, posts=(replace(post, diagnostics=(safe, safe, *others)),))

    assert render("statistics", Outcome((more,)), Look(summary=False)) == (
        "2  MEN101  untracked-mention  (2 repaired by --fix)\n"
        "1  MEN103  unlinked-identifier\n"
        "1  VIS401  unrendered-identifier\n"
    )
    assert render("statistics", Outcome(()), Look()) == (
        "No mentions of publications found. No errors or warnings in 0 files.\n"
    )


@for_evils
def test_nothing_hostile_reaches_the_terminal(
    hostile: Callable[[str], CheckedFile], evil: str
) -> None:
    for name in ("text", "grouped", "statistics"):
        for look in (Look(), Look(colour=True)):
            report = re.sub(r"\x1b\[[\d;]*m", "", render(name, Outcome((hostile(evil),)), look))
            assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u202e]", report)
