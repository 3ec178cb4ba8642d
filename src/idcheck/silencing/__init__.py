"""Findings that a person has looked at and put aside: in a comment of the file, or in the settings."""

from idcheck.silencing.directives import Directive, directives
from idcheck.silencing.sorting import Ignore, Silenced, Silencer, Sorted

__all__ = ["Directive", "Ignore", "Silenced", "Silencer", "Sorted", "directives"]
