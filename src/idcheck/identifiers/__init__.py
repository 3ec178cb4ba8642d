"""Identifiers of publications: finding, checking, normalising, and the links trackers read."""

from __future__ import annotations

from idcheck.identifiers.address import Address, from_url
from idcheck.identifiers.found import Found, Malformed
from idcheck.identifiers.identifier import Identifier
from idcheck.identifiers.links import canonical_url, equivalents, names_work
from idcheck.identifiers.scan import find, find_malformed
from idcheck.identifiers.schemes import is_valid, parse

__all__ = [
    "Address", "Found", "Identifier", "Malformed", "canonical_url", "equivalents", "find",
    "find_malformed", "from_url", "is_valid", "names_work", "parse",
]  # fmt: skip
