"""Posts, and the formats they are read from. Importing this imports no parser."""

from idcheck.post.decoding import UnreadableError, decode
from idcheck.post.formats import format_of, link, read
from idcheck.post.model import (
    CitationKey,
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
    Unrendered,
    UnrenderedKind,
)  # fmt: skip

__all__ = [
    "CitationKey", "Link", "LinkOrigin", "MetaField", "Piece", "Place", "Post", "Problem",
    "Region", "RegionKind", "SourceMap", "Span", "UnreadableError", "Unrendered",
    "UnrenderedKind", "decode", "format_of", "link", "read",
]  # fmt: skip
