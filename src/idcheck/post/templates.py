"""Template code in drafts: hidden by filler of equal length before a parser sees it.

Liquid, Jinja, Hugo shortcodes, Handlebars and ERB are known, and in Markdown also attribute lists,
display mathematics and the fences of divs. Line ends stay, so offsets and lines hold.
"""

from __future__ import annotations

import re

from msgspec import Struct

from idcheck import lazy
from idcheck.post.model import Span

TEMPLATE = "\ufdd0"
ATTRIBUTES = "\ufdd1"
FILLERS = TEMPLATE + ATTRIBUTES
"""Filler is made of noncharacters: Unicode keeps them out of text, and no parser acts on them.
`ATTRIBUTES` stands for attribute lists, `TEMPLATE` for everything else."""

_LONGEST = 4000
_FENCE_OR_BLANK = lazy.pattern(r"(?>\r\n|\n|\r)[ \t]*+(?:```|~~~|\r|\n)")
_OPENER = lazy.pattern(r"\{\{|\{%|\{#|<%")
_CLOSERS = {"{{": "}}", "{%": "%}", "{#": "#}", "<%": "%>"}
_WITHHELD = lazy.pattern(r"\{[%{][-<%]?[ \t]*+(comment|highlight)\b")
_END = r"\{{[%{{][-<%]?[ \t]*+(?:end|/[ \t]*+){name}[ \t]*+[-%>]?[%}}]\}}"
_ATTRIBUTE_LIST = lazy.pattern(
    r"\{(?<=[])}`*_~\w>]\{)(?:(?=[.#:])|(?=[\w-]{1,40}=))[^{}\n\r`]{1,2000}\}(?!`)"
    r"|\{(?<=[^`\w]\{):[^{}\n\r`]{1,2000}\}(?!`)|\{(?<=[ \t]\{)[.#-][^{}\n\r`]{0,2000}\}(?=[ \t]*(?:[\r\n]|\Z))",
    re.MULTILINE,
)
_DIV = lazy.pattern(r"(?<![^\r\n])[ \t]*+:{3,}[^\r\n]*+")
_MATHS = lazy.pattern(r"\$\$")
_NOT_LINE_END = lazy.pattern(r"[^\r\n]")
_FILLED = lazy.pattern(f"[{FILLERS}]+")


class Masked(Struct, frozen=True):
    """A source with template code replaced by filler, and the source spans of each code."""

    shown: str
    codes: tuple[Span, ...] = ()

    def filled(self) -> tuple[Span, ...]:
        """All stretches of filler, line by line."""
        if not has_filler(self.shown):
            return ()
        return tuple(Span(*match.span()) for match in _FILLED.finditer(self.shown))


def has_filler(text: str) -> bool:
    """Whether something in a text is hidden."""
    return TEMPLATE in text or ATTRIBUTES in text


def mask_templates(source: str) -> Masked:
    """The source with template code replaced by filler."""
    if not _OPENER.search(source):
        return Masked(source)
    parts: list[str] = []
    codes: list[Span] = []
    unclosed: set[str] = set()
    at = 0
    while match := _OPENER.search(source, at):
        end = _template_end(source, match, unclosed)
        parts.append(source[at : match.start()])
        stop = end or match.end()
        parts.append(fill(source[match.start() : stop]) if end else match.group())
        if end:
            codes.append(Span(match.start(), stop))
        at = stop
    return Masked("".join([*parts, source[at:]]), tuple(codes))


def mask_markdown(source: str) -> Masked:
    """The same for Markdown, with attribute lists, display mathematics and div fences hidden too.

    The fence of a div becomes an empty line: what stands inside is a block of its own.
    """
    templates = mask_templates(source)
    masked = templates.shown
    if ":::" in masked:
        masked = _DIV.sub(lambda match: " " * len(match.group()), masked)
    if "$$" in masked:
        masked = _without_maths(masked)
    if "{" in masked:
        masked = _ATTRIBUTE_LIST.sub(lambda match: ATTRIBUTES * len(match.group()), masked)
    return Masked(masked, templates.codes)


def _template_end(source: str, opener: re.Match[str], unclosed: set[str]) -> int:
    """The end of the template code that begins here, 0 if it does not close nearby.

    What is commented out or shown as code (`{% comment %}`, `{{< highlight >}}`) goes with it.
    `unclosed` collects the names of such tags that nothing closes any more.
    """
    start = opener.start()
    limit = start + _LONGEST
    close = source.find(_CLOSERS[opener.group()], opener.end(), limit)
    if close < 0 or _FENCE_OR_BLANK.search(source, opener.end(), close):
        return 0
    end = close + 2
    withheld = _WITHHELD.match(source, start)
    if withheld and withheld[1] not in unclosed:
        if tail := re.compile(_END.format(name=withheld[1])).search(source, end):
            return tail.end()
        unclosed.add(withheld[1])
    return end


def _without_maths(source: str) -> str:
    """The source with `$$ ... $$` hidden; a lone `$$`, or one around a blank line, stays."""
    parts: list[str] = []
    at = 0
    while opener := _MATHS.search(source, at):
        close = source.find("$$", opener.end(), opener.end() + _LONGEST)
        usable = close > opener.end() and not _FENCE_OR_BLANK.search(source, opener.end(), close)
        stop = close + 2 if usable else opener.end()
        parts += (
            source[at : opener.start()],
            (fill(source[opener.start() : stop]) if usable else opener.group()),
        )
        at = stop
    return "".join([*parts, source[at:]])


def fill(stretch: str) -> str:
    """Filler as long as a stretch, its line ends kept."""
    return _NOT_LINE_END.sub(TEMPLATE, stretch)
