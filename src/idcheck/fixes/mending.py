"""Repairing one text: pass after pass until nothing is left to repair, each pass read again."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct

from idcheck.fixes.choosing import chosen
from idcheck.fixes.rereading import unintended
from idcheck.messages import Message

if TYPE_CHECKING:
    from collections.abc import Callable

    from idcheck.fixes.choosing import Choose
    from idcheck.post import Post
    from idcheck.rules import Diagnostic

_MOST_PASSES = 20
"""Far more than fixes that are built on one another need; two that undo each other would never end."""


class RefusedError(Exception):
    """Fixes that would change something else than they should. The message says what."""


class Version(Struct, frozen=True):
    """A text, the posts it is read as, and what the rules say of them."""

    source: str
    posts: tuple[Post, ...]
    diagnostics: tuple[Diagnostic, ...]


class Mended(Struct, frozen=True):
    """A repaired text. `skipped` could not be applied beside others; `fixed` were repaired."""

    version: Version
    fixed: tuple[Diagnostic, ...]
    skipped: tuple[Diagnostic, ...] = ()


def mend(version: Version, check: Callable[[str], Version], choose: Choose) -> Mended:
    """The text with the chosen fixes applied.

    `check` reads and judges a text. Raises RefusedError where a fix did not do what it should,
    and then nothing at all is to be written.
    """
    done: list[Diagnostic] = []
    for _ in range(_MOST_PASSES):
        wanted = chosen(version.diagnostics, choose)
        if not wanted.fixed:
            return Mended(version, tuple(done), wanted.left)
        after = check(wanted.edits.apply(version.source))
        if reason := unintended(version.posts, after.posts, wanted.edits) or _still(
            version, after, wanted.fixed
        ):
            raise RefusedError(
                Message("{reason} ({codes})", reason=reason, codes=tuple(_codes(wanted.fixed)))
            )
        version = after
        done += wanted.fixed
    raise RefusedError(
        Message("the fixes undo one another ({codes})", codes=tuple(_codes(done[-1:])))
    )


def _still(before: Version, after: Version, fixed: tuple[Diagnostic, ...]) -> str:
    """What is still wrong after the fixes, "" if nothing is."""
    count = Counter(item.code for item in after.diagnostics)
    count.subtract(item.code for item in before.diagnostics)
    for code in _codes(fixed):
        if count[code] > -sum(item.code == code for item in fixed):
            return Message("{code} would still be there", code=code)
    return ""


def _codes(diagnostics: tuple[Diagnostic, ...] | list[Diagnostic]) -> list[str]:
    return sorted({item.code for item in diagnostics})
