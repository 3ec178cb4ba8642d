"""On Wikipedia a publication is linked or named by its DOI, but not cited with a template.

What it does
    Reports, in wikitext, links to publications and plain DOIs that do not stand in a citation
    template, and templates whose `doi=` holds an address instead of the DOI.

Why it matters
    Altmetric reads the citation templates of articles: "just linking isn't enough". A template
    with a wrong parameter is not read either.
    Source: Altmetric help pages on Wikipedia; documentation of Citation Style 1.

Example
    Cells keep warm.<ref>https://doi.org/10.1038/nature12373</ref>

Use instead
    Cells keep warm.<ref>{{cite journal |last1=Kucsko |first1=G. |title=Nanometre-scale
    thermometry in a living cell |journal=Nature |year=2013 |doi=10.1038/nature12373}}</ref>

Fix safety
    Unsafe: the template is filled with what registries or your catalogue say of the work, as far
    as they were asked; what else it needs is for a person to add.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from idcheck.identifiers import find, from_url, names_work
from idcheck.messages import Message, verbatim
from idcheck.post.model import Span
from idcheck.rules.diagnostic import Edit, Fix
from idcheck.rules.leading import content_links
from idcheck.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from idcheck.identifiers import Identifier
    from idcheck.post import Link, Post
    from idcheck.rules.diagnostic import Diagnostic
    from idcheck.rules.rule import Judged
    from idcheck.works import Work

_TEMPLATES = {"book": "cite book", "preprint": "cite preprint", "thesis": "cite thesis"}
_PARAMETERS = {"doi": "doi", "pmid": "pmid", "pmcid": "pmc", "arxiv": "arxiv", "isbn": "isbn"}
_MOST_AUTHORS = 6


def _check(rule: Rule, judged: Judged) -> Iterator[Diagnostic]:
    post = judged.post
    if post.format != "wikitext":
        return
    for link in content_links(post):
        identifier = next(
            (item for item in from_url(link.target).identifiers if names_work(item)), None
        )
        if identifier is None:
            continue
        if link.origin != "template":
            yield rule.diagnostic(
                judged, link.whole_place, Message("this publication is linked, not cited with a template, so it is not counted"),
                suggestion=verbatim(_template(judged, identifier)),
                fixes=_cited(judged, link, identifier),
            )  # fmt: skip
        elif "doubled-resolver" in from_url(link.target).defects:
            yield rule.diagnostic(
                judged, link.whole_place, Message("`doi=` holds an address; the template wants the DOI alone"),
                suggestion=verbatim(f"doi={identifier.value}"),
            )  # fmt: skip
    quiet = [link.span for link in post.links]
    for found in find(post.blotted(quiet)):
        if found.identifier.scheme == "doi":
            yield rule.diagnostic(
                judged, post.place(Span(*found.span)), Message("this DOI stands in the text, not in a citation template"),
                suggestion=verbatim(_template(judged, found.identifier)),
            )  # fmt: skip


def _cited(judged: Judged, link: Link, identifier: Identifier) -> tuple[Fix, ...]:
    """The fix that puts a template in the place of a link: in its note, or in a new one after its words."""
    place = link.whole_place.span
    if place is None:
        return ()
    template = _template(judged, identifier)
    if not _in_note(judged.post, link):
        words = "" if link.origin == "bare" else link.label
        template = f"{words}<ref>{template}</ref>"
    return (Fix(Message("cite it with a template"), (Edit(place, template),), "unsafe"),)


def _in_note(post: Post, link: Link) -> bool:
    return any(region.span.covers(link.span) for region in post.regions_of("footnote"))


def _template(judged: Judged, identifier: Identifier) -> str:
    """A citation template of what is known of the work."""
    work = judged.answers.work(identifier) or _catalogued(judged, identifier)
    known = f"{_PARAMETERS.get(identifier.scheme, 'id')}={identifier.value}"
    if work is None:
        return f"{{{{cite journal |{known}}}}}"
    fields = [
        ("title", work.title),
        ("journal" if work.type != "book" else "series", work.container),
    ]
    fields += [("volume", work.volume), ("issue", work.issue), ("pages", work.pages)]
    fields += [
        ("year", str(work.year or "")),
        ("publisher", work.publisher if work.type == "book" else ""),
    ]
    for number, author in enumerate(work.authors[:_MOST_AUTHORS], 1):
        fields.insert(2 * (number - 1), (f"last{number}", author.family))
        fields.insert(2 * (number - 1) + 1, (f"first{number}", author.given))
    parts = [f"|{name}={_plain(value)}" for name, value in fields if value]
    return "{{" + " ".join([_TEMPLATES.get(work.type, "cite journal"), *parts, f"|{known}"]) + "}}"


def _catalogued(judged: Judged, identifier: Identifier) -> Work | None:
    works = (each.work for found in judged.candidates.values() for each in found)
    return next((work for work in works if identifier in work.identifiers), None)


def _plain(value: str) -> str:
    """A value that ends no parameter and begins no markup."""
    return value.replace("|", "{{!}}").replace("[", "&#91;").replace("]", "&#93;")


RULE = Rule("CHN602", "uncited-wiki-link", "---------E--", "text", "unsafe", __doc__ or "", _check)
