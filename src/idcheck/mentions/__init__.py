"""Mentions of publications: finding them, and binding identifiers and links to them."""

from idcheck.mentions.mention import Bound, BoundBy, Mention, MentionKind, Tracked

__all__ = ["Bound", "BoundBy", "Mention", "MentionKind", "Tracked"]
