"""The front matter that most posts have, read without the reader of YAML, which takes long to load.

It has keys with a text, nothing, or a list of texts, as plain as can be. All else is left to the
reader of YAML, and so is any doubt; the tests read both ways.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from idcheck import lazy

if TYPE_CHECKING:
    import re

_REST = r"[ ]*+(?:\n|\Z)"
_MARKED = r"'(?P<single>[^'\n]*+)'|\"(?P<double>[^\"\\\n]*+)\""
_PLAIN = r"(?P<plain>[^\W_](?:[^\s:#]|:(?=\S)|(?<=\S)#|[ ]+(?=[^\s#]))*+)"
_MEMBER = r"(?P<plain>[^\W_](?:[^\s:#,\[\]{}]|(?<=\S)#|[ ]+(?=[^\s#,\[\]{}]))*+)"
_BLANK = lazy.pattern(rf"(?:#[^\n]*+)?{_REST}")
_KEY = lazy.pattern(r"(?P<key>[A-Za-z_][A-Za-z0-9_-]*+):(?=[ \n]|\Z)")
_TEXT = lazy.pattern(rf"[ ]++(?:{_MARKED}|{_PLAIN}){_REST}")
_NOTHING = lazy.pattern(_REST)
_ITEM = lazy.pattern(rf"(?P<indent>[ ]*+)-[ ]++(?:{_MARKED}|{_PLAIN}){_REST}")
_ROW = lazy.pattern(rf"[ ]++\[(?P<inside>[^\[\]\n]*+)\]{_REST}")
_IN_ROW = lazy.pattern(rf"[ ]*+(?:{_MARKED}|{_MEMBER})[ ]*+(?:,|\Z)")

Scalar = tuple[str, str, int]
"""A key, its text as it is written, and where that starts. Members of a list have its key and their number."""


def plain_scalars(body: str) -> list[Scalar] | None:
    """The texts of a mapping in YAML, in order; None for one that is not as plain as can be."""
    if not body.replace("\n", "").isprintable():
        return None
    found: list[Scalar] = []
    at = 0
    while at < len(body):
        if blank := _BLANK.match(body, at):
            at = blank.end()
        elif (key := _KEY.match(body, at)) and (read := _value(body, key["key"], key.end())):
            scalars, at = read
            found += scalars
        else:
            return None
    return found or None


def _value(body: str, key: str, at: int) -> tuple[list[Scalar], int] | None:
    """The texts under a key, and where the next line begins."""
    if text := _TEXT.match(body, at):
        return [_scalar(key, text)], text.end()
    if row := _ROW.match(body, at):
        members = _members(key, row["inside"], row.start("inside"))
        return (members, row.end()) if members is not None else None
    if (nothing := _NOTHING.match(body, at)) is None:
        return None
    items: list[Scalar] = []
    end = nothing.end()
    indent: str | None = None
    while (item := _ITEM.match(body, end)) and indent in {None, item["indent"]}:
        indent = item["indent"]
        items.append(_scalar(f"{key}.{len(items)}", item))
        end = item.end()
    return items or [(key, "", at)], end


def _members(key: str, inside: str, base: int) -> list[Scalar] | None:
    """The members of a list in brackets, None where one is not plain."""
    found: list[Scalar] = []
    at = 0
    while at < len(inside):
        member = _IN_ROW.match(inside, at)
        if member is None:
            return None
        _, value, start = _scalar("", member)
        found.append((f"{key}.{len(found)}", value, base + start))
        at = member.end()
    return found


def _scalar(key: str, match: re.Match[str]) -> Scalar:
    kind = match.lastgroup or ""
    return key, match[kind], match.start(kind)
