"""What a rule says: diagnostics, and the fixes they offer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from msgspec import Struct
from msgspec.structs import replace

from idcheck.messages import NOTHING, Message

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

    message: Message
    edits: tuple[Edit, ...]
    applicability: Applicability

    def in_language(self, language: str) -> Fix:
        """The fix with its words in a language."""
        return replace(self, message=self.message.in_language(language))


class Diagnostic(Struct, frozen=True):
    """One finding of one rule at one place.

    `mention` is the index of the mention in its post that it is about, None where it is about a
    link or an identifier alone. `suggestion` is what to paste or do, "" if there is none.
    """

    code: str
    name: str
    severity: Severity
    message: Message
    place: Place
    mention: int | None = None
    suggestion: Message = NOTHING
    candidates: tuple[Candidate, ...] = ()
    fixes: tuple[Fix, ...] = ()

    def in_language(self, language: str) -> Diagnostic:
        """The diagnostic with its words in a language; English where that has none."""
        return replace(
            self,
            message=self.message.in_language(language),
            suggestion=self.suggestion.in_language(language),
            fixes=tuple(fix.in_language(language) for fix in self.fixes),
        )
