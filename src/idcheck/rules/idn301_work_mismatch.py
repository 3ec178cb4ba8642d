"""The identifier that stands with a mention is of another work than the text names.

What it does
    Compares what the text states of a publication (title, authors, journal, year, volume, pages)
    with the record of the identifier that stands with it. Case, subtitles, markup, truncation,
    abbreviations and translated titles make no difference, nor does a year. Where the text
    states too little to tell, nothing is said.

Why it matters
    The attention goes to a stranger's work. A slip in one character often meets another DOI.
    Source: a check of citations that found existing neighbours one digit away for 2 of 18 DOIs.

Example
    Kucsko G, Maurer P (2013). Nanometre-scale thermometry in a living cell. *Nature* 500, 54.
    https://doi.org/10.1038/nature12374

Use instead
    Kucsko G, Maurer P (2013). Nanometre-scale thermometry in a living cell. *Nature* 500, 54.
    https://doi.org/10.1038/nature12373

Fix safety
    Unsafe: only a person can say whether the text or the identifier is wrong.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from idcheck.identifiers import names_work
from idcheck.messages import Message
from idcheck.rules.leading import led_to
from idcheck.rules.rule import Rule
from idcheck.works.field_words import field_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from idcheck.mentions import Mention
    from idcheck.mentions.mention import Bound
    from idcheck.rules.diagnostic import Diagnostic, Fix
    from idcheck.rules.rule import Judged
    from idcheck.works import Candidate, Work

_CLOSE = frozenset({"same-link", "same-sentence", "same-paragraph", "reference-entry", "footnote"})
"""How an identifier stands that is meant for the mention and no other."""
_STATING = frozenset({"citation", "title"})


def _check(rule: Rule, judged: Judged) -> Iterator[Diagnostic]:
    if not judged.answers.identifiers:
        return
    from idcheck.works.passage import against_record, other_level

    for index, mention in enumerate(judged.mentions):
        if mention.kind not in _STATING:
            continue
        found = [
            (bound, against_record(mention.reference, work))
            for bound in mention.identifiers
            if bound.by in _CLOSE and names_work(bound.identifier)
            if (work := judged.answers.work(bound.identifier)) is not None
            if other_level(mention.reference, work) is None
        ]
        # An identifier of the right work among them: the others are named beside it.
        if any(candidate.verdict == "same" for _, candidate in found):
            continue
        for bound, candidate in found:
            if candidate.verdict == "different":
                yield rule.diagnostic(
                    judged, bound.place, _message(bound, candidate),
                    mention=index,
                    suggestion=Message("the text says “{said}”; use its identifier, or correct the text", said=_said(mention)),
                    candidates=judged.candidates.get(index, ())[:3],
                    fixes=_fixes(judged, index, bound),
                )  # fmt: skip


def _message(bound: Bound, candidate: Candidate) -> Message:
    return Message(
        "{identifier} is another work, {work}; what differs: {fields}",
        identifier=bound.identifier,
        work=_named(candidate.work),
        fields=field_words(candidate.differ),
    )


def _named(work: Work) -> str:
    details = [str(work.authors[0])] if work.authors else []
    details += [str(work.year)] if work.year else []
    return f"“{work.title}”" + (f" ({', '.join(details)})" if details else "")


def _said(mention: Mention) -> str:
    return mention.reference.title or mention.reference.words


def _fixes(judged: Judged, index: int, bound: Bound) -> tuple[Fix, ...]:
    """The link led to the work that a search found for the text, where that is sure."""
    sure = (each for each in judged.candidates.get(index, ()) if each.verdict == "same")
    work = next((each.work for each in sure if each.work.identifiers), None)
    if work is None or bound.link is None or bound.identifier in work.identifiers:
        return ()
    return led_to(judged.post, bound.link, work.identifiers[0].url, "unsafe")


RULE = Rule("IDN301", "work-mismatch", "EEEEEEEEEEEE", "net", "unsafe", __doc__ or "", _check)
