"""The value that stands for one identifier."""

from __future__ import annotations

from msgspec import Struct


class Identifier(Struct, frozen=True, order=True):
    """An identifier in its normal form.

    `scheme` is a lower-case word: `doi`, `pmid`, `pmcid`, `isbn`, `arxiv`, ...
    `value` is the bare, normalised value: a DOI in lower case without resolver, 13 digits of an
    ISBN, `PMC123` of a PMCID, an arXiv id without version.
    Two identifiers are the same identifier exactly when they compare equal.
    """

    scheme: str
    value: str

    @property
    def url(self) -> str:
        """The link that trackers read, for example `https://doi.org/10.1038/nature12373`."""
        from idcheck.identifiers import canonical_url

        return canonical_url(self)

    def __str__(self) -> str:
        return f"{self.scheme}:{self.value}"
