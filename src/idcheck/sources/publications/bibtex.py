"""BibTeX and BibLaTeX."""

from __future__ import annotations

import logging
import re
from itertools import pairwise
from typing import TYPE_CHECKING

from idcheck import lazy
from idcheck.sources.publications.names import author
from idcheck.sources.publications.record import MISSING_TITLE, Record
from idcheck.sources.publications.unreadable import Unreadable
from idcheck.works import Author

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bibtexparser.model import Block, Entry

    from idcheck.works import Work

_KINDS = {
    "article": "article", "inproceedings": "conference-paper", "conference": "conference-paper",
    "proceedings": "book", "book": "book", "mvbook": "book", "booklet": "book", "collection": "book",
    "inbook": "chapter", "incollection": "chapter", "inreference": "chapter", "phdthesis": "thesis",
    "mastersthesis": "thesis", "thesis": "thesis", "techreport": "report", "report": "report",
    "unpublished": "preprint", "dataset": "dataset", "software": "software", "review": "review",
}  # fmt: skip
_EPRINTS = {"arxiv": "arxiv", "pubmed": "pmid", "pmid": "pmid", "pmcid": "pmcid", "pmc": "pmcid"}
_BEGIN = lazy.pattern(r"^[ \t]{0,40}@[A-Za-z]{1,30}[ \t]{0,9}[{(]", re.MULTILINE)
_STRING = lazy.pattern(r"^[ \t]{0,40}@string\b", re.IGNORECASE | re.MULTILINE)
_BARE_PERCENT = lazy.pattern(r"(?<!\\)%")
_TEX_ESCAPE = lazy.pattern(r"\\([_%&#$~])")
_CHUNK = 200_000
"""Characters read at once, so that a long list needs little memory."""


def read(text: str, source: str) -> Iterator[Work | Unreadable]:
    """The works of a BibTeX text; `source` is noted in each.

    An entry that cannot be read is named by its line and the rest goes on. A key or a field
    given twice is no hindrance: the first value counts.
    """
    logging.getLogger("bibtexparser").addHandler(logging.NullHandler())
    strings = ""
    for line, chunk in _chunks(text):
        for number, block in _blocks(strings, chunk):
            yield from _read_one(line + number, block, source)
        strings += _definitions(chunk)


def _chunks(text: str) -> Iterator[tuple[int, str]]:
    """Pieces of about equal length that end before an entry, each with its line, from 1."""
    line, start = 1, 0
    while start < len(text):
        found = _BEGIN.search(text, start + _CHUNK)
        stop = found.start() if found else len(text)
        yield line, text[start:stop]
        line += text.count("\n", start, stop)
        start = stop


def _definitions(chunk: str) -> str:
    """The `@string` definitions of a chunk, which hold for all that follows."""
    starts = [found.start() for found in _BEGIN.finditer(chunk)] + [len(chunk)]
    return "".join(
        chunk[start:stop] for start, stop in pairwise(starts) if _STRING.match(chunk, start)
    )


def _blocks(strings: str, chunk: str) -> Iterator[tuple[int, Block]]:
    """The blocks of a chunk with their line in it, from 0, texts without what encloses them."""
    from bibtexparser.library import Library
    from bibtexparser.middlewares import (
        RemoveEnclosingMiddleware,
        ResolveStringReferencesMiddleware,
    )
    from bibtexparser.model import DuplicateBlockKeyBlock, DuplicateFieldKeyBlock, Entry
    from bibtexparser.splitter import Splitter

    before = strings.count("\n")
    library = Library()
    for number, found in enumerate(Splitter(strings + chunk).split().blocks):
        block = found
        if isinstance(found, DuplicateBlockKeyBlock | DuplicateFieldKeyBlock):
            block = found.ignore_error_block or found
        if isinstance(block, Entry):
            block.key = f"{block.key}#{number}"
        library.add(block)
    for middleware in (ResolveStringReferencesMiddleware(), RemoveEnclosingMiddleware()):
        library = middleware.transform(library)
    for block in library.blocks:
        if (block.start_line or 0) >= before:
            yield (block.start_line or 0) - before, block


def _read_one(line: int, block: Block, source: str) -> Iterator[Work | Unreadable]:
    from bibtexparser.model import Entry, ParsingFailedBlock

    if isinstance(block, ParsingFailedBlock):
        yield Unreadable(line, "its braces, quotes or commas do not match up")
    elif isinstance(block, Entry):
        yield _record(block).work(source) or Unreadable(line, MISSING_TITLE)


def _record(entry: Entry) -> Record:
    raw: dict[str, str] = {}
    for one in entry.fields:
        raw.setdefault(one.key.lower(), str(one.value))

    def text(*keys: str) -> str:
        return next((found for key in keys if (found := plain(raw.get(key, "")))), "")

    title, subtitle = text("title"), text("subtitle")
    kind = _KINDS.get(entry.entry_type.lower(), "other")
    if _is_preprint(raw, text("journal", "journaltitle")):
        kind = "preprint"
    return Record(
        title=f"{title}: {subtitle}" if title and subtitle else title,
        authors=_authors(raw.get("author", "")) or _authors(raw.get("editor", "")),
        container=text("journal", "journaltitle", "booktitle"),
        year=text("year", "date"),
        volume=text("volume"),
        issue=text("number", "issue"),
        pages=text("pages", "eid", "articleno"),
        publisher=text("publisher", "institution", "school", "organization"),
        type=kind,
        key=entry.key.rpartition("#")[0],
        labelled=list(_labelled(raw)),
        urls=[_unescaped(raw[key]) for key in ("url", "bdsk-url-1", "ee", "link") if key in raw],
        notes=[plain(raw[key]) for key in ("note", "annote", "howpublished", "journal", "annotation", "addendum") if key in raw],
    )  # fmt: skip


def _is_preprint(raw: dict[str, str], container: str) -> bool:
    names = ("arxiv", "biorxiv", "medrxiv", "chemrxiv", "corr")
    if container:
        return container.lower().startswith(names)
    return raw.get("archiveprefix", raw.get("eprinttype", "")).lower() == "arxiv" and "booktitle" not in raw  # fmt: skip


def _labelled(raw: dict[str, str]) -> Iterator[tuple[str, str]]:
    for scheme in ("doi", "pmid", "pmcid", "isbn", "arxiv"):
        if scheme in raw:
            yield scheme, _unescaped(raw[scheme])
    if "pmc" in raw:
        yield "pmcid", _unescaped(raw["pmc"])
    if "eprint" in raw:
        kind = raw.get("archiveprefix", raw.get("eprinttype", "arxiv")).lower()
        if kind in _EPRINTS:
            yield _EPRINTS[kind], _unescaped(raw["eprint"])


def _authors(names: str) -> list[Author]:
    from bibtexparser.middlewares.names import split_multiple_persons_names

    if not names.strip():
        return []
    found = list[Author]()
    for name in split_multiple_persons_names(names):
        if name.startswith("{") and name.endswith("}") and name.count("{") == 1:
            found.append(Author(plain(name)))  # A group, braced so that nothing is read into it.
        elif (one := author(plain(name))) is not None:
            found.append(one)
    return found


def _unescaped(value: str) -> str:
    return _TEX_ESCAPE.sub(r"\1", value.strip("{} \t\n"))


def plain(value: str) -> str:
    """A field's text as a reader sees it: TeX accents and commands decoded, braces gone."""
    if "\\" in value or "$" in value or "~" in value:
        value = _decoded(_BARE_PERCENT.sub(r"\\%", value))
    return " ".join(value.replace("{", "").replace("}", "").split())


def _decoded(value: str) -> str:
    from pylatexenc.latex2text import (  # type: ignore[import-untyped]  # it ships no types
        LatexNodes2Text,
    )
    from pylatexenc.latexwalker import (  # type: ignore[import-untyped]  # it ships no types
        LatexWalkerError,
    )

    logging.getLogger("pylatexenc").addHandler(logging.NullHandler())
    try:
        return str(LatexNodes2Text(math_mode="text").latex_to_text(value))
    except (LatexWalkerError, IndexError, ValueError, RecursionError):
        return value.replace("\\", "")
