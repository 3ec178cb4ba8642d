"""The run from source texts to diagnostics, and the values that reports are made of.

Everything is scanned first; then the catalogues are asked once for all mentions, and then the
registries, by functions handed in; then the rules judge each post. Nothing here reads files, prints or opens a socket.
"""

from __future__ import annotations

from collections import Counter, deque
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from msgspec import Struct, field
from msgspec.structs import replace

from idcheck import enquiring
from idcheck.mentions.cited_keys import with_cited
from idcheck.mentions.field_reading import read_closely
from idcheck.mentions.finding import find
from idcheck.mentions.language import language_of
from idcheck.messages import ENGLISH, in_language
from idcheck.post.formats import read
from idcheck.rules import Judged, diagnosed
from idcheck.rules import sup002_unused_suppression as unused_suppression
from idcheck.rules.rule import NOTHING_ASKED
from idcheck.silencing import Silencer
from idcheck.verifying import unverified
from idcheck.works.answer import together

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from idcheck.config import Settings
    from idcheck.mentions import Mention
    from idcheck.post import Post
    from idcheck.rules import Diagnostic, Rule
    from idcheck.silencing import Silenced, Sorted
    from idcheck.sources.access import Access
    from idcheck.sources.catalogue import Catalogue
    from idcheck.verifying import NotRun
    from idcheck.works import Answers, Candidate, Questions, Reference, Work

    _Found = dict[int, tuple[Candidate, ...]]

_CAMPAIGN = 200
"""How many posts before it in its file a post is seen with."""
FileStatus = Literal["checked", "skipped", "failed"]


class Text(Struct, frozen=True):
    """A decoded text to check. `path` is its name in messages; the settings are those for it.

    `bibliography` gives the works, by citation key, of a bibliography that the post at a path names.
    """

    source: str
    path: str
    format: str
    settings: Settings
    bibliography: Callable[[str, str], Mapping[str, Work]] = lambda _path, _name: {}


class Scan(Struct, frozen=True):
    """A post and the mentions found in it, before anybody is asked."""

    post: Post
    mentions: tuple[Mention, ...]


class _Question(Struct, frozen=True):
    """What a text says of a work, and where the answer goes: in `answers` at `index`."""

    reference: Reference
    answers: _Found
    index: int


class CheckedPost(Struct, frozen=True):
    """A post with all that was found. `candidates` are keyed by the index of their mention.

    `unverified` tells why, for each mention that no registry has confirmed or refuted although
    one could have. `silenced` are findings that a person has put aside, `known` those of a
    baseline, and `answers` are all those of the run.
    """

    post: Post
    mentions: tuple[Mention, ...]
    candidates: Mapping[int, tuple[Candidate, ...]]
    diagnostics: tuple[Diagnostic, ...]
    unverified: Mapping[int, str] = field(default_factory=dict)
    silenced: tuple[Silenced, ...] = ()
    answers: Answers = NOTHING_ASKED
    known: tuple[Diagnostic, ...] = ()


class CheckedFile(Struct, frozen=True):
    """A file of a run. `reason` tells why it was `skipped` or `failed`; both have no posts."""

    path: str
    status: FileStatus
    reason: str | None
    channel: str
    source: str
    posts: tuple[CheckedPost, ...] = ()


class Summary(Struct, frozen=True):
    """The counts of a run.

    `files` are all inputs, of which `skipped` and `failed` were not checked; `flagged` have at
    least one diagnostic. `not_verified` mentions carry an identifier or a suggestion that no
    registry has confirmed or refuted; `Outcome.reasons` tells why.
    """

    files: int
    skipped: int
    failed: int
    flagged: int
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


class Outcome(Struct, frozen=True):
    """All that a run has to tell. `files` are in the order they were given."""

    files: tuple[CheckedFile, ...]
    online: bool = False
    not_run: tuple[NotRun, ...] = ()

    def in_language(self, language: str) -> Outcome:
        """The outcome with the words of its findings in a language, as reports show them."""
        if language == ENGLISH:
            return self
        return replace(self, files=tuple(_file_in(file, language) for file in self.files))

    def summary(self) -> Summary:
        """The counts over all files."""
        posts = [post for file in self.files for post in file.posts]
        tracked = [mention.tracked for post in posts for mention in post.mentions]
        severities = [item.severity for post in posts for item in post.diagnostics]
        states = [file.status for file in self.files]
        return Summary(
            files=len(self.files),
            skipped=states.count("skipped"),
            failed=states.count("failed"),
            flagged=sum(any(post.diagnostics for post in file.posts) for file in self.files),
            mentions=len(tracked),
            tracked=tracked.count("yes"),
            weak=tracked.count("weak"),
            untracked=tracked.count("no"),
            not_verified=sum(len(post.unverified) for post in posts),
            errors=severities.count("error"),
            warnings=severities.count("warning"),
            infos=severities.count("info"),
            silenced=sum(len(post.silenced) for post in posts),
            known=sum(len(post.known) for post in posts),
        )

    def reasons(self) -> Mapping[str, int]:
        """How many mentions are not verified for which reason, the commonest first."""
        posts = (post for file in self.files for post in file.posts)
        return dict(
            Counter(why for post in posts for why in post.unverified.values()).most_common()
        )


def checked_file(
    path: str, source: str, channel: str, posts: tuple[CheckedPost, ...]
) -> CheckedFile:
    """The outcome of a text: `failed` where nothing of it could be read.

    `channel` is where its posts appear if it holds none.
    """
    for problem in (problem for post in posts for problem in post.post.problems):
        if problem.fatal:
            return CheckedFile(path, "failed", problem.message, channel, "")
    if not posts:
        return CheckedFile(path, "checked", None, channel, source)
    first = posts[0].post
    return CheckedFile(path, "checked", None, first.channel, first.source, posts)


def _file_in(file: CheckedFile, language: str) -> CheckedFile:
    reason = None if file.reason is None else in_language(file.reason, language)
    posts = tuple(_post_in(post, language) for post in file.posts)
    return replace(file, reason=reason, posts=posts)


def _post_in(post: CheckedPost, language: str) -> CheckedPost:
    return replace(
        post,
        diagnostics=tuple(item.in_language(language) for item in post.diagnostics),
        known=tuple(item.in_language(language) for item in post.known),
        silenced=tuple(
            replace(each, item=each.item.in_language(language)) for each in post.silenced
        ),
    )


def check_texts(
    texts: Sequence[Text],
    catalogues: Callable[[Settings], Sequence[Catalogue]] = lambda _: (),
    registries: Callable[[Access, Questions], Answers] = lambda _access, _questions: NOTHING_ASKED,
    scanning: Callable[[Sequence[Text]], Iterable[tuple[Scan, ...]]] | None = None,
) -> tuple[tuple[CheckedPost, ...], ...]:
    """The checked posts of each text.

    All texts are scanned before the first question, so that each is asked once; `catalogues`
    tells which hold for a text's settings, `registries` answers all questions of the texts that
    share an access, and `scanning` does what `scanned` does to each, in order. Raises
    CatalogueError if a catalogue cannot be searched.
    """
    scans = list(scanning(texts) if scanning else map(scanned, texts))
    found: list[list[_Found]] = [[{} for _ in posts] for posts in scans]
    groups: dict[tuple[Catalogue, ...], list[_Question]] = {}
    for text, posts, candidates in zip(texts, scans, found, strict=True):
        if questions := list(_questions(posts, candidates)):
            groups.setdefault(tuple(catalogues(text.settings)), []).extend(questions)
    for held, questions in groups.items():
        if held:
            _ask(questions, held)
    answers = _answered(texts, scans, found, registries)
    return tuple(
        tuple(_judged(text, posts, listed, answer))
        for text, posts, listed, answer in zip(texts, scans, found, answers, strict=True)
    )


def _answered(
    texts: Sequence[Text],
    scans: Sequence[Sequence[Scan]],
    found: Sequence[Sequence[_Found]],
    registries: Callable[[Access, Questions], Answers],
) -> list[Answers]:
    """The answers for each text, after all questions of one access were put at once."""
    accesses = [text.settings.access(Path(text.path)) for text in texts]
    wanted: dict[Access, list[Questions]] = {}
    for access, posts, listed in zip(accesses, scans, found, strict=True):
        for each, candidates in zip(posts, listed, strict=True):
            asked = enquiring.questions(each.mentions, candidates)
            wanted.setdefault(access, []).append(asked)
    answers = {access: registries(access, together(asked)) for access, asked in wanted.items()}
    return [answers.get(access, NOTHING_ASKED) for access in accesses]


def check_source(
    source: str,
    *,
    path: str,
    format: str,  # noqa: A002 - the word of the field
    settings: Settings,
    catalogues: Sequence[Catalogue] = (),
) -> tuple[CheckedPost, ...]:
    """The checked posts of one text."""
    return check_texts((Text(source, path, format, settings),), lambda _: catalogues)[0]


def scanned(text: Text) -> tuple[Scan, ...]:
    """The posts of a text and their mentions."""
    return tuple(Scan(post, _mentions(post, text)) for post in posts_of(text))


def posts_of(text: Text) -> tuple[Post, ...]:
    """The posts of a text, as its settings have them read."""
    settings = text.settings
    return read(
        text.source,
        path=text.path,
        format=text.format,
        channel=settings.channel,
        channel_by=settings.channel_by,
        bare_links=settings.bare_links,
    )


def _mentions(post: Post, text: Text) -> tuple[Mention, ...]:
    """The mentions of a post, those by citation key included where its bibliography is known."""
    found = tuple(map(read_closely, find(post, text.settings.type, text.settings.nouns)))
    if not post.citation_keys:
        return found
    works: dict[str, Work] = {}
    for name in post.bibliographies:
        works |= text.bibliography(post.path, name)
    return with_cited(post, found, works, language_of(post)) if works else found


def _questions(posts: Sequence[Scan], answers: Sequence[_Found]) -> Iterator[_Question]:
    """What is to be asked for a text: the mentions without a good link."""
    for each, answer in zip(posts, answers, strict=True):
        for index, mention in enumerate(each.mentions):
            if mention.tracked != "yes":
                yield _Question(mention.reference, answer, index)


def _ask(questions: Sequence[_Question], catalogues: Sequence[Catalogue]) -> None:
    from idcheck.sources import suggest

    answers = suggest([question.reference for question in questions], catalogues)
    for question, candidates in zip(questions, answers, strict=True):
        if candidates:
            question.answers[question.index] = tuple(candidates)


def _judged(
    text: Text,
    posts: Sequence[Scan],
    candidates: Sequence[_Found],
    answers: Answers,
) -> Iterator[CheckedPost]:
    """What the rules say of the posts of one file, each seen with the posts before it."""
    settings = text.settings
    rules = settings.rules()
    silencer = Silencer(text.path, text.source, [each.post for each in posts], settings.ignores)
    earlier: deque[Judged] = deque(maxlen=_CAMPAIGN)
    found: list[tuple[Judged, Sorted]] = []
    for each, held in zip(posts, candidates, strict=True):
        suggested = enquiring.with_found(each.mentions, held, answers)
        judged = Judged(each.post, each.mentions, suggested, answers, tuple(earlier), settings.feed)
        earlier.append(replace(judged, earlier=()))
        found.append((judged, silencer.sorted(diagnosed(judged, rules))))
    for index, (judged, outcome) in enumerate(found):
        told = outcome.told if index else (*_of_no_use(judged, rules, silencer), *outcome.told)
        open_questions = unverified(judged.mentions, judged.candidates, answers)
        yield CheckedPost(
            judged.post, judged.mentions, judged.candidates, told, open_questions, outcome.silenced,
            answers,
        )  # fmt: skip


def _of_no_use(judged: Judged, rules: Sequence[Rule], silencer: Silencer) -> Iterator[Diagnostic]:
    """What is said of silencing that silenced nothing, if the settings choose that rule.

    Nothing is said where a rule that it names was not chosen, or lacks answers.
    """
    by_code = {rule.code: rule for rule in rules}
    teller = by_code.get(unused_suppression.RULE.code)
    if teller is None or teller.severity(judged.post.channel) is None:
        return
    sure = [rule for rule in rules if rule.needs == "text"]
    yield from unused_suppression.unused(teller, judged, silencer, sure)
