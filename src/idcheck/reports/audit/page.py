"""The page of an audit: one file that needs no network, with its style and its script inside.

Its security policy lets nothing else run or be fetched. Words of posts and registries are escaped (`markup.py`).
"""

from __future__ import annotations

import base64
import hashlib
from importlib.resources import files
from typing import TYPE_CHECKING

from idcheck.messages import Message
from idcheck.reports.audit import NUMBERS, TABLES, grids, parts
from idcheck.reports.audit.figures import count
from idcheck.reports.audit.limits import limits
from idcheck.reports.audit.markup import Markup, Raw, html, joined, tag
from idcheck.reports.audit.own_works import own_works
from idcheck.reports.audit.timeline import over_time

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from idcheck.auditing.audit import Audit
    from idcheck.reports.audit import Edition

    Section = tuple[str, str, Markup]

_TITLE = Message("What trackers can count")


def render(audit: Audit, edition: Edition) -> str:
    """The page, with a line end at its end."""
    style, script = _asset("page.css"), _asset("page.js")
    sections = list(_sections(audit, edition))
    page = tag(
        "html", _head(edition, style, script), _body(audit, edition, sections, script), lang=edition.language,
    )  # fmt: skip
    return f"<!DOCTYPE html>\n{html(page, edition.language)}\n"


def _head(edition: Edition, style: str, script: str) -> Markup:
    policy = f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; base-uri 'none'; form-action 'none'"
    return tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=policy),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="generator", content=f"idcheck {edition.version}"),
        tag("meta", name="robots", content="noindex"),
        tag("title", _TITLE, f": {', '.join(edition.places)}"),
        tag("style", Raw(style)),
    )


def _body(audit: Audit, edition: Edition, sections: Sequence[Section], script: str) -> Markup:
    return tag(
        "body",
        tag("a", Message("Skip to the report"), href="#report", class_="skip"),
        _header(audit, edition, sections),
        tag("main", *(_section(*each) for each in sections), id="report"),
        _footer(audit, edition),
        tag("script", Raw(script)),
        data_copy=Message("Copy"),
        data_copied=Message("Copied"),
    )


def _asset(name: str) -> str:
    return (files("idcheck.reports.audit") / name).read_text("utf-8")


def _hash(content: str) -> str:
    """What lets a policy know a style or a script."""
    digest = hashlib.sha256(content.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def _section(name: str, heading: str, content: Markup) -> Markup:
    return tag("section", tag("h2", heading, id=name), content, aria_labelledby=name)


def _sections(audit: Audit, edition: Edition) -> Iterator[Section]:
    yield "time", Message("Over time"), over_time(audit)
    yield "where", Message("By section, channel and author"), parts.groups(audit)
    yield "trackers", Message("By tracker"), parts.trackers(audit)
    yield "ours", Message("Our own publications"), own_works(audit, edition)
    yield "defects", Message("The worst defects"), parts.defects(audit, edition)
    yield "repairs", Message("What to repair"), parts.repairs(audit, edition)
    yield "reading", Message("How to read these numbers"), limits(audit)
    if audit.unread:
        yield "unread", Message("What could not be read"), grids.unread(audit)


def _header(audit: Audit, edition: Edition, sections: Sequence[Section]) -> Markup:
    facts = Message(
        "{places}. Posts: {posts}. Read on {day} by idcheck {version}; {asked}.",
        places=", ".join(edition.places), posts=count(audit.total.posts), day=edition.day.isoformat(), version=edition.version,
        asked=Message("registries were asked") if audit.online else Message("no registry was asked"),
    )  # fmt: skip
    links = (tag("li", tag("a", heading, href=f"#{name}")) for name, heading, _ in sections)
    return tag(
        "header",
        tag("h1", _TITLE),
        tag("p", facts, class_="soft"),
        parts.summary(audit),
        tag("nav", tag("ul", *links), aria_label=Message("Parts of the report")),
    )


def _footer(audit: Audit, edition: Edition) -> Markup:
    names = [f"{name}.csv" for name in TABLES if name != "ours" or audit.ours is not None]
    listed = (joined(" ", tag("a", name, href=name)) for name in (*names, NUMBERS))
    beside = Message("The same numbers as tables and for programs, beside this page:")
    made = Message("Made by idcheck {version}.", version=edition.version)
    return tag("footer", tag("p", beside, *listed), tag("p", made))
