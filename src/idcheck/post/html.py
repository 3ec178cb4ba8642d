"""HTML pages and fragments."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from idcheck.post.assembly import Assembly
from idcheck.post.citation_keys import bibliographies
from idcheck.post.front_matter import language_of, read_front_matter
from idcheck.post.html_walk import HtmlWalk
from idcheck.post.located import Located
from idcheck.post.model import Post, Problem, Region, Span
from idcheck.post.templates import mask_templates

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from idcheck.post.assembly import Mark


def read(source: str, *, path: str, channel: str, bare_links: bool) -> tuple[Post, ...]:
    """The post of a page or fragment.

    Where there is a main or article element, what stands outside is furniture. Addresses without
    a tag are links only if the place of publication makes them so.
    """
    masked = mask_templates(source.replace("\0", "\ufffd"))
    shown = masked.shown
    assembly = Assembly(source, shown, masked.codes)
    front = read_front_matter(source, assembly.lines)
    walk = HtmlWalk(assembly, bare_links=bare_links)
    located = Located.whole(shown)
    walk.walk(located, front.end, len(shown))
    walk.close_to(0, located, len(shown))
    done = assembly.finish()
    contents = [_span(mark) for mark in walk.contents["main"] or walk.contents["article"]]
    dropped = {_span(mark) for mark in walk.guesses if _covers_any(_span(mark), contents)}
    kept = [
        region
        for region in done.regions
        if region.kind != "furniture" or region.span not in dropped
    ]
    regions = sorted(
        [*kept, *_outside(contents, len(done.text))],
        key=lambda region: (region.span.start, -region.span.end),
    )
    return (
        Post(
            path=path, format="html", channel=channel, source=source, text=done.text, map=done.map,
            links=done.links, regions=tuple(regions), meta=front.fields,
            language=walk.language or language_of(front.fields),
            problems=(*front.problems, *(Problem(line, text) for text, line in walk.limits.items())),
            citation_keys=done.citation_keys, bibliographies=bibliographies(front.fields),
            unrendered=done.unrendered, templates=masked.filled(),
        ),
    )  # fmt: skip


def _span(mark: Mark) -> Span:
    return Span(mark.start, mark.end)


def _covers_any(span: Span, contents: Iterable[Span]) -> bool:
    return any(span.covers(content) for content in contents)


def _outside(contents: list[Span], length: int) -> Iterator[Region]:
    """What lies before, between and after the content of a page, empty lines between blocks aside."""
    if not contents:
        return
    at = 0
    for span in [*sorted(contents), Span(length, length)]:
        if span.start > at:
            yield Region("furniture", Span(at, span.start))
        at = max(at, span.end)


def link(label: str, target: str) -> str:
    """How a link is written in HTML; `label` is text, not markup."""
    return f'<a href="{escape(target)}">{escape(label, quote=False)}</a>'


def target(address: str) -> str:
    """How an address is written in an attribute."""
    return escape(address)
