"""The formats that are read: which file is of which, and who reads it.

A format is a module of this package with `read`, `link` and `target`, and a row in the tables below.
"""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING, cast

from msgspec.structs import replace

from idcheck import lazy
from idcheck.post.channels import decide, own_channel
from idcheck.post.decoding import UnreadableError, decode
from idcheck.post.model import Post, Problem, SourceMap

if TYPE_CHECKING:
    from idcheck.post.channels import Sayer

SUFFIXES = {
    ".md": "markdown", ".markdown": "markdown", ".mdown": "markdown", ".mkd": "markdown",
    ".mdx": "markdown", ".qmd": "markdown", ".rmd": "markdown",
    ".html": "html", ".htm": "html", ".xhtml": "html",
    ".txt": "plain", ".text": "plain",
    ".rst": "rst", ".rest": "rst",
    ".eml": "mail", ".docx": "docx", ".ipynb": "notebook",
    ".wiki": "wikitext", ".mediawiki": "wikitext", ".wikitext": "wikitext",
}  # fmt: skip
"""Suffixes of drafts, and their formats. Folders are searched for these."""
DATA_SUFFIXES = {
    ".csv": "table", ".tsv": "table", ".tab": "table",
    ".xml": "feed", ".rss": "feed", ".atom": "feed",
    ".json": "json_posts", ".jsonl": "json_posts", ".ndjson": "json_posts",
}  # fmt: skip
"""Suffixes of data that may or may not hold posts: read where such a file is named."""
FORMATS = (
    "markdown",
    "html",
    "plain",
    "rst",
    "table",
    "json_posts",
    "feed",
    "mail",
    "wikitext",
    "notebook",
    "docx",
)
_PANDOC = frozenset({".qmd", ".rmd"})
_JEKYLL = frozenset({"_posts", "_drafts"})
_THREADED = frozenset({"plain", "markdown"})
_HEAD = 4000
_CONTENTS = (
    (lazy.pattern(r"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL), "html"),
    (lazy.pattern(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:rss|feed|rdf:RDF|urlset|sitemapindex)\b", re.DOTALL), "feed"),
    (lazy.pattern(r"(?:[A-Za-z][\w-]*: [^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*)*?(?:MIME-Version|Received|Message-ID|Return-Path): ", re.IGNORECASE), "mail"),
    (lazy.pattern(r"---[ \t]*\r?\n[ \t]*[\w-]+[ \t]*:|\+\+\+[ \t]*\r?\n"), "markdown"),
)  # fmt: skip
"""How texts begin whose names tell nothing."""


def format_of(path: str) -> str | None:
    """The format of a file by its suffix, None if it is none of ours."""
    suffix = PurePath(path).suffix.lower()
    return SUFFIXES.get(suffix) or DATA_SUFFIXES.get(suffix)


def is_draft(path: str) -> bool:
    """Whether a file is one that a search through a folder is for."""
    return PurePath(path).suffix.lower() in SUFFIXES


def format_by_content(text: str) -> str | None:
    """The format that a text shows by how it begins, None if it shows none."""
    head = text[:_HEAD]
    return next((name for pattern, name in _CONTENTS if pattern.match(head)), None)


def decode_as(format: str | None, data: bytes) -> str:  # noqa: A002 - the word of the field
    """The text of a file's bytes, as the reader of its format takes it. Raises UnreadableError."""
    if format == "docx":
        return cast("str", import_module("idcheck.post.docx").decoded(data))
    if format == "mail" and b"\0" not in data:
        try:
            return decode(data)
        except UnreadableError:  # a part in another encoding; what is not ASCII shows as it can
            return data.decode("latin-1")
    return decode(data)


def read(  # noqa: PLR0913 - each says another thing of the text
    source: str,
    *,
    path: str,
    format: str,  # noqa: A002 - the word of the field
    channel: str = "blog",
    channel_by: Sayer = "default",
    bare_links: bool | None = None,
) -> tuple[Post, ...]:
    """The posts of a file's text.

    `channel` is where they appear, unless somebody nearer to them than `channel_by` says
    otherwise (`channels.decide`). `bare_links` tells whether an address in running text becomes a
    link where the post is published; None takes the usual answer for the path. A text that is
    not of the format or holds no posts gives an empty post with a fatal problem.
    """
    if bare_links is None:
        bare_links = _links_bare_addresses(path, format)
    module = import_module(f"idcheck.post.{_known(format)}")

    def posts_of(text: str) -> tuple[Post, ...]:
        posts = cast(
            "tuple[Post, ...]", module.read(text, path=path, channel=channel, bare_links=bare_links)
        )
        return tuple(_in_its_channel(post, format, channel, channel_by) for post in posts)

    try:
        posts = posts_of(source)
    except UnreadableError as error:
        problem = Problem(1, str(error), fatal=True)
        return (Post(path, format, channel, source, "", SourceMap(()), problems=(problem,)),)
    if format in _THREADED and len(posts) == 1:
        from idcheck.post.thread import SOCIAL, split

        if posts[0].channel in SOCIAL:
            return split(posts[0], posts_of)
    return posts


def _in_its_channel(post: Post, name: str, channel: str, by: Sayer) -> Post:
    decided = decide(channel, by, own=own_channel(post.meta), format=name)
    return post if decided == post.channel else replace(post, channel=decided)


def link(format: str, label: str, target: str) -> str:  # noqa: A002 - the word of the field
    """How a link is written in a format."""
    return cast("str", import_module(f"idcheck.post.{_known(format)}").link(label, target))


def target(format: str, address: str) -> str:  # noqa: A002 - the word of the field
    """How an address is written where the target of a link stands."""
    return cast("str", import_module(f"idcheck.post.{_known(format)}").target(address))


def _known(name: str) -> str:
    if name not in FORMATS:
        raise ValueError(f"no such format: {name}")
    return name


def _links_bare_addresses(path: str, name: str) -> bool:
    """Whether the usual renderer of a path links bare addresses: kramdown and pandoc do not."""
    parts = PurePath(path)
    if name != "markdown":
        return name in {"plain", "rst", "notebook"}
    if parts.suffix.lower() in _PANDOC:
        return False
    return not _JEKYLL.intersection(parts.parts)
