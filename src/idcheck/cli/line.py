"""`idcheck explain FILE:LINE`: what was found on a line, and why."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from idcheck.cli.inputs import Source, read_file
from idcheck.cli.problem import Problem
from idcheck.config import SettingsError, settings_for
from idcheck.mentions.explaining import faint, nearly, told
from idcheck.mentions.field_reading import read_closely
from idcheck.mentions.finding import find
from idcheck.mentions.language import language_of
from idcheck.post.formats import read
from idcheck.reports.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from idcheck.config import Settings
    from idcheck.mentions import Mention
    from idcheck.post import Post

_MOST = 3
_SHOWN = 100


def explained(path: str, line: int) -> Iterator[str]:
    """The explanation of a 1-based line of a file. Raises Problem if the file cannot be read."""
    source = read_file(path)
    if not isinstance(source, Source):
        raise Problem(f"{path}: {source.reason}")
    try:
        settings = settings_for(Path(path))
    except SettingsError as error:
        raise Problem(str(error)) from None
    nothing = True
    for post in read(source.text, path=source.path, format=source.format):
        for text in _of_post(post, line, settings):
            nothing = False
            yield text
    if nothing:
        yield f"nothing on line {line} looks like a mention of a publication"


def _of_post(post: Post, line: int, settings: Settings) -> Iterator[str]:
    mentions = find(post, settings.type, settings.nouns)
    found = [read_closely(mention) for mention in mentions if _touches(post, mention, line)]
    for mention in found:
        words = mention.span.of(post.text) or mention.reference.title
        yield f"{post.path}:{mention.place.line}: {_quoted(words)}"
        yield from (f"    {visible(text)}" for text in told(mention))
    for count, sighting in enumerate(nearly(post, line, language_of(post), settings.nouns)):
        taken = any(sighting.span.overlaps(mention.span) for mention in found)
        if count < _MOST and not taken:
            yield f"{post.path}:{line}: not a mention: {_quoted(sighting.span.of(post.text))}"
            yield from (f"    {visible(text)}" for text in faint(sighting))


def _touches(post: Post, mention: Mention, line: int) -> bool:
    place = mention.place
    lines = post.source.count("\n", place.span.start, place.span.end) if place.span else 0
    return place.line <= line <= place.line + lines


def _quoted(words: str) -> str:
    text = " ".join(words.split())
    return visible(f'"{text[:_SHOWN]}{"..." if len(text) > _SHOWN else ""}"')
