"""`idcheck check`: read, check, report."""

from __future__ import annotations

import sys
from typing import Any

import click

from idcheck.cli import options as shared
from idcheck.cli.language import language_option
from idcheck.cli.options import CHANNEL, option, rule_codes, words
from idcheck.cli.problem import Problem
from idcheck.config import FAIL_LEVELS, SettingsError
from idcheck.post.formats import FORMATS
from idcheck.reports import REPORTS
from idcheck.selection import PROFILES


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(), metavar="PATH...")
@option(
    "--baseline",
    type=click.Path(),
    metavar="FILE",
    help="Tell only what is not in this baseline; `none` for all. [default: .idcheck-baseline.json, if it is here]",
)
@shared.catalogue
@option(
    "--channel",
    type=CHANNEL,
    help="Where all posts will appear, whatever their files say: blog, news, web, press, policy, wikipedia, x, bluesky, facebook, linkedin, mastodon ... [default: what the post and the settings say, else blog]",
)
@option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    show_default=True,
    help="Whether to print in colour.",
)
@shared.config
@shared.exclude
@option(
    "--diff",
    is_flag=True,
    help="Show what --fix would change, as a diff that `git apply` takes, and change nothing.",
)
@option(
    "--diff-from",
    metavar="REVISION",
    help="Tell only what is on lines that changed since the branch left this revision (origin/main).",
)
@option("--exit-zero", is_flag=True, help="Exit with 0 even if there are findings.")
@words(
    "--extend-exclude",
    metavar="PATTERNS",
    help="Leave out these files and folders too.",
)
@words("--extend-select", shell_complete=rule_codes, metavar="RULES", help="Run these rules too.")
@option(
    "--fail-on",
    type=click.Choice(FAIL_LEVELS),
    help="The mildest finding that makes the exit code 1. [default: what the settings say, else error]",
)
@option("--fix", is_flag=True, help="Write safe fixes into the files; report what is left.")
@words("--ignore", shell_complete=rule_codes, metavar="RULES", help="Do not run these rules.")
@option(
    "--input-format",
    type=click.Choice(["text", "jsonl"]),
    default="text",
    show_default=True,
    help='Whether a file is a post, or holds a post in each line as {"id": ..., "text": ...}, with a "channel" if that differs.',
)
@language_option
@shared.offline
@shared.online
@option(
    "-o", "--output-file", type=click.Path(), metavar="FILE", help="Write the report to this file."
)
@option(
    "--output-format",
    type=click.Choice(REPORTS),
    default="text",
    show_default=True,
    help="How to write the report: for people (text, grouped), for programs (json, sarif), for CI services (github, gitlab, junit) or as a comment (markdown).",
)
@option(
    "--profile",
    type=click.Choice(tuple(PROFILES)),
    help="The rules to start from: all, those that need no registry, or the gravest. [default: what the settings say, else release]",
)
@option("-q", "--quiet", is_flag=True, help="Print findings and failures only.")
@shared.refresh
@option(
    "--require-online",
    is_flag=True,
    help="Exit with 3 instead of 0 if something could not be verified.",
)
@words(
    "--select",
    shell_complete=rule_codes,
    metavar="RULES",
    help="Run these rules only: codes, beginnings of codes, or names, with commas between them.",
)
@option(
    "--statistics",
    is_flag=True,
    help="Print how many findings each rule has, in place of the findings.",
)
@option(
    "--stdin-filename",
    metavar="NAME",
    help="What the text on standard input is called; tells its format and settings.",
)
@option(
    "--type",
    type=click.Choice(FORMATS),
    help="What the files are, whatever they are called. [default: what their names or contents say]",
)
@option(
    "--unsafe-fixes",
    is_flag=True,
    help="With --fix or --diff: also those that a person should look at, where there is no choice.",
)
@option("-v", "--verbose", is_flag=True, help="Tell what was done with each file.")
def check(paths: tuple[str, ...], **options: Any) -> None:
    """Check posts: files, folders, - for standard input, or with --online pages of your site.

    Exits with 0 if all is well, 1 if there are findings, 2 if something could not be read or done,
    3 if --require-online is given and something could not be verified.
    """
    from idcheck.cli.overrides import overrides
    from idcheck.cli.run import run

    try:
        code = run(paths, overrides(options), options)
    except SettingsError as error:
        raise Problem(str(error)) from None
    sys.exit(code)
