"""Works, references to them, and the comparison of the two."""

from idcheck.works.work import Author, Candidate, Reference, Verdict, Work

__all__ = ["Author", "Candidate", "Reference", "Verdict", "Work"]
