"""Which columns of a table, or fields of JSON, hold a post, its channel, its link and its date."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Literal, cast

from msgspec import Struct

from idcheck import data, lazy
from idcheck.post.channels import NETWORKS, channel_named

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Role = Literal["text", "channel", "link", "date"]

_NOT_LETTERS = lazy.pattern(r"[\W_]+|(?<=[a-zåäö])(?=[A-ZÅÄÖ])")
_ASIDE = lazy.pattern(r"[(\[][^)\]]{0,100}[)\]]")
_WEAK = frozenset({
    "body", "description", "draft", "status", "update", "video description", "beskrivning", "uppdatering", "innehåll", "content",
})  # fmt: skip
_TEXT_WORD = lazy.pattern(r"(?:^| )(?:text|copy|post|caption|message|content|inlägg|tweet)$")


@cache
def _ranks() -> Mapping[Role, Mapping[str, int]]:
    """For each role the names, and how early they stand in the table."""
    ranks: dict[Role, dict[str, int]] = {"text": {}, "channel": {}, "link": {}, "date": {}}
    for role, names, _whose in data.rows("columns.tsv"):
        held = ranks[cast("Role", role)]
        for name in names.split("|"):
            held.setdefault(name, len(held))
    return ranks


def folded(name: str) -> str:
    """A column's name as names are compared: `postText`, `Post text` and `POST_TEXT` are one."""
    return " ".join(_NOT_LETTERS.sub(" ", _ASIDE.sub(" ", name)).split()).casefold()


class Columns(Struct, frozen=True):
    """Where in a row things stand; `text` is None if there is no column for it.

    `own` are columns with the texts for one network ("LinkedIn copy"); `named` are called like a
    network alone: they hold its texts, whether a row goes there, or somebody's account.
    `silencing` is the column called `idcheck`, which says what is put aside; `date` tells when a post appears.
    """

    text: int | None
    channel: int | None
    link: int | None
    own: tuple[tuple[int, str], ...] = ()
    named: tuple[tuple[int, str], ...] = ()
    silencing: int | None = None
    date: int | None = None

    @property
    def usable(self) -> bool:
        """Whether the names tell that there are posts in the table."""
        return self.text is not None or bool(self.own)


def columns(names: Sequence[str]) -> Columns:
    """The columns of a table by the names in its head."""
    said = [folded(name) for name in names]
    own: list[tuple[int, str]] = []
    named: list[tuple[int, str]] = []
    for index, name in enumerate(said):
        if any(name in held for held in _ranks().values()):
            continue
        if (channel := channel_named(name)) in NETWORKS and channel:
            named.append((index, channel))
        elif (channel := channel_named(_TEXT_WORD.sub("", name))) in NETWORKS and channel:
            own.append((index, channel))
    return Columns(
        text=_best(said, "text"),
        channel=_best(said, "channel"),
        link=_best(said, "link"),
        own=tuple(own),
        named=tuple(named),
        silencing=said.index("idcheck") if "idcheck" in said else None,
        date=_best(said, "date"),
    )


def is_weak(name: str) -> bool:
    """Whether a field of this name holds a post only where no other does."""
    return folded(name) in _WEAK


def _best(names: Sequence[str], role: Role) -> int | None:
    ranks = _ranks()[role]
    known = [(ranks[name], index) for index, name in enumerate(names) if name in ranks]
    return min(known)[1] if known else None
