"""The registries of a run: asked with a progress bar, and what went wrong told once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from idcheck.cli.problem import Problem, tell
from idcheck.cli.progress import progress
from idcheck.messages import Message
from idcheck.works.answer import Answers

if TYPE_CHECKING:
    from idcheck.identifiers import Identifier
    from idcheck.sources.access import Access
    from idcheck.sources.run import Asked
    from idcheck.works import Questions


def access_here(config: str | None, *, online: bool, offline: bool) -> Access:
    """How registries may be asked from this folder, or by a settings file. Raises Problem."""
    from idcheck.config import SettingsError, read_settings, settings_for

    here = Path.cwd() / "asked"
    try:
        settings = read_settings(Path(config)) if config else settings_for(here)
        access = settings.access(here)
    except SettingsError as error:
        raise Problem(str(error)) from None
    return replace(access, online=not offline) if online or offline else access


class Registries:
    """Answers the questions of a run, from the cache and, if the settings allow it, the network."""

    def __init__(self) -> None:
        self.online = False
        """Whether anybody could be asked about any file."""
        self._left_alone: dict[str, str] = {}
        self._problems: dict[str, None] = {}

    def __call__(self, access: Access, questions: Questions) -> Answers:
        """The answers to all questions about the files that share an access."""
        self.online = self.online or access.online
        if not questions.identifiers and not questions.references:
            return Answers()
        from idcheck.sources.places import answer_cache

        if not access.online and not answer_cache().is_file():
            return Answers()
        from idcheck.sources.run import ask

        with progress(Message("Asking registries")) as advance:
            asked = ask(access, questions, answer_cache(), advance)
        return self._told(asked)

    def look_up(self, access: Access, identifier: Identifier) -> Answers:
        """The answer for one identifier, with all that further indexes say of its work."""
        from idcheck.sources.places import answer_cache
        from idcheck.sources.run import look_up

        return self._told(look_up(access, identifier, answer_cache()))

    def _told(self, asked: Asked) -> Answers:
        self._left_alone |= asked.left_alone
        if asked.problem:
            self._problems[asked.problem] = None
        return asked.answers

    def troubles(self) -> tuple[str, ...]:
        """Each trouble with the cache and each service that was left alone, once."""
        reasons = dict.fromkeys(self._left_alone.values())
        return (*self._problems, *(f"{reason}; it was not asked again" for reason in reasons))

    def tell(self) -> None:
        """Name each service that was left alone and each trouble with the cache, once."""
        for trouble in self.troubles():
            tell(trouble)
