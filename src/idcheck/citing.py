"""A finished line about a work, in the form that the trackers of a channel read.

On channels whose links are followed the title is the link. In social posts, where a machine sees
the text alone, the address stands bare at the end, within the length of the platform. Wikipedia
takes a template, whose identifiers its trackers read.
Source for the templates: the documentation of `Template:Cite journal` and `Template:Cite book`.
"""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

import regex

from idcheck import lazy
from idcheck.post.formats import target as link_target
from idcheck.post.length import measure
from idcheck.reports.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from idcheck.identifiers import Identifier
    from idcheck.works import Author, Work

TYPES = ("markdown", "html", "plain")
_SOCIAL = frozenset(
    ("x", "bluesky", "mastodon", "threads", "facebook", "linkedin", "instagram", "reddit", "youtube",
     "tiktok", "pinterest", "untracked")
)  # fmt: skip
_MOST_NAMED = 3
_MARKUP = lazy.pattern(r"[\\`*_\[\]<>&]|^[#+=~|:-]|(?<=^\d)[.)]|(?<=^\d\d)[.)]")
"""What marks up text in Markdown: anywhere, and at the beginning of a line."""
_WIKI = str.maketrans({character: f"&#{ord(character)};" for character in "{}|[]<>=~'"})
_GRAPHEME = regex.compile(r"\X")


def usual_type(channel: str) -> str:
    """How a line for a channel is written, unless somebody says otherwise."""
    if channel in _SOCIAL or channel == "wikipedia":
        return "plain"
    return "html" if channel == "newsletter" else "markdown"


def cite(work: Work, identifier: Identifier, channel: str, type: str) -> str:  # noqa: A002 - the word of the option
    """The line to paste. Words of registries are on one line and escaped for what it is pasted into."""
    if channel == "wikipedia":
        return _template(work, identifier)
    if channel in _SOCIAL:
        return _short(work, identifier, channel)
    return _sentence(work, identifier, type)


def _sentence(work: Work, identifier: Identifier, type_: str) -> str:
    names, url = _escaped(_names(work.authors), type_), identifier.url
    title, container = _escaped(_title(work), type_), _escaped(visible(work.container), type_)
    if type_ == "markdown":
        title = f"[{title}]({link_target('markdown', url)})"
        container = f"*{container}*" if container else ""
    elif type_ == "html":
        title = f'<a href="{html.escape(url)}">{title}</a>'
        container = f"<em>{container}</em>" if container else ""
    year = str(work.year) if work.year else ""
    where = ", ".join(part for part in (container, year) if part)
    said = f"{names}: {title}" if names else title
    line = f"{said}. {where}." if where else f"{said}."
    return f"{line} {url}" if type_ == "plain" else line


def _short(work: Work, identifier: Identifier, channel: str) -> str:
    """A line for a social post: as much of the title as fits before the address."""
    about = ", ".join(
        part
        for part in (_names(work.authors), visible(work.container), str(work.year or ""))
        if part
    )
    clusters = _GRAPHEME.findall(_title(work))
    for said in (f" ({about})" if about else "", ""):
        for kept in _lengths(len(clusters)):
            title = "".join(clusters[:kept]).rstrip() + ("…" if kept < len(clusters) else "")
            line = f"{title}{said} {identifier.url}".lstrip()
            measured = measure(line, channel)
            if measured is None or not measured.over:
                return line
    return identifier.url


def _lengths(most: int) -> Iterator[int]:
    """How much of a title to try, from all of it down to a third."""
    return iter(range(most, most // 3, -1))


def _template(work: Work, identifier: Identifier) -> str:
    book = work.type == "book"
    fields: list[tuple[str, str]] = []
    for number, author in enumerate(work.authors[:_MOST_NAMED], 1):
        fields += [(f"last{number}", author.family), (f"first{number}", author.given)]
    if len(work.authors) > _MOST_NAMED:
        fields.append(("display-authors", "etal"))
    fields += [
        ("title", work.title), ("journal" if not book else "publisher", work.container or (work.publisher if book else "")),
        ("year", str(work.year or "")), ("volume", work.volume), ("issue", work.issue), ("pages", work.pages),
    ]  # fmt: skip
    seen = {identifier.scheme: identifier}
    for each in work.identifiers:
        seen.setdefault(each.scheme, each)
    names = {"doi": "doi", "pmid": "pmid", "pmcid": "pmc", "isbn": "isbn", "arxiv": "arxiv"}
    fields += [
        (names[scheme], each.value.removeprefix("PMC") if scheme == "pmcid" else each.value)
        for scheme, each in seen.items() if scheme in names
    ]  # fmt: skip
    if not names.keys() & seen.keys():
        fields.append(("url", identifier.url))
    inner = "".join(f" |{name}={_wiki(value)}" for name, value in fields if value)
    return f"{{{{cite {'book' if book else 'journal'}{inner}}}}}"


def _wiki(text: str) -> str:
    return visible(text).translate(_WIKI)


def _title(work: Work) -> str:
    return visible(work.title).strip().rstrip(".") or "untitled"


def _names(authors: tuple[Author, ...]) -> str:
    """Family names, of three at most."""
    names = [visible(author.family or author.given).strip() for author in authors]
    if len(names) > _MOST_NAMED:
        return f"{names[0]} et al."
    return " and ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)


def _escaped(text: str, type_: str) -> str:
    if type_ == "html":
        return html.escape(text, quote=False)
    return _MARKUP.sub(r"\\\g<0>", text) if type_ == "markdown" else text
