"""Identifiers of publications: finding, checking, normalising, and the links trackers read."""

from idcheck.identifiers.identifier import Identifier

__all__ = ["Identifier"]
