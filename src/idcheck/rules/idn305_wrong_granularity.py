"""The identifier is of a part, a whole or a version of what the text names.

What it does
    Finds identifiers of a figure, a supplement, a review report, a chapter, a whole book, a
    journal or one version, where the text names the article, the book or all versions (or the
    reverse). A text that speaks of the figure may link the figure.

Why it matters
    The attention lands on another record: trackers do not add up a figure and its article.
    Source: user guide of Crossref Event Data on identifiers of figures.

Example
    Our article [“Nanometre-scale thermometry in a living cell”](https://doi.org/10.5555/paper.1.s001)

Use instead
    Our article [“Nanometre-scale thermometry in a living cell”](https://doi.org/10.5555/paper.1)

Fix safety
    Unsafe: whether the part or the whole is meant is for a person to say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from idcheck.identifiers import names_work
from idcheck.messages import Message
from idcheck.rules.leading import led_to
from idcheck.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from idcheck.identifiers import Identifier
    from idcheck.mentions import Mention
    from idcheck.rules.diagnostic import Diagnostic
    from idcheck.rules.rule import Judged
    from idcheck.works import Work

_WHAT = {
    "component": Message("a figure, table or other part of the work that is named"),
    "supplement": Message("a supplement to the work that is named"),
    "part": Message("a part of the work that is named"),
    "chapter": Message("one chapter of the book that is named"),
    "book": Message("the whole book, and a chapter of it is named"),
    "container": Message("the whole journal or series, and a work in it is named"),
    "review": Message("a review of the work that is named"),
    "version": Message("one version, and all versions are meant"),
}


def _check(rule: Rule, judged: Judged) -> Iterator[Diagnostic]:
    if not judged.answers.identifiers:
        return
    from idcheck.works.passage import other_level

    for index, mention in enumerate(judged.mentions):
        for bound in mention.identifiers:
            work = judged.answers.work(bound.identifier)
            if work is None or bound.by == "same-post" or not names_work(bound.identifier):
                continue
            level = other_level(mention.reference, work)
            if level is None or _whole_stands_too(mention, work):
                continue
            right = _whole(work)
            yield rule.diagnostic(
                judged, bound.place, Message("{identifier} is {what}", identifier=bound.identifier, what=_WHAT[level]),
                mention=index,
                suggestion=Message("link to {url}", url=right.url) if right else Message("link to the work that is named"),
                fixes=led_to(judged.post, bound.link, right.url, "unsafe") if right and bound.link else (),
            )  # fmt: skip


def _whole(work: Work) -> Identifier | None:
    """What the record names as the whole: its parent, or the identifier of all versions."""
    if work.parent is not None:
        return work.parent.identifier
    return next((each.identifier for each in work.versions if each.kind == "is-version-of"), None)


def _whole_stands_too(mention: Mention, work: Work) -> bool:
    """Whether the mention bears the identifier of the whole beside that of the part."""
    right = _whole(work)
    return right is not None and any(each.identifier == right for each in mention.identifiers)


RULE = Rule("IDN305", "wrong-granularity", "WWWWWWWWIWWW", "net", "unsafe", __doc__ or "", _check)
