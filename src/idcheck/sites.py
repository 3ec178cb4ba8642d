"""What a folder of posts is: which program builds the site, where its posts are, what is in it.

The facts about programs are from their documentation: Hugo keeps posts in `content/` and reads
`hugo.toml` (before 0.110 `config.toml`); Jekyll reads `_config.yml`, keeps posts in `_posts/` and
other kinds in `_<name>/`, and its usual Markdown (kramdown) makes no links of bare addresses;
Quarto reads `_quarto.yml`, and pandoc's Markdown makes none either.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from idcheck.config import DEFAULT_EXCLUDES
from idcheck.post.channels import channel_named

if TYPE_CHECKING:
    from collections.abc import Iterator

_ENDINGS = ("toml", "yaml", "yml", "json")
_HUGO = tuple(f"{name}.{ending}" for name in ("hugo", "config") for ending in _ENDINGS)
_LISTS = (".bib", ".ris")
_MOST_LISTS, _DEEPEST = 5, 4
_JEKYLLS_OWN = ("_site", "_layouts", "_includes", "_sass", "_data", "_plugins")
_PUBLICATIONS = frozenset({"publication", "publications", "paper", "papers", "publikationer"})
_TELLING = frozenset({"press", "newsletter"})
"""Channels that the name of a folder tells surely enough; a folder `news` may be anything."""


class Section(Struct, frozen=True):
    """A folder whose pages have a setting of their own."""

    folder: str
    key: str
    value: str


class Site(Struct, frozen=True):
    """A folder of posts. All paths are relative to it, with forward slashes.

    `builder` is "" where no program is recognised; `bare_links` None where its usual answer holds.
    """

    builder: str
    posts: tuple[str, ...]
    excludes: tuple[str, ...]
    bare_links: bool | None
    sections: tuple[Section, ...]
    lists: tuple[str, ...]


def site_in(folder: Path) -> Site:
    """What is in a folder. Raises OSError if it cannot be listed."""
    names = sorted(os.listdir(folder))  # noqa: PTH208 - the names are what is wanted
    builder, posts, excludes = _built_by(folder, names)
    return Site(
        builder=builder,
        posts=posts,
        excludes=excludes,
        bare_links=_bare_links(builder, folder),
        sections=tuple(_sections(folder, posts)),
        lists=tuple(_publication_lists(folder))[:_MOST_LISTS],
    )


def _built_by(folder: Path, names: list[str]) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """The program that builds the site, the folders of its posts, and those that hold none."""
    if "_quarto.yml" in names or "_quarto.yaml" in names:
        return "Quarto", (".",), ("_site", "_book", "_freeze", "_extensions")
    if _is_hugo(folder, names):
        excludes = ("public", "resources", "themes", "archetypes", "layouts")
        return "Hugo", ("content",), excludes
    if "_config.yml" in names:
        return "Jekyll", tuple(_jekyll_posts(folder, names)) or (".",), _JEKYLLS_OWN
    return "", (".",), ()


def _is_hugo(folder: Path, names: list[str]) -> bool:
    configured = any(name in names for name in _HUGO) or (folder / "config" / "_default").is_dir()
    return configured and (folder / "content").is_dir()


def _jekyll_posts(folder: Path, names: list[str]) -> Iterator[str]:
    """The folders of posts and collections."""
    return (name for name in names if name[0] == "_" and name not in _JEKYLLS_OWN
            and (folder / name).is_dir())  # fmt: skip


def _bare_links(builder: str, folder: Path) -> bool | None:
    """Whether bare addresses become links, where idcheck would not know it by itself."""
    if builder != "Jekyll":
        return None
    configured = (folder / "_config.yml").read_text("utf-8", "replace")
    return (
        re.search(r"^markdown:\s*[\"']?CommonMark", configured, re.MULTILINE | re.IGNORECASE)
        is not None
    )


def _sections(folder: Path, posts: tuple[str, ...]) -> Iterator[Section]:
    for place in posts:
        inner = [] if place == "." else [place]
        held = sorted(each.name for each in (folder / place).iterdir() if each.is_dir())
        for name in [*inner, *(each if place == "." else f"{place}/{each}" for each in held)]:
            if told := _setting_of(name.rsplit("/", 1)[-1].removeprefix("_").lower()):
                yield Section(name, *told)


def _setting_of(name: str) -> tuple[str, str] | None:
    """The setting that the name of a folder tells."""
    if name in _PUBLICATIONS:
        return "type", "publication"
    for singular in (name, name.removesuffix("s"), name.removesuffix("n")):
        if (channel := channel_named(singular)) in _TELLING:
            return "channel", channel or ""
    return None


def _publication_lists(folder: Path) -> Iterator[str]:
    """The publication lists in a folder, those near its top first within each branch."""
    for here, folders, names in os.walk(folder):
        depth = len(Path(here).relative_to(folder).parts)
        kept = [each for each in folders if each not in DEFAULT_EXCLUDES and each[0] != "."]
        folders[:] = sorted(kept) if depth < _DEEPEST else []
        for name in sorted(names):
            if name.lower().endswith(_LISTS):
                yield Path(here, name).relative_to(folder).as_posix()
