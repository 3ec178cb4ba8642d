"""A DOI is torn or has characters in it that do not belong there.

What it does
    Reports DOIs, in links and in text, with a space or a line end inside, with soft hyphens,
    zero-width or full-width characters, with a typographic dash for a hyphen, with letters for
    digits, cut off by an ellipsis, or with an emoji or a sign such as a trade mark right after.

Why it matters
    Trackers read up to the first character that does not fit: they get no DOI, or the beginning
    of one, which can be another work's. Such characters come from copying out of PDFs, web pages
    and word processors, and cannot be seen.
    Source: public code of Altmetric's identifier library; Crossref on pasted DOIs.

Example
    https://doi.org/10.1038/ nature12373

Use instead
    https://doi.org/10.1038/nature12373

Fix safety
    Safe where a space is put before an emoji. Unsafe otherwise without a look-up: what was broken
    may have lost a character.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from idcheck.identifiers import find, find_malformed
from idcheck.messages import NOTHING, Message
from idcheck.post.model import Span
from idcheck.rules.diagnostic import Edit, Fix
from idcheck.rules.leading import content_links, led_to
from idcheck.rules.rule import Rule
from idcheck.rules.standing import broken_dois_in_prose, dois_in_prose

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from idcheck.identifiers import Found
    from idcheck.post import Post
    from idcheck.rules.diagnostic import Diagnostic
    from idcheck.rules.rule import Judged

_BROKEN = {
    "broken-by-space": Message("a space stands in this DOI"),
    "broken-across-line": Message("this DOI is broken across a line"),
    "soft-hyphen": Message("soft hyphens, which cannot be seen, stand in this DOI"),
    "zero-width": Message("characters without width, which cannot be seen, stand in this DOI"),
    "full-width": Message("full-width characters stand in this DOI"),
    "typographic-dash": Message("a dash stands in this DOI where a hyphen must be"),
    "ellipsis": Message("this DOI is cut off by an ellipsis"),
    "glued-symbol": Message(
        "a symbol follows this DOI without a space, and becomes part of the link"
    ),
}
_PARTIAL = frozenset({"broken-by-space", "broken-across-line", "ellipsis"})
_WRITTEN_OUT = frozenset({"bare", "autolink"})


def _check(rule: Rule, judged: Judged) -> Iterator[Diagnostic]:
    yield from _in_text(rule, judged)
    yield from _in_targets(rule, judged)


def _in_text(rule: Rule, judged: Judged) -> Iterator[Diagnostic]:
    post = judged.post
    for found in dois_in_prose(post):
        if message := _message(found.defects):
            yield rule.diagnostic(
                judged, post.place(Span(*found.span)), message,
                suggestion=_suggestion(found), fixes=_fixes(post, found),
            )  # fmt: skip
    for item in broken_dois_in_prose(post):
        yield rule.diagnostic(
            judged, post.place(Span(*item.span)), item.problem,
            suggestion=Message("compare it with the publication itself"),
        )  # fmt: skip


def _in_targets(rule: Rule, judged: Judged) -> Iterator[Diagnostic]:
    """Of links with a label: what is written out was judged as text."""
    for link in content_links(judged.post):
        if link.origin in _WRITTEN_OUT:
            continue
        found = next((item for item in find(link.target) if item.identifier.scheme == "doi"), None)
        message = _message(found.defects) if found else NOTHING
        if found and message:
            yield rule.diagnostic(
                judged, link.target_place, message,
                suggestion=_suggestion(found),
                fixes=led_to(judged.post, link, found.identifier.url, "unsafe") if _whole(found) else (),
            )  # fmt: skip
        elif found is None:
            for item in find_malformed(link.target):
                if item.scheme == "doi":
                    yield rule.diagnostic(
                        judged, link.target_place, item.problem,
                        suggestion=Message("compare it with the publication itself"),
                    )  # fmt: skip


def _message(defects: Iterable[str]) -> Message:
    """What is wrong with a DOI of these defects, "" if nothing that this rule is about."""
    return next((_BROKEN[name] for name in _BROKEN if name in defects), NOTHING)


def _whole(found: Found) -> bool:
    """Whether the value has all its characters, as far as can be told."""
    return _PARTIAL.isdisjoint(found.defects)


def _suggestion(found: Found) -> Message:
    if not _whole(found) and found.alternates:
        return Message("if it goes on, write {url}", url=found.alternates[0].url)
    if not _whole(found):
        return Message("write it in full")
    return Message("write {url}", url=found.identifier.url)


def _fixes(post: Post, found: Found) -> tuple[Fix, ...]:
    place = post.place(Span(*found.span)).span
    if place is None or not _whole(found):
        return ()
    if found.defects == ("glued-symbol",):
        return (
            Fix(Message("put a space after it"), (Edit(Span(place.end, place.end), " "),), "safe"),
        )
    if place.of(post.source) != found.raw:
        return ()
    return (Fix(Message("write it plainly"), (Edit(place, found.identifier.value),), "unsafe"),)


RULE = Rule("FRM501", "broken-doi", "EEEEEEEEWEEE", "text", "safe", __doc__ or "", _check)
