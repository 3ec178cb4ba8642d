"""HTML that is escaped by construction: text becomes markup in `tag` alone, and only as text."""

from __future__ import annotations

from html import escape

from idcheck.reports.visible import visible

_VOID = frozenset({"br", "meta", "rect", "line"})


class Markup(str):
    """HTML that needs no escaping any more."""

    __slots__ = ()


def text(said: str) -> Markup:
    """Words of posts and registries as text: nothing in them is markup, and nothing is hidden."""
    return Markup(escape(visible(said)))


def tag(name: str, /, *inner: str, **attributes: str | int | float | None) -> Markup:
    """An element. `class_` and `data_value` stand for `class` and `data-value`; None leaves an attribute out."""
    given = "".join(
        f' {key.strip("_").replace("_", "-")}="{escape(visible(str(value)))}"'
        for key, value in attributes.items()
        if value is not None
    )
    if name in _VOID and not inner:
        return Markup(f"<{name}{given}/>")
    return Markup(f"<{name}{given}>{joined(*inner)}</{name}>")


def joined(*parts: str) -> Markup:
    """Several parts as one; those that are no markup are text."""
    return Markup("".join(part if isinstance(part, Markup) else text(part) for part in parts))


def link(url: str, *label: str) -> Markup:
    """A link to an address of the web; of any other address only the label."""
    if not url.startswith(("https://", "http://")):
        return joined(*label)
    return tag("a", *label, href=url, rel="noreferrer noopener")
