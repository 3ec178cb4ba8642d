"""What names stand for in a reStructuredText file: targets of links, substitutions, footnotes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct, field

from idcheck import lazy
from idcheck.post.model import Place, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from idcheck.post.assembly import Lines
    from idcheck.post.rst_lines import Line, Text

_TARGET = lazy.pattern(
    r"\.\.[ \t]++(?:_(?:(?P<anonymous>_)|`(?P<quoted>(?:[^`\\]|\\.)++)`|(?P<plain>(?:[^\s:\\]|\\.|:(?=\S)|[ \t](?=\S))++))"
    r":(?=\s|$))|(?P<short>__(?=[ \t]))"
)
_SUBSTITUTION = lazy.pattern(
    r"\.\.[ \t]++\|(?P<name>[^|]{1,200})\|[ \t]++(?P<kind>[\w-]++)::[ \t]*+"
)
_EMBEDDED = lazy.pattern(r"`([^`<>]{1,400}?)\s++<([^`<>]{1,2000})>`_(?!_)")
_ESCAPE = lazy.pattern(r"\\(?:\s|(.?))", re.DOTALL)
_OPTION = lazy.pattern(r"[ \t]*+:(?P<name>[\w-]++):[ \t]++(?P<value>\S.*)")
_MOST_HOPS = 20


class Target(Struct, frozen=True):
    """Where a name leads: an address and where it is written, or another name."""

    address: str
    place: Place
    other: str = ""


class Substitution(Struct, frozen=True):
    """What stands for `|name|`: words, or an image with the address it links to."""

    words: str
    address: str = ""
    place: Place = field(default_factory=lambda: Place(1))


def folded(name: str) -> str:
    """A name as names are compared: without regard to case, white space and escapes."""
    return " ".join(unescaped(name).split()).casefold()


def unescaped(text: str) -> str:
    """Text without its backslashes: an escaped space is nothing."""
    return _ESCAPE.sub(lambda match: match[1] or "", text)


class Names:
    """The names of a file, gathered before it is read: a link may stand before its target."""

    def __init__(self, text: Text, lines: Lines) -> None:
        self._text = text
        self._lines = lines
        self._targets: dict[str, Target] = {}
        self._anonymous: list[Target] = []
        self.substitutions: dict[str, Substitution] = {}
        self._asked = 0
        self._gather(text.lines)

    def target(self, name: str) -> Target | None:
        """Where a name leads, None if that is unknown or inside the post."""
        found = self._targets.get(folded(name))
        for _ in range(_MOST_HOPS):
            if found is None or not found.other:
                return found if found and found.address else None
            found = self._targets.get(folded(found.other))
        return None

    def next_anonymous(self) -> Target | None:
        """Where the next anonymous link leads."""
        self._asked += 1
        if self._asked > len(self._anonymous):
            return None
        found = self._anonymous[self._asked - 1]
        return self.target(found.other) if found.other else found

    def _gather(self, lines: list[Line]) -> None:
        waiting: list[str] = []  # names of targets without an address: the next one's is theirs
        for index, line in enumerate(lines):
            words = self._text.of(line).lstrip()
            if match := _TARGET.match(words):
                waiting = self._define(match, index, waiting)
            elif words and not words.startswith(".."):
                waiting = []
            if match := _SUBSTITUTION.match(words):
                self._substitute(match, index)
        for match in _EMBEDDED.finditer(self._text.shown):
            address = "".join(match[2].split())
            if not address.endswith("_"):
                span = Span(*match.span(2))
                place = Place(self._lines.of(span.start), span if address == match[2] else None)
                self._targets.setdefault(folded(match[1]), Target(unescaped(address), place))

    def _define(self, match: re.Match[str], index: int, waiting: list[str]) -> list[str]:
        """Note a target; returns the names that still wait for an address."""
        name = match["quoted"] or match["plain"] or ""
        target = self._address(index, match.end())
        if match["anonymous"] or match["short"]:
            self._anonymous.append(target)
        else:
            self._targets.setdefault(folded(name), target)
        if not target.address and not target.other:
            return [*waiting, name] if name else waiting
        for earlier in waiting:
            self._targets[folded(earlier)] = target
        return []

    def _address(self, index: int, offset: int) -> Target:
        """The address behind a target's colon, which goes on in the indented lines below."""
        line = self._text.lines[index]
        head = self._text.shown[line.start : line.end]
        offset += len(head) - len(head.lstrip())
        parts = [head[offset:].strip()]
        indent = self._text.indent(line)
        for below in self._text.lines[index + 1 :]:
            if self._text.blank(below) or self._text.indent(below) <= indent:
                break
            parts.append(self._text.of(below).strip())
        address = "".join("".join(part.split()) for part in parts)
        number = self._lines.of(line.start)
        quoted = re.fullmatch(
            r"`([^`]+)`_|([^\s/]*[^\s/\\_])_", " ".join(part for part in parts if part)
        )
        if quoted and "://" not in address:
            return Target("", Place(number), quoted[1] or quoted[2])
        written = next((part for part in parts if part), "")
        start = self._text.shown.find(written, line.start + offset) if written else -1
        whole = written == address and "\\" not in address and start >= 0
        span = Span(start, start + len(written)) if whole else None
        return Target(unescaped(address), Place(self._lines.of(start) if span else number, span))

    def _substitute(self, match: re.Match[str], index: int) -> None:
        line = self._text.lines[index]
        words = self._text.of(line).lstrip()
        rest = words[match.end() :]
        name = " ".join(match["name"].split()).casefold()
        below, _ = self._text.indented(self._text.lines, index + 1)
        if match["kind"] == "replace":
            shown = " ".join([rest, *(self._text.of(each).strip() for each in below)]).strip()
            self.substitutions.setdefault(name, self._replacement(shown, line))
        elif match["kind"] == "unicode":
            self.substitutions.setdefault(name, Substitution(_characters(rest)))
        elif match["kind"] == "image":
            for key, value, place in self._options(below):
                if key == "target":
                    self.substitutions.setdefault(name, Substitution("", value, place))
            self.substitutions.setdefault(name, Substitution(""))

    def _replacement(self, shown: str, line: Line) -> Substitution:
        place = Place(self._lines.of(line.start))
        if link := re.fullmatch(r"`([^`<]*?)\s*<([^`<>]+)>`__?", shown):
            return Substitution(unescaped(link[1] or link[2]), unescaped(link[2]), place)
        if link := re.fullmatch(r"`([^`<]+)`_", shown):
            return Substitution(unescaped(link[1]), f"{link[1]}_", place)
        return Substitution(unescaped(re.sub(r"``|\*\*?(?=\S)|(?<=\S)\*\*?", "", shown)))

    def _options(self, lines: list[Line]) -> Iterator[tuple[str, str, Place]]:
        return options(self._text, lines, self._lines)


def options(text: Text, lines: list[Line], numbers: Lines) -> Iterator[tuple[str, str, Place]]:
    """The options (`:name: value`) at the head of a directive's block."""
    for line in lines:
        match = _OPTION.match(text.of(line))
        if match is None:
            return
        start = line.start + match.start("value")
        span = Span(start, start + len(match["value"]))
        yield match["name"].lower(), match["value"], Place(numbers.of(start), span)


def _characters(words: str) -> str:
    """The characters that a `unicode` directive names: `0xA9`, `U+2014`, or text as it is."""
    shown = []
    for word in words.split(" .. ", maxsplit=1)[0].split():
        code = re.fullmatch(
            r"(?:0x|x|\\x|U\+?|u|\\u)([0-9A-Fa-f]{2,6})|&#x([0-9A-Fa-f]{2,6});", word
        )
        number = int(code[1] or code[2], 16) if code else 0
        shown.append(
            chr(number) if 0 < number < 0x110000 and not 0xD800 <= number < 0xE000 else word
        )
    return "".join(shown)
