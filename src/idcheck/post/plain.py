"""Plain text: paragraphs between empty lines, joined lines, addresses as links."""

from __future__ import annotations

from itertools import pairwise

from idcheck.post.addresses import addresses
from idcheck.post.assembly import Assembly
from idcheck.post.front_matter import language_of, read_front_matter
from idcheck.post.model import Post


def read(source: str, *, path: str, channel: str, bare_links: bool) -> tuple[Post, ...]:
    """The post of a plain text, which may have data at its head as other drafts have.

    Line ends inside a paragraph are spaces.
    """
    assembly = Assembly(source, source.replace("\0", "\ufffd"))
    front = read_front_matter(source, assembly.lines)
    begin = front.end
    bounds = [*(start for start in assembly.lines.starts if start >= begin), len(source)]
    for start, end in pairwise(bounds):
        if not source[start:end].strip():
            _paragraph(assembly, begin, start, bare_links=bare_links)
            begin = end
    _paragraph(assembly, begin, len(source), bare_links=bare_links)
    done = assembly.finish()
    return (
        Post(
            path=path, format="plain", channel=channel, source=source, text=done.text, map=done.map,
            links=done.links, regions=done.regions, meta=front.fields,
            language=language_of(front.fields), problems=front.problems,
        ),
    )  # fmt: skip


def _paragraph(assembly: Assembly, start: int, end: int, *, bare_links: bool) -> None:
    assembly.block()
    paragraph = assembly.open("paragraph")
    found = addresses(assembly.shown, start, end) if bare_links else ()
    for first, last, target in found:
        assembly.text(start, first)
        mark = assembly.open(None)
        assembly.text(first, last)
        assembly.close(mark)
        place = assembly.lines.place(first, last)
        assembly.link(mark, target, "bare", (place, place))
        start = last
    assembly.text(start, end)
    assembly.close(paragraph)


def link(label: str, target: str) -> str:
    """How a link is written in plain text: the label, then the address."""
    return target if label == target else f"{label} ({target})"


def target(address: str) -> str:
    """How an address is written in plain text: as it is."""
    return address
