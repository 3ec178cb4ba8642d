"""Audits made by hand, so that their reports are tested without the engine."""

from __future__ import annotations

from datetime import date
from typing import Any

from idcheck.auditing.audit import Audit, OurWork, audited
from idcheck.auditing.facts import FileFacts, FindingFacts, MentionFacts, PostFacts
from idcheck.reports.audit import Edition

EDITION = Edition(("site",), date(2026, 11, 28), "0.1.0")
LINK = "https://doi.org/10.1038/nature12373"


def an_audit(said: str = "Warm cells", posts: int = 30, **more: Any) -> Audit:
    """The audit of a small site, in which all words of posts and registries are those given."""
    files = [FileFacts(f"site/{said}.md", "failed", said)]
    for number in range(posts):
        mentions = (
            MentionFacts("citation", "yes", "link", "doi:10.1/a" if number % 3 else "", well=True),
            MentionFacts("informal", "no" if number % 2 else "weak", "words", "doi:10.1/b"),
        )
        finding = FindingFacts(
            "MEN101", "untracked-mention", ("error", "warning", "info")[number % 3], said or "x", number, said, said,
            LINK if number % 2 else "", said, sure=number % 4 == 1, work="doi:10.1/b" if number % 5 else "",
        )  # fmt: skip
        post = PostFacts(
            f"site/news/{said}{number}.md", said, f"20{10 + number % 15}-05-17", (said,), said if number % 2 else "",
            ("blog", "news", "x", "wikipedia")[number % 4], mentions, (finding,), ("site", ("news", "blog")[number % 2]),
        )  # fmt: skip
        files.append(FileFacts(post.path, "checked", "", (post,)))
    ours = [
        OurWork(f"doi:10.1/{name}", said, said, said, 2020, LINK if name == "a" else f"javascript:{said}")
        for name in "abc"
    ]  # fmt: skip
    return audited(files, ours, **more)
