"""JSON and JSON Lines that hold posts: the fields of their objects tell text, channel and link."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from idcheck.post import plain
from idcheck.post.assembly import Lines
from idcheck.post.channels import channels_named
from idcheck.post.columns import columns, is_weak
from idcheck.post.decoding import UnreadableError
from idcheck.post.json_text import Array, Node, Object, String, parse
from idcheck.post.scheduled import Scheduled, read_scheduled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from idcheck.post.model import Post

_ONE_IN_A_LINE = frozenset({".jsonl", ".ndjson"})


def read(source: str, *, path: str, channel: str, bare_links: bool) -> tuple[Post, ...]:  # noqa: ARG001 - the platforms make links of bare addresses
    """The posts of a JSON file: one for each object with a text, and for each of its channels.

    Raises UnreadableError for what is no JSON and if no field holds posts.
    """
    found = [pair for root in _roots(source, path) for pair in _found(source, root)]
    strong = any(not weak for weak, _ in found)
    held = [post for weak, post in found if not (weak and strong)]
    if not held:
        raise UnreadableError(
            "no field of this JSON holds posts; name the field of the texts `text` and that of the platforms `channel`"
        )
    return read_scheduled(source, held, path=path, format="json_posts", channel=channel)


def _roots(source: str, path: str) -> Iterator[Node]:
    """The values of a file: one, or one in each line."""
    if PurePath(path).suffix.lower() not in _ONE_IN_A_LINE:
        try:
            yield parse(source)
        except UnreadableError:
            if not source.lstrip().startswith("{") or "\n" not in source.strip():
                raise
        else:
            return
    starts = Lines(source).starts
    for start, end in zip(starts, [*starts[1:], len(source)], strict=True):
        if source[start:end].strip():
            yield parse(source, start, end)


def _found(source: str, root: Node) -> Iterator[tuple[bool, Scheduled]]:
    """The posts in a value, and whether only a name that may mean other things tells of them.

    What is inside a post (its author, the post it quotes) is none of its own.
    """
    waiting = [root]
    while waiting:
        here = waiting.pop()
        inner: list[Node] = []
        if isinstance(here, Object):
            posts = list(_posts(source, here))
            text = columns(list(here.fields)).text
            weak = text is not None and is_weak(list(here.fields)[text])
            yield from ((weak, post) for post in posts)
            inner = list(here.fields.values()) if weak or not posts else []
        elif isinstance(here, Array):
            inner = here.items
        waiting.extend(reversed(inner))


def _posts(source: str, item: Object) -> Iterator[Scheduled]:
    names = list(item.fields)
    values = list(item.fields.values())
    found = columns(names)
    said = _words(source, values[found.channel]) if found.channel is not None else ()
    link = values[found.link] if found.link is not None else None
    held = link if isinstance(link, String) else None
    said_aside = values[found.silencing] if found.silencing is not None else None
    aside = said_aside if isinstance(said_aside, String) else None
    said_date = values[found.date] if found.date is not None else None
    date = said_date if isinstance(said_date, String) else None
    for index, name in (*found.own, *found.named):
        own = values[index]
        if isinstance(own, String) and len(own.value(source).split()) > 1:
            yield Scheduled(own, held, name, aside, date)
    text = values[found.text] if found.text is not None else None
    if isinstance(text, String) and text.value(source).strip():
        channels = [name for words in said for name in channels_named(words)]
        for name in dict.fromkeys(channels) or ("",):
            yield Scheduled(text, held, name, aside, date)


def _words(source: str, node: Node) -> Iterator[str]:
    """The strings of a value that is a string or a list of them."""
    if isinstance(node, String):
        yield node.value(source)
    elif isinstance(node, Array):
        yield from (item.value(source) for item in node.items if isinstance(item, String))


def link(label: str, target: str) -> str:
    """How a link is written in a string of JSON: the label, then the address."""
    return plain.link(label.replace("\\", "\\\\").replace('"', '\\"'), _address(target))


def target(address: str) -> str:
    """How an address is written in a string of JSON."""
    return _address(address)


def _address(address: str) -> str:
    return address.replace("\\", "%5C").replace('"', "%22")
