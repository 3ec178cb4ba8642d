"""What a rule is, and what it judges."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from msgspec import Struct

from idcheck.post.channels import levels_of
from idcheck.rules.diagnostic import Diagnostic, Severity
from idcheck.works.answer import Answers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from idcheck.mentions import Mention
    from idcheck.messages import Message
    from idcheck.post import Place, Post
    from idcheck.works import Candidate

NOTHING_ASKED = Answers()
CHANNELS = (
    "blog", "news", "web", "x", "bluesky", "facebook", "reddit", "youtube", "untracked",
    "wikipedia", "press", "policy",
)  # fmt: skip
"""The channels that rules have levels for. `untracked` is social media that no public tracker reads:
LinkedIn, Mastodon and the like, which are channels of their own in all else."""
_LETTERS: Mapping[str, Severity | None] = {"E": "error", "W": "warning", "I": "info", "-": None}


class Judged(Struct, frozen=True):
    """A post with its mentions, the candidates for each mention by its index, and what registries answered.

    `earlier` are the posts before it in the same file: a thread, or a table of scheduled posts.
    `feed` tells whether the feed of the place carries posts in full.
    """

    post: Post
    mentions: tuple[Mention, ...]
    candidates: Mapping[int, tuple[Candidate, ...]]
    answers: Answers = NOTHING_ASKED
    earlier: tuple[Judged, ...] = ()
    feed: Literal["full", "excerpt"] = "full"


class Rule(Struct, frozen=True):
    """A rule: its code, its name (which states the defect), and the function that finds it.

    `levels` holds one letter a channel in the order of `CHANNELS`: E error, W warning, I info,
    - off. `needs` is `text` if the file alone decides, `net` if a registry must be asked; such a
    rule says nothing where the answers are silent, and `asks` tells what it wants answered: the
    identifiers that stand with a mention, or the reference of a mention without any.
    `page` is the rule's documentation. `optional` rules run only where they are named, since they
    cannot be as sure as the others.
    """

    code: str
    name: str
    levels: str
    needs: Literal["text", "net"]
    fix: Literal["safe", "unsafe", "none"]
    page: str
    check: Callable[[Rule, Judged], Iterator[Diagnostic]]
    asks: Literal["identifiers", "reference"] = "identifiers"
    optional: bool = False

    @property
    def summary(self) -> str:
        """The first line of the page: what the rule catches."""
        return self.page.split("\n", 1)[0].rstrip(".")

    @property
    def fixable(self) -> bool:
        """Whether its diagnostics can carry fixes."""
        return self.fix != "none"

    @property
    def severities(self) -> Mapping[str, Severity | Literal["off"]]:
        """The severity in each channel."""
        return {channel: self.severity(channel) or "off" for channel in CHANNELS}

    def severity(self, channel: str) -> Severity | None:
        """The severity in a channel, None where the rule is off there."""
        return _LETTERS[self.levels[CHANNELS.index(levels_of(channel))]]

    def diagnostic(self, judged: Judged, place: Place, message: Message, **more: Any) -> Diagnostic:
        """A diagnostic of this rule at a place of the judged post."""
        severity = self.severity(judged.post.channel)
        if severity is None:
            raise ValueError(f"{self.code} is off in the channel {judged.post.channel}")
        return Diagnostic(self.code, self.name, severity, message, place, **more)
