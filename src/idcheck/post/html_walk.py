"""Walking through HTML and telling an assembly what a reader sees of it."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from msgspec import Struct, field

from idcheck import lazy
from idcheck.post.addresses import addresses
from idcheck.post.html_tokens import attributes, tokens
from idcheck.post.html_unrendered import attribute_role, may_tell, telling
from idcheck.post.model import Place
from idcheck.post.templates import has_filler

if TYPE_CHECKING:
    from collections.abc import Mapping

    from idcheck.post.assembly import Assembly, Mark
    from idcheck.post.html_tokens import Attribute, Token
    from idcheck.post.located import Located
    from idcheck.post.model import RegionKind, UnrenderedKind

_VOID = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param",
    "source", "track", "wbr",
})  # fmt: skip
_HIDDEN = frozenset({
    "audio", "canvas", "head", "iframe", "math", "noembed", "noframes", "noscript", "object",
    "pre", "script", "select", "style", "svg", "template", "textarea", "title", "video", "xmp",
})  # fmt: skip
_WITHHOLDING = frozenset({"pre", "template"})
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
    "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form",
    "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "legend", "li",
    "main", "menu", "nav", "ol", "p", "pre", "search", "section", "summary", "table", "tbody",
    "td", "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip
_REGIONS: Mapping[str, RegionKind] = {
    "p": "paragraph", "li": "item", "dt": "item", "dd": "item", "td": "cell", "th": "cell",
    "blockquote": "quote", "em": "emphasis", "i": "emphasis", "cite": "emphasis",
    "strong": "strong", "b": "strong", "code": "code", "kbd": "code", "samp": "code", "tt": "code",
    "h1": "heading", "h2": "heading", "h3": "heading", "h4": "heading", "h5": "heading",
    "h6": "heading", "nav": "furniture", "aside": "furniture", "footer": "furniture",
}  # fmt: skip
_ENDS_BEFORE = {
    "li": ({"li"}, {"ul", "ol", "menu"}), "dt": ({"dt", "dd"}, {"dl"}), "dd": ({"dt", "dd"}, {"dl"}),
    "td": ({"td", "th"}, {"table"}), "th": ({"td", "th"}, {"table"}), "tr": ({"tr"}, {"table"}),
    "tbody": ({"tbody", "thead"}, {"table"}), "tfoot": ({"tbody", "thead"}, {"table"}),
}  # fmt: skip
"""A start tag that ends an element still open (the former), unless the latter stands between."""
_DEEPEST_LOOK = 40
_DEEPEST = 512  # what browsers build at most
_TOO_DEEP = "elements nested more than 512 deep: the innermost are taken for plain text"
_ROLES = frozenset({"navigation", "banner", "contentinfo", "complementary", "search"})
_NAMES = lazy.pattern(
    r"(?<!\S)(?!(?:has|no|with|without)-)(?:[\w-]{1,40}[-_])?(?:about-author|author-?bio|author-?box|breadcrumbs?|comments|cookies?|footer|masthead|nav|navbar"
    r"|navigation|pagination|related|share|sharing|sidebar)(?!\S)"
    r"|(?<!\S)(?:breadcrumbs?|comments|cookies?|navbar|related|share|sharing|sidebar)[-_]",
    re.IGNORECASE,
)
_HIDING = lazy.pattern(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_LINKING = frozenset({"link", "navlink", "a", "anchor", "externallink"})
_MORE = lazy.pattern(r"<!--\s*more\b", re.IGNORECASE)
_ADDRESS = lazy.pattern(r"""(?:https?:)?//[^\s"'<>\\]++""")


class _Anchor(Struct):
    """An open link."""

    mark: Mark
    target: str
    target_place: Place
    start: int
    visible: bool
    image: bool = False


class _Element(Struct):
    """An open element and what it means for the text inside. `begin` is its source offset."""

    name: str
    hides: bool
    begin: int
    linked_data: bool = False
    mark: Mark | None = None
    anchor: _Anchor | None = None


class HtmlWalk(Struct):
    """A walk through HTML, stretch by stretch; elements stay open from one to the next.

    With `components`, a name such as `Link` is a component of JSX that writes a link. `limits` are
    messages on what goes beyond the bounds of the walk, each with its 1-based line.
    """

    assembly: Assembly
    bare_links: bool = False
    components: bool = False
    language: str = ""
    limits: dict[str, int] = field(default_factory=dict)
    contents: dict[str, list[Mark]] = field(default_factory=lambda: {"main": [], "article": []})
    guesses: list[Mark] = field(default_factory=list)
    _base: str = ""
    _stack: list[_Element] = field(default_factory=list)
    _open: Counter[str] = field(default_factory=Counter)
    _hiding: int = 0

    @property
    def hidden(self) -> bool:
        """Whether a reader does not see what comes now."""
        return self._hiding > 0

    @property
    def depth(self) -> int:
        """How many elements are open."""
        return len(self._stack)

    @property
    def in_link(self) -> bool:
        """Whether a link is open."""
        return self._open["a"] > 0

    def walk(self, located: Located, start: int, end: int) -> None:
        """Walk through a stretch of located text."""
        for token in tokens(located.text, start, end):
            if token.kind == "start":
                self._start(located, token)
            elif token.kind == "end":
                self._end(located, token)
            elif token.kind == "comment":
                self._comment(located, token)
            elif token.kind == "raw":
                self._raw(located, token)
            elif self.hidden:
                continue
            elif token.kind == "text":
                self._words(located, token.start, token.end)
            else:
                self._entity(located, token)

    def text(self, located: Located, start: int, end: int) -> None:
        """Add located text as it is."""
        for kind, first, last, source_start, source_end in located.within(start, end):
            if kind == "copy":
                self.assembly.text(source_start, source_end)
            elif kind == "gap":
                self.assembly.space(source_start, source_end)
            else:
                line = self.assembly.lines.of(source_start)
                self.assembly.loose(located.text[first:last], line)

    def instead(self, located: Located, seen: str, start: int, end: int) -> None:
        """Add other characters than those of the located text."""
        span = located.span(start, end)
        if span:
            self.assembly.instead(seen, span.start, span.end)
        else:
            self.assembly.loose(seen, self.assembly.lines.of(located.near(start)))

    def place(self, located: Located, start: int, end: int) -> Place:
        """The place of a stretch of located text."""
        span = located.span(start, end)
        line = self.assembly.lines.of(span.start if span else located.near(start))
        return Place(line, span)

    def close_to(self, depth: int, located: Located, at: int) -> None:
        """Close elements until so many are open."""
        while len(self._stack) > depth:
            self._pop(located, at)

    def _words(self, located: Located, start: int, end: int) -> None:
        """Add text, its bare addresses as links where they are."""
        if self.bare_links and not self.in_link:
            for first, last, target in addresses(located.text, start, end):
                self.text(located, start, first)
                self._bare_link(located, first, last, target)
                start = last
        self.text(located, start, end)

    def _bare_link(self, located: Located, start: int, end: int, target: str) -> None:
        """Add an address that becomes a link."""
        mark = self.assembly.open(None)
        self.text(located, start, end)
        self.assembly.close(mark)
        place = self.place(located, start, end)
        self.assembly.link(mark, target, "bare", (place, place))

    def _entity(self, located: Located, token: Token) -> None:
        seen = unescape(located.text[token.start : token.end])
        self.instead(located, seen, token.start, token.end)

    def _comment(self, located: Located, token: Token) -> None:
        text = located.text[token.start : token.end]
        if _MORE.match(text):
            self.assembly.close(self.assembly.open("more"))
        elif may_tell(text):
            self.assembly.unrendered("comment", text, self.place(located, token.start, token.end))

    def _raw(self, located: Located, token: Token) -> None:
        """Take linked data out of a script element; all else in raw elements says nothing."""
        if self._stack and self._stack[-1].linked_data and token.end > token.start:
            text = located.text[token.start : token.end]
            self.assembly.unrendered("json-ld", text, self.place(located, token.start, token.end))

    def _attributes(self, located: Located, name: str, named: Mapping[str, Attribute]) -> None:
        """Note what attributes say that no reader sees."""
        for key in telling(name, named, hidden=self.hidden):
            kind, label = attribute_role(name, key, named)
            attribute = named[key]
            place = self.place(located, attribute.start, attribute.end)
            self.assembly.unrendered(kind, attribute.value, place, label)

    def _start(self, located: Located, token: Token) -> None:
        name = token.name
        named = attributes(located.text, token) if token.end - token.start > len(name) + 2 else {}
        if self.components and name in _LINKING:
            name = self._component(located, token, 1)
            address = next((named[key] for key in ("href", "to", "url") if key in named), None)
            if name == "a" and address:
                named = {**named, "href": address}
        if named:
            self._attributes(located, name, named)
        if name in _BLOCKS:
            self._make_room(name, located, token.start)
            self._block()
        if name in _VOID:
            self._void(name, located, token, named)
            return
        if name == "html" and not self.language and "lang" in named:
            self.language = re.split(r"[-_]", named["lang"].value.strip().lower())[0]
        # What is hidden ends nothing outside of it.
        if name == "a" and self._open["a"] and not self.hidden:
            self._close("a", located, token.start)
        if len(self._stack) >= _DEEPEST:
            self.limits.setdefault(_TOO_DEEP, self.assembly.lines.of(located.near(token.start)))
            return
        element = _Element(
            name,
            name in _HIDDEN or _is_hidden(named),
            located.near(token.start),
            name == "script" and "type" in named and "ld+json" in named["type"].value.lower(),
        )
        self._stack.append(element)
        self._open[name] += 1
        self._hiding += element.hides
        if not self.hidden:
            element.anchor = self._anchor(name, located, token, named)
            element.mark = self._mark(name, named)

    def _component(self, located: Located, token: Token, at: int) -> str:
        """The element that a tag stands for, whose name begins `at` code points after its start."""
        written = located.text[token.start + at : token.start + at + len(token.name)]
        return "a" if written[0].isupper() and not written.isupper() else token.name

    def _void(
        self, name: str, located: Located, token: Token, named: Mapping[str, Attribute]
    ) -> None:
        if name == "base" and "href" in named and not self._base:
            self._base = named["href"].value
        if self.hidden:
            return
        if name == "br":
            span = located.span(token.start, token.end)
            at = located.near(token.start)
            self.assembly.line_break(*((span.start, span.end) if span else (at, at)))
        elif name == "img":
            for element in reversed(self._stack[-_DEEPEST_LOOK:]):
                if element.anchor:
                    element.anchor.image = True

    def _mark(self, name: str, named: Mapping[str, Attribute]) -> Mark | None:
        if name in self.contents:
            mark = self.assembly.open(None)
            self.contents[name].append(mark)
            return mark
        kind = _REGIONS.get(name)
        if kind is None and _is_role(named):
            kind = "furniture"
        elif kind is None and name == "header":
            kind = (
                None
                if self._open["article"] or self._open["main"] or self._open["section"]
                else "furniture"
            )
        if kind is None and name in _BLOCKS and name not in {"html", "body"} and _is_named(named):
            mark = self.assembly.open("furniture")
            self.guesses.append(mark)
            return mark
        return self.assembly.open(kind) if kind else None

    def _anchor(
        self, name: str, located: Located, token: Token, named: Mapping[str, Attribute]
    ) -> _Anchor | None:
        script = named["onclick"].value if "onclick" in named else ""
        address = _ADDRESS.search(script)
        if name != "a" or "href" not in named:
            if name not in {"button", "a"} or not address:
                return None
            place = self._address_place(located, named["onclick"], address.group())
            return _Anchor(
                self.assembly.open(None), address.group(), place, token.start, visible=False
            )
        href = named["href"]
        target = href.value.strip(" \t\n\r\f")
        place = self.place(located, *_trimmed(located.text, href.start, href.end))
        scripted = target == "#" or target[:11].lower() == "javascript:"
        if scripted:
            found = address or _ADDRESS.search(target)
            if found:
                attribute = named["onclick"] if address else href
                target = found.group()
                place = self._address_place(located, attribute, target)
        elif has_filler(target):
            target = place.span.of(self.assembly.source) if place.span else target
        else:
            target = _resolved(self._base, target)
        return _Anchor(self.assembly.open(None), target, place, token.start, visible=not scripted)

    def _address_place(self, located: Located, attribute: Attribute, address: str) -> Place:
        at = located.text.find(address, attribute.start, attribute.end)
        if at < 0:
            return Place(self.place(located, attribute.start, attribute.end).line)
        return self.place(located, at, at + len(address))

    def _end(self, located: Located, token: Token) -> None:
        name = token.name
        if self.components and name in _LINKING:
            name = self._component(located, token, 2)
        if name == "br":
            self._void(name, located, token, {})
        if self._open[name]:
            self._close(name, located, token.end)
        if name in _BLOCKS:
            self._block()

    def _close(self, name: str, located: Located, at: int) -> None:
        """Close the innermost element of a name with all that is open inside."""
        while self._stack:
            if self._pop(located, at) == name:
                return

    def _pop(self, located: Located, at: int) -> str:
        element = self._stack.pop()
        self._open[element.name] -= 1
        if element.mark:
            self.assembly.close(element.mark)
        if element.anchor:
            self._link(located, element.anchor, at)
        if element.hides:
            self._hiding -= 1
            self._withheld(located, element, at)
        return element.name

    def _withheld(self, located: Located, element: _Element, at: int) -> None:
        """Note an element that is not shown, unless it holds pictures and programs."""
        if self.hidden or (element.name in _HIDDEN and element.name not in _WITHHOLDING):
            return
        end = max(element.begin, located.near(at))
        text = self.assembly.source[element.begin : end]
        if may_tell(text):
            place = self.assembly.lines.place(element.begin, end)
            kind: UnrenderedKind = "code" if element.name == "pre" else "hidden"
            self.assembly.unrendered(kind, text, place)

    def _link(self, located: Located, anchor: _Anchor, at: int) -> None:
        self.assembly.close(anchor.mark)
        wordless = anchor.mark.start == anchor.mark.end
        self.assembly.link(
            anchor.mark,
            anchor.target,
            "button" if not anchor.visible else "image" if wordless and anchor.image else "anchor",
            (anchor.target_place, self.place(located, anchor.start, at)),
            visible=anchor.visible,
        )

    def _make_room(self, name: str, located: Located, at: int) -> None:
        """Close what an opening block element ends without a tag of its own."""
        enders, walls = _ENDS_BEFORE.get(name, (set(), set()))
        for element in reversed(self._stack[-_DEEPEST_LOOK:]):
            if element.name in walls:
                return
            if element.name == "p" or element.name in enders:
                self._close(element.name, located, at)
                if element.name in enders:
                    return
            elif element.name in _BLOCKS and not enders:
                return

    def _block(self) -> None:
        if not self.hidden:
            self.assembly.block()


def _is_hidden(named: Mapping[str, Attribute]) -> bool:
    return (
        "hidden" in named
        or ("style" in named and bool(_HIDING.search(named["style"].value)))
        or ("aria-hidden" in named and named["aria-hidden"].value.strip().lower() == "true")
    )


def _is_role(named: Mapping[str, Attribute]) -> bool:
    return "role" in named and named["role"].value.strip().lower() in _ROLES


def _is_named(named: Mapping[str, Attribute]) -> bool:
    return any(key in named and _NAMES.search(named[key].value) for key in ("class", "id"))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    raw = text[start:end]
    return start + len(raw) - len(raw.lstrip(" \t\n\r\f")), max(
        start, end - len(raw) + len(raw.rstrip(" \t\n\r\f"))
    )


def _resolved(base: str, target: str) -> str:
    if not base:
        return target
    try:
        return urljoin(base, target)
    except ValueError:  # a host that cannot be one, such as an unclosed IPv6 address
        return target
