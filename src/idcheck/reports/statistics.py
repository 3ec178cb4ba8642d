"""How many findings each rule has, the commonest first."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from idcheck.messages import Message
from idcheck.reports.findings import has_fix
from idcheck.reports.painting import Brush
from idcheck.reports.text import closing

if TYPE_CHECKING:
    from idcheck.checking import Outcome
    from idcheck.reports import Look


def render(outcome: Outcome, look: Look) -> str:
    """A line for each rule: findings, code, name, and how many of them `--fix` repairs."""
    paint = Brush(look.colour)
    items = [item for file in outcome.files for post in file.posts for item in post.diagnostics]
    counts = Counter((item.code, item.name) for item in items)
    safe = Counter(item.code for item in items if has_fix(item, "safe"))
    width = len(str(max(counts.values(), default=0)))
    rows = [
        f"{count:>{width}}  {paint.bold(code)}  {name}{_fixed(safe[code], look.language)}\n"
        for (code, name), count in sorted(counts.items(), key=lambda row: (-row[1], row[0]))
    ]
    parts = ["".join(rows)] if rows else []
    if look.summary:
        parts.append("".join(f"{line}\n" for line in closing(outcome, look)))
    return "\n".join(parts)


def _fixed(count: int, language: str) -> str:
    if not count:
        return ""
    told = Message("{count} repaired by --fix", count=count)
    return f"  ({told.in_language(language)})"
