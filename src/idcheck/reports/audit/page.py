"""The page of an audit: one file that needs no network, with its style and its script inside.

Its security policy lets nothing else run or be fetched. Words of posts and registries are escaped (`markup.py`).
"""

from __future__ import annotations

import base64
import hashlib
from importlib.resources import files
from typing import TYPE_CHECKING

from idcheck.reports.audit import grids, parts
from idcheck.reports.audit.figures import counted
from idcheck.reports.audit.limits import limits
from idcheck.reports.audit.markup import Markup, joined, tag
from idcheck.reports.audit.own_works import own_works
from idcheck.reports.audit.timeline import over_time

if TYPE_CHECKING:
    from collections.abc import Iterator

    from idcheck.auditing.audit import Audit
    from idcheck.reports.audit import Edition

_TITLE = "What trackers can count"


def render(audit: Audit, edition: Edition) -> str:
    """The page, with a line end at its end."""
    style, script = _asset("page.css"), _asset("page.js")
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=_policy(style, script)),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="generator", content=f"idcheck {edition.version}"),
        tag("meta", name="robots", content="noindex"),
        tag("title", f"{_TITLE}: {', '.join(edition.places)}"),
        tag("style", Markup(style)),
    )
    sections = list(_sections(audit, edition))
    body = tag(
        "body",
        tag("a", "Skip to the report", href="#report", class_="skip"),
        _header(audit, edition, sections),
        tag("main", *(_section(*each) for each in sections), id="report"),
        _footer(audit, edition),
        tag("script", Markup(script)),
    )
    return f'<!DOCTYPE html>\n<html lang="en">{head}{body}</html>\n'


def _asset(name: str) -> str:
    return (files("idcheck.reports.audit") / name).read_text("utf-8")


def _policy(style: str, script: str) -> str:
    """What the page may do: use this style and run this script."""
    return f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; base-uri 'none'; form-action 'none'"


def _hash(content: str) -> str:
    digest = hashlib.sha256(content.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def _section(name: str, heading: str, content: Markup) -> Markup:
    return tag("section", tag("h2", heading, id=name), content, aria_labelledby=name)


def _sections(audit: Audit, edition: Edition) -> Iterator[tuple[str, str, Markup]]:
    yield "time", "Over time", over_time(audit)
    yield "where", "By section, channel and author", parts.groups(audit)
    yield "trackers", "By tracker", parts.trackers(audit)
    yield "ours", "Our own publications", own_works(audit, edition)
    yield "defects", "The worst defects", parts.defects(audit)
    yield "repairs", "What to repair", parts.repairs(audit, edition)
    yield "reading", "How to read these numbers", limits(audit)
    if audit.unread:
        yield "unread", "What could not be read", grids.unread(audit)


def _header(audit: Audit, edition: Edition, sections: list[tuple[str, str, Markup]]) -> Markup:
    asked = "registries were asked" if audit.online else "no registry was asked"
    facts = (
        f"{', '.join(edition.places)}. {counted(audit.total.posts, 'post')}, read on "
        f"{edition.day.isoformat()} by idcheck {edition.version}; {asked}."
    )
    links = (tag("li", tag("a", heading, href=f"#{name}")) for name, heading, _ in sections)
    return tag(
        "header",
        tag("h1", _TITLE),
        tag("p", facts, class_="soft"),
        parts.summary(audit),
        tag("nav", tag("ul", *links), aria_label="Parts of the report"),
    )


def _footer(audit: Audit, edition: Edition) -> Markup:
    from idcheck.reports.audit import NUMBERS, TABLES

    names = [f"{name}.csv" for name in TABLES if name != "ours" or audit.ours is not None]
    links = [tag("a", name, href=name) for name in (*names, NUMBERS)]
    listed = joined(*(part for link in links for part in (link, Markup(" "))))
    return tag(
        "footer",
        tag("p", "The same numbers as tables and for programs, beside this page: ", listed),
        tag("p", f"Made by idcheck {edition.version}."),
    )
