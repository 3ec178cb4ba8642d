"""`idcheck audit`: what a whole site's posts amount to, as a page for people and tables for programs."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path
from typing import Any

import click

from idcheck import __version__
from idcheck.cli import options as shared
from idcheck.cli.inputs import shown
from idcheck.cli.language import language, language_option
from idcheck.cli.options import CHANNEL, option, words
from idcheck.cli.problem import CLEAN, FAILED, Problem, echo, tell
from idcheck.config import SettingsError
from idcheck.messages import Message
from idcheck.post.formats import FORMATS
from idcheck.selection import PROFILES

_UNUSED: dict[str, Any] = {
    "fail_on": None,
    "select": None,
    "extend_select": None,
    "ignore": None,
    "quiet": True,
}


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@shared.catalogue
@option(
    "--channel",
    type=CHANNEL,
    help="Where all posts appear, whatever their files say: blog, news, web, press, x, bluesky ... [default: what the post and the settings say, else blog]",
)
@shared.config
@shared.exclude
@words("--extend-exclude", metavar="PATTERNS", help="Leave out these files and folders too.")
@option(
    "-j",
    "--jobs",
    type=click.IntRange(1, 256),
    metavar="NUMBER",
    help="Read with so many processes at a time. [default: one a processor]",
)
@language_option
@shared.offline
@shared.online
@option(
    "--ours",
    type=click.Path(),
    multiple=True,
    metavar="FILE",
    help="This publication list holds your own institution's works, besides those marked by `catalogue add --ours`. Suggestions come from it too.",
)
@option(
    "-o",
    "--output-folder",
    metavar="FOLDER",
    default="idcheck-audit",
    show_default=True,
    help="Where to put the report: index.html, tables as CSV, and all numbers as JSON.",
)
@option(
    "--profile",
    type=click.Choice(tuple(PROFILES)),
    help="The rules to start from. [default: what the settings say, else release]",
)
@option("-q", "--quiet", is_flag=True, help="Print failures only.")
@shared.refresh
@option(
    "--type",
    type=click.Choice(FORMATS),
    help="What the files are, whatever they are called. [default: what their names or contents say]",
)
def audit(paths: tuple[str, ...], output_folder: str, **options: Any) -> None:
    """Audit a whole site: how much of what it says of publications can be counted, and what to repair.

    PATH is a file, a folder, or with --online the address of a page, a feed or a sitemap. The report is a folder:
    index.html to read and show, tables as CSV, and all numbers as audit.json. Another report there is replaced.

    Exits with 0 if all was read, 2 if something could not be read or written.
    """
    from idcheck.auditing.audit import audited
    from idcheck.cli.overrides import overrides
    from idcheck.cli.report_folder import ready_for, replace_folder
    from idcheck.cli.site import SiteSettings, read_site
    from idcheck.reports.audit import PAGE, Edition, written
    from idcheck.reports.audit.parts import summary_line
    from idcheck.reports.visible import visible

    folder = Path(output_folder)
    ready_for(folder)
    lists = tuple(Path(os.path.abspath(name)) for name in options["ours"])  # noqa: PTH100 - symbolic links stay as they are
    try:
        settings_of = SiteSettings(overrides(options | _UNUSED), lists)
        read = read_site(paths, settings_of, folder, options["jobs"])
    except SettingsError as error:
        raise Problem(str(error)) from None
    found = audited(read.files, read.ours, online=read.online)
    for trouble in read.troubles:
        tell(trouble)
    for path, why in found.unread:
        tell(Message("{path}: failed: {reason}", path=path, reason=why))
    if not any(file.status == "checked" for file in read.files):
        raise Problem(Message("{paths}: there are no posts to audit", paths=paths))
    edition = Edition(tuple(map(shown, paths)), date.today(), __version__, language())
    replace_folder(folder, written(found, edition))
    if not options["quiet"]:
        echo(summary_line(found))
        echo(Message("{page} shows it.", page=visible(str(folder / PAGE))))
    sys.exit(FAILED if read.failed or found.unread else CLEAN)
