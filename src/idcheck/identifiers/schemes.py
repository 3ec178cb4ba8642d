"""The schemes that a person can enter or a program can check one value of."""

from __future__ import annotations

from typing import Protocol

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
    urn,
)  # fmt: skip
from idcheck.identifiers.identifier import Identifier


class Scheme(Protocol):
    """What the module of a scheme offers for one value."""

    SCHEME: str

    def parse(self, text: str) -> Identifier | None:
        """The identifier that a person entered."""

    def is_valid(self, value: str) -> bool:
        """Whether a bare value is one of this scheme."""


_MODULES: tuple[Scheme, ...] = (
    doi, shortdoi, urn, handle, pmcid, arxiv, nct, repec, ssrn, orcid, hal, pii, bibcode, isbn, issn, pmid,
)  # fmt: skip
_SCHEMES = {module.SCHEME: module for module in _MODULES}


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
