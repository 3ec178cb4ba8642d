"""HTML pages and fragments, read with the exact place of every tag, text and entity."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape, unescape
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from idcheck.post.assembly import Assembly, Lines
from idcheck.post.front_matter import language_of, read_front_matter
from idcheck.post.model import Place, Post, Region, Span
from idcheck.post.templates import FILLER, mask_templates

if TYPE_CHECKING:
    from collections.abc import Iterator

    from idcheck.post.model import RegionKind

_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_UNSEEN = frozenset(
    "script style template svg noscript head title select textarea iframe object math pre canvas audio video".split()
)
_FURNITURE = frozenset({"nav", "aside", "footer"})
_FURNITURE_ROLES = frozenset({"navigation", "banner", "contentinfo", "complementary", "search"})
_FURNITURE_NAMES = re.compile(
    r"(?:^|[\s_-])(?:sidebar|breadcrumbs?|navbar|navigation|nav|menu|related(?:-posts?)?|share|sharing|social-share|cookies?|comments?|footer|site-header|masthead|pagination|toc|table-of-contents)(?:$|[\s_-])",
    re.IGNORECASE,
)
_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol p pre section summary table tbody td tfoot th thead tr ul".split()
)
_REGIONS: dict[str, RegionKind] = {
    "p": "paragraph", "li": "item", "dd": "item", "td": "cell", "th": "cell", "blockquote": "quote",
    "em": "emphasis", "i": "emphasis", "cite": "emphasis", "var": "emphasis", "strong": "strong", "b": "strong",
    "code": "code", "kbd": "code", "samp": "code", "tt": "code",
    **{f"h{level}": "heading" for level in range(1, 7)},
}  # fmt: skip
_CLOSED_BY_ITS_LIKE = {
    "li": ("li", {"ul", "ol"}), "dt": ("dt dd", {"dl"}), "dd": ("dt dd", {"dl"}),
    "td": ("td th", {"tr"}), "th": ("td th", {"tr"}), "tr": ("tr", {"table"}),
}  # fmt: skip
_HREF = re.compile(
    r"""\shref\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'>]+))""",
    re.IGNORECASE,
)
_ONCLICK = re.compile(r"""(?:https?:)?//[^\s"'()<>]+""")
_SPACE = re.compile(r"[ \t\n\r\f\ue000]++")
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


@dataclass(slots=True)
class _Element:
    """An open element and what it does to the text inside."""

    tag: str
    unseen: bool = False
    region: RegionKind | None = None
    link: _OpenLink | None = None


@dataclass(frozen=True, slots=True)
class _OpenLink:
    target: str
    target_place: Place
    start: int
    text_start: int
    button: bool


class HtmlReader(HTMLParser):
    """Feeds the HTML of a source into an assembly, stretch by stretch.

    Open elements are kept between stretches, so that Markdown with HTML inside can be fed piece
    by piece. Stretches of filler (template code) are dropped from the text.
    """

    def __init__(self, assembly: Assembly, masked: str) -> None:
        super().__init__(convert_charrefs=False)
        self.language = ""
        self.content: list[Span] = []
        self.whole_page = False
        self._assembly = assembly
        self._masked = masked
        self._stack: list[_Element] = []
        self._unseen = 0
        self._base_href = ""
        self._content_start: list[int] = []
        self._offset = 0
        self._line_starts: list[int] = [0]

    def read(self, start: int, end: int) -> None:
        """Read the source stretch `start`..`end`."""
        text = self._masked[start:end]
        self.reset()
        self._offset = start
        self._line_starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self.feed(text)
        self.close()

    @property
    def hidden(self) -> bool:
        """Whether what comes now is not shown."""
        return self._unseen > 0

    @property
    def in_link(self) -> bool:
        """Whether what comes now is inside a link."""
        return any(element.link for element in self._stack)

    def _at(self) -> int:
        line, column = self.getpos()
        return self._offset + self._line_starts[line - 1] + column

    # --- tags -------------------------------------------------------------------------------

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        start = self._at()
        raw = self.get_starttag_text() or ""
        named = {name: value or "" for name, value in attrs}
        self._note_page(tag, named)
        if tag in _BLOCKS:
            self._close_before(tag, start)
            self._break(start)
        if tag in _VOID:
            if tag == "br" and not self.hidden:
                self._assembly.text("\n", start, start + len(raw))
            return
        self._push(self._element(tag, named, raw, start))

    def _element(self, tag: str, named: dict[str, str], raw: str, start: int) -> _Element:
        unseen = tag in _UNSEEN or "hidden" in named or bool(_HIDING.search(named.get("style", "")))
        if tag == "a":
            return _Element(tag, unseen, link=self._anchor(named, raw, start))
        if tag == "button" and (address := _ONCLICK.search(named.get("onclick", ""))):
            place = Place(self._assembly.lines.of(start))
            return _Element(
                tag, unseen, link=_OpenLink(address.group(), place, start, self._assembly.at, True)
            )
        return _Element(
            tag, unseen, region="furniture" if _is_furniture(tag, named) else _REGIONS.get(tag)
        )

    def _anchor(self, named: dict[str, str], raw: str, start: int) -> _OpenLink | None:
        target = named.get("href", "").strip()
        found = _HREF.search(raw)
        if "href" not in named or found is None:
            return None
        scripted = target.startswith("#") or target.lower().startswith("javascript:")
        address = _ONCLICK.search(named.get("onclick", "") or target)
        if scripted and address is None:
            return None
        group = found.lastgroup or "bare"
        place = self._assembly.place(start + found.start(group), start + found.end(group))
        if scripted and address:
            return _OpenLink(address.group(), Place(place.line), start, self._assembly.at, True)
        if place.span is not None and FILLER in target:
            target = place.span.of(self._assembly.source)
        return _OpenLink(urljoin(self._base_href, target), place, start, self._assembly.at, False)

    def _note_page(self, tag: str, named: dict[str, str]) -> None:
        if tag in {"html", "body"}:
            self.whole_page = True
        if tag == "html" and not self.language:
            self.language = re.split(r"[-_]", named.get("lang", "").strip().lower())[0]
        if tag == "base" and not self._base_href:
            self._base_href = named.get("href", "")

    def _push(self, element: _Element) -> None:
        self._stack.append(element)
        self._unseen += element.unseen
        if element.region and not self.hidden:
            self._assembly.open(element.region)
        if element.tag in {"main", "article"} and not self.hidden:
            self._content_start.append(self._assembly.at)

    def handle_endtag(self, tag: str) -> None:
        """Close an element with all that is still open inside; an end without a start is ignored."""
        if tag == "br":
            return
        if any(element.tag == tag for element in self._stack):
            end = self._masked.find(">", self._at())
            self._pop_to(tag, self._at(), end + 1 if end >= 0 else len(self._masked))
        if tag in _BLOCKS:
            self._break(self._at())

    def _pop_to(self, tag: str, start: int, end: int) -> None:
        while self._stack:
            element = self._stack.pop()
            self._unseen -= element.unseen
            if element.region:
                self._assembly.close(element.region)
            if element.link and not self.hidden:
                self._close_link(element.link, end if element.tag == tag else start)
            if element.tag in {"main", "article"} and self._content_start:
                self.content.append(Span(self._content_start.pop(), self._assembly.at))
            if element.tag == tag:
                return

    def _close_link(self, link: _OpenLink, end: int) -> None:
        self._assembly.link(
            link.target, link.text_start, "button" if link.button else "anchor", link.target_place,
            self._assembly.place(link.start, end), visible=not link.button,
        )  # fmt: skip

    def _close_before(self, tag: str, at: int) -> None:
        """End what an opening block element ends without a tag of its own."""
        if self._stack and self._stack[-1].tag == "p":
            self._pop_to("p", at, at)
        likes, walls = _CLOSED_BY_ITS_LIKE.get(tag, ("", set()))
        for element in reversed(self._stack):
            if element.tag in walls:
                return
            if element.tag in likes.split():
                self._pop_to(element.tag, at, at)
                return

    def finish(self, end: int) -> None:
        """Close everything that is still open."""
        while self._stack:
            self._pop_to(self._stack[-1].tag, end, end)

    # --- text -------------------------------------------------------------------------------

    def handle_data(self, data: str) -> None:
        """Add text, its white space collapsed."""
        if self.hidden:
            return
        start = self._at()
        at = 0
        for match in _SPACE.finditer(data):
            self._assembly.text(data[at : match.start()], start + at, start + match.start())
            if set(match.group()) != {FILLER} and not self._assembly.tail[1].isspace():
                self._assembly.text(" ", start + match.start(), start + match.end())
            at = match.end()
        self._assembly.text(data[at:], start + at, start + len(data))

    def handle_entityref(self, name: str) -> None:
        """Add the character of a named entity; an unknown name stays as written."""
        self._reference(f"&{name}")

    def handle_charref(self, name: str) -> None:
        """Add the character of a numeric reference."""
        self._reference(f"&#{name}")

    def _reference(self, written: str) -> None:
        if self.hidden:
            return
        start = self._at()
        if self._masked.startswith(written + ";", start):
            written += ";"
        seen = unescape(written)
        if seen.isspace() and self._assembly.tail[1].isspace():
            return
        self._assembly.text(seen, start, start + len(written))

    def _break(self, at: int) -> None:
        if not self.hidden:
            self._assembly.break_block(at)


def _is_furniture(tag: str, named: dict[str, str]) -> bool:
    if tag in _FURNITURE or named.get("role", "").lower() in _FURNITURE_ROLES:
        return True
    names = f"{named.get('class', '')} {named.get('id', '')}"
    return tag in {"div", "section", "ul", "ol", "header"} and bool(_FURNITURE_NAMES.search(names))


def read(source: str, *, path: str, channel: str, bare_links: bool) -> tuple[Post, ...]:
    """The post of an HTML page or fragment. `bare_links` has no effect: HTML links have tags."""
    del bare_links
    assembly = Assembly(source)
    front = read_front_matter(source, assembly.lines)
    reader = HtmlReader(assembly, mask_templates(source))
    reader.read(front.end, len(source))
    reader.finish(len(source))
    text, source_map, links, regions = assembly.finish()
    outside = (
        tuple(_outside(reader.content, len(text))) if reader.whole_page and reader.content else ()
    )
    return (
        Post(
            path=path, format="html", channel=channel, source=source, text=text, map=source_map, links=links,
            regions=tuple(sorted(regions + outside, key=lambda region: (region.span.start, -region.span.end))),
            meta=front.fields, language=language_of(front.fields) or reader.language, problems=front.problems,
        ),
    )  # fmt: skip


def _outside(content: list[Span], length: int) -> Iterator[Region]:
    """What lies outside the content elements of a page: its furniture."""
    at = 0
    for span in sorted(content):
        if span.start > at:
            yield Region("furniture", Span(at, span.start))
        at = max(at, span.end)
    if at < length:
        yield Region("furniture", Span(at, length))


def link(label: str, target: str) -> str:
    """How a link is written in HTML. The label is text, not markup."""
    return f'<a href="{escape(target)}">{escape(label, quote=False)}</a>'
