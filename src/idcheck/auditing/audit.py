"""The numbers of an audit: counted from the facts of all posts, without a look at any text."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from idcheck.auditing.sections import sections
from idcheck.auditing.trackers import is_read, reads, trackers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from idcheck.auditing.facts import FileFacts, FindingFacts, MentionFacts, PostFacts
    from idcheck.rules import Severity

_GRAVE = ("error", "warning", "info")


class Tally(Struct, frozen=True):
    """Posts, and their mentions: trackable (`yes`), by a form few trackers read (`weak`), or lost (`no`)."""

    posts: int = 0
    yes: int = 0
    weak: int = 0
    no: int = 0

    @property
    def mentions(self) -> int:
        """All mentions."""
        return self.yes + self.weak + self.no

    @property
    def missed(self) -> int:
        """The mentions that few trackers or none can count."""
        return self.weak + self.no

    @property
    def share(self) -> float | None:
        """The share of mentions that are trackable, in 0..1; None where there is no mention."""
        return self.yes / self.mentions if self.mentions else None


class Group(Struct, frozen=True):
    """Some posts and their tally. `name` is "" for those of which it is not known."""

    name: str
    tally: Tally


class TrackerCount(Struct, frozen=True):
    """What a tracker could read on one channel.

    `mentions` are those on channels that the tracker reads, `read` those of them in a form it reads. `unknown`
    are on channels of which nobody says how the tracker reads them, `elsewhere` on channels that are none of its sources.
    """

    tracker: str
    mentions: int
    read: int
    unknown: int
    elsewhere: int


class Defect(Struct, frozen=True):
    """A rule with the number of its findings, of the posts they are in, and of those that come with a link."""

    code: str
    name: str
    severity: Severity
    message: str
    findings: int
    posts: int
    ready: int


class Repair(Struct, frozen=True):
    """A finding to repair, and the post it is in."""

    post: PostFacts
    finding: FindingFacts
    section: str


class OurWork(Struct, frozen=True):
    """A publication of one's own institution. `link` is "" where it has no identifier."""

    name: str
    title: str
    authors: str
    container: str
    year: int | None
    link: str


class Announced(Struct, frozen=True):
    """A work of ours and the mentions of it: `well` lead to it, `badly` do not. `paths` are the posts, each once."""

    work: OurWork
    well: int
    badly: int
    paths: tuple[str, ...]

    @property
    def how(self) -> Literal["well", "badly", "never"]:
        """How it was announced at its best."""
        return "well" if self.well else "badly" if self.badly else "never"


class Audit(Struct, frozen=True):
    """All that an audit has to tell.

    Sections, authors and channels are ordered by their mentions, the most first, months and years by
    time, with what is unknown at the end. A post counts for each of its authors. `ours` is None
    where no work is marked as ours. `unread` are paths with the reason why they failed.
    """

    total: Tally
    online: bool
    years: tuple[Group, ...]
    months: tuple[Group, ...]
    sections: tuple[Group, ...]
    authors: tuple[Group, ...]
    channels: tuple[Group, ...]
    kinds: tuple[Group, ...]
    trackers: tuple[TrackerCount, ...]
    defects: tuple[Defect, ...]
    repairs: tuple[Repair, ...]
    posts: tuple[tuple[PostFacts, str], ...]
    ours: tuple[Announced, ...] | None
    skipped: int
    unread: tuple[tuple[str, str], ...]


def audited(
    files: Iterable[FileFacts], ours: Sequence[OurWork] | None = None, *, online: bool = False
) -> Audit:
    """The audit of some files, in the order of their paths. `ours` are the works of one's own institution."""
    listed = sorted(files, key=lambda file: file.path)
    posts = [post for file in listed for post in file.posts]
    placed = list(zip(posts, sections(posts), strict=True))
    mentions = [(post, mention) for post in posts for mention in post.mentions]
    repairs = [
        Repair(post, finding, section)
        for post, section in placed
        for finding in post.findings
        if finding.severity != "info"
    ]
    return Audit(
        total=tally(posts),
        online=online,
        years=_in_time((post.date[:4], post) for post in posts),
        months=_in_time((post.date[:7], post) for post in posts),
        sections=_by_size((section, post) for post, section in placed),
        authors=_by_size((name, post) for post in posts for name in post.authors or ("",)),
        channels=_by_size((post.channel, post) for post in posts),
        kinds=_kinds(mentions),
        trackers=tuple(_tracker(name, mentions) for name in trackers()),
        defects=tuple(_defects(posts)),
        repairs=tuple(sorted(repairs, key=_urgency)),
        posts=tuple(placed),
        ours=None if ours is None else tuple(_announced(ours, mentions)),
        skipped=sum(file.status == "skipped" for file in listed),
        unread=tuple((file.path, file.reason) for file in listed if file.status == "failed"),
    )


def tally(posts: Iterable[PostFacts]) -> Tally:
    """The tally of some posts."""
    held = list(posts)
    tracked = Counter(mention.tracked for post in held for mention in post.mentions)
    return Tally(len(held), tracked["yes"], tracked["weak"], tracked["no"])


def _groups(named: Iterable[tuple[str, PostFacts]]) -> list[Group]:
    held: defaultdict[str, list[PostFacts]] = defaultdict(list)
    for name, post in named:
        held[name].append(post)
    return [Group(name, tally(posts)) for name, posts in held.items()]


def _by_size(named: Iterable[tuple[str, PostFacts]]) -> tuple[Group, ...]:
    def order(group: Group) -> tuple[bool, int, int, str]:
        return (not group.name, -group.tally.mentions, -group.tally.posts, group.name.casefold())

    return tuple(sorted(_groups(named), key=order))


def _in_time(named: Iterable[tuple[str, PostFacts]]) -> tuple[Group, ...]:
    return tuple(sorted(_groups(named), key=lambda group: (not group.name, group.name)))


def _kinds(mentions: Sequence[tuple[PostFacts, MentionFacts]]) -> tuple[Group, ...]:
    """The mentions by their kind; `posts` are those with at least one of it."""
    counts = Counter((mention.kind, mention.tracked) for _, mention in mentions)
    found = Counter(kind for post in {id(post): post for post, _ in mentions}.values()
                    for kind in {mention.kind for mention in post.mentions})  # fmt: skip
    tallies = (
        Group(kind, Tally(found[kind], *(counts[kind, how] for how in ("yes", "weak", "no"))))
        for kind in found
    )
    return tuple(sorted(tallies, key=lambda group: -group.tally.mentions))


def _tracker(name: str, mentions: Sequence[tuple[PostFacts, MentionFacts]]) -> TrackerCount:
    least = [(reads(name, post.channel), mention.form) for post, mention in mentions]
    elsewhere = sum(need == "nothing" for need, _ in least)
    unknown = sum(need == "unknown" for need, _ in least)
    read = sum(is_read(form, need) for need, form in least)
    return TrackerCount(name, len(least) - elsewhere - unknown, read, unknown, elsewhere)


def _defects(posts: Sequence[PostFacts]) -> Iterator[Defect]:
    """The rules by what they found, the gravest first and then the commonest."""
    found: defaultdict[tuple[str, str], list[tuple[int, FindingFacts]]] = defaultdict(list)
    for number, post in enumerate(posts):
        for finding in post.findings:
            found[finding.code, finding.severity].append((number, finding))
    for held in sorted(
        found.values(), key=lambda each: (_GRAVE.index(each[0][1].severity), -len(each))
    ):
        first = held[0][1]
        messages = Counter(finding.message for _, finding in held)
        yield Defect(
            first.code, first.name, first.severity, messages.most_common(1)[0][0], len(held),
            len({number for number, _ in held}), sum(bool(finding.link) for _, finding in held),
        )  # fmt: skip


def _urgency(repair: Repair) -> tuple[bool, int, bool, bool, str, str, int]:
    """Works of ours first, then errors, then what can be pasted at once, then the newest posts."""
    finding, post = repair.finding, repair.post
    return (
        not finding.work, _GRAVE.index(finding.severity), not finding.link, not finding.sure,
        _descending(post.date), post.path, finding.line,
    )  # fmt: skip


def _descending(date: str) -> str:
    """What sorts dates from the latest to the earliest, with unknown ones at the end."""
    return "".join(chr(ord("9") - int(sign)) if sign.isdigit() else sign for sign in date) or "~"


def _announced(
    ours: Sequence[OurWork], mentions: Sequence[tuple[PostFacts, MentionFacts]]
) -> Iterator[Announced]:
    """Our works, the newest first."""
    met: defaultdict[str, list[tuple[PostFacts, MentionFacts]]] = defaultdict(list)
    for post, mention in mentions:
        met[mention.work].append((post, mention))
    for work in sorted(
        ours, key=lambda each: (-(each.year or 0), each.title.casefold(), each.name)
    ):
        held = met.get(work.name, [])
        well = sum(mention.well for _, mention in held)
        paths: Mapping[str, None] = dict.fromkeys(post.path for post, _ in held)
        yield Announced(work, well, len(held) - well, tuple(paths))
