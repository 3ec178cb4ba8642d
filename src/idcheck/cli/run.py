"""One check from the named paths to the exit code."""

from __future__ import annotations

import sys
from itertools import filterfalse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from idcheck.checking import (
    CheckedFile,
    CheckedPost,
    Outcome,
    Text,
    check_texts,
    checked_file,
)  # fmt: skip
from idcheck.cli.bibliographies import bibliography
from idcheck.cli.files import discover, excluded
from idcheck.cli.inputs import (
    STDIN,
    Failed,
    Source,
    is_page,
    read_file,
    read_json_lines,
    read_stdin,
)  # fmt: skip
from idcheck.cli.language import chosen, language, settle
from idcheck.cli.narrowing import changes_since, narrowed
from idcheck.cli.output import send, summarise, wants_colour
from idcheck.cli.problem import CLEAN, FAILED, FOUND, UNVERIFIED, Problem, tell
from idcheck.cli.registries import Registries
from idcheck.cli.repairing import mender_for
from idcheck.cli.shelf import Shelf, checked
from idcheck.config import FAIL_LEVELS
from idcheck.messages import ENGLISH, Message
from idcheck.reports import FOR_TERMINALS, Look, render
from idcheck.verifying import is_open, not_run

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from idcheck.checking import FileStatus
    from idcheck.cli.changes import Changes
    from idcheck.cli.inputs import Input
    from idcheck.cli.overrides import Overrides
    from idcheck.config import Settings


def run(paths: Sequence[str], settings_of: Overrides, options: Mapping[str, Any]) -> int:
    """Check, report, and tell the exit code: 0 clean, 1 findings, 2 something was not done, 3 not verified.

    Raises SettingsError and Problem.
    """
    changes = changes_since(options["diff_from"])
    pairs = list(_inputs(paths, settings_of, options, changes))
    settle(next((settings.lang for _, settings in pairs), None))
    if not pairs:
        tell(_nothing_to_do(options["diff_from"]))
    tell_expired(settings for _, settings in pairs)
    texts = [_text(item, settings) for item, settings in pairs if isinstance(item, Source)]
    registries = Registries()
    with Shelf(options["quiet"]) as shelf:
        files = check_inputs(pairs, shelf, registries)
        mender = mender_for(paths, options, lambda text: checked((text,), shelf, registries)[0])
        files = narrowed(mender.mended(files, texts), changes, options)
    registries.tell()
    for file, (_, settings) in zip(files, pairs, strict=True):
        _tell(file, settings, options)
    judged = (
        (post.mentions, post.answers, settings.rules())
        for file, (_, settings) in zip(files, pairs, strict=True)
        for post in file.posts
    )
    outcome = Outcome(tuple(files), online=registries.online, not_run=not_run(judged))
    if mender.reports:
        piped = STDIN in paths or options["input_format"] == "jsonl"
        _report(outcome, options, piped=piped)
    if shelf.failed or mender.failed or any(file.status == "failed" for file in files):
        return FAILED
    if mender.verdict is not None:
        return mender.verdict
    flagged = any(_fails(file, settings) for file, (_, settings) in zip(files, pairs, strict=True))
    if flagged and not options["exit_zero"]:
        return FOUND
    return UNVERIFIED if options["require_online"] and is_open(outcome.reasons()) else CLEAN


def check_inputs(
    pairs: Sequence[tuple[Input, Settings]], shelf: Shelf, registries: Registries
) -> list[CheckedFile]:
    """The outcome of each input, after all of them were asked about at once."""
    texts = [_text(item, settings) for item, settings in pairs if isinstance(item, Source)]
    posts = iter(checked(texts, shelf, registries))
    return [_file(item, settings, posts) for item, settings in pairs]


def _nothing_to_do(revision: str | None) -> Message:
    if revision:
        return Message("no files changed since {revision}", revision=revision)
    return Message("there are no files to check")


def checked_files(
    paths: Sequence[str], settings_of: Overrides, options: Mapping[str, Any]
) -> list[CheckedFile]:
    """The files of some paths, checked without suggestions. Raises SettingsError."""
    pairs = list(_inputs(paths, settings_of, options))
    texts = [_text(item, settings) for item, settings in pairs if isinstance(item, Source)]
    checked = iter(check_texts(texts))
    return [_file(item, settings, checked) for item, settings in pairs]


def tell_expired(settings: Iterable[Settings]) -> None:
    """Say once which entries of the settings silence nothing any more."""
    passed = {(each.file, code) for each in settings for code in each.expired}
    for file, code in sorted(passed, key=str):
        tell(
            Message(
                "{file}: the day of an [[ignore]] for {code} has passed; it silences nothing any more",
                file=file,
                code=code,
            )
        )


def _inputs(
    paths: Sequence[str],
    settings_of: Overrides,
    options: Mapping[str, Any],
    changes: Changes | None = None,
) -> Iterator[tuple[Input, Settings]]:
    """The texts to check and what could not be read, each with its settings.

    Files that are as they were before the changes are left out.
    """
    stdin_name = options["stdin_filename"]
    if options["input_format"] == "jsonl":
        for path in paths:
            settings = settings_of(Path(stdin_name or path if path == STDIN else path))
            yield from ((item, _said_by(item, settings)) for item in read_json_lines(path))
        return
    for url in filter(is_page, paths):
        yield from _pages(url, settings_of(Path(STDIN)), options)
    for found in discover(filterfalse(is_page, paths), settings_of):
        if not isinstance(found, str):
            yield found, settings_of(Path(found.path))
        elif found == STDIN:
            settings = settings_of(Path(stdin_name or STDIN))
            yield _stdin(stdin_name, settings), settings
        elif not (changes and changes.leave_out(found)):
            settings = settings_of(Path(found))
            yield read_file(found, settings.format), settings


def _said_by(item: Input, settings: Settings) -> Settings:
    """The settings for a line of JSON, which may name its channel; the command line has the say."""
    if not isinstance(item, Source) or not item.channel or settings.channel_by == "command":
        return settings
    return replace(settings, channel=item.channel, channel_by="path")


def _pages(
    url: str, settings: Settings, options: Mapping[str, Any]
) -> Iterator[tuple[Input, Settings]]:
    """The page at an address, or those that a sitemap there lists. Raises Problem."""
    from idcheck.cli.pages import read_pages

    if options["fix"] or options["diff"]:
        raise Problem(
            Message(
                "{url}: a page on the web cannot be repaired from here; repair its source", url=url
            )
        )
    yield from ((item, settings) for item in read_pages(url, settings.access(Path(STDIN))))


def _stdin(name: str | None, settings: Settings) -> Input:
    """Standard input, unless the settings leave out the file that it stands for."""
    pattern = settings.excluding(Path(name)) if name else None
    return excluded(name, pattern) if name and pattern else read_stdin(name, settings.format)


def _text(item: Source, settings: Settings) -> Text:
    return Text(item.text, item.path, item.format, settings, bibliography)


_STATES = {
    "checked": Message("checked"),
    "skipped": Message("skipped"),
    "failed": Message("failed"),
}


def _file(
    item: Input, settings: Settings, checked: Iterator[tuple[CheckedPost, ...]]
) -> CheckedFile:
    """The outcome of an input; `checked` yields the posts of the next text."""
    if isinstance(item, Source):
        return checked_file(item.path, item.text, settings.channel, next(checked))
    status: FileStatus = "failed" if isinstance(item, Failed) else "skipped"
    return CheckedFile(item.path, status, item.reason, settings.channel, "")


def _tell(file: CheckedFile, settings: Settings, options: Mapping[str, Any]) -> None:
    """Say on standard error what was not done with a file, and what was if that is asked."""
    if file.status == "failed" or (file.status == "skipped" and not options["quiet"]):
        tell(
            Message(
                "{path}: {status}: {reason}",
                path=file.path,
                status=_STATES[file.status],
                reason=file.reason,
            )
        )
    for post in file.posts:
        for problem in post.post.problems:
            tell(
                Message(
                    "{path}:{line}: {message}",
                    path=file.path,
                    line=problem.line,
                    message=problem.message,
                )
            )
    if options["verbose"] and file.status == "checked":
        count = sum(len(post.mentions) for post in file.posts)
        where = settings.file or Message("none")
        channels = dict.fromkeys(post.post.channel for post in file.posts) or (file.channel,)
        tell(
            Message(
                "{path}: mentions: {count}; channel: {channels}; settings: {file}",
                path=file.path,
                count=count,
                channels=tuple(channels),
                file=where,
            )
        )
        for post in file.posts:
            _retell(post)


def _retell(post: CheckedPost) -> None:
    """Say on standard error of each mention what it is taken for and which signs spoke for it."""
    from idcheck.mentions.explaining import told

    for mention in post.mentions:
        words = " ".join((mention.span.of(post.post.text) or mention.reference.title).split())
        tell(f'{post.post.path}:{mention.place.line}: "{words[:80]}": {"; ".join(told(mention))}')


def _report(outcome: Outcome, options: Mapping[str, Any], *, piped: bool) -> None:
    name, file = options["output_format"], options["output_file"]
    if options["statistics"]:
        name = _statistics_for(name)
    colour = file is None and wants_colour(options["color"], sys.stdout)
    hints = not (piped or options["quiet"])
    look = Look(colour, summary=not options["quiet"], hints=hints, language=_language(name))
    send(render(name, outcome, look), file, binary=name not in FOR_TERMINALS)
    if name == "github":
        summarise(lambda: render("markdown", outcome, Look(language=look.language)))


def _language(report: str) -> str:
    """The language of a report: that of the person, or for other readers what was asked for."""
    return language() if report in FOR_TERMINALS else chosen() or ENGLISH


def _statistics_for(name: str) -> str:
    """The report with statistics in place of another one. Raises Problem."""
    if name not in FOR_TERMINALS:
        raise Problem(Message("--statistics does not go with --output-format {name}", name=name))
    return "statistics"


def _fails(file: CheckedFile, settings: Settings) -> bool:
    """Whether a file has a finding as severe as its settings forbid."""
    grave = FAIL_LEVELS[: FAIL_LEVELS.index(settings.fail_on) + 1]
    return any(item.severity in grave for post in file.posts for item in post.diagnostics)
