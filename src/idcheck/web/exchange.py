"""What clients send and get, as JSON. The report of a check is `idcheck-1` (`reports/json.py`)."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from idcheck.reports.json import EditRow, IdentifierRow, Report, WorkRow  # noqa: TC001 - msgspec reads the annotations
from idcheck.web.limits import MOST_CHARACTERS

Type = Literal[
    "markdown", "html", "plain", "rst", "table", "json_posts", "feed", "mail", "wikitext", "notebook",
]  # fmt: skip
"""The formats that a draft in JSON can have; Word files are read by `/v1/read`."""
AnswerWord = Literal["found", "not found", "registered", "ambiguous", "unavailable"]
_Offset = Annotated[int, msgspec.Meta(ge=0)]


class Draft(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A draft.

    `channel` is where it will appear, under any name people use; null leaves it to the draft and
    the settings. `lang` is the language of messages.
    """

    text: Annotated[str, msgspec.Meta(max_length=MOST_CHARACTERS)]
    type: Type = "markdown"
    channel: str | None = None
    lang: str = "en"


class CheckRequest(Draft, frozen=True, kw_only=True):
    """A draft to check. `online` false asks no registry even where the server may."""

    online: bool = True


class LinkTo(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A stretch of the text in code points, half-open, and the address that it shall lead to."""

    start: _Offset
    end: _Offset
    url: Annotated[str, msgspec.Meta(pattern=r"^https?://\S+$", max_length=2000)]


class FixRequest(Draft, frozen=True, kw_only=True):
    """A draft and what to change in it: the edits of a fix in a report, or a stretch to link."""

    edits: tuple[EditRow, ...] = ()
    link: LinkTo | None = None


class Fixed(msgspec.Struct, frozen=True):
    """The draft as it is afterwards."""

    text: str


class Length(msgspec.Struct, frozen=True):
    """How long a post is as its platform counts, and how long it may be there."""

    length: int
    most: int
    unit: Literal["weighted", "graphemes", "bytes", "characters"]


class Counted(msgspec.Struct, frozen=True):
    """The length of each post of a draft; null where the channel has no limit."""

    channels: tuple[str, ...]
    lengths: tuple[Length | None, ...]


class Finished(msgspec.Struct, frozen=True):
    """A draft as it is put on the clipboard: for programs that take formatting, and for the others."""

    html: str
    text: str


class ReadDraft(msgspec.Struct, frozen=True):
    """What stands in a file. `lost` tells whether pictures and tables of a Word file were left out."""

    text: str
    type: Type
    lost: bool


class FoundWork(msgspec.Struct, frozen=True):
    """A work that was found. `identifier` is the best it has, `source` who knows it."""

    identifier: IdentifierRow | None
    source: str
    work: WorkRow


class LookedUp(msgspec.Struct, frozen=True):
    """What is known of an identifier, or the works that fit some words.

    `identifier` is the one that was asked for. `reason` tells why there is no answer.
    """

    answer: AnswerWord
    reason: str | None
    identifier: IdentifierRow | None
    works: tuple[FoundWork, ...]


class SeenLink(msgspec.Struct, frozen=True):
    """A link in the text that a reader sees."""

    start: int
    end: int
    target: str


class Mark(msgspec.Struct, frozen=True):
    """A stretch of that text with the mention or the findings, by their index in the report."""

    start: int
    end: int
    mention: int | None
    diagnostics: tuple[int, ...]


class SeenPost(msgspec.Struct, frozen=True):
    """A post as a reader sees it, with its marks in order; offsets count its code points."""

    text: str
    headings: tuple[tuple[int, int], ...]
    links: tuple[SeenLink, ...]
    marks: tuple[Mark, ...]
    length: Length | None


class Progress(msgspec.Struct, frozen=True, tag_field="event", tag="progress"):
    """How many questions the registries have answered, and how many there are."""

    done: int
    total: int


class Reviewed(msgspec.Struct, frozen=True, tag_field="event", tag="report"):
    """A report with the posts as they are shown. After one with `more` another follows."""

    report: Report
    posts: tuple[SeenPost, ...]
    notes: tuple[str, ...]
    more: bool


class About(msgspec.Struct, frozen=True):
    """The server: what it may do, and what drafts can be."""

    version: str
    online: bool
    languages: tuple[str, ...]
    services: tuple[str, ...]
    channels: tuple[str, ...]
    types: tuple[str, ...]
    most_characters: int
