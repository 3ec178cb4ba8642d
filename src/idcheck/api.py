"""idcheck from Python: for a content management system, a notebook, or a map over a big archive.

    >>> import idcheck
    >>> result = idcheck.check("Our new paper in *Nature* is out.")
    >>> [item.code for item in result.diagnostics]
    ['MEN101']

All that is here can be had from `idcheck` itself. Nothing is read but what is named, and nobody is
asked but by the function that is handed in. Results are plain values: they compare, and they can
be pickled and sent to other machines.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from idcheck.checking import CheckedPost, Outcome, Text, check_texts, checked_file
from idcheck.config import Settings
from idcheck.post.channels import all_channels, channel_named
from idcheck.post.formats import FORMATS, SUFFIXES
from idcheck.rules.rule import NOTHING_ASKED
from idcheck.verifying import not_run

if TYPE_CHECKING:
    from collections.abc import Callable

    from idcheck.mentions import Mention
    from idcheck.post import Span
    from idcheck.rules import Diagnostic, Edit
    from idcheck.sources.catalogue import Catalogue
    from idcheck.works import Answers, Questions

    Ask = Callable[[Questions], Answers]
    List = str | os.PathLike[str] | Catalogue

_NAME = "-"
"""What the text is called in reports, as standard input is on the command line."""


class Checked(Struct, frozen=True):
    """What was found in a text. Spans count code points of `text`, half-open.

    `posts` are those that the text holds: one, unless it is a table or a feed. `online` tells
    whether anybody could be asked.
    """

    text: str
    type: str
    posts: tuple[CheckedPost, ...]
    settings: Settings
    online: bool = False

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """The mentions of publications, with the identifiers that stand with each."""
        return tuple(mention for post in self.posts for mention in post.mentions)

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """The findings, with suggestions and fixes."""
        return tuple(item for post in self.posts for item in post.diagnostics)

    @property
    def ok(self) -> bool:
        """Whether no finding is an error."""
        return not any(item.severity == "error" for item in self.diagnostics)

    def fixed(self) -> str:
        """The text with the safe fixes made: those that keep the work and the wording.

        Raises RefusedError where they would change anything else; that is a fault in idcheck.
        """
        from idcheck.fixes import Version, mend, safe_only

        def version(posts: tuple[CheckedPost, ...], source: str) -> Version:
            told = tuple(item for post in posts for item in post.diagnostics)
            return Version(source, tuple(post.post for post in posts), told)

        def again(source: str) -> Version:
            text = Text(source, _NAME, self.type, self.settings)
            answers = self.posts[0].answers if self.posts else NOTHING_ASKED
            return version(check_texts((text,), registries=lambda *_: answers)[0], source)

        return mend(version(self.posts, self.text), again, safe_only).version.source

    def edited(self, edits: Iterable[Edit]) -> str:
        """The text with some edits made, as those of a finding's fix.

        Raises RefusedError where they would change anything else than what they are for.
        """
        from idcheck.fixes import Edits, RefusedError, unintended

        made = Edits(edits)
        source = made.apply(self.text)
        after = check_texts((Text(source, _NAME, self.type, self.settings),))[0]
        before = tuple(each.post for each in self.posts)
        if reason := unintended(before, tuple(each.post for each in after), made):
            raise RefusedError(reason)
        return source

    def linked(self, span: Span, url: str) -> str | None:
        """The text with what stands at a stretch of it leading to an address; None if it cannot.

        A link there is led to it; a mention without one becomes a link as its format and channel
        want it. Raises RefusedError where that would change anything else.
        """
        from idcheck.rules.linking import fixed_by_hand, linking

        for each in self.posts:
            for mention in each.mentions:
                if mention.place.span == span and not mention.links:
                    edit = linking(each.post, mention, url)
                    return self.edited((edit,)) if edit else None
        fix = fixed_by_hand([each.post for each in self.posts], span, url)
        return self.edited(fix.edits) if fix else None

    def outcome(self) -> Outcome:
        """All there is to tell, as reports take it."""
        channel = self.posts[0].post.channel if self.posts else self.settings.channel
        file = checked_file(_NAME, self.text, channel, self.posts)
        rules = self.settings.rules()
        judged = ((each.mentions, each.answers, rules) for each in self.posts)
        return Outcome((file,), online=self.online, not_run=not_run(judged))

    def report(self, name: str = "text", language: str = "en") -> str:
        """The report that `idcheck check --output-format NAME --lang LANGUAGE` prints.

        Raises ValueError for an unknown one.
        """
        from idcheck.reports import Look, render

        return render(name, self.outcome(), Look(language=language))


def check(  # noqa: PLR0913 - each says another thing of the text
    text: str,
    *,
    type: str = "markdown",  # noqa: A002 - the word people look for
    channel: str | None = None,
    catalogue: List | Iterable[List] = (),
    ask: Ask | None = None,
    settings: Settings | None = None,
) -> Checked:
    """Find the mentions of publications in a text and judge whether trackers can count them.

    Args:
        text: What is to be published.
        type: `markdown`, `html`, `plain`, or another format; a suffix such as `md` will do.
        channel: Where it will appear, under any name people use: `blog`, `press`, "Twitter".
            None leaves it to the text's front matter and the settings.
        catalogue: The publication lists that suggestions come from: paths, or open catalogues.
            None given, those of the settings.
        ask: Answers what only registries know, as `registries()` does; None asks nobody.
        settings: As `read_settings(path)` reads them; None for the defaults.

    Raises ValueError for an unknown type or channel, CatalogueError for a publication list that
    cannot be read, and SettingsError for a rule in the settings that does not exist.
    """
    used = settings or Settings()
    if channel is not None:
        used = replace(used, channel=_channel(channel), channel_by="command")
    with ExitStack() as stack:
        held = [_opened(each, stack) for each in _lists(catalogue) or used.catalogue]
        posts = check_texts(
            (Text(text, _NAME, _format(type), used),),
            lambda _: held,
            (lambda _access, questions: ask(questions)) if ask else _nobody,
        )[0]
    return Checked(text, _format(type), posts, used, online=ask is not None)


class Registries(Struct, frozen=True):
    """Answers questions as `--online` does: from the answers kept on this machine, then over the network.

    `contact` is an e-mail address or a page that services can turn to; `timeout` bounds one
    request, in seconds. It works beside a running event loop, as notebooks have one.
    """

    contact: str = ""
    timeout: float = 30.0

    def __call__(self, questions: Questions) -> Answers:
        """The answers; what nobody could tell is `Unavailable` in them, never wrong."""
        from concurrent.futures import ThreadPoolExecutor

        from idcheck.sources.access import Access
        from idcheck.sources.places import answer_cache
        from idcheck.sources.run import ask

        access = Access(online=True, contact=self.contact, timeout=self.timeout)
        with ThreadPoolExecutor(1) as pool:
            return pool.submit(ask, access, questions, answer_cache()).result().answers


def _nobody(_access: object, _questions: Questions) -> Answers:
    return NOTHING_ASKED


def _lists(catalogue: List | Iterable[List]) -> tuple[List, ...]:
    """The publication lists that were named, whether one or many."""
    if isinstance(catalogue, str | os.PathLike) or not isinstance(catalogue, Iterable):
        return (catalogue,)
    return tuple(catalogue)


def _opened(each: List, stack: ExitStack) -> Catalogue:
    """A catalogue; those opened here are closed with the stack."""
    if not isinstance(each, str | os.PathLike):
        return each
    from idcheck.sources.indexed import indexed

    return stack.enter_context(indexed(Path(each)))


def _channel(words: str) -> str:
    if (channel := channel_named(words)) is None:
        raise ValueError(f"no channel is called {words!r}; there are {', '.join(all_channels())}")
    return channel


def _format(name: str) -> str:
    """The format of its own name or of a file's suffix."""
    if name in FORMATS:
        return name
    if found := SUFFIXES.get(f".{name.lower().removeprefix('.')}"):
        return found
    raise ValueError(f"no type of text is called {name!r}; there are {', '.join(FORMATS)}")
