"""A link to a publication works only through a script, a button, a form or a frame.

What it does
    Reports buttons and links with `href="#"` or `javascript:` whose script opens a publication,
    and forms and frames that lead to one, unless an ordinary link to the same work is in the
    post. Badges and widgets that show the counts of a work by its `data-doi` are reported only
    where nothing else in the post names that work.

Why it matters
    Trackers run no scripts and read nothing but the targets of `<a href>`.
    Source: public code of the Crossref Event Data agents.

Example
    <button onclick="window.open('https://doi.org/10.1038/nature12373')">Read</button>

Use instead
    <a href="https://doi.org/10.1038/nature12373">Read</a>

Fix safety
    Unsafe: the element has to be replaced, and the page's script may need it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from idcheck.identifiers import find, from_url, names_work
from idcheck.messages import Message
from idcheck.rules.diagnostic import Edit, Fix
from idcheck.rules.linking import written
from idcheck.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from idcheck.identifiers import Identifier
    from idcheck.post import Link, Place, Post
    from idcheck.rules.diagnostic import Diagnostic
    from idcheck.rules.rule import Judged

_WIDGETS = frozenset({"data-doi", "data-pmid", "data-arxiv-id", "data-isbn", "data-badge-doi"})


def _check(rule: Rule, judged: Judged) -> Iterator[Diagnostic]:
    post = judged.post
    linked = {
        identifier
        for link in post.links
        if link.visible
        for identifier in from_url(link.target).identifiers
    }
    told = set()
    for identifier, place, link in _scripted(post):
        if identifier in linked or identifier in told:
            continue
        told.add(identifier)
        yield rule.diagnostic(
            judged, place, Message("this leads to a publication only through a script or widget, which trackers do not run"),
            suggestion=Message("make it an ordinary link to {url}", url=identifier.url),
            fixes=_fixes(post, link, identifier) if link else (),
        )  # fmt: skip


def _scripted(post: Post) -> Iterator[tuple[Identifier, Place, Link | None]]:
    for link in post.links:
        if not link.visible:
            for identifier in from_url(link.target).identifiers[:1]:
                if names_work(identifier):
                    yield identifier, link.whole_place, link
    for item in post.unrendered:
        if item.kind in {"form", "frame"} or (item.kind == "attribute" and item.name in _WIDGETS):
            read = from_url(item.text).identifiers or tuple(f.identifier for f in find(item.text))
            for identifier in read[:1]:
                if names_work(identifier):
                    yield identifier, item.place, None


def _fixes(post: Post, link: Link, identifier: Identifier) -> tuple[Fix, ...]:
    place = link.whole_place.span
    if place is None or not link.label:
        return ()
    edit = Edit(place, written(post, place, link.label, identifier.url))
    return (Fix(Message("make it an ordinary link"), (edit,), "unsafe"),)


RULE = Rule("VIS402", "scripted-link", "EEE-------E-", "text", "unsafe", __doc__ or "", _check)
