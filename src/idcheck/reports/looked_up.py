"""What `idcheck lookup` shows: a work with all that is known of it, or works that fit a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from idcheck.reports import record
from idcheck.reports.visible import visible
from idcheck.works import Ambiguous, Found, NotFound, NotYet, Unavailable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from idcheck.identifiers import Identifier
    from idcheck.works import Answer, Answers, Reference, Search, Work

_GRAVE = frozenset({"retraction", "partial-retraction", "withdrawal", "removal", "concern"})
_NAMES = {
    "crossref": "Crossref", "datacite": "DataCite", "doi-org": "doi.org", "pubmed": "PubMed",
    "pmc-idconv": "PMC", "europepmc": "Europe PMC", "openalex": "OpenAlex", "arxiv": "arXiv",
    "openlibrary": "Open Library", "google-books": "Google Books",
    "semantic-scholar": "Semantic Scholar", "retraction-watch": "Retraction Watch",
}  # fmt: skip
_WORDS = {
    Found: "found", NotFound: "not found", NotYet: "registered", Ambiguous: "ambiguous",
    Unavailable: "unavailable",
}  # fmt: skip
_OFFLINE = "nobody was asked, and the cache does not know it; ask with --online"


def as_text(identifier: Identifier | None, answers: Answers) -> str:
    """The answer for an identifier, or the works that a search brought, for people."""
    if identifier is None:
        return "\n".join(_of_searches(answers))
    return "\n".join(_of_answer(identifier, answers.of(identifier)))


def as_json(identifier: Identifier | None, answers: Answers) -> str:
    """The same as JSON: `answer`, `reason` and `works`, each with all its fields."""
    import msgspec

    if identifier is None:
        works = [work for _, search in answers.searches.items() for work in search.works]
        reasons = [why for _, search in answers.searches.items() for why in search.unavailable]
        told = (
            "found" if works else "not found" if answers.searches and not reasons else "unavailable"
        )
        reason = "; ".join(reasons) or (None if answers.searches else _OFFLINE)
    else:
        answer = answers.of(identifier)
        works = list(_works(answer))
        told = "unavailable" if answer is None else _WORDS[type(answer)]
        reason = _OFFLINE if answer is None else getattr(answer, "reason", None)
    content = {"answer": told, "reason": reason, "works": works}
    return msgspec.json.format(msgspec.json.encode(content), indent=2).decode()


def _works(answer: Answer | None) -> Iterator[Work]:
    if isinstance(answer, Found):
        yield answer.work
    elif isinstance(answer, Ambiguous):
        yield from answer.works


def _of_answer(identifier: Identifier, answer: Answer | None) -> Iterator[str]:
    name = visible(str(identifier))
    if answer is None:
        yield f"{name}: {_OFFLINE}"
    elif isinstance(answer, Unavailable):
        yield f"{name}: could not be asked: {visible(answer.reason)}"
    elif isinstance(answer, NotFound):
        yield f"{name}: {_nowhere(identifier)}"
    elif isinstance(answer, NotYet):
        with_whom = f" with {visible(answer.agency)}" if answer.agency else ""
        yield f"{name}: registered{with_whom}; no index describes it yet"
        if answer.landing_page:
            yield f"  leads to     {visible(answer.landing_page)}"
    else:
        works = list(_works(answer))
        if len(works) > 1:
            yield f"{name}: stands for {len(works)} works"
        for work in works:
            yield from _work(work)


def _nowhere(identifier: Identifier) -> str:
    if identifier.scheme == "isbn":
        return "no index at hand has this book; that says nothing about whether it exists"
    return "there is no such identifier"


def _of_searches(answers: Answers) -> Iterator[str]:
    if not answers.searches:
        yield "nobody was asked, or the words are too few to search by; ask with --online"
    for reference, search in answers.searches.items():
        yield from _of_search(reference, search)


def _of_search(reference: Reference, search: Search) -> Iterator[str]:
    from idcheck.works.ranking import ranked

    candidates = ranked(reference, search.works)[:10]
    for number, candidate in enumerate(candidates, 1):
        work = candidate.work
        yield f"{number}. {record.title(work)}"
        yield f"   {record.details(work)}; {candidate.verdict}, says {_name(work.source)}".replace(
            "   ; ", "   "
        )
        if url := record.url(work):
            yield f"   {url}"
    if not candidates:
        yield "no work was found"
    for reason in search.unavailable:
        yield f"not asked: {visible(reason)}"


def _work(work: Work) -> Iterator[str]:
    yield record.title(work)
    for label, value in _rows(work):
        yield f"  {label:<12} {value}"


def _rows(work: Work) -> Iterator[tuple[str, str]]:
    if details := record.details(work):
        yield "by", details
    yield "kind", visible(work.type)
    for identifier in work.identifiers:
        yield "identifier", f"{visible(str(identifier))}  {visible(identifier.url)}"
    for word, day in work.dates:
        yield word, visible(day)
    if work.volume or work.pages:
        parts = [
            f"volume {work.volume}" * bool(work.volume),
            f"pages {work.pages}" * bool(work.pages),
        ]
        yield "place", visible(", ".join(filter(None, parts)))
    yield "standing", _standing(work)
    for update in work.updates:
        notice = f"  {visible(update.notice.url)}" if update.notice else ""
        yield "notice", f"{update.kind} {visible(update.date)}, says {_name(update.source)}{notice}"
    for kind, other in work.updates_of:
        yield "is notice", f"{kind} of {visible(other.url)}"
    for version in work.versions:
        yield "version", f"{visible(version.kind)} {visible(version.identifier.url)}"
    if work.parent is not None:
        yield "part of", f"{visible(work.parent.identifier.url)} ({work.parent.kind})"
    if work.landing_page:
        yield "leads to", visible(work.landing_page)
    for stated in work.stated:
        yield "source", f"{_name(stated.source)}, {stated.asked}: {_listed(stated.fields)}"


def _standing(work: Work) -> str:
    grave = [update.kind for update in work.updates if update.kind in _GRAVE]
    return ", ".join(dict.fromkeys(grave)) or "nothing grave on record"


def _listed(names: Sequence[str]) -> str:
    return ", ".join(name.replace("_", " ") for name in names)


def _name(source: str) -> str:
    return _NAMES.get(source) or visible(source) or "its record"
