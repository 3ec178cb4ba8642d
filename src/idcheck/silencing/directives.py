"""Comments that silence findings: `idcheck: ignore[CODE] reason`, in the comment syntax of each format.

`ignore` holds for its line or, alone on its line, for the block that follows; `off` up to `on` or
the end; `ignore-file` for the whole file. A field or column called `idcheck` holds for its post.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Literal, cast

from msgspec import Struct

from idcheck import lazy
from idcheck.post.model import Place, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from idcheck.post import Post

Verb = Literal["ignore", "ignore-file", "off", "on"]
_VERB = r"(?P<verb>ignore-file|ignore|off|on)(?![\w-])"
_WORDS = lazy.pattern(rf"\s*(?:idcheck:\s*)?{_VERB}(?:\[(?P<codes>[^\]\n]*)\])?(?P<reason>[^\n]*)")
_MARKS = {
    r"<!--": r"--!?>",  # HTML, Markdown, wikitext
    r"\{/\*": r"\*/\}",  # MDX
    r"\{\{-?[ ]?/\*": r"\*/[ ]?-?\}\}",  # Hugo
    r"\{#-?": r"-?#\}",  # Jinja
    r"\{%-?[ ]?comment[ ]?-?%\}": r"\{%-?[ ]?endcomment[ ]?-?%\}",  # Liquid
    r"\{%-?[ ]?#": r"-?%\}",  # Liquid, in one tag
    r"<%(?:#|--)": r"(?:--)?%>",  # ERB
    r"\[//\]:[ ]?#[ ]?\(": r"\)",  # Markdown without HTML
    r"^[ \t]*+\.\.[ ]": r"(?=$)",  # reStructuredText
}
_COMMENT = lazy.pattern(
    "|".join(
        rf"(?P<o{number}>{opener})\s*idcheck:(?P<s{number}>[^\n]*?)(?:{closer})"
        for number, (opener, closer) in enumerate(_MARKS.items())
    ),
    re.MULTILINE,
)
_YAML = lazy.pattern(r"(?:^|[ \t])#\s*idcheck:(?P<said>[^\n]*)", re.MULTILINE)
_FRONT = lazy.pattern(r"\A\s*(---|\+\+\+)[ \t]*\r?\n.*?^\1[ \t]*$", re.DOTALL | re.MULTILINE)
_LINE_END = lazy.pattern(r"\r\n|\r|\n")


class Directive(Struct, frozen=True):
    """A comment that silences, and the 1-based lines it holds for, the last included.

    `selectors` are codes, beginnings of codes or names. Without them or without a reason it
    silences nothing.
    """

    verb: Verb
    selectors: tuple[str, ...]
    reason: str
    place: Place
    first: int
    last: int

    @property
    def complete(self) -> bool:
        """Whether it says what it silences and why."""
        return bool(self.selectors and self.reason)


def directives(source: str, posts: Iterable[Post] = ()) -> tuple[Directive, ...]:
    """The directives of a file, `on` left out, in order; `posts` are those read from it."""
    if "idcheck" not in source:
        return ()
    lines = _Lines(source)
    found = [_directive(said, span, lines) for said, span in _comments(source)]
    kept = [each for each in found if each]
    comments = {each.place.span.end for each in kept if each.place.span}
    fields = (each for post in posts for each in _of_post(post, lines))
    kept += [  # a comment of reStructuredText can look like a field of Nikola's
        each for each in fields if each.place.span is None or each.place.span.end not in comments
    ]
    kept.sort(key=lambda each: (each.place.line, each.place.span or Span(0, 0)))
    return tuple(_closed(kept))


class _Lines:
    """The lines of a source, counted from 1."""

    def __init__(self, source: str) -> None:
        self.source = source
        self._starts = [0, *(match.end() for match in _LINE_END.finditer(source))]

    def of(self, offset: int) -> int:
        return bisect_right(self._starts, offset)

    def text(self, line: int) -> str:
        stop = self._starts[line] if line < len(self._starts) else len(self.source)
        return self.source[self._starts[line - 1] : stop].strip() if line <= self.count else ""

    @property
    def count(self) -> int:
        return len(self._starts)


def _comments(source: str) -> Iterator[tuple[str, Span]]:
    """What stands in comments after `idcheck:`, and where the comment stands."""
    for match in _COMMENT.finditer(source):
        number = next(n for n in range(len(_MARKS)) if match[f"o{n}"] is not None)
        yield match[f"s{number}"], Span(*match.span())
    front = front_matter(source)
    for match in _YAML.finditer(source, front.start, front.end):
        yield match["said"], Span(*match.span())


def front_matter(source: str) -> Span:
    """Where the front matter of a file stands, with its fences; empty if there is none."""
    match = _FRONT.match(source)
    return Span(*match.span()) if match else Span(0, 0)


def _directive(said: str, span: Span, lines: _Lines) -> Directive | None:
    match = _WORDS.match(said)
    if match is None:
        return None
    here = lines.of(span.start + len(span.of(lines.source)) - len(span.of(lines.source).lstrip()))
    first, last = _reach(match["verb"], here, span, lines)
    return _made(match, Place(here, span), first, last)


def _made(match: re.Match[str], place: Place, first: int, last: int) -> Directive:
    selectors = tuple(word.strip() for word in (match["codes"] or "").split(",") if word.strip())
    reason = match["reason"].strip(" \t:–—-")
    return Directive(cast("Verb", match["verb"]), selectors, reason, place, first, last)


def _reach(verb: str, here: int, span: Span, lines: _Lines) -> tuple[int, int]:
    """The lines that a directive holds for."""
    if verb == "ignore-file":
        return 1, lines.count
    if verb in {"off", "on"}:
        return here, lines.count
    if lines.text(here) != span.of(lines.source).strip():
        return here, here
    first = here + 1
    while first < lines.count and not lines.text(first):
        first += 1
    last = first
    while last < lines.count and lines.text(last + 1):
        last += 1
    return first, last


def _of_post(post: Post, lines: _Lines) -> Iterator[Directive]:
    """The directives in fields called `idcheck`, which hold for all of their post."""
    for field in post.meta:
        match = _WORDS.match(field.value) if field.key.lower() == "idcheck" else None
        if match:
            spans = [piece.source for piece in post.map.pieces] or [Span(0, 0)]
            first, last = lines.of(spans[0].start), lines.of(spans[-1].end)
            yield _made(match, field.place, min(first, field.place.line), last)


def _closed(found: list[Directive]) -> Iterator[Directive]:
    """The directives with each `off` ending where the next `on` for its rules stands."""
    for index, each in enumerate(found):
        if each.verb == "on":
            continue
        last = each.last
        if each.verb == "off":
            ons = (
                other.place.line
                for other in found[index + 1 :]
                if other.verb == "on" and (not other.selectors or set(other.selectors) & set(each.selectors))
            )  # fmt: skip
            last = next(ons, last)
        yield Directive(each.verb, each.selectors, each.reason, each.place, each.first, last)
