"""Posts: what a reader sees, and where each character of it stands in its file.

All offsets are Unicode code points. *Text* offsets count in `Post.text`; *source* offsets count
in `Post.source`, the decoded file without its byte order mark.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable


class Span(Struct, frozen=True, order=True):
    """A half-open stretch of code points."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def __contains__(self, offset: int) -> bool:
        return self.start <= offset < self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def of(self, text: str) -> str:
        """The characters of `text` in this stretch."""
        return text[self.start : self.end]


class Place(Struct, frozen=True):
    """Where something stands in a file.

    `line` is the 1-based line it begins on. `span` is its source stretch, or None where only the
    line is known.
    """

    line: int
    span: Span | None = None


LinkOrigin = Literal[
    "anchor", "autolink", "bare", "reference", "image", "button", "shortcode", "template"
]
"""`anchor` is written with label and target; `autolink` is `<https://...>`; `bare` is an address
in running text that the channel turns into a link; `reference` takes its target from a definition
elsewhere; `image` is a link around an image; `button` needs a script; `shortcode` is written by
template code such as `{{< doi "10.1234/x" >}}`, `template` by a citation template of a wiki."""


class Link(Struct, frozen=True):
    """A link of a post.

    `target` has escapes and entities decoded. `label` is what a reader sees of it, at `span` in
    the text. `target_place` and `whole_place` say where the target alone and the whole
    construct stand in the file. `visible` tells whether a machine that runs no script sees it
    as a link.
    """

    target: str
    label: str
    span: Span
    origin: LinkOrigin
    target_place: Place
    whole_place: Place
    visible: bool = True


RegionKind = Literal[
    "paragraph", "heading", "item", "cell", "quote", "footnote", "note-marker", "code", "emphasis",
    "strong", "furniture", "more", "html",
]  # fmt: skip
"""`item` is a list item, `cell` a table cell, `code` a stretch of inline code, `furniture` what
surrounds the content: navigation, sidebars, footers, related boxes. `note-marker` is the empty
stretch where a footnote is called; its label is the footnote's. `more` is the empty stretch where
the excerpt of a feed ends (`<!--more-->`). `html` is a block of HTML in another markup, where
links are written as HTML."""


class Region(Struct, frozen=True):
    """A stretch of the text with a role. Regions may nest. `label` is a footnote's name."""

    kind: RegionKind
    span: Span
    label: str = ""


class MetaField(Struct, frozen=True):
    """A field of the front matter: dotted key, plain value as text, and where the value stands."""

    key: str
    value: str
    place: Place


class CitationKey(Struct, frozen=True):
    r"""A citation by the key of a bibliography, which the publishing program writes out.

    The forms are `[@key, p. 3]`, `@key` and `-@key` of pandoc, `\cite{key}` of LaTeX,
    `{% cite key %}` of Jekyll and `{{< cite "key" >}}` of Hugo. `span` is what stands for the
    citation in the text: the whole bracket, which several keys share, or the bare key; where
    template code stands for it, the empty stretch at its place. `place` is where the key alone
    stands in the file.
    """

    key: str
    span: Span
    place: Place


UnrenderedKind = Literal[
    "comment", "meta", "json-ld", "coins", "attribute", "code", "hidden", "frame", "form",
]  # fmt: skip
"""`meta` is the content of a meta element or the target of a canonical link; `coins` an OpenURL in
the title of a `Z3988` element; `attribute` what an attribute such as `alt`, `title` or `data-doi`
says; `code` a block of code; `hidden` an element that is not shown, with its markup; `frame` the
address of an embedded page; `form` the address that a form is sent to."""


class Unrendered(Struct, frozen=True):
    """Something the file says where no reader sees it.

    `text` has the entities of attributes decoded. `name` is the attribute, the meta element's
    name, or the language of the code, as far as there is one. `at` is the text offset next to
    which it stands.
    """

    kind: UnrenderedKind
    text: str
    place: Place
    at: int
    name: str = ""


class Problem(Struct, frozen=True):
    """Something that kept a part of a post from being read, and the 1-based line it is on.

    `fatal` is what kept the whole file from being read.
    """

    line: int
    message: str
    fatal: bool = False


class Piece(Struct, frozen=True):
    """A stretch of the text and the stretch of the source it was read from.

    Where both are equally long they are the same characters, one to one, but that a space may
    stand for a tab or a line end; unless `exact` is False: then only the line is known. A piece of
    another length (an entity, an empty line) maps as a whole.
    """

    text: Span
    source: Span
    line: int
    exact: bool = True


class SourceMap(Struct, frozen=True, dict=True):
    """The way from text offsets to source offsets. `pieces` are sorted and do not overlap."""

    pieces: tuple[Piece, ...]

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(piece.text.start for piece in self.pieces)

    def place(self, span: Span, source: str) -> Place:
        """Where a stretch of the text stands in the file whose content is `source`."""
        if not self.pieces:
            return Place(1)
        first = self._piece(span.start)
        last = self._piece(max(span.start, span.end - 1))
        if not (first.exact and last.exact):
            return Place(first.line)
        begin = _forward(first, span.start)
        end = max(begin, _forward(last, span.end) if span.end > span.start else begin)
        return Place(first.line + source.count("\n", first.source.start, begin), Span(begin, end))

    def _piece(self, offset: int) -> Piece:
        return self.pieces[max(0, bisect_right(self._starts, offset) - 1)]


def _forward(piece: Piece, offset: int) -> int:
    """The source offset of a text offset in or at the end of a piece."""
    if len(piece.text) == len(piece.source):
        return piece.source.start + min(max(offset - piece.text.start, 0), len(piece.text))
    return piece.source.start if offset <= piece.text.start else piece.source.end


class Post(Struct, frozen=True):
    """One thing that will be published.

    `text` is what a reader sees: blocks separated by an empty line, soft line breaks turned into
    spaces, markup gone, code blocks left out. `regions`, `citation_keys` and `unrendered` are
    sorted by start. `bibliographies` are the files that the front matter names for the citation
    keys, as they are written there. `templates` are the source stretches of template code, in
    order: no edit touches them.
    """

    path: str
    format: str
    channel: str
    source: str
    text: str
    map: SourceMap
    links: tuple[Link, ...] = ()
    regions: tuple[Region, ...] = ()
    meta: tuple[MetaField, ...] = ()
    language: str = ""
    problems: tuple[Problem, ...] = ()
    citation_keys: tuple[CitationKey, ...] = ()
    bibliographies: tuple[str, ...] = ()
    unrendered: tuple[Unrendered, ...] = ()
    templates: tuple[Span, ...] = ()

    def place(self, span: Span) -> Place:
        """Where a stretch of the text stands in the file."""
        return self.map.place(span, self.source)

    def blotted(self, spans: Iterable[Span]) -> str:
        """The text with these stretches replaced by as many blanks, so that offsets stay true."""
        parts, at = [], 0
        for span in sorted(spans):
            if span.end > at:
                start = max(at, span.start)
                parts += [self.text[at:start], " " * (span.end - start)]
                at = span.end
        return "".join([*parts, self.text[at:]])

    def regions_of(self, *kinds: RegionKind) -> tuple[Region, ...]:
        """The regions of the given kinds, in order."""
        if not self.regions:
            return ()
        return tuple(region for region in self.regions if region.kind in kinds)

    def links_outside(self, kind: RegionKind) -> tuple[Link, ...]:
        """The links that no region of a kind covers, in order."""
        covers = sorted(region.span for region in self.regions if region.kind == kind)
        starts = [span.start for span in covers]
        ends = [-1, *accumulate((span.end for span in covers), max)]
        return tuple(
            link
            for link in self.links
            if ends[bisect_right(starts, link.span.start)] < link.span.end
        )
