"""Admonitions and tabs of MkDocs: `!!! note "Title"`, `??? tip`, `=== "Tab"`, with an indented body.

CommonMark takes such a body for code. Here the lines are given to the parser without the
indentation, and the title as a heading; a line's content stays the tail of its source line.
The syntax is that of https://squidfunk.github.io/mkdocs-material/reference/admonitions/.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from idcheck import lazy
from idcheck.post.templates import TEMPLATE

if TYPE_CHECKING:
    from collections.abc import Sequence

_WORDS = r"(?:!!!|\?\?\?\+?)[ \t]+[a-z][\w -]{0,60}+|===!?\+?[ \t]+(?=\")"
_OPENING = lazy.pattern(
    rf"^([ \t]*)((?:{_WORDS})[ \t]*+)(?:(\")([^\r\n]*)(\"))?[ \t]*(?=[\r\n]|\Z)", re.MULTILINE
)
_FENCE = lazy.pattern(r"(`{3,}|~{3,})")
_STEP = 4


def mask_openings(shown: str) -> str:
    """The source with all but the titles of opening lines hidden."""
    return (
        _OPENING.sub(_masked, shown)
        if "!!! " in shown or "???" in shown or "=== " in shown
        else shown
    )


def _masked(match: re.Match[str]) -> str:
    quote = TEMPLATE if match[3] else ""
    rest = match.group()[match.end(5 if match[3] else 2) - match.start() :]
    return f"{match[1]}{TEMPLATE * len(match[2])}{quote}{match[4] or ''}{quote}{rest}"


def without_indentation(lines: Sequence[str], source: Sequence[str]) -> list[str]:
    """The lines for the parser; `source` are the same lines before anything was hidden in them."""
    read: list[str] = []
    indents: list[int] = []
    fence = ""
    for line, written in zip(lines, source, strict=True):
        body = line.lstrip(" ")
        indent = len(line) - len(body)
        if body and not fence:
            while indents and indent < indents[-1]:
                indents.pop()
        inner = line[min(indent, indents[-1]) :] if indents else line
        mark = _FENCE.match(body)
        if fence:
            fence = "" if mark and body.rstrip() == mark[1] and mark[1].startswith(fence) else fence
        elif mark and indent - (indents[-1] if indents else 0) < _STEP:
            fence = mark[1]
        elif _OPENING.match(written) and body.startswith(TEMPLATE):
            inner = f"# {body}"
            indents.append(indent + _STEP)
        read.append(inner)
    return read
