"""Citations by key in the text of a Markdown post, as pandoc and LaTeX write them.

The forms of pandoc are those of its manual, "Citation syntax" (https://pandoc.org/MANUAL.html#citation-syntax).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from idcheck import lazy
from idcheck.post.model import CitationKey, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from idcheck.post.assembly import Finished
    from idcheck.post.model import MetaField

_REACH = 1000  # code points from a key to the bracket around it
_KEY = lazy.pattern(r"(?<![\w@./\\])-?@(?:\{([^{}\s]{1,200})\}|(\w(?:[:.#$%&+?<>~/-]?+\w)*+))")
_COMMAND = lazy.pattern(r"\\[Cc]ite[a-z]{0,12}\*?(?:\[[^\[\]]{0,200}\]){0,2}\{([^{}\\]{1,500})\}")
_COMMAND_KEY = lazy.pattern(r"[^\s,]+")
_BIBLIOGRAPHY = lazy.pattern(r"(?:.+\.)?bibliography(?:\.\d+)?", re.IGNORECASE)
_CROSS_REFERENCE = lazy.pattern(
    r"(?:fig|tbl|lst|tip|nte|wrn|imp|cau|thm|lem|cor|prp|cnj|def|exm|exr|sol|rem|eq|sec|ref)[-:]|ref\("
)


def find_keys(done: Finished, source: str, *, bare: bool) -> Iterator[CitationKey]:
    """The keys in a text, in order.

    Outside brackets `@key` is one only where `bare` says so: elsewhere it greets a person.
    """
    text = done.text
    if "@" not in text and "\\" not in text:
        return
    code = [region.span for region in done.regions if region.kind == "code"]
    blank = _blotted(text, code)
    for match in _KEY.finditer(blank):
        key = match[1] or match[2]
        bracket = _bracket(blank, match)
        if _CROSS_REFERENCE.match(key) or not (bracket or bare):
            continue
        at = Span(*match.span(1 if match[1] else 2))
        place = done.map.place(at, source)
        if place.span and source[: place.span.start].endswith("\\@"):
            continue
        yield CitationKey(key, bracket or Span(*match.span()), place)
    for match in _COMMAND.finditer(blank):
        for key in _COMMAND_KEY.finditer(blank, *match.span(1)):
            place = done.map.place(Span(*key.span()), source)
            yield CitationKey(key.group(), Span(*match.span()), place)


def bibliographies(meta: Iterable[MetaField]) -> tuple[str, ...]:
    """The files that front matter names under `bibliography`."""
    return tuple(
        item.value.strip()
        for item in meta
        if _BIBLIOGRAPHY.fullmatch(item.key) and item.value.strip()
    )


def _bracket(text: str, key: re.Match[str]) -> Span | None:
    """The bracket around a key, which holds no other bracket."""
    start = text.rfind("[", max(0, key.start() - _REACH), key.start())
    end = text.find("]", key.end(), key.end() + _REACH)
    if min(start, end) < 0 or "]" in text[start : key.start()] or "\n\n" in text[start:end]:
        return None
    return None if "[" in text[key.end() : end] else Span(start, end + 1)


def _blotted(text: str, spans: Iterable[Span]) -> str:
    parts, at = [], 0
    for span in spans:
        if span.start >= at:
            parts += [text[at : span.start], " " * len(span)]
            at = span.end
    return "".join([*parts, text[at:]])
