"""The JSON report, `idcheck-1`: what other programs read.

Within `idcheck-1` fields are added, none removed or changed. The published schema stands beside
this module; `schema()` makes it from the structs, and `python -m idcheck.reports.json` prints it.
Lines and columns are 1-based and count code points, offsets count code points of the text.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Literal

import msgspec

from idcheck import __version__, lazy
from idcheck.mentions import MentionKind, Tracked  # noqa: TC001 - msgspec reads the annotations
from idcheck.messages import ENGLISH
from idcheck.reports.positions import Lines, Position
from idcheck.rules import Applicability, Severity  # noqa: TC001 - msgspec reads the annotations
from idcheck.works import Ambiguous, Found, NotFound, NotYet, Unavailable, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from idcheck.checking import CheckedFile, CheckedPost, Outcome
    from idcheck.identifiers import Identifier
    from idcheck.mentions import Bound, Mention
    from idcheck.reports import Look
    from idcheck.rules import Fix
    from idcheck.works import Answers, Author, Candidate, Reference, Work


class FileRow(msgspec.Struct, frozen=True):
    """An input. `posts` is how many posts it holds; `reason` is why it was not checked.

    `channels` are those of its posts, in order; `channel` is the first of them.
    """

    path: str
    status: Literal["checked", "skipped", "failed"]
    reason: str | None
    channel: str
    posts: int
    channels: tuple[str, ...]


class WorkRow(msgspec.Struct, frozen=True):
    """A work, as a text or a registry describes it; null and empty where that is silent."""

    title: str | None
    authors: tuple[str, ...]
    container: str | None
    year: int | None
    type: str | None


class IdentifierRow(msgspec.Struct, frozen=True):
    """An identifier of a work. `url` is the link that trackers read."""

    scheme: str
    value: str
    url: str


class BoundRow(msgspec.Struct, frozen=True):
    """An identifier that stands with a mention, and why it is thought to.

    `answer` is what registries say of it: `found`, `not found`, `registered` (without a
    description yet), `ambiguous`, `unavailable`; null if none was asked.
    """

    scheme: str
    value: str
    url: str
    bound_by: Literal[
        "same-link", "same-sentence", "reference-entry", "footnote", "same-post", "front-matter"
    ]
    answer: Literal["found", "not found", "registered", "ambiguous", "unavailable"] | None


class CandidateRow(msgspec.Struct, frozen=True):
    """A work that a mention may mean, with the fields that agree and differ."""

    identifier: IdentifierRow | None
    verdict: Verdict
    score: float
    agree: tuple[str, ...]
    differ: tuple[str, ...]
    source: str
    work: WorkRow


class MentionRow(msgspec.Struct, frozen=True):
    """A mention. `post` counts the posts of the file from 0.

    `text` is the verbatim stretch of the file, or the words as a reader sees them where only the
    line is known. `not_verified` is why no registry confirmed or refuted what stands with it or
    is suggested; null if one did, or there is nothing to verify.
    """

    path: str
    post: int
    kind: MentionKind
    text: str
    language: str
    tracked: Tracked
    likely: bool
    start: Position
    end: Position
    work: WorkRow
    identifiers: tuple[BoundRow, ...]
    candidates: tuple[CandidateRow, ...]
    not_verified: str | None


class EditRow(msgspec.Struct, frozen=True):
    """A replacement of the code points from `start` up to `end`."""

    start: int
    end: int
    replacement: str


class FixRow(msgspec.Struct, frozen=True):
    """Edits that belong together."""

    applicability: Applicability
    message: str
    edits: tuple[EditRow, ...]


class DiagnosticRow(msgspec.Struct, frozen=True):
    """A finding of a rule. `mention` is the index of its mention among all of the report."""

    code: str
    name: str
    severity: Severity
    message: str
    suggestion: str
    path: str
    post: int
    start: Position
    end: Position
    mention: int | None
    fixes: tuple[FixRow, ...]


class SummaryRow(msgspec.Struct, frozen=True):
    """The counts. `files` are all inputs, those skipped and failed among them.

    `silenced` findings were put aside by a comment or the settings, `known` ones by the baseline.
    """

    files: int
    skipped: int
    failed: int
    mentions: int
    tracked: int
    weak: int
    untracked: int
    not_verified: int
    errors: int
    warnings: int
    infos: int
    silenced: int = 0
    known: int = 0


class NotRunRow(msgspec.Struct, frozen=True):
    """A rule that could not run, why, and how many mentions it would have looked at."""

    code: str
    reason: str
    mentions: int


class NotVerifiedRow(msgspec.Struct, frozen=True):
    """Why some mentions were not verified, and how many they are."""

    reason: str
    mentions: int


class Report(msgspec.Struct, frozen=True):
    """The report of one run. `language` is that of messages, suggestions and fixes."""

    schema: Literal["idcheck-1"]
    version: str
    online: bool
    files: tuple[FileRow, ...]
    mentions: tuple[MentionRow, ...]
    diagnostics: tuple[DiagnosticRow, ...]
    summary: SummaryRow
    not_run: tuple[NotRunRow, ...]
    not_verified: tuple[NotVerifiedRow, ...]
    language: str


def render(outcome: Outcome, look: Look) -> str:
    """The report of a run as indented JSON."""
    encoded = msgspec.json.format(msgspec.json.encode(report(outcome, look.language)), indent=2)
    return printable(encoded.decode()) + "\n"


def schema() -> str:
    """The JSON Schema of the report."""
    made = msgspec.json.schema(Report)
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "idcheck-1"}
    return msgspec.json.format(msgspec.json.encode(head | made), indent=2).decode() + "\n"


_UNPRINTABLE = lazy.pattern(
    "[\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]"
)


def printable(text: str) -> str:
    """JSON with the characters that a terminal obeys or nobody sees written as escapes."""
    return _UNPRINTABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def report(outcome: Outcome, language: str = ENGLISH) -> Report:
    """The report of a run as values. `language` is the one that the outcome is in."""
    mentions: list[MentionRow] = []
    diagnostics: list[DiagnosticRow] = []
    for file in outcome.files:
        lines = Lines(file.source)
        for number, post in enumerate(file.posts):
            diagnostics += _diagnostics(file, lines, number, post, len(mentions))
            mentions += _mentions(file, lines, number, post)
    summary = outcome.summary()
    return Report(
        schema="idcheck-1",
        version=__version__,
        online=outcome.online,
        files=tuple(_file(file) for file in outcome.files),
        mentions=tuple(mentions),
        diagnostics=tuple(diagnostics),
        summary=SummaryRow(
            **{name: getattr(summary, name) for name in SummaryRow.__struct_fields__}
        ),
        not_run=tuple(
            NotRunRow(row.code, _text(row.reason), row.mentions) for row in outcome.not_run
        ),
        not_verified=tuple(
            NotVerifiedRow(_text(why), count) for why, count in outcome.reasons().items()
        ),
        language=language,
    )


def _file(file: CheckedFile) -> FileRow:
    path, reason = _text(file.path), None if file.reason is None else _text(file.reason)
    channels = tuple(post.post.channel for post in file.posts)
    return FileRow(path, file.status, reason, file.channel, len(file.posts), channels)


def _mentions(
    file: CheckedFile, lines: Lines, number: int, post: CheckedPost
) -> Iterator[MentionRow]:
    for index, mention in enumerate(post.mentions):
        start, end = lines.ends_of(mention.place)
        yield MentionRow(
            path=_text(file.path),
            post=number,
            kind=mention.kind,
            text=_words(post, mention),
            language=mention.language,
            tracked=mention.tracked,
            likely=mention.likely,
            start=start,
            end=end,
            work=work_row(mention.reference),
            identifiers=tuple(_bound(bound, post.answers) for bound in mention.identifiers),
            candidates=tuple(_candidate(each) for each in post.candidates.get(index, ())),
            not_verified=_stated(_text(post.unverified.get(index, ""))),
        )


def _words(post: CheckedPost, mention: Mention) -> str:
    """The stretch of the file, or the words as seen where the stretch is not known."""
    span = mention.place.span
    return mention.span.of(post.post.text) if span is None else span.of(post.post.source)


def _diagnostics(
    file: CheckedFile, lines: Lines, number: int, post: CheckedPost, before: int
) -> Iterator[DiagnosticRow]:
    """The rows of a post's diagnostics; `before` mentions stand in the report before the post's."""
    for item in post.diagnostics:
        start, end = lines.ends_of(item.place)
        yield DiagnosticRow(
            code=item.code,
            name=item.name,
            severity=item.severity,
            message=_text(item.message),
            suggestion=_text(item.suggestion),
            path=_text(file.path),
            post=number,
            start=start,
            end=end,
            mention=None if item.mention is None else before + item.mention,
            fixes=tuple(_fix(fix) for fix in item.fixes),
        )


def _fix(fix: Fix) -> FixRow:
    edits = (EditRow(edit.span.start, edit.span.end, edit.replacement) for edit in fix.edits)
    return FixRow(fix.applicability, _text(fix.message), tuple(edits))


def _bound(bound: Bound, answers: Answers) -> BoundRow:
    identifier, answer = bound.identifier, answers.of(bound.identifier)
    word = None if answer is None else _WORDS[type(answer)]
    # idcheck-1 has no name for another sentence of the paragraph, and its names are fixed.
    by = "same-post" if bound.by == "same-paragraph" else bound.by
    return BoundRow(identifier.scheme, identifier.value, identifier.url, by, word)


_AnswerWord = Literal["found", "not found", "registered", "ambiguous", "unavailable"]
_WORDS: dict[type, _AnswerWord] = {
    Found: "found", NotFound: "not found", NotYet: "registered", Ambiguous: "ambiguous",
    Unavailable: "unavailable",
}  # fmt: skip


def _candidate(candidate: Candidate) -> CandidateRow:
    return CandidateRow(
        identifier=_first(candidate.work.identifiers),
        verdict=candidate.verdict,
        score=round(candidate.score, 4),
        agree=candidate.agree,
        differ=candidate.differ,
        source=candidate.source,
        work=work_row(candidate.work),
    )


def _first(identifiers: tuple[Identifier, ...]) -> IdentifierRow | None:
    """The best identifier of a work."""
    if not identifiers:
        return None
    best = identifiers[0]
    return IdentifierRow(best.scheme, best.value, best.url)


def work_row(work: Work | Reference) -> WorkRow:
    """A work as JSON tells it."""
    return WorkRow(
        title=_stated(work.title),
        authors=_names(work.authors),
        container=_stated(work.container),
        year=work.year,
        type=_stated(work.type),
    )


def _names(authors: Iterable[Author]) -> tuple[str, ...]:
    return tuple(str(author) for author in authors)


def _stated(text: str) -> str | None:
    return text or None


_UNDECODABLE = lazy.pattern("[\ud800-\udfff]")


def _text(name: str) -> str:
    """A file name or a message as JSON can hold it: plain, undecodable bytes as U+FFFD."""
    return _UNDECODABLE.sub("\N{REPLACEMENT CHARACTER}", str.__str__(name))


if __name__ == "__main__":
    sys.stdout.write(schema())
