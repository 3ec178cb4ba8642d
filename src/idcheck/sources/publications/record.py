"""From the raw fields of any format to a work."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct, field

from idcheck import lazy
from idcheck.identifiers import Identifier, find, from_url, parse
from idcheck.works import Work
from idcheck.works.normal import years

if TYPE_CHECKING:
    from collections.abc import Iterator

    from idcheck.works import Author

MISSING_TITLE = "it has no title"
_ORDER = ("doi", "pmid", "pmcid", "arxiv", "isbn")
_ANOTHER = lazy.pattern(
    r"\b(?:about|comment|correct|cited|erratum|review|repl|respon|retract|see|supplement|supersede|to appear|version)",
    re.IGNORECASE,
)
"""Words in a note that tell that the identifier there may be another work's."""
_LONGEST_NOTE = 2000
_PLAIN = {
    "doi": lazy.pattern(
        r"10\.(?!97|1101/|48550/|64898/)[0-9]{4,9}/[a-z0-9][a-z0-9._-]{0,100}(?<![._-])(?:/[a-z0-9._-]{0,100}[0-9]){0,2}"
    ),
    "pmid": lazy.pattern(r"[1-9][0-9]{3,7}"),
    "arxiv": lazy.pattern(r"[0-9]{2}(?:0[1-9]|1[0-2])\.[0-9]{4,5}"),
}
"""Values in their normal form already, as most are; parsing the others takes longer."""
_DASH = lazy.pattern(r"\s{0,9}[-‐‑‒–—−]{1,9}\s{0,9}")
_IN_A_BOOK = frozenset({"chapter", "conference-paper", "article", "review"})
_ERRATUM = lazy.pattern(r"(?:erratum|errata|corrigendum|correction|retraction)\b", re.IGNORECASE)


class Record(Struct):
    """The fields of an entry as a format's reader collects them; `work` makes the value."""

    title: str = ""
    authors: list[Author] = field(default_factory=list)
    container: str = ""
    year: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    publisher: str = ""
    type: str = "other"
    key: str = ""
    labelled: list[tuple[str, str]] = field(default_factory=list)
    urls: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def work(self, source: str) -> Work | None:
        """The work, None if it has no title."""
        title = " ".join(self.title.split())
        if not title:
            return None
        kind = "erratum" if _ERRATUM.match(title) else self.type
        return Work(
            title=title,
            authors=tuple(self.authors),
            container=" ".join(self.container.split()),
            year=_year(self.year),
            volume=self.volume.strip(),
            issue=self.issue.strip(),
            pages=pages(self.pages),
            publisher=" ".join(self.publisher.split()),
            type=kind,
            identifiers=self._identifiers(),
            source=source,
            key=self.key,
        )

    def _identifiers(self) -> tuple[Identifier, ...]:
        labelled = (_identifier(scheme, text) for scheme, text in self.labelled)
        found = {one: None for one in labelled if one is not None}
        if self.urls or self.notes:
            found |= dict.fromkeys(self._mentioned({one.scheme for one in found}))
        # The ISBN of a part is its book's.
        part = self.type in _IN_A_BOOK or bool(self.container)
        kept = [each for each in found if not (part and each.scheme == "isbn")]
        return tuple(sorted(kept, key=_rank) if len(kept) > 1 else kept)

    def _mentioned(self, known: set[str]) -> Iterator[Identifier]:
        """The identifiers of other schemes in the addresses and the notes."""
        for url in self.urls:
            address = from_url(url)
            if address.certainty in {"stated", "derived"}:
                yield from (one for one in address.identifiers if one.scheme not in known)
        for note in self.notes:
            if len(note) < _LONGEST_NOTE and not _ANOTHER.search(note):
                yield from (
                    one.identifier for one in find(note) if one.identifier.scheme not in known
                )


def _identifier(scheme: str, text: str) -> Identifier | None:
    if scheme in _PLAIN and _PLAIN[scheme].fullmatch(text):
        return Identifier(scheme, text)
    return parse(scheme, text)


@lru_cache(maxsize=1024)
def _year(text: str) -> int | None:
    """The first year that a text names."""
    named = years(text)
    return named[0] if named else None


def _rank(identifier: Identifier) -> int:
    return _ORDER.index(identifier.scheme) if identifier.scheme in _ORDER else len(_ORDER)


def pages(text: str) -> str:
    """A page range with one plain hyphen: `1--5`, `1–5` and `1 - 5` become `1-5`."""
    if text.replace("-", "", 1).isalnum():
        return text
    return _DASH.sub("-", text.strip())
