"""Front matter: the data block at the head of a draft (YAML between `---`, TOML between `+++`)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from idcheck.post.model import MetaField, Place, Problem, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from idcheck.post.assembly import Lines

_YAML = re.compile(
    r"---[ \t]*(?:\r\n|\n|\r)(?P<body>.*?)^(?:---|\.\.\.)[ \t]*(?:\r\n|\n|\r|\Z)",
    re.DOTALL | re.MULTILINE,
)
_TOML = re.compile(
    r"\+\+\+[ \t]*(?:\r\n|\n|\r)(?P<body>.*?)^\+\+\+[ \t]*(?:\r\n|\n|\r|\Z)",
    re.DOTALL | re.MULTILINE,
)
_DEEPEST = 8


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The fields of a front matter, what was wrong with it, and the offset at which it ends."""

    fields: tuple[MetaField, ...]
    problems: tuple[Problem, ...]
    end: int


def read_front_matter(source: str, lines: Lines) -> FrontMatter:
    """The front matter of a source; one without has no fields and ends at 0."""
    if (match := _YAML.match(source)) is not None:
        return _yaml(source, match, lines)
    if (match := _TOML.match(source)) is not None:
        return _toml(match, lines)
    return FrontMatter((), (), 0)


def _yaml(source: str, match: re.Match[str], lines: Lines) -> FrontMatter:
    import yaml

    base = match.start("body")
    body = match["body"]
    try:
        root = yaml.compose(body, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = lines.of(base) + (mark.line if mark else 0)
        what = getattr(error, "problem", None) or "it is not YAML"
        return FrontMatter(
            (), (Problem(line, f"the front matter cannot be read: {what}"),), match.end()
        )
    fields = tuple(_nodes(root, "", 0, body, base, lines)) if root is not None else ()
    return FrontMatter(fields, (), match.end())


def _nodes(
    node: Any, key: str, depth: int, body: str, base: int, lines: Lines
) -> Iterator[MetaField]:
    """The scalars under a node, keys joined by dots; aliases that nest too deep are left out."""
    if depth > _DEEPEST:
        return
    if node.id == "mapping":
        for name, value in node.value:
            inner = f"{key}.{name.value}" if key else str(name.value)
            yield from _nodes(value, inner, depth + 1, body, base, lines)
    elif node.id == "sequence":
        for index, value in enumerate(node.value):
            yield from _nodes(value, f"{key}.{index}", depth + 1, body, base, lines)
    else:
        yield MetaField(key, str(node.value), _scalar_place(node, body, base, lines))


def _scalar_place(node: Any, body: str, base: int, lines: Lines) -> Place:
    """Exact where the value stands on one line as written, else its line."""
    start, end = node.start_mark.index, node.end_mark.index
    if node.style in {"'", '"'}:
        start, end = start + 1, end - 1
    line = lines.of(base + start)
    verbatim = node.style not in {"|", ">"} and body[start:end] == node.value
    return Place(line, Span(base + start, base + end) if verbatim else None)


def _toml(match: re.Match[str], lines: Lines) -> FrontMatter:
    import tomllib

    first = lines.of(match.start("body"))
    try:
        table = tomllib.loads(match["body"].replace("\r\n", "\n").replace("\r", "\n"))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        return FrontMatter(
            (), (Problem(first, f"the front matter cannot be read: {error}"),), match.end()
        )
    keys = {
        found[1]: first + number
        for number, text in enumerate(match["body"].splitlines())
        if (found := re.match(r"\s*([\w-]+)\s*=", text))
    }
    return FrontMatter(tuple(_flat(table, "", keys, first)), (), match.end())


def _flat(value: Any, key: str, keys: dict[str, int], line: int) -> Iterator[MetaField]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _flat(inner, f"{key}.{name}" if key else name, keys, keys.get(name, line))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _flat(inner, f"{key}.{index}", keys, line)
    else:
        yield MetaField(key, str(value), Place(line))


def language_of(fields: tuple[MetaField, ...]) -> str:
    """The language a front matter declares, as a primary subtag in lower case, "" if none."""
    for field in fields:
        if field.key.lower() in {"lang", "language", "locale"} and field.value:
            return re.split(r"[-_]", field.value.strip().lower())[0]
    return ""
