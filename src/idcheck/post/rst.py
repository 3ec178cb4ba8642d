"""reStructuredText, as Sphinx, Nikola, Pelican and ABlog publish it."""

from __future__ import annotations

from idcheck.post.assembly import Assembly
from idcheck.post.citation_keys import bibliographies
from idcheck.post.front_matter import language_of, read_front_matter
from idcheck.post.model import Post
from idcheck.post.rst_blocks import BlockWriter
from idcheck.post.rst_inline import InlineWriter
from idcheck.post.rst_lines import Text
from idcheck.post.rst_names import Names
from idcheck.post.templates import mask_templates


def read(source: str, *, path: str, channel: str, bare_links: bool) -> tuple[Post, ...]:  # noqa: ARG001 - reStructuredText makes links of bare addresses everywhere
    """The post of a reStructuredText file.

    Code, mathematics, raw blocks, comments and unknown directives are not part of what a reader
    sees; the fields at its head are data.
    """
    masked = mask_templates(source.replace("\0", "\ufffd"))
    assembly = Assembly(source, masked.shown, masked.codes)
    front = read_front_matter(source, assembly.lines)
    text = Text(masked.shown, assembly.lines.starts, front.end)
    blocks = BlockWriter(text, assembly, InlineWriter(Names(text, assembly.lines)))
    blocks.document()
    done = assembly.finish()
    meta = (*front.fields, *blocks.meta)
    return (
        Post(
            path=path, format="rst", channel=channel, source=source, text=done.text, map=done.map,
            links=done.links, regions=done.regions, meta=meta, language=language_of(meta),
            problems=front.problems, citation_keys=done.citation_keys,
            bibliographies=bibliographies(front.fields), unrendered=done.unrendered,
            templates=masked.filled(),
        ),
    )  # fmt: skip


def link(label: str, target: str) -> str:
    """How a link is written in reStructuredText; `label` is text, not markup.

    An address that is its own label needs no markup.
    """
    if label == target:
        return _address(target)
    words = "".join(f"\\{char}" if char in "\\`<>" else char for char in " ".join(label.split()))
    return f"`{words} <{_address(target)}>`__"


def target(address: str) -> str:
    """How an address is written in the brackets of a link."""
    return _address(address)


def _address(target: str) -> str:
    encoded = "".join(_ENCODED.get(char, char) for char in target)
    return f"{encoded[:-1]}%5F" if encoded.endswith("_") else encoded


_ENCODED = {
    **{chr(code): f"%{code:02X}" for code in range(33)},
    "\x7f": "%7F", "<": "%3C", ">": "%3E", "\\": "%5C", "`": "%60", "{": "%7B", "}": "%7D",
}  # fmt: skip
