"""Front matter: the data block at the head of a draft (YAML between `---`, TOML between `+++`, JSON)."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from idcheck import lazy
from idcheck.post.model import MetaField, Place, Problem, Span
from idcheck.post.plain_yaml import plain_scalars

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from idcheck.post.assembly import Lines
    from idcheck.post.plain_yaml import Scalar

_AT_LINE_START = r"(?<![^\r\n])"
_REST = r"[ \t]*+(?:\r\n|\n|\r|\Z)"
_YAML = lazy.pattern(rf"---{_REST}(?P<body>.*?){_AT_LINE_START}(?:---|\.\.\.){_REST}", re.DOTALL)
_TOML = lazy.pattern(rf"\+\+\+{_REST}(?P<body>.*?){_AT_LINE_START}\+\+\+{_REST}", re.DOTALL)
_KEY = lazy.pattern(r"[ \t]*+(?:#[^\r\n]*+[\r\n]++)*+[\"']?[^\W\d][\w -]*+[\"']?[ \t]*+:(?=\s)")
_TOML_KEY = lazy.pattern(r"[ \t]*+[\"']?([\w-]++)[\"']?[ \t]*+=")
_TOML_TABLE = lazy.pattern(r"[ \t]*+\[\[?([\w. -]++)\]")
_JSON = lazy.pattern(r"\{\s*+\"")
_LINE_END = lazy.pattern(_REST)
_DEEPEST = 20
_FAR = 10_000  # code points from a key of TOML to its value


class FrontMatter(Struct, frozen=True):
    """The fields of a front matter, what was wrong with it, and the offset at which it ends."""

    fields: tuple[MetaField, ...] = ()
    problems: tuple[Problem, ...] = ()
    end: int = 0


def read_front_matter(source: str, lines: Lines) -> FrontMatter:
    """The front matter at the head of a source; where there is none, nothing, ending at 0.

    One that cannot be read gives a problem and no fields.
    """
    if match := _YAML.match(source):
        return _read_yaml(match, lines)
    if match := _TOML.match(source):
        return _read_toml(match, lines)
    if (match := _JSON.match(source)) and (end := _json_end(source)):
        return replace(_read_json(source[:end], lines), end=end)
    return FrontMatter()


def language_of(fields: tuple[MetaField, ...]) -> str:
    """The language that fields declare: a primary subtag in lower case, "" if none."""
    for item in fields:
        if item.key.lower() in {"lang", "language", "locale"} and item.value.strip():
            return re.split(r"[-_]", item.value.strip().lower())[0]
    return ""


def _read_yaml(match: re.Match[str], lines: Lines) -> FrontMatter:
    """A block that is no mapping is text between two rules, not front matter."""
    base, body = match.start("body"), match["body"]
    if (scalars := plain_scalars(body)) is not None:
        return FrontMatter(tuple(_plainly(scalars, base, lines)), end=match.end())
    import yaml

    try:
        root = yaml.compose(body, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        if not _KEY.match(body):
            return FrontMatter()
        mark = getattr(error, "problem_mark", None)
        line = lines.of(base + mark.index if mark else base)
        reason = getattr(error, "problem", None) or "it is not YAML"
        problem = Problem(line, f"the front matter cannot be read: {reason}")
        return FrontMatter(problems=(problem,), end=match.end())
    if root is None:
        return FrontMatter(end=match.end())
    if not isinstance(root, yaml.MappingNode):
        return FrontMatter()
    fields = tuple(_scalars(root, "", _Yaml(body, base, lines, set()), 0))
    return FrontMatter(fields, end=match.end())


def _plainly(scalars: Iterable[Scalar], base: int, lines: Lines) -> Iterator[MetaField]:
    """The fields of a block without anything that is not as it is written."""
    for key, value, at in scalars:
        start = base + at
        span = Span(start, start + len(value)) if value else None
        yield MetaField(key, value, Place(lines.of(start), span))


class _Yaml(Struct, frozen=True):
    """A YAML text, where it stands, and the nodes met already: aliases are followed once."""

    body: str
    base: int
    lines: Lines
    met: set[int]

    def place(self, node: Any) -> Place:
        """Exact where the value stands on one line as written, else its line."""
        start, end = node.start_mark.index, node.end_mark.index
        if node.style in {"'", '"'}:
            start, end = start + 1, end - 1
        verbatim = node.style not in {"|", ">"} and self.body[start:end] == node.value
        span = Span(self.base + start, self.base + end) if verbatim and node.value else None
        return Place(self.lines.of(self.base + start), span)


def _scalars(node: Any, key: str, text: _Yaml, depth: int) -> Iterator[MetaField]:
    """The scalars under a node, with keys joined by dots."""
    if node.id == "scalar":
        yield MetaField(key, str(node.value), text.place(node))
        return
    if depth > _DEEPEST or id(node) in text.met:
        return
    text.met.add(id(node))
    if node.id == "mapping":
        inner = ((str(name.value), value) for name, value in node.value if name.id == "scalar")
    else:
        inner = ((str(index), value) for index, value in enumerate(node.value))
    for name, value in inner:
        yield from _scalars(value, f"{key}.{name}" if key else name, text, depth + 1)


def _json_end(source: str) -> int:
    """The end of the JSON object at the head of a source, 0 if there is none."""
    try:
        value, end = json.JSONDecoder().raw_decode(source)
    except (ValueError, RecursionError):
        return 0
    after = _LINE_END.match(source, end)
    return after.end() if isinstance(value, dict) and after else 0


def _read_json(body: str, lines: Lines) -> FrontMatter:
    """JSON is YAML too, where values have their places; but for tabs, which only stand between."""
    import yaml

    body = body.replace("\t", " ")
    try:
        root = yaml.compose(body, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        reason = getattr(error, "problem", None) or "it is not YAML"
        return FrontMatter(problems=(Problem(1, f"the front matter cannot be read: {reason}"),))
    fields = _scalars(root, "", _Yaml(body, 0, lines, set()), 0)
    return FrontMatter(tuple(replace(item, value=_whole(item.value)) for item in fields))


def _whole(text: str) -> str:
    """Text in which the halves of JSON's escapes for characters such as emoji are put together."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _read_toml(match: re.Match[str], lines: Lines) -> FrontMatter:
    import tomllib

    body = re.sub(r"\r\n?", "\n", match["body"])
    first = lines.of(match.start("body"))
    try:
        table = tomllib.loads(body)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        named = re.search(r"line (\d+)", str(error))
        line = first + int(named[1]) - 1 if named else first
        problem = Problem(line, f"the front matter cannot be read: {error}")
        return FrontMatter(problems=(problem,), end=match.end())
    places = _toml_lines(body, first)
    fields = _leaves(table, "", places, first - 1)
    text = match.string[: match.end("body")]
    return FrontMatter(tuple(_placed(fields, text, lines)), end=match.end())


def _placed(fields: Iterator[MetaField], text: str, lines: Lines) -> Iterator[MetaField]:
    """The fields of TOML with exact places where their strings stand in quotation marks as they are.

    Strings of one array follow one another.
    """
    after: dict[int, int] = {}
    for item in fields:
        line = item.place.line
        begin = after.get(line, lines.starts[line - 1])
        quoted = (text.find(f"{mark}{item.value}{mark}", begin, begin + _FAR) for mark in "\"'")
        at = min((at + 1 for at in quoted if at >= 0 and item.value), default=0)
        if at:
            after[line] = at + len(item.value)
            yield replace(item, place=lines.place(at, after[line]))
        else:
            yield item


def _toml_lines(body: str, first: int) -> dict[str, int]:
    """The line of each key, under the name of its table; of several alike the first."""
    found: dict[str, int] = {}
    table = ""
    for number, text in enumerate(body.split("\n"), first):
        if header := _TOML_TABLE.match(text):
            table = ".".join(part.strip() for part in header[1].split(".")) + "."
        elif key := _TOML_KEY.match(text):
            found.setdefault(table + key[1], number)
    return found


def _leaves(value: object, key: str, places: Mapping[str, int], line: int) -> Iterator[MetaField]:
    line = places.get(re.sub(r"\.\d+(?=\.|$)", "", key), line)
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _leaves(inner, f"{key}.{name}" if key else str(name), places, line)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _leaves(inner, f"{key}.{index}", places, line)
    else:
        yield MetaField(key, str(value), Place(line))
