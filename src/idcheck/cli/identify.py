"""`idcheck identify`: which identifiers a value, an address, a text or a file holds, and why."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

import click
from msgspec import Struct

from idcheck.cli.options import option
from idcheck.cli.problem import CLEAN, FOUND, Problem, tell
from idcheck.reports.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from idcheck.identifiers.recognition import Recognised, Recognition
    from idcheck.post.model import Place

_STDIN = "-"


class _Answer(Struct, frozen=True):
    """What one argument, or one place of a file, holds. `where` is shown before it."""

    where: str
    recognition: Recognition


@click.command()
@click.argument("inputs", nargs=-1, type=click.Path(), metavar="[TEXT|URL|FILE]...")
@option(
    "--output-format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to print it.",
)
def identify(inputs: tuple[str, ...], output_format: str) -> None:
    """Say which identifiers of publications a text, an address or a file holds.

    Nothing is asked: what is shown is read from the words alone. Without arguments, or for `-`,
    standard input is read, a line each. The exit code is 1 if nothing was recognised.
    """
    answers = [answer for each in inputs or (_STDIN,) for answer in _answers(each)]
    if output_format == "json":
        click.echo(_as_json(answers))
    else:
        click.echo("\n\n".join("\n".join(_lines(answer)) for answer in answers))
    sys.exit(CLEAN if any(each.recognition.found for each in answers) else FOUND)


def _answers(given: str) -> Iterator[_Answer]:
    """The answers to one argument: a file has one for each place with an identifier."""
    from idcheck.identifiers.recognition import recognise

    if given == _STDIN:
        for line in sys.stdin.buffer.read().decode("utf-8", "replace").splitlines():
            if line.strip():
                yield _Answer(line, recognise(line))
    elif os.path.isfile(given):  # noqa: PTH113 - a text may be no possible path at all
        yield from _of_file(given)
    else:
        yield _Answer(given, recognise(given))


def _of_file(path: str) -> Iterator[_Answer]:
    """The identifiers that a reader of a post sees, and those its links lead to, in order."""
    from idcheck.cli.inputs import Source, read_file
    from idcheck.identifiers.recognition import Recognition, of_address, of_text
    from idcheck.post.formats import read
    from idcheck.post.model import Span
    from idcheck.reports.positions import Lines

    source = read_file(path)
    if not isinstance(source, Source):
        raise Problem(f"{source.path}: {source.reason}")
    lines = Lines(source.text)
    found = []
    for post in read(source.text, path=source.path, format=source.format):
        for problem in post.problems:
            if problem.fatal:
                raise Problem(f"{source.path}: {problem.message}")
        for item in of_text(post.blotted(link.span for link in post.links)):
            place = post.place(Span(*(item.span or (0, 0))))
            found.append((place, Recognition("text", (item,))))
        for link in post.links:
            recognition = of_address(link.target)
            if recognition.found:
                found.append((link.target_place, recognition))
    for place, recognition in sorted(found, key=lambda each: _order(each[0])):
        start = lines.ends_of(place)[0]
        column = f":{start.column}" if start.column else ""
        yield _Answer(f"{source.path}:{start.line}{column}", recognition)
    if not found:
        tell(f"{source.path}: no identifier was recognised")


def _order(place: Place) -> tuple[int, int]:
    return place.line, place.span.start if place.span else 0


def _lines(answer: _Answer) -> Iterator[str]:
    held = answer.recognition
    yield visible(answer.where)
    if held.wrappers or held.url not in {"", answer.where}:
        inside = f" (taken out of: {', '.join(held.wrappers)})" if held.wrappers else ""
        yield f"  address   {visible(held.url)}{inside}"
    if held.page:
        yield f"  {held.page}"
    for item in held.found:
        yield from _identifier(item)
    if held.defects:
        yield f"  defects   {', '.join(held.defects)}"
    for wrong in held.malformed:
        yield f"  {wrong.scheme:<8}  {visible(wrong.raw)}: {wrong.problem}"
    if not (held.found or held.malformed or held.page):
        yield "  no identifier was recognised"


def _identifier(item: Recognised) -> Iterator[str]:
    from idcheck.identifiers import equivalents

    yield f"  {item.identifier.scheme:<8}  {visible(item.written)}"
    yield f"            {visible(item.identifier.url)}"
    yield f"            {item.why}"
    if item.defects:
        yield f"            defects: {', '.join(item.defects)}"
    for other in item.alternates:
        yield f"            if it goes on: {visible(other.value)}"
    for equal in equivalents(item.identifier):
        yield f"            the same work as {visible(str(equal))}"


def _as_json(answers: Sequence[_Answer]) -> str:
    import json

    return json.dumps([_record(answer) for answer in answers], indent=2, ensure_ascii=False)


def _record(answer: _Answer) -> dict[str, Any]:
    held = answer.recognition
    return {
        "input": answer.where,
        "kind": held.kind,
        "url": held.url or None,
        "page": held.page or None,
        "wrappers": list(held.wrappers),
        "defects": list(held.defects),
        "found": [_found(item) for item in held.found],
        "malformed": [
            {"scheme": wrong.scheme, "raw": wrong.raw, "span": list(wrong.span), "problem": wrong.problem}
            for wrong in held.malformed
        ],
    }  # fmt: skip


def _found(item: Recognised) -> dict[str, Any]:
    from idcheck.identifiers import equivalents

    identifier = item.identifier
    return {
        "scheme": identifier.scheme,
        "value": identifier.value,
        "written": item.written,
        "url": identifier.url,
        "certainty": item.certainty,
        "why": item.why,
        "raw": item.raw,
        "span": list(item.span) if item.span else None,
        "defects": list(item.defects),
        "alternates": [other.value for other in item.alternates],
        "equivalents": [
            {"scheme": each.scheme, "value": each.value} for each in equivalents(identifier)
        ],
    }
