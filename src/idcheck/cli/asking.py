"""The conversation of `idcheck fix -i`: a finding, what speaks for which work, and a person's answer."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import click
from msgspec.structs import replace

from idcheck.checking import CheckedFile, CheckedPost, Outcome
from idcheck.cli.language import language, speak
from idcheck.cli.mending import version_of
from idcheck.cli.problem import tell
from idcheck.fixes import RefusedError, Version, WriteError, mend, rewrite, safe_only
from idcheck.identifiers import find, from_url
from idcheck.messages import Message
from idcheck.reports import Look, render
from idcheck.rules.linking import fixed_by_hand

if TYPE_CHECKING:
    from collections.abc import Callable

    from idcheck.checking import Text
    from idcheck.rules import Diagnostic, Fix

_HELP = Message(
    "a number takes that fix, an identifier or address is linked, Enter passes on, q stops"
)


class Interview:
    """Asks about the findings of texts and writes what was decided. `over` when the person stops."""

    def __init__(self, check: Callable[[Text], tuple[CheckedPost, ...]]) -> None:
        self.over = False
        self._check = check

    def __call__(self, text: Text) -> bool:
        """Ask about a file; whether all that was decided could be written.

        Safe fixes are made first, without a question.
        """

        def check(source: str) -> Version:
            return version_of(source, self._check(replace(text, source=source)))

        try:
            version = mend(check(text.source), check, safe_only).version
            version = self._walk(text, version, check)
            if version.source != text.source:
                rewrite(text.path, text.source, version.source)
        except (RefusedError, WriteError) as error:
            tell(Message("{path}: not fixed: {error}", path=text.path, error=error))
            return False
        return True

    def _walk(self, text: Text, version: Version, check: Callable[[str], Version]) -> Version:
        """The text after all answers. What was passed on is not asked about again."""
        passed: set[tuple[str, str]] = set()
        while not self.over:
            open_ = [item for item in version.diagnostics if _name(item, version) not in passed]
            if not open_:
                break
            item = open_[0]
            passed.add(_name(item, version))
            if fix := self._answer(text, version, item):
                try:
                    version = mend(version, check, partial(_only, item, fix)).version
                except RefusedError as error:
                    _say(Message("this cannot be written here: {error}", error=error))
        return version

    def _answer(self, text: Text, version: Version, item: Diagnostic) -> Fix | None:
        """The fix that a person wants for a finding."""
        click.echo(_shown(text, version, item))
        fixes = [fix for fix in item.fixes if fix.applicability != "display"]
        for number, fix in enumerate(fixes, 1):
            _say(Message("[{number}] {fix}", number=number, fix=fix.message))
        while True:
            answer = click.prompt(f"    {speak(_HELP)}", default="", show_default=False).strip()
            if answer == "q":
                self.over = True
            if answer in {"", "q"}:
                return None
            if answer.isdigit() and 0 < int(answer) <= len(fixes):
                return fixes[int(answer) - 1]
            if (url := _address(answer)) is None:
                _say(Message("that is no identifier that idcheck knows"))
            else:
                place = item.place.span
                if place and (typed := fixed_by_hand(version.posts, place, url)):
                    return typed
                _say(Message("a link cannot be put there; write it into the file yourself"))
                return None


def _say(message: Message) -> None:
    click.echo(f"    {speak(message)}")


def _only(item: Diagnostic, fix: Fix, each: Diagnostic) -> Fix | None:
    """The fix for the one finding it was chosen for."""
    return fix if each == item else None


def _address(answer: str) -> str | None:
    """The address of what a person typed: an identifier, or the address of a page."""
    found = [*from_url(answer).identifiers, *(each.identifier for each in find(answer))]
    if found:
        return found[0].url
    return answer if answer.startswith(("https://", "http://")) else None


def _name(item: Diagnostic, version: Version) -> tuple[str, str]:
    """What tells a finding apart, however far the text around it moves."""
    span = item.place.span
    words = span.of(version.source) if span else item.message
    number = version.source.count(words, 0, span.start) if span else item.place.line
    return (item.code, f"{number} {words}")


def _shown(text: Text, version: Version, item: Diagnostic) -> str:
    """The finding as the report shows it."""
    post = CheckedPost(version.posts[0], (), {}, (item,))
    file = CheckedFile(text.path, "checked", None, "", version.source, (post,))
    return render("text", Outcome((file,)), Look(summary=False, language=language()))
