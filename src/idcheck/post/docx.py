"""Word drafts (`.docx`): paragraphs, headings, lists, tables, links and notes.

A Word file is a packed folder, so nothing in it has an offset: the line of a thing is the number of its
paragraph, and nothing is ever edited. Deletions that are tracked are left out, insertions are read.
"""

from __future__ import annotations

import json
import struct
import zipfile
import zlib
from io import BytesIO
from typing import TYPE_CHECKING, Any

from idcheck import lazy
from idcheck.post import plain
from idcheck.post.assembly import Assembly
from idcheck.post.decoding import UnreadableError
from idcheck.post.model import Place, Post

if TYPE_CHECKING:
    from collections.abc import Iterator

    from idcheck.post.model import RegionKind

_LARGEST = 200_000_000
"""Bytes of a file's contents unpacked; drafts with many images stay far below."""
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_LINK_FIELD = lazy.pattern(r"\s*HYPERLINK\s+(?:\\[a-z]\s+)*\"([^\"]+)\"")
_ENTERED = frozenset({"ins", "moveTo", "smartTag", "sdt", "sdtContent", "customXml", "dir", "bdo"})
_BREAKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": ""}


def decoded(data: bytes) -> str:
    """What stands in a Word file, as the JSON that `read` reads: a list of paragraphs.

    Each is [kind, label of a note, [[text, address, style], ...]]. Raises UnreadableError for what is no
    Word file, for what would unpack to more than 200 MB, and where python-docx is not installed.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as packed:
            if sum(item.file_size for item in packed.infolist()) > _LARGEST:
                raise UnreadableError(
                    "this Word file unpacks to more than 200 MB, which no draft does"
                )
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError):
        raise UnreadableError(
            "this is no Word file (.docx), or it is damaged; save it anew in Word"
        ) from None
    try:
        from docx import Document
    except ImportError:
        raise UnreadableError(
            'reading Word files needs python-docx: pip install "idcheck[docx]"'
        ) from None
    try:
        document: Any = Document(BytesIO(data))
        return json.dumps([*_blocks(document.part, document.element.body), *_notes(document.part)])
    except _damages():
        raise UnreadableError(
            "this Word file is damaged, or of a kind that cannot be read; save it anew in Word"
        ) from None


def _damages() -> tuple[type[Exception], ...]:
    """What python-docx raises for files that are not what they say they are."""
    from docx.exceptions import PythonDocxError
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    return (
        PythonDocxError, OpcError, LxmlError, zipfile.BadZipFile, KeyError, ValueError, AttributeError, OSError,
        NotImplementedError, TypeError, RecursionError, EOFError, zlib.error, struct.error,
    )  # fmt: skip


def _blocks(part: Any, element: Any, kind: str = "paragraph") -> Iterator[list[Any]]:
    """The paragraphs under an element, in order."""
    for child in element.iterchildren():
        name = _name(child)
        if name == "p":
            yield [
                _kind(part, child) if kind == "paragraph" else kind,
                "",
                _joined(_runs(part, child)),
            ]
        elif name == "tbl" or kind == "cell" or name in _ENTERED:
            yield from _blocks(part, child, "cell" if name == "tbl" else kind)


def _kind(part: Any, paragraph: Any) -> str:
    """Whether a paragraph is a heading or an item of a list, by its style."""
    style = paragraph.find(f"{_WORD}pPr/{_WORD}pStyle")
    if style is not None:
        found = part.styles.element.find(
            f"{_WORD}style[@{_WORD}styleId='{style.get(f'{_WORD}val')}']/{_WORD}name"
        )
        name = (found.get(f"{_WORD}val") if found is not None else "").lower()
        if name.startswith("heading") or name in {"title", "subtitle"}:
            return "heading"
        if name.startswith("list"):
            return "item"
    return "item" if paragraph.find(f"{_WORD}pPr/{_WORD}numPr") is not None else "paragraph"


def _notes(part: Any) -> Iterator[list[Any]]:
    """The footnotes and endnotes."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False)
    for relation in part.rels.values():
        kind = relation.reltype.rpartition("/")[2]
        if kind not in {"footnotes", "endnotes"} or relation.is_external:
            continue
        for note in etree.fromstring(relation.target_part.blob, parser).iterchildren():
            if note.get(f"{_WORD}type", "normal") == "normal":
                label = f"{kind}-{note.get(f'{_WORD}id')}"
                runs = [
                    run
                    for paragraph in note.iter(f"{_WORD}p")
                    for run in _runs(relation.target_part, paragraph)
                ]
                yield ["footnote", label, _joined(iter(runs))]


def _runs(part: Any, element: Any, address: str = "") -> Iterator[list[str]]:
    """The stretches of text under an element: words, the address they link to, and their style."""
    field, fields = "", 0
    for child in element.iterchildren():
        name = _name(child)
        if name == "hyperlink":
            relation = part.rels.get(child.get(_RELATION))
            anchor = child.get(f"{_WORD}anchor")
            target = relation.target_ref if relation is not None and relation.is_external else ""
            yield from _runs(part, child, f"{target}#{anchor}" if target and anchor else target)
        elif name == "fldSimple":
            found = _LINK_FIELD.match(child.get(f"{_WORD}instr", ""))
            yield from _runs(part, child, found[1] if found else address)
        elif name in _ENTERED:
            yield from _runs(part, child, address)
        elif name == "r":
            for mark in child.iterchildren(f"{_WORD}fldChar", f"{_WORD}instrText"):
                if _name(mark) == "instrText":
                    field += mark.text or ""
                else:
                    fields += {"begin": 1, "end": -1}.get(mark.get(f"{_WORD}fldCharType"), 0)
                    field = field if fields else ""
            found = _LINK_FIELD.match(field)
            yield from _words(child, found[1] if found else address)


def _words(run: Any, address: str) -> Iterator[list[str]]:
    """The words of one run, and the calls of notes in it."""
    style = "".join(
        letter
        for letter, tag in (("i", "i"), ("b", "b"))
        if (found := run.find(f"{_WORD}rPr/{_WORD}{tag}")) is not None
        and found.get(f"{_WORD}val") not in {"0", "false"}
    )
    for child in run.iterchildren():
        name = _name(child)
        if name == "t":
            yield [child.text or "", address, style]
        elif name in _BREAKS:
            yield [_BREAKS[name], address, style]
        elif name in {"footnoteReference", "endnoteReference"}:
            yield [f"{name.removesuffix('Reference')}s-{child.get(f'{_WORD}id')}", "", "note"]


def _joined(runs: Iterator[list[str]]) -> list[list[str]]:
    """Runs with those put together that differ in nothing but their words: Word splits at will."""
    joined: list[list[str]] = []
    for run in runs:
        if joined and joined[-1][1:] == run[1:] and run[2] != "note":
            joined[-1][0] += run[0]
        else:
            joined.append(list(run))
    return joined


def _name(element: Any) -> str:
    """The name of an element of Word's own, "" for comments and others."""
    return (
        element.tag.removeprefix(_WORD)
        if isinstance(element.tag, str) and element.tag.startswith(_WORD)
        else ""
    )


def read(source: str, *, path: str, channel: str, bare_links: bool) -> tuple[Post, ...]:  # noqa: ARG001 - Word makes no links by itself
    """The post of what `decoded` gave. Its source is its paragraphs, each on a line."""
    paragraphs = json.loads(source)
    lines = [_line(runs) for _, _, runs in paragraphs]
    shown = "\n".join(lines)
    assembly = Assembly(shown, shown)
    for number, (kind, label, runs) in enumerate(paragraphs, 1):
        if lines[number - 1].strip():
            _write(assembly, kind, label, runs, Place(number))
    done = assembly.finish()
    return (Post(path, "docx", channel, shown, done.text, done.map, done.links, done.regions),)


def _line(runs: list[list[str]]) -> str:
    return " ".join("".join(words for words, _, style in runs if style != "note").split())


def _write(
    assembly: Assembly, kind: RegionKind, label: str, runs: list[list[str]], place: Place
) -> None:
    assembly.block()
    whole = assembly.open(kind, label)
    for words, address, style in runs:
        if style == "note":
            assembly.close(assembly.open("note-marker", words))
            continue
        marks = [assembly.open("emphasis" if letter == "i" else "strong") for letter in style]
        mark = assembly.open(None)
        assembly.loose(words, place.line)
        for each in (mark, *marks):
            assembly.close(each)
        if address:
            assembly.link(mark, address, "anchor", (place, place))
    assembly.close(whole)
    assembly.block()


def link(label: str, target: str) -> str:
    """How a link is shown in a suggestion for a Word file: the label, then the address."""
    return plain.link(label, target)


def target(address: str) -> str:
    """How an address is shown in a suggestion: as it is."""
    return address
