"""Real posts: where nothing is mentioned, nothing is called an error."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from idcheck.checking import check_source
from idcheck.config import Settings
from idcheck.post import decode, format_of

if TYPE_CHECKING:
    from pathlib import Path


def test_errors_stand_on_few_posts_without_mentions(shared: Path) -> None:
    """At most 2 of the 47 labelled posts that hold no mention of a publication."""
    rows = map(json.loads, (shared / "corpus" / "labels.jsonl").read_text("utf-8").splitlines())
    wrong = []
    silent = [row["file"] for row in rows if not row["mentions"]]
    assert len(silent) == 47
    for name in silent:
        kind = format_of(name)
        if kind is None:
            continue
        source = decode((shared / "corpus" / name).read_bytes())
        posts = check_source(source, path=name, format=kind, settings=Settings())
        if any(item.severity == "error" for post in posts for item in post.diagnostics):
            wrong.append(name)

    assert len(wrong) <= 2, wrong
