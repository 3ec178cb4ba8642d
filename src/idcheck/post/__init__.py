"""Posts, and the formats they are read from. Importing this imports no parser."""

from idcheck.post.decoding import UnreadableError, decode
from idcheck.post.formats import format_of, link, read
from idcheck.post.model import (
    Link,
    LinkOrigin,
    MetaField,
    Piece,
    Place,
    Post,
    Problem,
    Region,
    RegionKind,
    SourceMap,
    Span,
)  # fmt: skip

__all__ = [
    "Link", "LinkOrigin", "MetaField", "Piece", "Place", "Post", "Problem", "Region", "RegionKind",
    "SourceMap", "Span", "UnreadableError", "decode", "format_of", "link", "read",
]  # fmt: skip
