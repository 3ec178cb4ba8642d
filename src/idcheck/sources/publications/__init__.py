"""Readers of publication lists: BibTeX, RIS, JSON of many kinds, CSV and MODS, plain or gzipped."""

from idcheck.sources.publications.reading import read, read_text
from idcheck.sources.publications.unreadable import PublicationListError, Unreadable

__all__ = ["PublicationListError", "Unreadable", "read", "read_text"]
