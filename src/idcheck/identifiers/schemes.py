"""The schemes: what each of them offers, and the order in which they claim a stretch of text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from idcheck.identifiers import (
    arxiv,
    bibcode,
    doi,
    hal,
    handle,
    isbn,
    issn,
    nct,
    orcid,
    pii,
    pmcid,
    pmid,
    repec,
    shortdoi,
    ssrn,
    trial,
    urn,
)  # fmt: skip
from idcheck.identifiers.identifier import Identifier

if TYPE_CHECKING:
    from collections.abc import Iterable

    from idcheck.identifiers.hit import Hit


class Scheme(Protocol):
    """What the module of a scheme offers.

    A text without any of the `SIGNS` (in lower case) holds none of the scheme; without signs,
    every text may. `FOLDED` tells which copy `find` reads: the lowered one, or the working copy
    in its own case.
    """

    SCHEME: str
    SIGNS: tuple[str, ...]
    FOLDED: bool

    def find(self, copy: str, /) -> Iterable[Hit]:
        """The identifiers of the scheme in a copy of a text."""

    def parse(self, text: str, /) -> Identifier | None:
        """The identifier that a person entered."""

    def is_valid(self, value: str, /) -> bool:
        """Whether a bare value is one of this scheme."""


MODULES: tuple[Scheme, ...] = (
    doi, shortdoi, urn, handle, pmcid, arxiv, nct, trial, repec, ssrn, orcid, hal, pii, bibcode, isbn, issn, pmid,
)  # fmt: skip
"""In the order in which they claim: the specific before the numeric."""
_SCHEMES = {module.SCHEME: module for module in MODULES}


def entered(scheme: str, value: str) -> Identifier | None:
    """A value read from an address: normalised where the scheme has a form, else as it is."""
    if scheme in _SCHEMES:
        return _SCHEMES[scheme].parse(value)
    return Identifier(scheme, value) if value else None


def parse(scheme: str, text: str) -> Identifier | None:
    """The identifier that a person entered as this scheme, None if it is none or there is text around it.

    Label, resolver, spaces and punctuation are allowed. Raises KeyError for an unknown scheme.
    """
    return _SCHEMES[scheme].parse(text)


def is_valid(scheme: str, value: str) -> bool:
    """Whether a bare value, without label or address, can be an identifier of this scheme.

    Syntax, check digit and the limits that registries state; not whether it exists. Raises
    KeyError for an unknown scheme.
    """
    return _SCHEMES[scheme].is_valid(value)
