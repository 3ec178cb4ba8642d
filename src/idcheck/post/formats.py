"""The formats that are read: which file is of which, and who reads it.

A format is a module of this package with `read`, `link` and `target`, and a row in the tables below.
"""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING, cast

from idcheck.post.channels import decide, own_channel

if TYPE_CHECKING:
    from idcheck.post.channels import Sayer
    from idcheck.post.model import Post

SUFFIXES = {
    ".md": "markdown", ".markdown": "markdown", ".mdown": "markdown", ".mkd": "markdown",
    ".mdx": "markdown", ".qmd": "markdown", ".rmd": "markdown",
    ".html": "html", ".htm": "html", ".xhtml": "html",
    ".txt": "plain", ".text": "plain", ".rst": "plain",
}  # fmt: skip
"""File suffix to format. reStructuredText is read as plain text."""
FORMATS = ("markdown", "html", "plain")
_PANDOC = frozenset({".qmd", ".rmd"})
_JEKYLL = frozenset({"_posts", "_drafts"})


def format_of(path: str) -> str | None:
    """The format of a file by its suffix, None if it is none of ours."""
    return SUFFIXES.get(PurePath(path).suffix.lower())


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
    otherwise (`channels.decide`).
    `bare_links` tells whether an address in running text becomes a link where the post is
    published; None takes the usual answer for the path.
    """
    if bare_links is None:
        bare_links = _links_bare_addresses(path, format)
    module = import_module(f"idcheck.post.{_known(format)}")
    posts = cast(
        "tuple[Post, ...]", module.read(source, path=path, channel=channel, bare_links=bare_links)
    )
    return tuple(_in_its_channel(post, channel, channel_by) for post in posts)


def _in_its_channel(post: Post, channel: str, by: Sayer) -> Post:
    decided = decide(channel, by, own=own_channel(post.meta), format=post.format)
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
        return name == "plain"
    if parts.suffix.lower() in _PANDOC:
        return False
    return not _JEKYLL.intersection(parts.parts)
