"""What a web page says of itself: its meta elements, its first `<time>` and its JSON-LD."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from idcheck.post.html_tokens import attributes, tokens

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAMES = ("property", "name", "itemprop")
_DEEPEST = 20


def said_of_itself(source: str) -> tuple[tuple[str, str], ...]:
    """Pairs of a name in lower case and a text, in the order of the page.

    The names are those of meta elements (`article:published_time`, `author`), `time` for the first
    time element with a `datetime`, and the keys of JSON-LD with dots between them (`author.name`).
    """
    found: list[tuple[str, str]] = []
    for token in tokens(source, 0, len(source)):
        if token.kind == "start" and token.name in {"meta", "time"}:
            named = attributes(source, token)
            if token.name == "time" and "datetime" in named:
                found.append(("time", named["datetime"].value.strip()))
            elif token.name == "meta" and "content" in named:
                names = (named[key].value.lower() for key in _NAMES if key in named)
                found += [(name, named["content"].value.strip()) for name in names]
        elif token.kind == "raw" and token.name == "script":
            found += _linked_data(source[token.start : token.end])
    return tuple((name, value) for name, value in found if value)


def _linked_data(script: str) -> Iterator[tuple[str, str]]:
    """What a script says if it is data; any other script is no JSON."""
    try:
        yield from _leaves(json.loads(script), "", 0)
    except (ValueError, RecursionError):
        return


def _leaves(value: Any, key: str, depth: int) -> Iterator[tuple[str, str]]:
    if depth > _DEEPEST:
        return
    if isinstance(value, dict):
        for name, inner in value.items():
            inside = name if name != "@graph" else ""
            yield from _leaves(inner, f"{key}.{inside}".strip(".").lower(), depth + 1)
    elif isinstance(value, list):
        for inner in value:
            yield from _leaves(inner, key, depth + 1)
    elif isinstance(value, str):
        yield key, value.strip()
