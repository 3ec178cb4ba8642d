"""Templates of Wikipedia that show something: citations, identifiers, passages of text.

Names and parameters are those of English Wikipedia's Citation Style 1
(https://en.wikipedia.org/wiki/Help:Citation_Style_1) and of their kin in other languages. Dated 2026-11.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from idcheck import lazy
from idcheck.post.model import Place

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from idcheck.post.assembly import Assembly
    from idcheck.post.wikitext_braces import Braces, Parameter

_CITATION = lazy.pattern(
    r"cit(?:e|ation|eer|a|ar|az)\b.*|vcite\b.*|.*\bref(?:erens)?|webbref|bokref|tidskriftsref|tidningsref|literatur|internetquelle"
    r"|article|ouvrage|lien web|chapitre|kilde .*|kilde|obra citada|referencia .*|wikicite"
)
_SHORT_NOTES = frozenset({"sfn", "sfnp", "harvnb", "harv", "harvp", "harvtxt", "r", "rp", "refn"})
_IDENTIFIERS: Mapping[str, tuple[str, str]] = {
    "doi": ("doi:", "https://doi.org/"),
    "pmid": ("PMID ", "https://pubmed.ncbi.nlm.nih.gov/"),
    "pmc": ("PMC ", "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC"),
    "arxiv": ("arXiv:", "https://arxiv.org/abs/"),
    "eprint": ("arXiv:", "https://arxiv.org/abs/"),
    "biorxiv": ("bioRxiv ", "https://doi.org/"),
    "medrxiv": ("medRxiv ", "https://doi.org/"),
    "hdl": ("hdl:", "https://hdl.handle.net/"),
    "jstor": ("JSTOR ", "https://www.jstor.org/stable/"),
    "bibcode": ("Bibcode:", "https://ui.adsabs.harvard.edu/abs/"),
    "ssrn": ("SSRN ", "https://ssrn.com/abstract="),
    "isbn": ("ISBN ", ""),
    "urn": ("", "https://nbn-resolving.org/"),
}
"""Parameters and templates of identifiers: what is written before the value, and where it leads."""
_TITLE = frozenset({
    "title", "titel", "titre", "título", "titolo", "tittel", "chapter", "kapitel", "chapitre", "script-title",
    "trans-title", "contribution",
})  # fmt: skip
_WORKS = frozenset({
    "journal", "tidskrift", "periodique", "périodique", "revista", "tidsskrift", "sammelwerk", "work", "magazine",
    "newspaper", "website", "periodical", "publikation", "verk", "book-title", "encyclopedia", "series",
})  # fmt: skip
_WORDS = frozenset({
    "author", "authors", "last", "first", "surname", "given", "vauthors", "editor", "editors", "year", "date", "volume",
    "issue", "number", "page", "pages", "at", "article", "publisher", "edition", "location", "efternamn", "förnamn",
    "författare", "år", "datum", "volym", "band", "nummer", "utgåva", "hummer", "sida", "sidor", "sid", "utgivare", "ort",
    "autor", "auteur", "nom", "prénom", "année", "numéro", "éditeur", "nachname", "vorname", "jahr", "seiten",
    "heft", "verlag", "autore", "apellidos", "nombre", "año", "fornavn", "etternavn", "forlag", "side", "sider", "bind",
})  # fmt: skip
_NAMES = frozenset({
    "last", "first", "surname", "given", "author", "efternamn", "förnamn", "nachname", "vorname", "nom", "prénom",
    "apellidos", "nombre", "etternavn", "fornavn",
})  # fmt: skip
_NUMBERS = frozenset(
    {"page", "pages", "issue", "number", "sida", "sidor", "sid", "nummer", "seiten", "heft"}
)
_SHOWN: Mapping[str, tuple[str, ...]] = {
    "lang": ("2", "text"), "nowrap": ("1",), "small": ("1",), "big": ("1",), "quote": ("1", "text"), "blockquote": ("1", "text"),
    "citat": ("1",), "cquote": ("1",), "em": ("1",), "strong": ("1",), "transl": ("3", "2"), "abbr": ("1",), "tooltip": ("1",),
    "ill": ("lt", "1"), "interlanguage link": ("lt", "1"), "visible anchor": ("1",), "main": (), "efn": (), "val": ("1",),
    "nobr": ("1",), "språk": ("2",), "ublist": (), "annotated link": ("1",),
}  # fmt: skip
"""Templates that show the first of these parameters that they have."""


class Templates:
    """Writes what a template shows; `write` writes the wikitext between two offsets."""

    def __init__(
        self, assembly: Assembly, braces: Braces, write: Callable[[int, int], None]
    ) -> None:
        self._assembly = assembly
        self._braces = braces
        self._source = braces.source
        self._write = write

    def show(self, start: int, end: int) -> None:
        """Write what the template with its brackets at `start` and `end` shows."""
        name, held = self._braces.parameters(start + 2, end - 2)
        if name in _SHOWN:
            by_name = {item.name: item for item in held}
            shown = next((by_name[key] for key in _SHOWN[name] if key in by_name), None)
            if shown:
                self._write(shown.start, shown.end)
        elif name in _IDENTIFIERS or name == "pubmed":
            self._identifier("pmid" if name == "pubmed" else name, held, (start, end))
        elif name in _SHORT_NOTES:
            return
        elif _CITATION.fullmatch(name) and any(self._is_citing(item) for item in held):
            self._citation(held, (start, end))

    def _is_citing(self, item: Parameter) -> bool:
        return item.name in _TITLE or item.name in _IDENTIFIERS or _plain(item.name) in _WORDS

    def _identifier(self, name: str, held: list[Parameter], whole: tuple[int, int]) -> None:
        value = next(
            (item for item in held if item.name in {"1", "id", "doi"} and item.end > item.start),
            None,
        )
        if value:
            self._linked(name, value, whole)

    def _linked(self, name: str, item: Parameter, whole: tuple[int, int]) -> None:
        """Write an identifier and its link. What stands there is no address, so nothing is edited."""
        before, address = _IDENTIFIERS[name]
        value = self._source[item.start : item.end]
        self._apart(before, item.start)
        mark = self._assembly.open(None)
        self._assembly.text(item.start, item.end)
        self._assembly.close(mark)
        if address:
            leads = address + value.removeprefix("PMC") if name == "pmc" else address + value
            line = Place(self._assembly.lines.of(item.start))
            places = (line, self._assembly.lines.place(*whole))
            self._assembly.link(mark, leads, "template", places)

    def _citation(self, held: list[Parameter], whole: tuple[int, int]) -> None:
        """Write a reference: its parts in the order they stand in, full stops between them."""
        url = next(
            (item for item in held if item.name in {"url", "länk", "lien", "chapter-url"}), None
        )
        before: Parameter | None = None
        for item in held:
            name = _plain(item.name)
            if item.end <= item.start:
                continue
            if name in _IDENTIFIERS:
                self._between(before, item)
                self._linked(name, item, whole)
            elif name in _TITLE:
                self._between(before, item)
                self._titled(item, url if name in {"title", "titel", "titre"} else None, whole)
            elif name in _WORKS or name in _WORDS:
                self._between(before, item)
                mark = self._assembly.open("emphasis" if name in _WORKS else None)
                self._write(item.start, item.end)
                self._assembly.close(mark)
            else:
                continue
            before = item

    def _titled(self, item: Parameter, url: Parameter | None, whole: tuple[int, int]) -> None:
        mark = self._assembly.open("emphasis" if url is None else None)
        self._write(item.start, item.end)
        self._assembly.close(mark)
        if url and url.end > url.start:
            place = self._assembly.lines.place(url.start, url.end)
            places = (place, self._assembly.lines.place(*whole))
            self._assembly.link(mark, self._source[url.start : url.end], "template", places)

    def _between(self, before: Parameter | None, item: Parameter) -> None:
        """Write what the template puts between two parts; names of one kind go with commas."""
        if before is None:
            return
        named = _plain(item.name) in _NAMES and _plain(before.name) in _NAMES
        if named or _plain(item.name) in _NUMBERS:
            self._apart(", ", item.start)
        elif self._source[before.end - 1] in ".?!":
            self._assembly.space(item.start, item.start)
        else:
            self._apart(". ", item.start)

    def _apart(self, words: str, at: int) -> None:
        """Write characters that the template adds; they stand nowhere in the source."""
        self._assembly.instead(words.rstrip(), at, at)
        if words.endswith(" "):
            self._assembly.space(at, at)


def _plain(name: str) -> str:
    """A parameter's name without its number: `last2` and `author1-last` are `last`."""
    bare = re.sub(r"\d+", "", name)
    return re.sub(r"^(?:author|editor|translator)-", "", bare)
