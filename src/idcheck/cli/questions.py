"""What is asked of `idcheck match`: references from files or standard input, whatever their form."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from idcheck import lazy
from idcheck.works import Reference, Work

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

STDIN = "-"
_NUMBERED = lazy.pattern(r"\s{0,20}(?:\[\d{1,4}\]|\(\d{1,4}\)|\d{1,4}[.)])\s")
_KNOWN = ("title", "container", "volume", "issue", "pages", "publisher")


class Question(Struct, frozen=True):
    """A text, what could be read off it, and what the asker calls it."""

    id: str
    text: str
    reference: Reference


def read_questions(files: Iterable[str]) -> Iterator[Question | str]:
    """The questions of the files, else of standard input; a string says what could not be read."""
    for file in files or (STDIN,):
        try:
            data = sys.stdin.buffer.read() if file == STDIN else Path(file).read_bytes()
        except OSError as error:
            yield f"{file}: cannot be read: {error.strerror}"
            continue
        yield from _questions(data.decode("utf-8-sig", "replace"), file)


def _questions(text: str, file: str) -> Iterator[Question | str]:
    start = text.lstrip()[:6]
    if start.startswith("{"):
        yield from _json_lines(text, file)
    elif start.startswith(("@", "%", "TY  -")):
        yield from _entries(text, file)
    else:
        yield from _plain(text)


def _json_lines(text: str, file: str) -> Iterator[Question | str]:
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            yield _asked(row, number)
        except (ValueError, TypeError, RecursionError):
            yield f'{file}:{number}: it is no JSON object with a "text", as in {{"id": "1", "text": "..."}}'


def _asked(row: dict[str, Any], number: int) -> Question:
    """The question of a JSON object. Raises TypeError if it is none."""
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        raise TypeError
    name = row.get("id")
    known = name if isinstance(name, str) else str(number if name is None else name)
    return Question(known, row["text"], Reference(words=row["text"]))


def _entries(text: str, file: str) -> Iterator[Question | str]:
    """The entries of a BibTeX or RIS text as references with their fields."""
    from idcheck.sources.publications import PublicationListError, Unreadable, read_text

    try:
        for item in read_text(text, file):
            if isinstance(item, Unreadable):
                yield f"{file}:{item.line}: {item.reason}"
            else:
                yield Question(item.key, item.title, reference_to(item))
    except PublicationListError as error:
        yield str(error)


def reference_to(work: Work) -> Reference:
    """The reference that a record of a work makes."""
    fields = {name: getattr(work, name) for name in _KNOWN}
    words = " ".join(map(str, work.identifiers))
    kind = "" if work.type == "other" else work.type
    return Reference(authors=work.authors, year=work.year, type=kind, words=words, **fields)


def _plain(text: str) -> Iterator[Question]:
    """A reference a line, or a paragraph where empty lines part them."""
    lines = text.strip().splitlines()
    numbered = sum(bool(_NUMBERED.match(line)) for line in lines)
    if "\n\n" in text.strip() and numbered < len(lines) / 2:
        found = re.split(r"\n\s*\n", text.strip())
    else:
        found = lines
    for number, each in enumerate(filter(str.strip, found), start=1):
        entry = _NUMBERED.sub("", each, count=1).strip()
        yield Question(str(number), entry, Reference(words=entry))
