"""Posts that stand as fields in a file of many: what is shared by tables and JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from msgspec.structs import replace

from idcheck.post import plain
from idcheck.post.embedded import Embedding
from idcheck.post.located import Cutting
from idcheck.post.model import MetaField, Place

if TYPE_CHECKING:
    from collections.abc import Iterable

    from idcheck.post.model import Post


class FieldOf(Protocol):
    """A field of a file: where it begins, what it says, and the way of that into a cutting."""

    @property
    def start(self) -> int:
        """The offset of its first character."""

    def value(self, source: str) -> str:
        """What the field says."""

    def cut(self, source: str, into: Cutting) -> None:
        """Add what the field says."""


class Scheduled(NamedTuple):
    """A post's text, the link that the platform adds to it, and its channel, "" if none is named.

    `silencing` says which findings are put aside, `date` when the post appears.
    """

    text: FieldOf
    link: FieldOf | None
    channel: str
    silencing: FieldOf | None = None
    date: FieldOf | None = None


def read_scheduled(
    source: str,
    held: Iterable[Scheduled],
    *,
    path: str,
    format: str,  # noqa: A002 - the word of the field
    channel: str,
) -> tuple[Post, ...]:
    """The posts of the fields, read as plain text, with their places in the file.

    A link that has a field of its own stands after the text, as on the platform, unless the
    text holds it already. On X, which has no other place for it, one in the text is enough.
    """
    embedding = Embedding(source)
    posts = []
    for item in held:
        cutting = Cutting(source)
        item.text.cut(source, cutting)
        address = item.link.value(source).strip() if item.link else ""
        said = item.text.value(source)
        held_already = address in said or (item.channel == "x" and "://" in said)
        if item.link and "://" in address[:8] and not held_already:
            cutting.gap("\n\n", item.link.start)
            item.link.cut(source, cutting)
        located = cutting.done()
        (post,) = plain.read(located.text, path=path, channel=channel, bare_links=True)
        line = embedding.lines.of(item.text.start)
        named: tuple[MetaField, ...] = ()
        if item.channel:
            named = (MetaField("channel", item.channel, Place(line)),)
        if item.silencing and (said := item.silencing.value(source).strip()):
            named += (MetaField("idcheck", said, Place(line)),)
        if item.date and (said := item.date.value(source).strip()):
            named += (MetaField("date", said, Place(line)),)
        posts.append(replace(embedding.lift(post, located), format=format, meta=named))
    return tuple(posts)
