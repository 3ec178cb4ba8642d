"""A preprint is linked although its article has been published.

What it does
    Looks at the record of each preprint that an identifier names: where Crossref, PubMed or arXiv
    says which article it became, and the article's DOI is registered, that DOI is named. It is
    not reported if the post links the article too. Needs `--online`.

Why it matters
    Preprint and article have separate records at the trackers, so attention splits, and readers
    get the version without peer review.
    Source: Altmetric help pages on versions; Crossref's documentation of relationships.

Example
    Read [the paper](https://doi.org/10.5555/preprint.1).

Use instead
    Read [the paper](https://doi.org/10.5555/article.1)
    ([preprint](https://doi.org/10.5555/preprint.1)).

Fix safety
    Unsafe: a person knows whether the preprint was meant.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from idcheck.messages import Message
from idcheck.rules.named import named, replaced
from idcheck.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from idcheck.identifiers import Identifier
    from idcheck.rules.diagnostic import Diagnostic
    from idcheck.rules.rule import Judged
    from idcheck.works import Work


def _check(rule: Rule, judged: Judged) -> Iterator[Diagnostic]:
    linked = {bound.identifier for mention in judged.mentions for bound in mention.identifiers}
    seen = set()
    for index, bound, work in named(judged):
        article = _article(work, judged)
        if article is None or linked & set(article.identifiers) or bound.place in seen:
            continue
        seen.add(bound.place)
        best = next(
            (each for each in article.identifiers if each.scheme == "doi"), article.identifiers[0]
        )
        yield rule.diagnostic(
            judged, bound.place, _message(article),
            mention=index,
            suggestion=Message("link to the article: {url}", url=best.url),
            fixes=replaced(judged.post, bound, best, "unsafe") if _same_scheme(bound.link is None, bound.identifier, best) else (),
        )  # fmt: skip


def _article(work: Work, judged: Judged) -> Work | None:
    """The article that a preprint became, where its registry confirms that it exists."""
    if work.type != "preprint":
        return None
    named_ones = (each.identifier for each in work.versions if each.kind == "is-preprint-of")
    found = (judged.answers.work(each) for each in named_ones)
    return next((each for each in found if each is not None and each.identifiers), None)


def _message(article: Work) -> Message:
    told = tuple(str(part) for part in (article.container, article.year) if part)
    if not told:
        return Message("this preprint has been published")
    return Message("this preprint has been published: {where}", where=told)


def _same_scheme(plain: bool, old: Identifier, new: Identifier) -> bool:
    """Whether one value can stand in the other's place: in a link any, in text one of its kind."""
    return not plain or old.scheme == new.scheme


RULE = Rule("VER702", "superseded-preprint", "WWWWWWWWIWWW", "net", "unsafe", __doc__ or "", _check)
