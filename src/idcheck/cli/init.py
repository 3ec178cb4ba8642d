"""`idcheck init`: a settings file to begin with, fitted to the site that is found."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from idcheck import __version__
from idcheck.cli.language import language_option
from idcheck.cli.problem import Problem, echo
from idcheck.messages import Message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from idcheck.sites import Site

_NAME = "idcheck.toml"
_SCHEMA = f"https://raw.githubusercontent.com/idcheck/idcheck/v{__version__}/src/idcheck/settings.schema.json"
"""By which editors know the keys and complete them."""


@click.command()
@click.argument("folder", default=".", type=click.Path(file_okay=False), metavar="[FOLDER]")
@language_option
def init(folder: str) -> None:
    """Write a commented idcheck.toml, fitted to the site in FOLDER, which is the working folder if not named.

    Nothing is asked, and nothing is overwritten.
    """
    from idcheck.config import SettingsError
    from idcheck.sites import site_in

    place = Path(folder)
    try:
        if taken := _taken(place):
            raise Problem(
                Message("{taken}: there are settings already; nothing was written", taken=taken)
            )
        site = site_in(place)
        with (place / _NAME).open("x", encoding="utf-8") as stream:
            stream.write(settings_text(site))
    except SettingsError as error:
        raise Problem(str(error)) from None
    except OSError as error:
        raise Problem(
            f"{error.filename or place}: {(error.strerror or str(error)).lower()}"
        ) from None
    written = (place / _NAME).as_posix()
    if site.builder:
        echo(Message("Wrote {file} for a {builder} site.", file=written, builder=site.builder))
    else:
        echo(Message("Wrote {file} for a folder of posts.", file=written))
    if site.lists:
        echo(Message("Suggestions come from {lists}.", lists=tuple(site.lists)))
    paths = " ".join((place / each).as_posix() for each in site.posts)
    echo(Message("Check it with: idcheck check {paths}", paths=paths))


def _taken(folder: Path) -> Path | None:
    """The settings that a folder has already."""
    from idcheck.config import FILE_NAMES, has_settings

    return next((folder / name for name in FILE_NAMES if has_settings(folder / name)), None)


def settings_text(site: Site) -> str:
    """The settings file for a site."""
    return "".join(f"{line}\n" for line in _lines(site))


def _lines(site: Site) -> Iterator[str]:
    yield f"#:schema {_SCHEMA}"
    made = f" for a {site.builder} site" if site.builder else ""
    yield f"# Settings of idcheck{made}. `idcheck config PATH` shows those in force for a file."
    yield "# What stands behind a # is an example or the default."
    yield ""
    yield "# Your publication lists (BibTeX, RIS, CSL-JSON, JSON Lines); suggestions come from them."
    shown = ", ".join(map(_quoted, site.lists)) or '"publications.bib"'
    yield f"{'' if site.lists else '# '}catalogue = [{shown}]"
    yield ""
    yield "# Where the posts appear, which decides how grave a finding is: blog, news, web, press, ..."
    yield '# channel = "blog"'
    if site.bare_links is not None:
        yield ""
        does = "makes" if site.bare_links else "does not make"
        yield f"# {site.builder} {does} links of bare addresses, as this site sets it up."
        yield f"bare-links = {str(site.bare_links).lower()}"
    yield ""
    yield "# What is left out, besides what git ignores."
    left_out = ", ".join(map(_quoted, site.excludes)) or '"drafts", "*.draft.md"'
    yield f"{'' if site.excludes else '# '}extend-exclude = [{left_out}]"
    yield ""
    yield "# Rules to leave out; `idcheck rules` lists them. How grave others are: error, warning, info."
    yield '# ignore = ["FRM506"]'
    yield '# severity = {LNK205 = "info"}'
    yield ""
    yield "# The mildest finding that fails a run: error, warning, info."
    yield '# fail-on = "error"'
    yield ""
    yield "# Settings for some files; later entries that fit a file add to earlier ones."
    for section in site.sections:
        yield "[[paths]]"
        yield f"pattern = {_quoted(section.folder)}"
        yield f"{section.key} = {_quoted(section.value)}"
        yield ""
    if not site.sections:
        yield "# [[paths]]"
        yield '# pattern = "press/**"'
        yield '# channel = "press"'


def _quoted(text: str) -> str:
    """A text as TOML writes it, which is as JSON does."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
