"""Putting a finding aside: the comment that silences it, where nobody who reads the post sees it."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from idcheck import lazy
from idcheck.fixes.edits import Edits
from idcheck.fixes.rereading import unintended
from idcheck.post.model import Span
from idcheck.rules.diagnostic import Edit
from idcheck.silencing.directives import directives, front_matter

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterator, Sequence

    from idcheck.post import Post
    from idcheck.rules import Diagnostic

_IN_MDX = "{/* %s */}"
_COMMENTS = dict.fromkeys(("markdown", "html", "wikitext"), "<!-- %s -->")
_LINE = lazy.pattern(r"[^\r\n]*(?:\r\n?|\n|\Z)")


def silencing(
    posts: Sequence[Post], item: Diagnostic, reason: str, again: Callable[[str], Sequence[Post]]
) -> Edit | None:
    """The edit that silences a finding in a file's posts for a reason, None where none can.

    `again` reads the file's text after an edit: the comment must hold for the finding, and what
    readers see must stay as it is. Formats without comments, as plain text, have no such edit.
    """
    if not posts:
        return None
    for edit, moved in _tries(posts[0], item, f"idcheck: ignore[{item.code}] {reason}"):
        edits = Edits([edit])
        after = again(edits.apply(posts[0].source))
        if (
            not unintended(posts, after, edits)
            and _fields(posts) == _fields(after)
            and _holds(after, item.code, item.place.line + moved)
        ):
            return edit
    return None


def _fields(posts: Sequence[Post]) -> list[tuple[str, str]]:
    """What the front matter says, silencing left out."""
    fields = [field for post in posts for field in post.meta]
    return [(field.key, field.value) for field in fields if field.key.lower() != "idcheck"]


def _holds(posts: Sequence[Post], code: str, line: int) -> bool:
    """Whether a comment silences the findings of a rule on a line."""
    return any(
        each.complete and code in each.selectors and each.first <= line <= each.last
        for each in directives(posts[0].source, posts)
    )


def _tries(post: Post, item: Diagnostic, said: str) -> Iterator[tuple[Edit, int]]:
    """The edits to try, the best first, and by how many lines each moves the finding."""
    lines = list(_LINE.finditer(post.source))[: item.place.line]
    here = lines[-1]
    stop = here.start() + len(here[0].rstrip())
    if here.start() < front_matter(post.source).end:
        yield Edit(Span(stop, stop), f" # {said}"), 0
        return
    block = _first_of_block(lines)
    indent = block[0][: len(block[0]) - len(block[0].lstrip())]
    end = block[0][len(block[0].rstrip("\r\n")) :] or "\n"
    before = Span(block.start(), block.start())
    if post.format == "rst":
        yield Edit(before, f"{indent}.. {said}{end}{end}"), 2
        return
    mdx = PurePath(post.path).suffix.lower() == ".mdx"
    if comment := _IN_MDX if mdx else _COMMENTS.get(post.format):
        beside = Edit(Span(stop, stop), f" {comment % said}"), 0
        over = Edit(before, f"{indent}{comment % said}{end}"), 1
        apart = Edit(before, f"{indent}{comment % said}{end}{end}"), 2
        place = item.place.span
        broken = place is not None and place.end > stop  # words that go on below are kept together
        yield from (over, apart, beside) if broken else (beside, over, apart)


def _first_of_block(lines: Sequence[re.Match[str]]) -> re.Match[str]:
    """The first line of the block that the last of these lines is in."""
    first = len(lines) - 1
    while first and lines[first - 1][0].strip():
        first -= 1
    return lines[first]
