"""What a process does for a client. Nothing here writes a file but the answers of registries."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec
from msgspec.structs import replace

import idcheck
from idcheck import lazy
from idcheck.enquiring import named_in
from idcheck.fixes import RefusedError
from idcheck.messages import language_named
from idcheck.post.channels import channel_named
from idcheck.post.decoding import UnreadableError
from idcheck.post.formats import decode_as, format_by_content, format_of, read
from idcheck.post.html_writing import as_html
from idcheck.post.model import Span
from idcheck.reports.json import IdentifierRow, Report, printable, report, work_row
from idcheck.rules import Edit
from idcheck.sources.catalogue import CatalogueError
from idcheck.sources.places import answer_cache
from idcheck.sources.run import ask, look_up
from idcheck.web.exchange import (
    AnswerWord,
    CheckRequest,
    Counted,
    Draft,
    Finished,
    Fixed,
    FixRequest,
    FoundWork,
    LookedUp,
    Progress,
    ReadDraft,
    Reviewed,
    Type,
)  # fmt: skip
from idcheck.web.finishing import finished
from idcheck.web.problems import ProblemError
from idcheck.web.shelf import Shelf
from idcheck.web.view import length, seen
from idcheck.works import Ambiguous, Found, NotFound, NotYet, Questions, Reference

if TYPE_CHECKING:
    from collections.abc import Callable

    from idcheck.identifiers import Identifier
    from idcheck.web.setup import Setup
    from idcheck.web.worker import Task
    from idcheck.works import Answer, Answers, Work

    Tell = Callable[[bytes], None]
_T = TypeVar("_T")
_SHOWN = 10
"""Works that a search shows at most."""
_EVERY = 0.1
"""Seconds between two words of progress at least."""
_OFFLINE = "this server asks no registry"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*")
_WARMING: tuple[tuple[str, Type], ...] = (
    (
        """Our new paper has been published in *Geophysical Journal International*! It is titled “The
temperature of cells” and follows Berg et al. (2020).

> Berg, A., Holm, B. (2020). The temperature of cells. *Cell*, 12(3), 4-5. doi:10.1016/j.cell.2020.01.001

- [a book](https://www.example.org/)
- arXiv:2101.00001
""",
        "markdown",
    ),
    (
        "<p>Vår nya artikel är <a href='https://doi.org/10.1038/nature12373'>publicerad</a>.</p>",
        "html",
    ),
)
"""Drafts of which the first real one has much in common with one."""


class Bench:
    """What a process has at hand: the settings, and the publication lists, opened once."""

    def __init__(self, setup: Setup) -> None:
        self._settings = setup.settings()
        self._access = setup.access()
        self._shelf = Shelf(self._settings)

    def warm(self) -> None:
        """Load what the first draft would have to wait for."""
        for text, kind in _WARMING:
            draft = CheckRequest(text=text, type=kind, channel="x")
            self._review(draft, None, more=False)
        lazy.compile_all()

    def done(self, task: Task, payload: bytes, tell: Tell) -> bytes:
        """The result of a task. Raises ProblemError."""
        if task.kind == "read":
            return _encoded(_read(task.name, payload))
        if task.kind in {"lookup", "lookup-online"}:
            return _encoded(self._look_up(payload.decode(), online=task.kind != "lookup"))
        kinds: dict[str, tuple[type[Any], Callable[[Any], Any]]] = {
            "check": (CheckRequest, lambda draft: _told(self._checked(draft, None), draft.lang)),
            "check-online": (CheckRequest, lambda draft: _told(self._asked(draft, tell), draft.lang)),
            "review": (CheckRequest, lambda draft: self._review(draft, None, more=self._access.online)),
            "review-online": (CheckRequest, lambda draft: self._review(draft, tell, more=False)),
            "fix": (FixRequest, self._fixed),
            "count": (Draft, self._counted),
            "finish": (Draft, _finished),
        }  # fmt: skip
        request, work = kinds[task.kind]
        return _encoded(work(_decoded(payload, request)))

    def _checked(self, draft: Draft, tell: Tell | None) -> idcheck.Checked:
        """The draft, checked with the answers at hand, and with those of registries if progress is told."""
        online = tell is not None and self._access.online
        access = replace(self._access, online=online)
        advance = _advancing(tell) if tell else lambda _done, _total: None

        def answered(questions: Questions) -> Answers:
            return ask(access, questions, answer_cache(), advance).answers

        try:
            catalogues = self._shelf.opened()
            found = self._check(draft, catalogues, answered)
        except CatalogueError:
            found = self._check(draft, (), answered)
        return replace(found, online=online)

    def _check(self, draft: Draft, catalogues: Any, answered: Any) -> idcheck.Checked:
        return idcheck.check(
            draft.text, type=draft.type, channel=_channel(draft), catalogue=catalogues, ask=answered,
            settings=replace(self._settings, catalogue=()),
        )  # fmt: skip

    def _asked(self, draft: CheckRequest, tell: Tell | None) -> idcheck.Checked:
        return self._checked(draft, tell if draft.online else None)

    def _review(self, draft: CheckRequest, tell: Tell | None, *, more: bool) -> Reviewed:
        found = self._asked(draft, tell)
        outcome = found.outcome()
        more = more and draft.online and bool(outcome.not_run or outcome.reasons())
        return Reviewed(_told(found, draft.lang), seen(found.posts), self._shelf.notes, more)

    def _fixed(self, request: FixRequest) -> Fixed:
        found = self._check(request, (), lambda _: idcheck.Answers())
        try:
            if request.link is None:
                edits = tuple(_edit(each.start, each.end, each.replacement, request.text) for each in request.edits)  # fmt: skip
                return Fixed(found.edited(edits))
            span = Span(request.link.start, request.link.end)
            text = found.linked(span, request.link.url)
        except RefusedError as error:
            raise ProblemError(
                409, "not-written", f"this cannot be written here: {error}"
            ) from None
        if text is None:
            raise ProblemError(409, "not-written", "a link cannot be put there; write it into the text yourself")  # fmt: skip
        return Fixed(text)

    def _counted(self, draft: Draft) -> Counted:
        settings = self._settings
        channel = _channel(draft)
        posts = read(
            draft.text, path="-", format=draft.type, channel=channel or settings.channel,
            channel_by="command" if channel else settings.channel_by,
        )  # fmt: skip
        return Counted(tuple(each.channel for each in posts), tuple(map(length, posts)))

    def _look_up(self, said: str, *, online: bool) -> LookedUp:
        said = " ".join(said.split())
        identifier = named_in(said)
        access = replace(self._access, online=online and self._access.online)
        try:
            catalogues = self._shelf.opened()
        except CatalogueError:
            catalogues = ()
        if identifier is None:
            from idcheck.sources.suggesting import candidates

            reference = Reference(title=said, words=said)
            answers = ask(
                access, Questions(references=frozenset({reference})), answer_cache()
            ).answers
            search = answers.searched(reference)
            offered = search.works if search else ()
            found = [each.work for each in candidates(reference, catalogues, offered)][:_SHOWN]
            reason = "; ".join(search.unavailable) if search else _OFFLINE
            told: AnswerWord = "found" if found else "unavailable" if reason else "not found"
            return LookedUp(told, reason or None, None, tuple(map(_found, found)))
        held = [work for each in catalogues if (work := each.get(identifier)) is not None]
        answer = look_up(access, identifier, answer_cache()).answers.of(identifier)
        works = held or list(_works(answer))
        return LookedUp(
            "found" if held else _word(answer),
            None if held else _OFFLINE if answer is None else getattr(answer, "reason", None),
            _row(identifier),
            tuple(map(_found, works)),
        )


def _advancing(tell: Tell) -> Callable[[int, int], None]:
    """Tells progress, though not at every step."""
    last = 0.0

    def advance(done: int, total: int) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= _EVERY or done == total:
            last = now
            tell(_encoded(Progress(done, total)))

    return advance


def _told(found: idcheck.Checked, name: str) -> Report:
    language = language_named(name)
    if language is None:
        raise ProblemError(422, "invalid", f"there are no messages in the language {name!r}")
    return report(found.outcome().in_language(language), language)


def _decoded(payload: bytes, kind: type[_T]) -> _T:
    try:
        return msgspec.json.decode(payload, type=kind)
    except msgspec.ValidationError as error:
        raise ProblemError(422, "invalid", str(error)) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise ProblemError(400, "no-json", "the body has to be JSON in UTF-8") from None


def _encoded(value: Any) -> bytes:
    return printable(msgspec.json.encode(value).decode()).encode()


def _channel(draft: Draft) -> str | None:
    if draft.channel is None:
        return None
    if channel := channel_named(draft.channel):
        return channel
    raise ProblemError(422, "invalid", f"no channel is called {draft.channel!r}")


def _edit(start: int, end: int, replacement: str, text: str) -> Edit:
    if not 0 <= start <= end <= len(text):
        raise ProblemError(422, "invalid", "an edit lies outside the text")
    return Edit(Span(start, end), replacement)


def _finished(draft: Draft) -> Finished:
    return finished(draft.text, draft.type)


def _read(name: str, data: bytes) -> ReadDraft:
    """What stands in a file, told by its name and its content."""
    if data.startswith(_PICTURES) or data[8:12] == b"WEBP" or data[4:12] == b"ftypheic":
        raise ProblemError(415, "picture", "this is a picture; paste the text that goes with it")
    kind = format_of(name) or ("docx" if data.startswith(b"PK") else None)
    if data.startswith(b"%PDF"):
        raise ProblemError(415, "pdf", "this is a PDF; open it and copy its text")
    try:
        text = decode_as(kind, data)
    except UnreadableError as error:
        raise ProblemError(415, "unreadable", str(error)) from None
    if kind == "docx":
        (post,) = read(text, path=name, format="docx")
        return ReadDraft(_short(as_html(post)), "html", bool(post.regions_of("cell")))
    return ReadDraft(_short(text), kind or format_by_content(text) or "plain", False)  # type: ignore[arg-type]


def _short(text: str) -> str:
    from idcheck.web.limits import MOST_CHARACTERS

    if len(text) > MOST_CHARACTERS:
        raise ProblemError(413, "too-long", f"this draft has {len(text)} characters; {MOST_CHARACTERS} are the most. Check its parts one by one")  # fmt: skip
    return text


def _word(answer: Answer | None) -> AnswerWord:
    words: dict[type, AnswerWord] = {
        Found: "found",
        NotFound: "not found",
        NotYet: "registered",
        Ambiguous: "ambiguous",
    }
    return words.get(type(answer), "unavailable")


def _works(answer: Answer | None) -> tuple[Work, ...]:
    if isinstance(answer, Found):
        return (answer.work,)
    return answer.works if isinstance(answer, Ambiguous) else ()


def _found(work: Work) -> FoundWork:
    best = work.identifiers[0] if work.identifiers else None
    return FoundWork(_row(best) if best else None, work.source or "catalogue", work_row(work))


def _row(identifier: Identifier) -> IdentifierRow:
    return IdentifierRow(identifier.scheme, identifier.value, identifier.url)
