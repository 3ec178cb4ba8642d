"""The small facts of a checked post that an audit counts; the texts themselves are not kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from idcheck import lazy
from idcheck.auditing.byline import byline_of
from idcheck.auditing.trackers import form_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from idcheck.auditing.trackers import Form
    from idcheck.checking import CheckedFile, CheckedPost, FileStatus
    from idcheck.mentions import Mention
    from idcheck.mentions.mention import MentionKind, Tracked
    from idcheck.rules import Diagnostic, Severity
    from idcheck.works import Work

    Recogniser = Callable[[CheckedPost, int], Work | None]

_LONGEST = 160
"""Code points that are kept of the words of a post or of a title."""
_ADDRESS = lazy.pattern(r"https?://[^\s<>\"]+")


class MentionFacts(Struct, frozen=True):
    """A mention: its kind, whether trackers can count it, and how much of it machines can read.

    `work` names the work of ours that it is of (`name_of`), "" for any other. `well` tells
    whether it leads there: a link that trackers follow, about which no rule has an error.
    """

    kind: MentionKind
    tracked: Tracked
    form: Form
    work: str = ""
    well: bool = False


class FindingFacts(Struct, frozen=True):
    """A finding, with what to do about it.

    `words` are those of the post, "" where only the line is known. `link` is the link to paste, ""
    where none is known; `title` is the work it leads to, as far as that is known. `sure` is
    False where a person has to say whether that is the work meant. `work` is as in MentionFacts.
    """

    code: str
    name: str
    severity: Severity
    message: str
    line: int
    words: str
    advice: str
    link: str
    title: str
    sure: bool
    work: str = ""


class PostFacts(Struct, frozen=True):
    """A post, in the order of its file. `folders` are those from the place that was named down to it.

    `date` is `2024-05-17`, `2024-05`, `2024` or ""; `section` is "" where neither the settings nor the
    post say one.
    """

    path: str
    title: str
    date: str
    authors: tuple[str, ...]
    section: str
    channel: str
    mentions: tuple[MentionFacts, ...]
    findings: tuple[FindingFacts, ...]
    folders: tuple[str, ...] = ()


class FileFacts(Struct, frozen=True):
    """A file of the site. `reason` tells why it was `skipped` or `failed`; both have no posts."""

    path: str
    status: FileStatus
    reason: str
    posts: tuple[PostFacts, ...] = ()


def facts_of(
    file: CheckedFile,
    *,
    section: str = "",
    folders: tuple[str, ...] = (),
    ours: Recogniser = lambda _post, _index: None,
) -> FileFacts:
    """The facts of a checked file.

    `section` is what the settings say of it, `ours` tells the work of ours that a mention is of.
    """
    posts = tuple(_post(post, section, folders, ours) for post in file.posts)
    return FileFacts(file.path, file.status, file.reason or "", posts)


def name_of(work: Work) -> str:
    """What tells a work from others: its first identifier, else its key, else its title."""
    return str(work.identifiers[0]) if work.identifiers else work.key or work.title


def _post(
    checked: CheckedPost, section: str, folders: tuple[str, ...], ours: Recogniser
) -> PostFacts:
    post = checked.post
    byline = byline_of(post)
    works = [ours(checked, index) for index in range(len(checked.mentions))]
    return PostFacts(
        path=post.path,
        title=byline.title,
        date=byline.date,
        authors=byline.authors,
        section=section or byline.section,
        channel=post.channel,
        mentions=tuple(_mention(checked, index, work) for index, work in enumerate(works)),
        findings=tuple(_findings(checked, works)),
        folders=folders,
    )


def _mention(checked: CheckedPost, index: int, work: Work | None) -> MentionFacts:
    mention = checked.mentions[index]
    if work is None:
        return MentionFacts(mention.kind, mention.tracked, form_of(mention))
    wrong = any(item.mention == index and item.severity == "error" for item in checked.diagnostics)
    well = mention.tracked == "yes" and not wrong and not _contradicts(mention, work)
    return MentionFacts(mention.kind, mention.tracked, form_of(mention), name_of(work), well)


def _contradicts(mention: Mention, work: Work) -> bool:
    """Whether a mention carries another identifier of a scheme that the work has one of, and none of its own."""
    named = {bound.identifier for bound in mention.identifiers}
    known = {each.scheme for each in work.identifiers}
    return named.isdisjoint(work.identifiers) and any(each.scheme in known for each in named)


def _findings(checked: CheckedPost, works: list[Work | None]) -> Iterator[FindingFacts]:
    for item in checked.diagnostics:
        work = works[item.mention] if item.mention is not None else None
        link, title, sure = _remedy(item)
        yield FindingFacts(
            code=item.code,
            name=item.name,
            severity=item.severity,
            message=item.message,
            line=item.place.line,
            words=_words(checked, item),
            advice=item.suggestion,
            link=link,
            title=title,
            sure=sure,
            work=name_of(work) if work else "",
        )


def _words(checked: CheckedPost, item: Diagnostic) -> str:
    """What a finding is about: a mention as it is read, else what the file says there."""
    if item.mention is not None:
        mention = checked.mentions[item.mention]
        if mention.place == item.place and len(mention.span):
            return _short(mention.span.of(checked.post.text))
    span = item.place.span
    if span is None:
        return ""
    return _short(checked.post.source[span.start : min(span.end, span.start + 2 * _LONGEST)])


def _remedy(item: Diagnostic) -> tuple[str, str, bool]:
    """The link to paste, the work it leads to, and whether that is certain.

    An address in the suggestion of a rule follows from what the post says itself; `...` in it
    stands for what nobody knows yet.
    """
    for candidate in item.candidates:
        if candidate.work.identifiers:
            url = candidate.work.identifiers[0].url
            return url, _short(candidate.work.title), candidate.verdict == "same"
    found = _ADDRESS.search(item.suggestion)
    if found is None or found[0].endswith("..."):
        return "", "", False
    return found[0], "", True


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"
