"""A change as a unified diff that `git apply` and `patch` take."""

from __future__ import annotations

from difflib import unified_diff

from idcheck import lazy

_LINE = lazy.pattern(r"[^\n]*\n|[^\n]+")
_QUOTED = lazy.pattern(r'["\\\x00-\x1f\x7f]')


def diff(path: str, old: str, new: str) -> str:
    """The change of a file whose path is relative to the folder where the diff is applied.

    Lines end with LF alone here, as git sees it: CR stays a character of the line.
    """
    lines = unified_diff(
        _LINE.findall(old), _LINE.findall(new), _name(f"a/{path}"), _name(f"b/{path}")
    )
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines
    )


def _name(path: str) -> str:
    """A path as git writes it: quoted where needed, and ended by a tab if it holds a space."""
    if _QUOTED.search(path):
        return '"' + _QUOTED.sub(lambda match: _escaped(match[0]), path) + '"'
    return f"{path}\t" if " " in path else path


def _escaped(char: str) -> str:
    return f"\\{char}" if char in '"\\' else f"\\{ord(char):03o}"
