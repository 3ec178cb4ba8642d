"""A publication list from a file: what format it is in, and its works."""

from __future__ import annotations

import gzip
import io
import zlib
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast

from idcheck import lazy
from idcheck.sources.publications import bibtex, json_document, json_lines, mods, ris, table
from idcheck.sources.publications.unreadable import PublicationListError, Unreadable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from idcheck.works import Work

    Progress = Callable[[int, int], None]

FORMATS = {
    ".bib": "bibtex", ".bibtex": "bibtex", ".ris": "ris", ".json": "json",
    ".jsonl": "json-lines", ".ndjson": "json-lines", ".csv": "table", ".tsv": "table", ".xml": "mods",
    ".mods": "mods",
}  # fmt: skip
"""The format that each file name's ending stands for."""
_BEGINNINGS = {"TY  -": "ris", "[": "json", "@": "bibtex", "%": "bibtex", "<": "mods"}
_BY_LINE = {
    "json-lines": json_lines.read, "ris": ris.read, "table": table.read, "mods": mods.read,
}  # fmt: skip
"""The readers that need no more than a line at a time."""
_LARGEST_AT_ONCE = 512 * 1024 * 1024
"""Characters of a list that has to be read as a whole (BibTeX, JSON)."""
_LONGEST_LINE = 10_000_000
_UNDECODED = lazy.pattern("[\udc80-\udcff]")
_EVERY = 500
"""Works between two words of progress."""


def read(path: Path, progress: Progress | None = None) -> Iterator[Work | Unreadable]:
    """The works of a publication list, each with the file's name as its source.

    The format is told by the name's ending (`.gz` behind it is read through), else by how the
    text begins. `progress(done, total)` is called now and then with bytes of the file.
    Raises PublicationListError if the file cannot be read or is no publication list.
    """
    try:
        total = path.stat().st_size
        with path.open("rb") as raw, _text(raw, path) as text:
            for count, item in enumerate(_items(text, path)):
                if progress and count % _EVERY == 0:
                    progress(raw.tell(), total)
                yield item
        if progress:
            progress(total, total)
    except (EOFError, zlib.error, gzip.BadGzipFile):
        message = (
            f"{path.name}: the compressed file is damaged or cut short; fetch or pack it again"
        )
        raise PublicationListError(message) from None
    except OSError as error:
        message = f"{path.name}: cannot be read ({error.strerror or error})"
        raise PublicationListError(message) from None
    except PublicationListError as error:
        raise PublicationListError(f"{path.name}: {error}") from None


def read_text(text: str, name: str) -> Iterator[Work | Unreadable]:
    """The works of a publication list that is at hand. Raises PublicationListError if it is none."""
    return _items(io.StringIO(text), Path(name))


def _text(raw: IO[bytes], path: Path) -> IO[str]:
    packed = gzip.GzipFile(fileobj=raw) if path.suffix.lower() == ".gz" else raw
    stream = cast("IO[bytes]", packed)
    return io.TextIOWrapper(stream, encoding="utf-8-sig", errors="surrogateescape")


def _items(text: IO[str], path: Path) -> Iterator[Work | Unreadable]:
    name = path.name.lower().removesuffix(".gz")
    start = text.readline(_LONGEST_LINE)
    while start.isspace() and (more := text.readline(_LONGEST_LINE)):
        start += more
    named = next((kind for end, kind in FORMATS.items() if name.endswith(end)), None)
    # Both kinds of JSON are found under both names.
    kind = _guessed(start) if named in {None, "json", "json-lines"} else named
    lines = _lines(start, text)
    if (by_line := _BY_LINE.get(kind)) is not None:
        return by_line(lines, path.name)
    whole = bibtex.read if kind == "bibtex" else json_document.read
    return whole(_whole(lines), path.name)


def _guessed(start: str) -> str:
    text = start.lstrip("\ufeff \t\r\n")
    if not text:
        return "json-lines"
    if text[0] == "{":
        return "json-lines" if text.rstrip().endswith("}") else "json"
    found = next((kind for begin, kind in _BEGINNINGS.items() if text.startswith(begin)), None)
    if found is None and table.looks_like(text.splitlines()[0]):
        return "table"
    if found is not None:
        return found
    message = "it is none of BibTeX (.bib), RIS (.ris), JSON (.json), JSON Lines (.jsonl), CSV (.csv) and MODS (.xml)"
    raise PublicationListError(message)


def _lines(start: str, text: IO[str]) -> Iterator[str]:
    for line in start.splitlines(keepends=True):
        yield _mended(line)
    while line := text.readline(_LONGEST_LINE):
        yield _mended(line)


def _mended(line: str) -> str:
    """The line, read as Windows-1252 if it is no UTF-8, as lists of old programs are."""
    if "\x00" in line:
        raise PublicationListError("it is no text in UTF-8, so no publication list")
    if line.isascii() or not _UNDECODED.search(line):
        return line
    return line.encode("utf-8", "surrogateescape").decode("cp1252", "replace")


def _whole(lines: Iterator[str]) -> str:
    held, length = list[str](), 0
    for line in lines:
        held.append(line)
        length += len(line)
        if length > _LARGEST_AT_ONCE:
            raise PublicationListError("it is too long to be read at once; turn it into JSON Lines")
    return "".join(held)
