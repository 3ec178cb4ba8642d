"""Posts, and the formats they are read from."""

from idcheck.post.model import (
    Link, LinkOrigin, MetaField, Piece, Place, Post, Problem, Region, RegionKind, SourceMap, Span,
)  # fmt: skip

__all__ = [
    "Link", "LinkOrigin", "MetaField", "Piece", "Place", "Post", "Problem", "Region", "RegionKind",
    "SourceMap", "Span",
]  # fmt: skip
