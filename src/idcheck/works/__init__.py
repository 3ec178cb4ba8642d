"""Works, references to them, the comparison of the two, and what registries answer."""

from idcheck.works.answer import (
    Ambiguous,
    Answer,
    Answers,
    Found,
    NotFound,
    NotYet,
    Questions,
    Search,
    Unavailable,
)
from idcheck.works.work import (
    Author,
    Candidate,
    Parent,
    Reference,
    Stated,
    Update,
    UpdateKind,
    Verdict,
    Version,
    Work,
)

__all__ = [
    "Ambiguous", "Answer", "Answers", "Author", "Candidate", "Found", "NotFound", "NotYet", "Parent",
    "Questions", "Reference", "Search", "Stated", "Unavailable", "Update", "UpdateKind", "Verdict", "Version", "Work",
]  # fmt: skip
