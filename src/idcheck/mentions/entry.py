"""One reference entry: how surely a stretch of text is one, and the fields that can be read off.

The score adds up independent signs that reference styles share: an author list at the start, the
year, volume and pages, a container, a quoted or emphasised title, an identifier. No style is told
from another; three signs make a reference.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from idcheck import lazy
from idcheck.mentions import venues
from idcheck.mentions.lowered import has_any
from idcheck.mentions.names import AuthorList, author_list
from idcheck.post import Span
from idcheck.works import Reference

if TYPE_CHECKING:
    from idcheck.post import Post

# Patterns begin with one class of characters where they can: these are looked for many times faster.
_YEAR = lazy.pattern(r"[12](?<![\d/.:-].)(?:(?<=1)[6-9]|(?<=2)0)\d\d(?=[a-z]?(?![\w/])(?!-\d\d-))")
_YEAR_NEXT = lazy.pattern(
    r"[\s,.:;]{0,3}\(?(?P<year>(?:1[6-9]|20)\d\d)[a-z]?(?:,[^()\n]{1,24})?\)?[.,:;]?(?=\s|$)"
)
_NUMBERS = lazy.pattern(
    r"(?<![\w.:/-])(?P<volume>\d{1,4})\s?\((?P<issue>[\w .–/-]{1,14})\)\s?[:,;]?\s?(?:pp?\.?\s?|Article\s|art\.\s)?(?P<pages>[eE]?\d{1,7}(?:\s?[-–—]{1,2}\s?[eE]?\d{1,7})?)"
    r"|(?<![\w.:/])(?P<volume2>\d{1,4})\s?[:,]\s?(?:pp?\.?\s?)?(?P<pages2>[eE]?\d{1,7}\s?[-–—]{1,2}\s?[eE]?\d{1,7})(?![\d-])"
    r"|\bvol(?:ume)?\.?\s(?P<volume3>\d{1,4})(?:,?\s(?:no|issue|iss|nr)\.?\s(?P<issue3>[\w–-]{1,8}))?(?:[^.;\n]{0,40}?\bpp?\.\s?(?P<pages3>[eE]?\d{1,7}(?:\s?[-–—]{1,2}\s?\d{1,7})?))?"
    r"|(?<![\w.:/])(?P<volume4>\d{1,4})\s(?:[A-Z][\w&.']*\s){1,7}(?P<pages4>\d{1,5})(?=\s\((?:[A-Z][a-z.]{2,9}\s)?(?:1[89]|20)\d\d\))"
    r"|(?<![\w.:/-])(?P<volume5>\d{1,4})\((?P<issue5>\d{1,4}(?:[-–/]\d{1,4})?)\)"
)
_NUMBERS_BEGIN = lazy.pattern(r"\d+|vol")
_PAGES = lazy.pattern(r"\bpp\.?\s?(?P<pages>\d{1,5}\s?[-–—]{1,2}\s?\d{1,5})")
_QUOTED = lazy.pattern(r"[\"“«„](?P<title>[^\"“”«»„\n]{12,300}?)[,.]?[\"”»“]")
_SIGNS = lazy.pattern(
    r"\bdoi:|\bdoi\.org/|10\.\d{4,9}/|\bPMC?ID\b|\barXiv\b|\bISBN\b|\bRetrieved from\b|\bAvailable (?:at|from|online)\b|\bZenodo\b|\bfigshare\b|\bIn:? Proceedings\b"
    r"|\bProc\. |\bpreprint\b|\b(?:PhD|Master'?s|Doctoral) (?:thesis|dissertation)\b|\bUniversity Press\b|\b(?:Springer|Elsevier|Wiley|Routledge)\b|\bAccessed\b|\(in press\)|\bin press\b",
    re.IGNORECASE,
)
_SIGN_PARTS = (
    "doi", "10.", "pmid", "pmcid", "arxiv", "isbn", "retrieved from", "available ", "zenodo", "figshare", "proc", "preprint",
    "thesis", "dissertation", "university press", "springer", "elsevier", "wiley", "routledge", "accessed", "in press",
)  # fmt: skip
"""Of which a stretch with a sign has one, in lower case."""
_STOP = lazy.pattern(r"[.?!](?:(?<![A-Z].)(?=\s|$)|(?<=\w.)(?<=[?!])(?=\s))")
_CONTAINER_BEGINS = lazy.pattern(
    r"[A-ZÀ-Þ\d](?:(?<!..)(?<!\n.)|(?<=[.,;:?!)”\"]\s.)|(?<=\bIn\s.)|(?<=\bin\s.)|(?<=\d\s.))"
)
_WORK_ADDRESS = lazy.pattern(r"doi\.org/|/doi/|10\.\d{4,9}/|arxiv\.org/|pubmed")
_PROSE = lazy.pattern(r"(?<![\w“\"])(?:we|I|you|your|our|my|please|he|she)(?!\w)")
_IMPRINT = lazy.pattern(
    r"[.?!]\*?\s(?:[A-ZÀ-Þ][\w-]+\.?(?:[ ,/&]{1,3}[\w-]+\.?){0,3}):\s[A-ZÀ-Þ][\w&’'-]*(?:\s[\w&’'-]+){0,5}(?:,\s(?:19|20)\d\d)?\.?\s*\Z"
)
_IMPRINT_LENGTH = 120
_BEFORE_VENUE = lazy.pattern(r"[,:.]?\s+\*{0,2}(?=[A-ZÀ-Þ])")
_VOLUME_PAGE_YEAR = lazy.pattern(
    r",?\*{0,2},?\s\*{0,2}(?P<volume>\d{1,4})\*{0,2}\s?(?:\((?P<issue>\d{1,4})\))?[,:]?\s(?P<pages>[eEL]?\d{1,7}(?:[-–]\d{1,7})?),?\s\(?(?P<year>(?:19|20)\d\d)(?![\d-])"
)
_VENUE_LENGTH = 120
_SURE = 3.0
"""The score of a reference of which nothing but the title is missing."""
_LINK_ONLY = lazy.pattern(r"\s*(?:https?://\S+|doi:\S+|\[?pdf\]?)\s*", re.IGNORECASE)
_FOLLOWS = lazy.pattern(r"\s*[.,:;]*\s*(?:[\"“«„(\[*]|\d|[A-ZÀ-ÞĀ-Ž]|&)")


class Evidence(Struct, frozen=True):
    """How many signs of a reference a stretch shows, and what could be read off it."""

    score: float
    reference: Reference


def read_entry(post: Post, span: Span) -> Evidence:
    """The signs and fields of a stretch taken as one reference entry."""
    text = post.text
    authors = _authors(text, span)
    untitled = _untitled(text, authors, span) if authors else None
    if untitled:
        return Evidence(_SURE, untitled)
    at = authors.end if authors else span.start
    dated = _YEAR_NEXT.match(text, at, span.end)
    year = dated["year"] if dated else _any_year(text, span)
    found = numbers(text, Span(at, span.end))
    title_span, marked = _title(post, Span(dated.end() if dated else at, span.end))
    if not authors:
        authors, title_span, marked = _title_first(post, span, title_span, marked=marked)
    where = container(post, Span(title_span.end, span.end))
    signed = has_any(text, span, _SIGN_PARTS) and _SIGNS.search(text, span.start, span.end)
    printed = authors is not None and _printed(text, authors, span)
    signs = bool(signed) or _linked(post, span) or printed
    published = year or found or signs or where
    score = (
        0.0
        if not published
        else (
            _author_score(authors, supported=bool(marked or found or signs))
            + (1.0 if dated and authors else 0.5 if year else 0.0)
            + (0.0 if found is None else 2.0 if _strong(found) else 1.0)
            + (1.0 if where else 0.0)
            + (1.0 if marked else 0.0)
            + (1.5 if printed else 1.0 if signs else 0.0)
            - (0.0 if authors else 2.0 if _PROSE.search(text, span.start, span.end) else 1.0)
        )
    )
    groups = found.groupdict() if found else {}
    reference = Reference(
        title=_clean(title_span.of(text)),
        authors=authors.authors if authors else (),
        container=where,
        year=int(year) if year else None,
        volume=_field(groups, "volume"),
        issue=_field(groups, "issue"),
        pages=_field(groups, "pages"),
        words=span.of(text).strip(),
    )
    return Evidence(score, reference)


def _printed(text: str, authors: AuthorList, span: Span) -> bool:
    """Whether a book ends with place and publisher: "Lee, K. (2019). Cold. New York: Knopf."."""
    tail = Span(max(authors.end, span.end - _IMPRINT_LENGTH), span.end)
    return authors.style == "inverted" and bool(_IMPRINT.search(text, tail.start, tail.end))


def _untitled(text: str, authors: AuthorList, span: Span) -> Reference | None:
    """A reference without title, as physicists write: "E. Holm et al., Nature 380, 412 (2023)"."""
    comma = _BEFORE_VENUE.match(text, authors.end, span.end)
    if comma is None:
        return None
    words = text[comma.end() : min(span.end, comma.end() + _VENUE_LENGTH)].split(" ")
    for count in range(1, len(words)):
        end = comma.end() + len(" ".join(words[:count]))
        found = _VOLUME_PAGE_YEAR.match(text, end, span.end)
        if found:
            venue = venues.lookup(" ".join(words[:count]))
            if venue is None:
                return None
            return Reference(
                authors=authors.authors,
                container=venue.title,
                year=int(found["year"]),
                volume=found["volume"],
                issue=found["issue"] or "",
                pages=found["pages"],
                words=span.of(text).strip(),
            )
    return None


def numbers(text: str, span: Span) -> re.Match[str] | None:
    """The volume, issue or pages in a stretch."""
    for begin in _NUMBERS_BEGIN.finditer(text, span.start, span.end):
        found = _NUMBERS.match(text, begin.start(), span.end)
        if found:
            return found
    return _PAGES.search(text, span.start, span.end) if "pp" in span.of(text) else None


def _authors(text: str, span: Span) -> AuthorList | None:
    """The author list at the start, if what follows it looks like the rest of a reference."""
    longest = author_list(text, span.start, span.end)
    if longest is None:
        return None
    return next((found for found in longest.shorter() if _ends_well(text, found, span.end)), None)


def _ends_well(text: str, found: AuthorList, stop: int) -> bool:
    """Whether what follows an author list is a date, a title, or punctuation before one."""
    if found.end >= stop:
        return False
    following = text[found.end]
    if text[found.end - 1] == "." or found.et_al:
        return following.isspace() or following in ",.:;("
    delimited = following in ",.:;(" or _YEAR_NEXT.match(text, found.end, stop)
    return bool(delimited and _FOLLOWS.match(text, found.end, stop))


def _author_score(authors: AuthorList | None, *, supported: bool) -> float:
    """A list in bibliographic order says much; one plain name says little by itself."""
    if authors is None:
        return 0.0
    if authors.formal:
        return 2.0
    return 1.0 if supported or len(authors.authors) > 1 else 0.0


def _title_first(
    post: Post, span: Span, title: Span, *, marked: bool
) -> tuple[AuthorList | None, Span, bool]:
    """Entries that begin with their title and name the authors after it."""
    after = title.end
    while after < span.end and post.text[after] in ' .,*–—-|)”"':
        after += 1
    if post.text.startswith("by ", after):
        after += 3
    authors = _authors(post.text, Span(after, span.end))
    enough = authors is not None and (len(authors.authors) > 1 or authors.et_al)
    return (authors if enough else None), title, marked


def _title(post: Post, span: Span) -> tuple[Span, bool]:
    """The stretch that reads like the title, and whether quotes or emphasis mark it."""
    text = post.text
    start = span.start
    while start < span.end and text[start] in " .,:;)*–—-":
        start += 1
    quoted = _QUOTED.match(text, start, span.end)
    if quoted:
        return Span(*quoted.span("title")), True
    for region in post.regions_of("strong", "emphasis"):
        if (
            abs(region.span.start - start) <= 1
            and len(region.span) > 20
            and region.span.end <= span.end
        ):
            return region.span, True
    for link in post.links:
        if (
            abs(link.span.start - start) <= 1
            and len(link.label.split()) > 3
            and link.span.end <= span.end
        ):
            return link.span, True
    stop = _STOP.search(text, start + 1, span.end)
    end = stop.end() if stop and text[stop.start()] in "?!" else stop.start() if stop else span.end
    return Span(start, max(start, end)), False


def container(post: Post, span: Span) -> str:
    """The name of a journal, proceedings, press or repository in a stretch after the title."""
    text = post.text
    for region in post.regions_of("emphasis"):
        if span.covers(region.span):
            name = region.span.of(text).strip(" ,.")
            if name[:1].isupper() and not name.lower().startswith("et al"):
                known = venues.lookup(name)
                return known.title if known else name
    for match in _CONTAINER_BEGINS.finditer(span.of(text)):
        words = text[
            span.start + match.start() : min(span.end, span.start + match.start() + 160)
        ].split()
        found = venues.longest(words)
        if found and not (
            found[1].ambiguous
            and found[0] == 1
            and found[0] < len(words)
            and words[0][-1].isalpha()
        ):
            return found[1].title
    return ""


def _any_year(text: str, span: Span) -> str:
    last = ""
    for match in _YEAR.finditer(text, span.start, span.end):
        last = match.group()
    return last


def _linked(post: Post, span: Span) -> bool:
    return any(
        span.overlaps(link.span) and _WORK_ADDRESS.search(link.target) for link in post.links
    )


def _strong(numbers: re.Match[str]) -> bool:
    """Volume with issue or a page range: hardly anything but a reference has it."""
    groups = {key: value for key, value in numbers.groupdict().items() if value}
    return len(groups) > 1 and not (
        set(groups) == {"volume5", "issue5"} and numbers["issue5"] == "s"
    )


def _field(groups: dict[str, str | None], name: str) -> str:
    for key, value in groups.items():
        if key.rstrip("12345") == name and value:
            return value.replace(" ", "")
    return ""


def _clean(title: str) -> str:
    title = title.strip(" \t\n.,;:*\"“”«»'")
    return "" if _LINK_ONLY.fullmatch(title) else " ".join(title.split())
