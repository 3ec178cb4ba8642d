"""The finished draft for the clipboard: HTML for programs that take formatting, text for the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from idcheck.post.assembly import Lines
from idcheck.post.formats import read
from idcheck.post.front_matter import read_front_matter
from idcheck.post.html_writing import as_html
from idcheck.web.exchange import Finished

if TYPE_CHECKING:
    from collections.abc import Iterator

    from idcheck.post import Post


def finished(text: str, kind: str) -> Finished:
    """A draft as it is pasted elsewhere."""
    if kind == "html":
        posts = read(text, path="-", format=kind)
        return Finished(text, "\n\n".join("".join(_with_addresses(each)) for each in posts))
    if kind == "markdown":
        return Finished(_rendered(text), text)
    posts = read(text, path="-", format=kind)
    return Finished("\n<hr>\n".join(map(as_html, posts)), text)


def _rendered(text: str) -> str:
    """Markdown as the HTML it stands for, without its front matter."""
    from markdown_it import MarkdownIt

    head = read_front_matter(text, Lines(text)).end
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    return str(parser.render(text[head:]))


def _with_addresses(post: Post) -> Iterator[str]:
    """What a reader sees, with the address of each link behind its words."""
    at = 0
    for link in sorted(post.links, key=lambda each: each.span):
        if link.span.start >= at and link.span and link.visible:
            yield post.text[at : link.span.end]
            at = link.span.end
            if link.target not in link.label:
                yield f" ({link.target})"
    yield post.text[at:]
