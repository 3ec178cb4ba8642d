"""What a rule says: diagnostics, and the fixes they offer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from msgspec import Struct

if TYPE_CHECKING:
    from idcheck.post import Place, Span
    from idcheck.works import Candidate

Severity = Literal["error", "warning", "info"]
Applicability = Literal["safe", "unsafe", "display"]


class Edit(Struct, frozen=True):
    """A replacement of one stretch of the source."""

    span: Span
    replacement: str


class Fix(Struct, frozen=True):
    """A repair: edits that belong together.

    `safe` keeps the work and the wording; `unsafe` needs a person's yes; `display` is only shown.
    """

    message: str
    edits: tuple[Edit, ...]
    applicability: Applicability


class Diagnostic(Struct, frozen=True):
    """One finding of one rule at one place.

    `mention` is the index of the mention in its post that it is about, None where it is about a
    link or an identifier alone. `suggestion` is what to paste or do, "" if there is none.
    """

    code: str
    name: str
    severity: Severity
    message: str
    place: Place
    mention: int | None = None
    suggestion: str = ""
    candidates: tuple[Candidate, ...] = ()
    fixes: tuple[Fix, ...] = ()
