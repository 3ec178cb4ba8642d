"""Jupyter notebooks: their Markdown cells, with offsets into the JSON file.

The format is that of https://nbformat.readthedocs.io/en/latest/format_description.html, versions 3 and 4.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from idcheck.post import json_posts, markdown
from idcheck.post.decoding import UnreadableError
from idcheck.post.embedded import Embedding
from idcheck.post.json_text import Array, Object, String, parse
from idcheck.post.located import Cutting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from idcheck.post.json_text import Node
    from idcheck.post.model import Post

_MARK = "---"


def read(source: str, *, path: str, channel: str, bare_links: bool) -> tuple[Post, ...]:
    """The post of a notebook: all its Markdown cells, in order.

    A raw cell at its head that holds front matter is read as that. Raises UnreadableError for what
    is no notebook.
    """
    root = parse(source)
    cells = list(_cells(root))
    if not isinstance(root, Object) or not ({"cells", "worksheets"} & root.fields.keys()):
        raise UnreadableError("this JSON is no notebook: it has no cells")
    cutting = Cutting(source)
    first = True
    for index, cell in enumerate(cells):
        strings = list(_strings(cell.fields.get("source")))
        if not strings or not _is_read(source, cell, strings, index):
            continue
        if not first:
            cutting.gap("\n\n", strings[0].start)
        first = False
        for string in strings:
            string.cut(source, cutting)
    located = cutting.done()
    (post,) = markdown.read(located.text, path=path, channel=channel, bare_links=bare_links)
    return (replace(Embedding(source).lift(post, located), format="notebook"),)


def _cells(root: Node) -> Iterator[Object]:
    """The cells of a notebook, of version 3 too, which has them in worksheets."""
    if not isinstance(root, Object):
        return
    sheets = root.fields.get("worksheets")
    holders = sheets.items if isinstance(sheets, Array) else [root]
    for holder in holders:
        cells = holder.fields.get("cells") if isinstance(holder, Object) else None
        if isinstance(cells, Array):
            yield from (cell for cell in cells.items if isinstance(cell, Object))


def _strings(node: Node) -> Iterator[String]:
    """The strings of a cell's source, which is one or a list of lines."""
    if isinstance(node, String):
        yield node
    elif isinstance(node, Array):
        yield from (item for item in node.items if isinstance(item, String))


def _is_read(source: str, cell: Object, strings: list[String], index: int) -> bool:
    kind = cell.fields.get("cell_type")
    name = kind.value(source) if isinstance(kind, String) else ""
    return name == "markdown" or (
        name == "raw" and index == 0 and strings[0].value(source).startswith(_MARK)
    )


def link(label: str, target: str) -> str:
    """How a link is written in a Markdown cell, which is a string of JSON."""
    return markdown.link(label, target).replace("\\", "\\\\").replace('"', '\\"')


def target(address: str) -> str:
    """How an address is written in the brackets of a link in a Markdown cell."""
    return json_posts.target(markdown.target(address))
