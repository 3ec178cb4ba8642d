"""Whether a post still fits its platform after a fix."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from idcheck.messages import Message

if TYPE_CHECKING:
    from idcheck.post import Post
    from idcheck.rules.diagnostic import Applicability, Diagnostic, Fix


def fitting(diagnostic: Diagnostic, post: Post) -> Diagnostic:
    """The diagnostic with fixes that say by how much they make the post too long; these are unsafe."""
    if not diagnostic.fixes:
        return diagnostic
    from idcheck.post.length import measure

    if measure("", post.channel) is None:
        return diagnostic
    return replace(diagnostic, fixes=tuple(_fitting(fix, post) for fix in diagnostic.fixes))


def _fitting(fix: Fix, post: Post) -> Fix:
    from idcheck.post.length import measure

    found = measure(_after(fix, post), post.channel)
    if found is None or not found.over:
        return fix
    message = Message("{fix} ({over} too long then)", fix=fix.message, over=found.over)
    kind: Applicability = "display" if fix.applicability == "display" else "unsafe"
    return replace(fix, message=message, applicability=kind)


def _after(fix: Fix, post: Post) -> str:
    """The text of a post after a fix, which is written in the post's text where the source is as it is read."""
    text = post.text
    for edit in sorted(fix.edits, key=lambda each: each.span, reverse=True):
        for piece in post.map.pieces:
            if piece.source.start <= edit.span.start and edit.span.end <= piece.source.end:
                shift = piece.text.start - piece.source.start
                start, end = edit.span.start + shift, edit.span.end + shift
                text = text[:start] + edit.replacement + text[end:]
                break
    return text
