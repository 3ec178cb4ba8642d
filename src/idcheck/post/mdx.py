"""MDX: Markdown with the modules and expressions of JavaScript, which are hidden before parsing.

The syntax is that of https://mdxjs.com/docs/what-is-mdx/: `import` and `export` blocks, and
`{expressions}` outside code. Components stay; they are read as the tags of HTML are.
"""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import TYPE_CHECKING

from idcheck import lazy
from idcheck.post.templates import fill

if TYPE_CHECKING:
    from collections.abc import Iterator

_IMPORT = lazy.pattern(
    r"^import[ \t]+[\w$*{][^\r\n]*?[ \t]from[ \t]*['\"][^'\"\r\n]+['\"]", re.MULTILINE
)
_CODE_OR_MODULE = lazy.pattern(
    r"^(?P<module>(?:import[ \t]+(?:['\"{*]|[\w$][^\r\n]*?[ \t]from[ \t]*['\"])[^\r\n]*"
    r"|export[ \t]+(?:default|const|let|var|function|async|class|\{|\*)[^\r\n]*)"
    r"(?:(?:\r\n|\n|\r)(?![ \t]*(?:\r|\n|\Z))[^\r\n]*)*)"
    r"|^[ \t]*(?P<fence>`{3,}|~{3,})[^\r\n]*+[\s\S]*?(?:^[ \t]*(?P=fence)|\Z)"
    r"|(?<!`)(?P<ticks>`{1,9})(?!`)[^`]{1,2000}(?P=ticks)(?!`)",
    re.MULTILINE,
)
_BRACE = lazy.pattern(r"[{}]")
_LONGEST = 4_000


def is_mdx(path: str, source: str) -> bool:
    """Whether a Markdown file is MDX: by its suffix, or because it imports a module."""
    return PurePath(path).suffix.lower() == ".mdx" or (
        "import " in source and _IMPORT.search(source) is not None
    )


def mask_mdx(shown: str) -> str:
    """The source with modules and expressions hidden."""
    parts: list[str] = []
    at = 0
    for begin, end in sorted(_hidden(shown)):
        if begin >= at:  # not inside the one before
            parts += [shown[at:begin], fill(shown[begin:end])]
            at = end
    return "".join([*parts, shown[at:]])


def _hidden(shown: str) -> Iterator[tuple[int, int]]:
    """Modules, and each pair of braces outside code and not too far apart."""
    opened: list[int] = []
    at = 0
    for match in [*_CODE_OR_MODULE.finditer(shown), None]:
        for brace in _BRACE.finditer(shown, at, match.start() if match else len(shown)):
            if brace.group() == "{":
                opened.append(brace.start())
            elif opened and brace.end() - (begin := opened.pop()) <= _LONGEST:
                yield begin, brace.end()
        if match and match["module"]:
            yield match.span()
        at = match.end() if match else at
