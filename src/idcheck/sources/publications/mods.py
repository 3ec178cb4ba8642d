"""MODS, the XML that DiVA and other repositories export (Library of Congress, MODS 3)."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, ParseError, XMLPullParser

from idcheck import lazy
from idcheck.sources.publications.names import author
from idcheck.sources.publications.record import MISSING_TITLE, Record
from idcheck.sources.publications.unreadable import PublicationListError, Unreadable
from idcheck.works import Author

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from idcheck.works import Work

_KINDS = {
    "article": "article", "review": "article", "conferencepaper": "conference-paper", "book": "book",
    "chapter": "chapter", "report": "report", "doctoralthesis": "thesis", "dataset": "dataset",
    "studentthesis": "thesis", "collection": "book", "software": "software", "bookreview": "review",
}  # fmt: skip
_SCHEMES = {"doi": "doi", "pmid": "pmid", "isbn": "isbn", "arxiv": "arxiv", "articleid": ""}
_ENTITY = "<!ENTITY"
_BARE = lazy.pattern(r"<(?=[\s\d=])")
"""A sign in an abstract that somebody forgot to write as an entity."""
_UNREADABLE = lazy.pattern(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def read(lines: Iterable[str], source: str) -> Iterator[Work | Unreadable]:
    """The works of the lines; `source` is noted in each. Raises PublicationListError if it is no XML."""
    parser: XMLPullParser[Element] = XMLPullParser(["end"])
    number = 0
    try:
        for number, line in enumerate(lines, start=1):
            if _ENTITY in line:
                raise PublicationListError("it defines entities, which publication lists do not")
            parser.feed(_UNREADABLE.sub("", _BARE.sub("&lt;", line)))
            for event in parser.read_events():
                element = event[-1]
                if isinstance(element, Element) and _name(element) == "mods":
                    yield _record(element).work(source) or Unreadable(number, MISSING_TITLE)
                    element.clear()
        parser.close()
    except ParseError as error:
        raise PublicationListError(f"its XML breaks off near line {number} ({error})") from None


def _record(mods: Element) -> Record:
    titles = [_title(each) for each in _children(mods, "titleInfo") if not each.get("type")]
    hosts = [each for each in _children(mods, "relatedItem") if each.get("type") == "host"]
    host = hosts[0] if hosts else Element("none")
    part = next(_children(host, "part"), Element("none"))
    extent = next(_children(part, "extent"), Element("none"))
    origin = next(_children(mods, "originInfo"), Element("none"))
    first, last = _said(extent, "start"), _said(extent, "end")
    genres = [_words(each).lower() for each in _children(mods, "genre")]
    return Record(
        title=titles[0] if titles else "",
        authors=list(_authors(mods)),
        container=next((_title(each) for each in _children(host, "titleInfo")), ""),
        year=_said(origin, "dateIssued") or _said(origin, "dateOther"),
        volume=_detail(part, "volume"),
        issue=_detail(part, "issue") or _detail(part, "number"),
        pages=f"{first}-{last}" if first and last else first,
        publisher=_said(origin, "publisher"),
        type=next((kind for genre in genres if (kind := _kind(genre))), "other"),
        key=next((_words(each) for each in _children(mods, "recordInfo") for each in _children(each, "recordIdentifier")), ""),
        labelled=[
            (scheme, _words(each))
            for each in _children(mods, "identifier")
            if (scheme := _SCHEMES.get((each.get("type") or "").lower(), ""))
        ],
    )  # fmt: skip


def _kind(genre: str) -> str:
    return _KINDS.get(genre, "thesis" if genre.endswith("thesis") else "")


def _title(info: Element) -> str:
    title, subtitle = _said(info, "title"), _said(info, "subTitle")
    return f"{title}: {subtitle}" if title and subtitle else title


def _authors(mods: Element) -> Iterator[Author]:
    for name in _children(mods, "name"):
        parts = {each.get("type") or "": _words(each) for each in _children(name, "namePart")}
        roles = {_words(term).lower() for role in _children(name, "role") for term in _children(role, "roleTerm")}  # fmt: skip
        if name.get("type") == "corporate" or (
            roles and roles.isdisjoint({"aut", "author", "edt", "editor"})
        ):
            continue
        if parts.get("family"):
            yield Author(parts["family"], parts.get("given", ""))
        elif (one := author(parts.get("", ""))) is not None:
            yield one


def _detail(part: Element, kind: str) -> str:
    found = (each for each in _children(part, "detail") if each.get("type") == kind)
    return next((_said(each, "number") for each in found), "")


def _children(element: Element, name: str) -> Iterator[Element]:
    return (each for each in element if _name(each) == name)


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _said(element: Element, name: str) -> str:
    return next((_words(each) for each in _children(element, name)), "")


def _words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())
